//! From two frames to sums: how far each atom has come, and what a wave of one length sees of it.

use nalgebra::Vector3;

use super::tally::{BLOCKS, Columns};
use crate::frame::Dimension;

/// Columns of each kind of atom: how many, r^2, r^4, the wave; then the bins of a distribution.
pub(super) const COUNT: usize = 0;
pub(super) const SQUARE: usize = 1;
pub(super) const FOURTH: usize = 2;
pub(super) const WAVE: usize = 3;
pub(super) const FIRST_BIN: usize = 4;

/// `exp(i k r)` averaged over all directions of k: `sin(kr)/(kr)` in space, `J0(kr)` in a plane.
pub(super) fn wave(dimension: Dimension, phase: f64) -> f64 {
    match dimension {
        Dimension::Two => libm::j0(phase),
        Dimension::Three if phase < 1e-4 => 1.0 - phase * phase / 6.0,
        Dimension::Three => phase.sin() / phase,
    }
}

/// Bins of a distribution of distances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bins {
    pub(super) width: f64,
    pub(super) count: usize,
}

/// What is summed, and of what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums<'a> {
    pub(super) dimension: Dimension,
    pub(super) wave_number: f64,
    pub(super) kinds: &'a [u16],
    pub(super) species: usize,
    pub(super) bins: Bins,
}

impl Sums<'_> {
    /// How many columns a kind of atom has.
    pub(super) fn width(&self) -> usize {
        FIRST_BIN + self.bins.count
    }

    /// The sums over all displacements, by group (an atom's number modulo sixteen) and by species; an atom
    /// without a displacement is left out.
    pub(super) fn of(&self, displacements: &[Option<Vector3<f64>>]) -> Vec<Columns> {
        let mut groups = vec![vec![0.0; self.species * self.width()]; BLOCKS];
        for (atom, (displacement, kind)) in displacements.iter().zip(self.kinds).enumerate() {
            let Some(displacement) = displacement else {
                continue;
            };
            let start = usize::from(*kind) * self.width();
            let columns = &mut groups[atom % BLOCKS][start..start + self.width()];
            let square = displacement.norm_squared();
            columns[COUNT] += 1.0;
            columns[SQUARE] += square;
            columns[FOURTH] += square * square;
            columns[WAVE] += wave(self.dimension, self.wave_number * square.sqrt());
            self.put_into_bin(&mut columns[FIRST_BIN..], square.sqrt());
        }
        groups
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // beyond the last bin it saturates
    fn put_into_bin(&self, bins: &mut [f64], distance: f64) {
        if bins.is_empty() {
            return;
        }
        if let Some(bin) = bins.get_mut((distance / self.bins.width) as usize) {
            *bin += 1.0;
        }
    }
}

/// Where all atoms are, and their centre.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Snapshot {
    pub(super) positions: Vec<Vector3<f64>>,
    pub(super) centre: Vector3<f64>,
}

impl Snapshot {
    /// Positions, flat in a plane, with their mean by weights; without weights the centre is at zero.
    pub(super) fn new(positions: &[Vector3<f64>], dimension: Dimension, weights: &[f64]) -> Self {
        let flat = |r: &Vector3<f64>| match dimension {
            Dimension::Two => Vector3::new(r.x, r.y, 0.0),
            Dimension::Three => *r,
        };
        let positions: Vec<_> = positions.iter().map(flat).collect();
        let mut centre = Vector3::zeros();
        for (r, weight) in positions.iter().zip(weights) {
            centre += r * *weight;
        }
        let all: f64 = weights.iter().sum();
        Self {
            positions,
            centre: if all > 0.0 { centre / all } else { centre },
        }
    }

    /// How far each atom has come since `before`, beyond the centre.
    pub(super) fn since(&self, before: &Self) -> Vec<Vector3<f64>> {
        let drift = self.centre - before.centre;
        let ends = self.positions.iter().zip(&before.positions);
        ends.map(|(now, then)| now - then - drift).collect()
    }
}
