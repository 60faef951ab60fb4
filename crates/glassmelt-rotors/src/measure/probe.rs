//! One look at the dipoles: total, waves, pairs.

use std::f64::consts::PI;

use glassmelt::SymmetricTensor;
use nalgebra::{Complex, Vector3};
use rayon::prelude::*;

use super::pairs::Pairs;
use super::shear::{SHEARS, dot, shear_components};
use super::waves::{Wave, WaveVectors};
use crate::cell::Cell;
use crate::error::{Error, Result, finite};

/// How many rotors one task takes; fixed, so that sums do not depend on the number of threads.
const CHUNK: usize = 512;

/// What was seen at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// H, in the unit of energy of the dipoles.
    pub energy: f64,
    /// The [`shear_components`] of the sum of all dipoles.
    pub total: [f64; 5],
    /// `sum q_a:q_b` of the deviators over all ordered pairs up to each radius, each with itself among them.
    pub pairs: Vec<f64>,
    /// `t.Q(q).q/|q|` with `Q(q) = sum_a Q_a e^(-i q r_a)`, for the two t across each wave vector.
    pub modes: Vec<[Complex<f64>; 2]>,
}

/// Places that stay, and what is looked at there.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    cell: Cell,
    waves: WaveVectors,
    /// For each wave, the components of both `sym(t q)`.
    across: Vec<[[f64; SHEARS]; 2]>,
    /// `e^(-2 pi i x/L)` along each axis, for each place.
    phases: Vec<[Complex<f64>; 3]>,
    pairs: Pairs,
}

impl Probe {
    /// Looks at dipoles on `places` in `cell`: at their waves, and at pairs up to each of the `radii`.
    ///
    /// Memory grows with the number of pairs up to the last radius, four bytes each.
    ///
    /// # Errors
    /// When a place is not finite, or the radii do not ascend from above zero to half the shortest side.
    pub fn new(
        cell: Cell,
        places: &[Vector3<f64>],
        waves: WaveVectors,
        radii: Vec<f64>,
    ) -> Result<Self> {
        for place in places {
            finite("position", place.iter())?;
        }
        let phase = |part: f64| Complex::from_polar(1.0, -2.0 * PI * (part - part.floor()));
        let phases = places
            .iter()
            .map(|place| place.component_div(&cell.sides()).map(phase).into());
        Ok(Self {
            across: waves.waves().iter().map(shears_across).collect(),
            phases: phases.collect(),
            pairs: Pairs::new(&cell, places, radii)?,
            cell,
            waves,
        })
    }

    /// The cell.
    pub fn cell(&self) -> Cell {
        self.cell
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.phases.len()
    }

    /// The wave vectors looked at.
    pub fn waves(&self) -> &WaveVectors {
        &self.waves
    }

    /// The radii up to which pairs are summed.
    pub fn radii(&self) -> &[f64] {
        self.pairs.radii()
    }

    pub(super) fn pairs(&self) -> &Pairs {
        &self.pairs
    }

    /// What `dipoles`, one for each place, look like; their energy is passed on.
    ///
    /// # Errors
    /// When there are not as many dipoles as places.
    pub fn look(&self, dipoles: &[SymmetricTensor], energy: f64) -> Result<Look> {
        if dipoles.len() != self.places() {
            return Err(Error::UnequalCounts {
                dipoles: dipoles.len(),
                places: self.places(),
            });
        }
        let shears = flat(dipoles);
        let chunks = shears
            .par_chunks(CHUNK * SHEARS)
            .zip(self.phases.par_chunks(CHUNK));
        let parts: Vec<_> = chunks.map(|(q, phases)| self.part(q, phases)).collect();
        let mut total = [0.0; SHEARS];
        let mut modes = vec![[Complex::ZERO; 2]; self.across.len()];
        for (part, of_waves) in parts {
            total = std::array::from_fn(|c| total[c] + part[c]);
            for (mode, part) in modes.iter_mut().zip(of_waves) {
                *mode = [mode[0] + part[0], mode[1] + part[1]];
            }
        }
        Ok(Look {
            energy,
            total,
            pairs: self.pairs.cumulative(&shears, &shears),
            modes,
        })
    }

    /// Total and modes of some rotors.
    fn part(
        &self,
        shears: &[f64],
        phases: &[[Complex<f64>; 3]],
    ) -> ([f64; SHEARS], Vec<[Complex<f64>; 2]>) {
        let mut total = [0.0; SHEARS];
        let mut modes = vec![[Complex::ZERO; 2]; self.across.len()];
        let reach = self.waves.reach();
        let mut powers: [Vec<Complex<f64>>; 3] = Default::default();
        let (rotors, _) = shears.as_chunks::<SHEARS>();
        for (q, phases) in rotors.iter().zip(phases) {
            total = std::array::from_fn(|c| total[c] + q[c]);
            for axis in 0..3 {
                fill_powers(&mut powers[axis], phases[axis], reach[axis]);
            }
            let of_waves = self.waves.waves().iter().zip(&self.across);
            for (mode, (wave, across)) in modes.iter_mut().zip(of_waves) {
                let phase = phase(&powers, wave);
                mode[0] += phase * dot(q, &across[0]);
                mode[1] += phase * dot(q, &across[1]);
            }
        }
        (total, modes)
    }
}

/// The shear components of all dipoles, one after the other.
pub(super) fn flat(dipoles: &[SymmetricTensor]) -> Vec<f64> {
    dipoles.iter().flat_map(shear_components).collect()
}

/// The components of the symmetric parts of `t q/|q|`: `t.Q.q/|q|` is their product with those of Q.
fn shears_across(wave: &Wave) -> [[f64; SHEARS]; 2] {
    let unit = wave.q.normalize();
    wave.across.map(|across| {
        let product = across * unit.transpose();
        shear_components(&SymmetricTensor::symmetric_part(&product))
    })
}

/// The powers 0 to `reach` of a phase.
fn fill_powers(powers: &mut Vec<Complex<f64>>, phase: Complex<f64>, reach: usize) {
    powers.clear();
    let all = std::iter::successors(Some(Complex::ONE), |power| Some(power * phase));
    powers.extend(all.take(reach + 1));
}

/// `e^(-i q r)`.
fn phase(powers: &[Vec<Complex<f64>>; 3], wave: &Wave) -> Complex<f64> {
    let along = |axis: usize| {
        let index = wave.indices[axis];
        let power = powers[axis][index.unsigned_abs() as usize];
        if index < 0 { power.conj() } else { power }
    };
    along(0) * along(1) * along(2)
}
