//! Ways to move rotors so that their Boltzmann weight `exp(-H/k_B T)` stays what it is.

mod circle;
mod heat_bath;
mod hybrid;
mod metropolis;
mod tuning;
mod visits;

use crate::error::Result;
use crate::random::Stream;
use crate::rotors::Rotors;

pub use heat_bath::HeatBath;
pub use hybrid::{HybridMonteCarlo, Leaps};
pub use metropolis::Metropolis;
pub use tuning::Tuning;
pub use visits::Visits;

/// What a sweep left behind.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sweep {
    /// H after it, in the unit of energy of the dipoles.
    pub energy: f64,
    /// The probability with which its moves were accepted, from zero to one, on average.
    pub acceptance: f64,
}

/// `min(1, exp(-x))`: the probability of a move that costs x `k_B T`; none for a cost that is no number.
pub(crate) fn metropolis(cost: f64) -> f64 {
    // The lesser of one and what is no number would be one.
    if cost.is_nan() {
        0.0
    } else {
        (-cost).exp().min(1.0)
    }
}

/// One way to move.
///
/// A sweep depends on the rotors, the temperature and the random numbers of its step alone: sweeps in one
/// call or in several are the same to the last bit.
pub trait Sampler: Send {
    /// As many sweeps as `steps` has numbers, each with the random numbers of its step, at the thermal
    /// energy `kt`; what each left behind goes to `watch`, with the number of the step.
    ///
    /// # Errors
    /// When there are not as many rotors as places, or an energy is not a number.
    fn sweeps(
        &mut self,
        rotors: &mut Rotors,
        kt: f64,
        steps: Steps,
        watch: &mut dyn FnMut(u64, Sweep, &Rotors),
    ) -> Result<()>;

    /// Sets how far the moves go: each sampler says what its stride is. Samplers without one ignore it.
    fn set_stride(&mut self, stride: f64);
}

/// Steps of a walker, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// The random numbers of the walker at the first of them.
    pub stream: Stream,
    /// How many.
    pub count: u64,
}

impl Steps {
    /// The random numbers of each step.
    pub fn streams(self) -> impl Iterator<Item = Stream> {
        (0..self.count).map(move |k| self.stream.later(k))
    }
}
