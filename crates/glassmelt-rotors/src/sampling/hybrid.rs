//! Hybrid Monte Carlo on rotations: all rotors turn together along a trajectory of Newton's equations.
//!
//! Each rotor is given the angular velocity w of a spherical top of moment of inertia `k_B T` (a choice of
//! the unit of time), normal with variance one. A leap of length h is
//!
//! ```text
//! w += (h/2) torque/k_B T,   R <- exp(h w) R,   w += (h/2) torque/k_B T.
//! ```
//!
//! A free spherical top turns at constant w, so the middle step is exact; each step keeps the volume of
//! phase space (rotations by Haar's measure) and the whole is its own mirror image in time. The trajectory
//! is accepted with the probability `min(1, exp(-dE/k_B T))` of its error of energy.

use nalgebra::{UnitQuaternion, Vector3};
use rayon::prelude::*;

use super::{Sampler, Steps, Sweep};
use crate::answer::{Interaction, torque};
use crate::boundary::Boundary;
use crate::error::{Error, Result, positive};
use crate::field::Field;
use crate::random::{Purpose, Stream};
use crate::rotors::{CHUNK, Rotors, address, turn, turned};
use crate::sum::ordered_sum;

/// How a trajectory is cut into leaps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaps {
    /// The length h of a leap: the angle by which a rotor of unit velocity turns.
    pub stride: f64,
    /// The length of a trajectory: the sum of its leaps, where they are not more than `most`.
    pub length: f64,
    /// The most leaps of a trajectory; at strong coupling, where leaps are short, these are enough for a rotor
    /// to swing through its well.
    pub most: u32,
}

/// Each trajectory is longer or shorter by up to this part, so that no rotor comes back to where it began.
const JITTER: f64 = 0.2;

/// Hybrid Monte Carlo in a field. One trajectory is one sweep.
pub struct HybridMonteCarlo<F> {
    field: F,
    boundary: Boundary,
    leaps: Leaps,
    momenta: Vec<Vector3<f64>>,
    before: Vec<UnitQuaternion<f64>>,
    dipoles: Vec<glassmelt::SymmetricTensor>,
    answer: Interaction,
}

impl<F: Field> HybridMonteCarlo<F> {
    /// Trajectories in this field, held at large as given.
    ///
    /// # Errors
    /// Unless stride and length are positive and finite.
    pub fn new(field: F, boundary: Boundary, leaps: Leaps) -> Result<Self> {
        positive("stride", leaps.stride)?;
        positive("length", leaps.length)?;
        Ok(Self {
            field,
            boundary,
            leaps,
            momenta: Vec::new(),
            before: Vec::new(),
            dipoles: Vec::new(),
            answer: Interaction::default(),
        })
    }

    /// The leaps of a trajectory.
    pub fn leaps(&self) -> Leaps {
        self.leaps
    }

    /// One leapfrog trajectory of `count` leaps of length `stride` from the momenta given, without
    /// acceptance; the total energy after it, in units of `kt`. Turning the momenta round and going the same
    /// way leads back.
    ///
    /// # Errors
    /// When counts differ or a number is not finite.
    pub fn trajectory(
        &mut self,
        rotors: &mut Rotors,
        momenta: &mut Vec<Vector3<f64>>,
        kt: f64,
        (stride, count): (f64, u32),
    ) -> Result<f64> {
        if momenta.len() != rotors.count() {
            return Err(Error::UnequalCounts {
                dipoles: momenta.len(),
                places: rotors.count(),
            });
        }
        std::mem::swap(&mut self.momenta, momenta);
        let answer = self
            .feel(rotors)
            .and_then(|()| self.leap(rotors, kt, (stride, count)))
            .map(|()| self.total_energy(kt));
        std::mem::swap(&mut self.momenta, momenta);
        answer
    }

    /// Energy and strains of the rotors as they are.
    fn feel(&mut self, rotors: &Rotors) -> Result<()> {
        rotors.dipoles_into(&mut self.dipoles);
        self.strains()
    }

