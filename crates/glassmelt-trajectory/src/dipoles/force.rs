//! Forces along the line between two atoms: the door through which potentials and fitted tables come.

use serde::Serialize;

use crate::error::Result;
use crate::potential::{Pair, Potential};

/// A force between pairs of atoms along the line between them.
pub trait CentralForce {
    /// From this distance on there is none.
    fn cutoff(&self) -> f64;

    /// `-dU/dr` at the distance `r` between atoms of these kinds (indices into a frame's species): positive when they
    /// push each other away.
    fn push(&self, kinds: [u16; 2], r: f64) -> f64;
}

/// A force given at distances evenly apart, straight lines between them, for each pair of species.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ForceTable {
    /// The distance between two entries; the first is at zero, the last at the cutoff.
    pub step: f64,
    /// How many species there are.
    pub species: usize,
    /// The entries for the pairs (0,0), (0,1), (1,1), (0,2), ...: one row a pair.
    pub rows: Vec<Vec<f64>>,
}

/// The row of a pair of species, in whichever order.
pub(super) fn row(kinds: [u16; 2]) -> usize {
    let low = usize::from(kinds[0].min(kinds[1]));
    let high = usize::from(kinds[0].max(kinds[1]));
    high * (high + 1) / 2 + low
}

/// The entry below `r` and how far r is on the way to the next, from 0 to 1; none at the last entry and beyond.
pub(super) fn between_entries(r: f64, step: f64, entries: usize) -> Option<(usize, f64)> {
    let place = r / step;
    // Smaller than the number of entries, so that it fits.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let below = (place < (entries - 1) as f64).then(|| place.floor() as usize)?;
    Some((below, place - below as f64))
}

impl CentralForce for ForceTable {
    fn cutoff(&self) -> f64 {
        let entries = self.rows.first().map_or(1, Vec::len);
        self.step * (entries - 1) as f64
    }

    fn push(&self, kinds: [u16; 2], r: f64) -> f64 {
        let Some(row) = self.rows.get(row(kinds)) else {
            return 0.0;
        };
        let at = between_entries(r, self.step, row.len());
        at.map_or(0.0, |(below, part)| {
            row[below] + part * (row[below + 1] - row[below])
        })
    }
}

/// The forces of a pair potential between the species of a trajectory.
#[derive(Debug, Clone, PartialEq)]
pub struct PairForces {
    cutoff: f64,
    /// For the pairs (0,0), (0,1), (1,1), (0,2), ...
    pairs: Vec<Option<Pair>>,
}

impl PairForces {
    /// Those between these species, which are a frame's. Pairs that the potential does not name do not push.
    ///
    /// # Errors
    /// When the potential names no pair of these species at all.
    pub fn new(potential: &Potential, species: &[String]) -> Result<Self> {
        potential.knows(species)?;
        let of = |(high, low): (usize, usize)| potential.pair(&species[low], &species[high]);
        let pairs = (0..species.len()).flat_map(|high| (0..=high).map(move |low| (high, low)));
        let pairs: Vec<Option<Pair>> = pairs.map(|names| of(names).cloned()).collect();
        let cutoff = pairs.iter().flatten().map(Pair::cutoff).fold(0.0, f64::max);
        Ok(Self { cutoff, pairs })
    }
}

impl CentralForce for PairForces {
    fn cutoff(&self) -> f64 {
        self.cutoff
    }

    fn push(&self, kinds: [u16; 2], r: f64) -> f64 {
        let pair = self.pairs.get(row(kinds)).and_then(Option::as_ref);
        pair.map_or(0.0, |pair| -pair.at(r).first)
    }
}
