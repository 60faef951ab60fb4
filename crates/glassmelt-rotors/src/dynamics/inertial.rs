//! Spherical tops with a moment of inertia: Newton's equations, with or without the friction of a bath.
//!
//! The unit of time is `(I/k_B T)^(1/2)`, that of the angular velocity its inverse: in these units
//! `dw = torque/k_B T dt - gamma w dt + (2 gamma)^(1/2) noise`. A step h is half a kick, half a turn, the bath,
//! half a turn, half a kick (Leimkuhler and Matthews 2013), where the bath is solved exactly:
//! `w <- exp(-gamma h) w + (1 - exp(-2 gamma h))^(1/2) noise`. Without friction it is the leapfrog, of order two:
//! the energy swings with an amplitude of the order `h^2` and does not drift.

use nalgebra::Vector3;
use rayon::prelude::*;

use super::{Dynamics, Moment, time_step, total};
use crate::boundary::Boundary;
use crate::error::{Error, Result, positive};
use crate::felt::{Felt, kinetic_energy, normal_vectors};
use crate::field::Field;
use crate::random::{Purpose, Stream};
use crate::rotors::{CHUNK, Rotors};
use crate::sampling::Steps;

/// Spherical tops in a field. The unit of time is `(I/k_B T)^(1/2)`; a step takes the field once.
pub struct Inertial<F> {
    felt: Felt<F>,
    step: f64,
    friction: f64,
    velocities: Vec<Vector3<f64>>,
    noise: Vec<Vector3<f64>>,
}

impl<F: Field> Inertial<F> {
    /// Steps of length `step` with the `friction` gamma, in units of `(I/k_B T)^(1/2)` and of its inverse, in
    /// this field, held at large as given. Nothing turns fast as yet: see [`set_velocities`] and
    /// [`thermalize`]. The diffusion constant of a free rotor is `1/gamma` where friction is strong.
    ///
    /// [`set_velocities`]: Self::set_velocities
    /// [`thermalize`]: Self::thermalize
    ///
    /// # Errors
    /// Unless the step is positive and at most 1, and the friction zero or positive, and finite.
    pub fn new(field: F, boundary: Boundary, (step, friction): (f64, f64)) -> Result<Self> {
        if friction != 0.0 {
            positive("friction", friction)?;
        }
        Ok(Self {
            felt: Felt::new(field, boundary),
            step: time_step(step)?,
            friction,
            velocities: Vec::new(),
            noise: Vec::new(),
        })
    }

    /// The angular velocity of each rotor, in units of `(k_B T/I)^(1/2)`, in the axes of the medium.
    pub fn velocities(&self) -> &[Vector3<f64>] {
        &self.velocities
    }

    /// Sets the velocities, such as those of a run that goes on.
    pub fn set_velocities(&mut self, velocities: Vec<Vector3<f64>>) {
        self.velocities = velocities;
    }

    /// Draws the velocities of so many rotors: normal, of variance one.
    pub fn thermalize(&mut self, count: usize, stream: Stream) {
        normal_vectors(count, (stream, Purpose::Momenta), &mut self.velocities);
    }

    /// One step from the strains where the rotors are to those where they end.
    fn step(&mut self, rotors: &mut Rotors, kt: f64, stream: Stream) -> Result<()> {
        let half = 0.5 * self.step;
        self.felt.kick(&mut self.velocities, half / kt);
        if self.friction > 0.0 {
            self.felt.drift(rotors, &self.velocities, half);
            self.bath(stream);
            self.felt.drift(rotors, &self.velocities, half);
        } else {
            self.felt.drift(rotors, &self.velocities, self.step);
        }
        self.felt.strains()?;
        self.felt.kick(&mut self.velocities, half / kt);
        Ok(())
    }

    fn bath(&mut self, stream: Stream) {
        let count = self.velocities.len();
        normal_vectors(count, (stream, Purpose::Noise), &mut self.noise);
        let exponent = self.friction * self.step;
        let (kept, width) = ((-exponent).exp(), (-(-2.0 * exponent).exp_m1()).sqrt());
        let pairs = self.velocities.par_iter_mut().zip(&self.noise);
        pairs
            .with_min_len(CHUNK)
            .for_each(|(w, noise)| *w = kept * *w + width * noise);
    }
}

impl<F: Field> Dynamics for Inertial<F> {
    fn time_step(&self) -> f64 {
        self.step
    }

    /// # Errors
    /// When there are not as many velocities as rotors, too.
    fn run(
        &mut self,
        rotors: &mut Rotors,
        kt: f64,
        steps: Steps,
        watch: &mut dyn FnMut(u64, &Moment, &Rotors),
    ) -> Result<()> {
        positive("temperature", kt)?;
        if self.velocities.len() != rotors.count() {
            return Err(Error::UnequalCounts {
                dipoles: self.velocities.len(),
                places: rotors.count(),
            });
        }
        self.felt.feel(rotors)?;
        for stream in steps.streams() {
            self.step(rotors, kt, stream)?;
            let moment = Moment {
                energy: self.felt.answer.energy,
                kinetic: kinetic_energy(&self.velocities),
                total: total(&self.felt.dipoles),
            };
            watch(stream.step(), &moment, rotors);
        }
        Ok(())
    }
}