    fn strains(&mut self) -> Result<()> {
        self.field
            .interaction_into(&self.dipoles, &self.boundary, &mut self.answer)
    }

    /// From the strains where the rotors are to those where they end.
    fn leap(&mut self, rotors: &mut Rotors, kt: f64, (stride, count): (f64, u32)) -> Result<()> {
        self.kick(0.5 * stride / kt);
        for leap in 1..=count {
            self.drift(rotors, stride);
            self.strains()?;
            let last = if leap == count { 0.5 } else { 1.0 };
            self.kick(last * stride / kt);
        }
        Ok(())
    }

    /// `w += weight torque`.
    fn kick(&mut self, weight: f64) {
        let felt = self.dipoles.par_iter().zip(&self.answer.strains);
        let pairs = self.momenta.par_iter_mut().zip(felt).with_min_len(CHUNK);
        pairs.for_each(|(w, (dipole, strain))| *w += weight * torque(dipole, strain));
    }

    /// `R <- exp(stride w) R`, and the dipoles with it.
    fn drift(&mut self, rotors: &mut Rotors, stride: f64) {
        let reference = *rotors.reference();
        let turning = rotors.orientations_mut().par_iter_mut();
        let all = turning.zip(&self.momenta).zip(&mut self.dipoles);
        all.with_min_len(CHUNK)
            .for_each(|((orientation, w), dipole)| {
                *orientation = turn(orientation, stride * w);
                *dipole = turned(&reference, orientation);
            });
    }

    /// `H/k_B T + w w/2`.
    fn total_energy(&self, kt: f64) -> f64 {
        let kinetic = ordered_sum(&self.momenta, |w| 0.5 * w.norm_squared());
        self.answer.energy / kt + kinetic
    }

    fn draw_momenta(&mut self, count: usize, stream: Stream) {
        let stream = stream.with(Purpose::Momenta);
        let rotors = (0..count).into_par_iter().with_min_len(CHUNK);
        rotors
            .map(|rotor| stream.of(address(rotor)).normal_vector())
            .collect_into_vec(&mut self.momenta);
    }

    /// One trajectory, accepted or not.
    fn sweep(&mut self, rotors: &mut Rotors, kt: f64, stream: Stream) -> Result<Sweep> {
        self.draw_momenta(rotors.count(), stream);
        self.before.clear();
        self.before.extend_from_slice(rotors.orientations());
        let energy = self.total_energy(kt);
        let wobble = 2.0 * stream.with(Purpose::Length).of(0).uniform() - 1.0;
        let stride = self.leaps.stride * (1.0 + JITTER * wobble);
        self.leap(rotors, kt, (stride, self.leaps.count()))?;
        let change = self.total_energy(kt) - energy;
        let acceptance = (-change).exp().min(1.0);
        // Not so for a trajectory that left the numbers.
        let accepted = stream.with(Purpose::Acceptance).of(0).uniform() < acceptance;
        if !accepted {
            rotors.orientations_mut().clone_from(&self.before);
            self.feel(rotors)?;
        }
        Ok(Sweep {
            energy: self.answer.energy,
            acceptance: if acceptance.is_nan() { 0.0 } else { acceptance },
        })
    }
}

impl Leaps {
    /// How many there are to a trajectory, at least one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn count(&self) -> u32 {
        let whole = (self.length / self.stride).round();
        whole.min(f64::from(self.most)).max(1.0) as u32
    }
}

impl<F: Field> Sampler for HybridMonteCarlo<F> {
    fn sweeps(
        &mut self,
        rotors: &mut Rotors,
        kt: f64,
        steps: Steps,
        watch: &mut dyn FnMut(u64, Sweep, &Rotors),
    ) -> Result<()> {
        positive("temperature", kt)?;
        self.feel(rotors)?;
        for stream in steps.streams() {
            let sweep = self.sweep(rotors, kt, stream)?;
            watch(stream.step(), sweep, rotors);
        }
        Ok(())
    }

    /// The length of a leap; the length of a trajectory stays.
    fn set_stride(&mut self, stride: f64) {
        self.leaps.stride = stride;
    }
}
