//! Where the defects are and how they are turned, and what a sweep left behind.

use glassmelt::SymmetricTensor;

use crate::error::{Error, Result};
use crate::rotors::Rotors;

/// Defects at places P, each with a rotor.
#[derive(Debug, Clone, PartialEq)]
pub struct Population<P> {
    pub(super) places: Vec<P>,
    pub(super) rotors: Rotors,
}

impl<P> Population<P> {
    /// One rotor at each place.
    ///
    /// # Errors
    /// When there are not as many of both.
    pub fn new(places: Vec<P>, rotors: Rotors) -> Result<Self> {
        if places.len() == rotors.count() {
            Ok(Self { places, rotors })
        } else {
            Err(Error::UnequalCounts {
                dipoles: rotors.count(),
                places: places.len(),
            })
        }
    }

    /// No defects yet; those to come have the dipole `reference` (an energy).
    ///
    /// # Errors
    /// When the dipole is not finite, or isotropic.
    pub fn empty(reference: SymmetricTensor) -> Result<Self> {
        Self::new(Vec::new(), Rotors::new(reference, Vec::new())?)
    }

    /// N.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// Where they are.
    pub fn places(&self) -> &[P] {
        &self.places
    }

    /// How they are turned.
    pub fn rotors(&self) -> &Rotors {
        &self.rotors
    }
}

/// How often a kind of move was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tried {
    /// So often.
    pub attempts: u32,
    /// So often with success.
    pub accepted: u32,
}

/// Who watches: the number of the step, what it left behind, and the population.
pub type Watch<'a, P> = dyn FnMut(u64, &Tally, &Population<P>) + 'a;

impl Tried {
    pub(super) fn saw(&mut self, accepted: Option<()>) {
        self.attempts += 1;
        self.accepted += u32::from(accepted.is_some());
    }
}

/// What a sweep left behind.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// N after it.
    pub count: usize,
    /// H after it, in the unit of energy of the dipoles.
    pub energy: f64,
    /// Its insertions.
    pub insertions: Tried,
    /// Its deletions.
    pub deletions: Tried,
    /// Its hops.
    pub hops: Tried,
    /// Its turns.
    pub turns: Tried,
}
