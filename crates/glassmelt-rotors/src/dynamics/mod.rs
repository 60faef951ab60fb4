//! How rotors turn in time: by Langevin's equation without inertia, or as tops with it.

mod inertial;
mod langevin;

use glassmelt::SymmetricTensor;
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::rotors::{CHUNK, Rotors};
use crate::sampling::Steps;

pub use inertial::Inertial;
pub use langevin::Langevin;

/// What the rotors have at the end of a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// H, in the unit of energy of the dipoles.
    pub energy: f64,
    /// The kinetic energy of all rotors in units of `k_B T`; zero where there is no inertia.
    pub kinetic: f64,
    /// M, the sum of all dipoles (an energy): what [`Correlation`](crate::Correlation) is made of.
    pub total: SymmetricTensor,
}

/// One law of motion.
///
/// A step depends on the rotors (and their velocities), the temperature and the random numbers of its step
/// alone: a run in one call or in several is the same to the last bit, on any number of threads.
pub trait Dynamics: Send {
    /// The length of a step, in the unit of time of the law.
    fn time_step(&self) -> f64;

    /// As many steps as `steps` has numbers at the thermal energy `kt` (in the unit of the dipoles); what the
    /// rotors have after each goes to `watch`, with the number of the step.
    ///
    /// # Errors
    /// When counts differ, or a number is not finite.
    fn run(
        &mut self,
        rotors: &mut Rotors,
        kt: f64,
        steps: Steps,
        watch: &mut dyn FnMut(u64, &Moment, &Rotors),
    ) -> Result<()>;
}

/// `sum Q`, in a fixed order.
fn total(dipoles: &[SymmetricTensor]) -> SymmetricTensor {
    let add = |sum: SymmetricTensor, q: &SymmetricTensor| sum + *q;
    let chunks = dipoles.par_chunks(CHUNK);
    let parts: Vec<_> = chunks
        .map(|chunk| chunk.iter().fold(SymmetricTensor::ZERO, add))
        .collect();
    parts.iter().fold(SymmetricTensor::ZERO, add)
}

/// A step that is positive and at most one.
fn time_step(step: f64) -> Result<f64> {
    if step > 0.0 && step <= 1.0 {
        Ok(step)
    } else {
        Err(Error::Domain {
            name: "time step",
            value: step,
            domain: "positive and at most 1",
        })
    }
}
