//! Hybrid Monte Carlo on rotations: all rotors turn together along a trajectory of Newton's equations.
//!
//! Each rotor is given the angular velocity w of a spherical top of moment of inertia `k_B T` (a choice of
//! the unit of time), normal with variance one. The leaps keep the volume of phase space and are their own
//! mirror image in time; the trajectory
//! is accepted with the probability `min(1, exp(-dE/k_B T))` of its error of energy.

use nalgebra::{UnitQuaternion, Vector3};

use super::{Sampler, Steps, Sweep, metropolis};
use crate::boundary::Boundary;
use crate::error::{Error, Result, positive};
use crate::felt::{Felt, kinetic_energy, normal_vectors};
use crate::field::Field;
use crate::random::{Purpose, Stream};
use crate::rotors::Rotors;

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
    felt: Felt<F>,
    leaps: Leaps,
    momenta: Vec<Vector3<f64>>,
    before: Vec<UnitQuaternion<f64>>,
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
            felt: Felt::new(field, boundary),
            leaps,
            momenta: Vec::new(),
            before: Vec::new(),
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
            .felt
            .feel(rotors)
            .and_then(|()| self.leap(rotors, kt, (stride, count)))
            .map(|()| self.total_energy(kt));
        std::mem::swap(&mut self.momenta, momenta);
        answer
    }

    /// From the strains where the rotors are to those where they end.
    fn leap(&mut self, rotors: &mut Rotors, kt: f64, (stride, count): (f64, u32)) -> Result<()> {
        self.felt.kick(&mut self.momenta, 0.5 * stride / kt);
        for leap in 1..=count {
            self.felt.drift(rotors, &self.momenta, stride);
            self.felt.strains()?;
            let last = if leap == count { 0.5 } else { 1.0 };
            self.felt.kick(&mut self.momenta, last * stride / kt);
        }
        Ok(())
    }

    /// `H/k_B T + w w/2`.
    fn total_energy(&self, kt: f64) -> f64 {
        self.felt.answer.energy / kt + kinetic_energy(&self.momenta)
    }

    /// One trajectory, accepted or not.
    fn sweep(&mut self, rotors: &mut Rotors, kt: f64, stream: Stream) -> Result<Sweep> {
        normal_vectors(
            rotors.count(),
            (stream, Purpose::Momenta),
            &mut self.momenta,
        );
        self.before.clear();
        self.before.extend_from_slice(rotors.orientations());
        let energy = self.total_energy(kt);
        let wobble = 2.0 * stream.with(Purpose::Length).of(0).uniform() - 1.0;
        let stride = self.leaps.stride * (1.0 + JITTER * wobble);
        self.leap(rotors, kt, (stride, self.leaps.count()))?;
        let change = self.total_energy(kt) - energy;
        let acceptance = metropolis(change);
        let accepted = stream.with(Purpose::Acceptance).of(0).uniform() < acceptance;
        if !accepted {
            rotors.orientations_mut().clone_from(&self.before);
            self.felt.feel(rotors)?;
        }
        Ok(Sweep {
            energy: self.felt.answer.energy,
            acceptance,
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
        self.felt.feel(rotors)?;
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
