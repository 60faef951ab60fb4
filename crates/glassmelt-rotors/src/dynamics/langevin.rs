//! Rotors without inertia: Langevin's equation on the group of rotations, of weak order two.
//!
//! In a time dt a rotor turns by `D torque/k_B T dt + (2 D dt)^(1/2) noise` (Stratonovich), which keeps the
//! weight `exp(-H/k_B T)`. The unit of time is 1/D, with D the rotational diffusion constant of a free rotor
//! (rad^2 over time): its dipole forgets itself as `exp(-6 D t)`. A step h is Heun's, by the exponential map:
//!
//! ```text
//! R' = exp(c h u(R) + v) R,    R <- exp(c h (u(R) + u(R'))/2 + v) R,    u = torque/k_B T,
//! v normal of the variance 2 h (1 - h/6) in each component,             c = 1 + h/6.
//! ```
//!
//! Both factors come from the curvature of the group. With L the generators of rotations and `L^2 = sum L_i L_i`,
//! the mean of `exp(v L)` is `1 + s L^2/2 + s^2 (L^4/8 + L^2/24)` for the variance s, since
//! `L_k L_i L_k = L_i L^2 + L_i`: diffusion is ahead by h/6. In the same way the mean of the terms with two v
//! and one u, their derivatives included, lacks `h^2 u L/6`. With both factors one step has the mean of any
//! function right up to `h^3`, so that stationary averages and relaxation times are off by `h^2`.

use nalgebra::{UnitQuaternion, Vector3};
use rayon::prelude::*;

use super::{Dynamics, Moment, time_step, total};
use crate::boundary::Boundary;
use crate::error::{Result, positive};
use crate::felt::{Felt, normal_vectors};
use crate::field::Field;
use crate::random::{Purpose, Stream};
use crate::rotors::{CHUNK, Rotors};
use crate::sampling::Steps;

/// Langevin's equation without inertia, in a field. The unit of time is 1/D; a step takes the field twice.
///
/// ```
/// use glassmelt::{Medium, SymmetricTensor};
/// use glassmelt_rotors::random::{Purpose, Seed};
/// use glassmelt_rotors::{Boundary, Cell, Dynamics, Independent, Langevin, Rotors, Steps};
/// use nalgebra::Vector3;
///
/// let field = Independent { medium: Medium::new(1.0, 1.0)?, cell: Cell::cubic(2.0)?, places: 8 };
/// let stream = Seed(1).stream(Purpose::Noise, 0, 0);
/// let mut rotors = Rotors::random(SymmetricTensor::uniaxial(1.0, Vector3::z()), 8, stream)?;
/// let mut totals = Vec::new();
/// Langevin::new(field, Boundary::CLAMPED, 0.05)?.run(
///     &mut rotors, 1.0, Steps { stream, count: 10 }, &mut |_, moment, _| totals.push(moment.total),
/// )?;
/// assert_eq!(totals.len(), 10);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Langevin<F> {
    felt: Felt<F>,
    step: f64,
    turns: Vec<Vector3<f64>>,
    guess: Vec<Vector3<f64>>,
    before: Vec<UnitQuaternion<f64>>,
}

impl<F: Field> Langevin<F> {
    /// Steps of length `step` in units of 1/D, in this field, held at large as given. A step is short when
    /// `step (1 + |torque|/k_B T)` is below about a tenth.
    ///
    /// # Errors
    /// Unless the step is positive and at most 1.
    pub fn new(field: F, boundary: Boundary, step: f64) -> Result<Self> {
        Ok(Self {
            felt: Felt::new(field, boundary),
            step: time_step(step)?,
            turns: Vec::new(),
            guess: Vec::new(),
            before: Vec::new(),
        })
    }

    /// One step from the strains where the rotors are to those where they end.
    fn step(&mut self, rotors: &mut Rotors, kt: f64, stream: Stream) -> Result<()> {
        let half = 0.5 * drift(self.step) / kt;
        normal_vectors(rotors.count(), (stream, Purpose::Noise), &mut self.turns);
        let width = noise(self.step);
        let turns = self.turns.par_iter_mut().with_min_len(CHUNK);
        turns.for_each(|turn| *turn *= width);
        self.before.clear();
        self.before.extend_from_slice(rotors.orientations());
        self.felt.kick(&mut self.turns, half);
        self.guess.clone_from(&self.turns);
        self.felt.kick(&mut self.guess, half);
        self.felt.drift(rotors, &self.guess, 1.0);
        self.felt.strains()?;
        self.felt.kick(&mut self.turns, half);
        rotors.orientations_mut().copy_from_slice(&self.before);
        self.felt.drift(rotors, &self.turns, 1.0);
        self.felt.strains()
    }
}

/// `(2 h (1 - h/6))^(1/2)`: the width of the noise of a step.
fn noise(step: f64) -> f64 {
    (2.0 * step * (1.0 - step / 6.0)).sqrt()
}

/// `h (1 + h/6)`: what multiplies `torque/k_B T` in a step.
fn drift(step: f64) -> f64 {
    step * (1.0 + step / 6.0)
}

impl<F: Field> Dynamics for Langevin<F> {
    fn time_step(&self) -> f64 {
        self.step
    }

    fn run(
        &mut self,
        rotors: &mut Rotors,
        kt: f64,
        steps: Steps,
        watch: &mut dyn FnMut(u64, &Moment, &Rotors),
    ) -> Result<()> {
        positive("temperature", kt)?;
        self.felt.feel(rotors)?;
        for stream in steps.streams() {
            self.step(rotors, kt, stream)?;
            let moment = Moment {
                energy: self.felt.answer.energy,
                kinetic: 0.0,
                total: total(&self.felt.dipoles),
            };
            watch(stream.step(), &moment, rotors);
        }
        Ok(())
    }
}
