//! Metropolis moves of one rotor at a time (Metropolis et al. 1953).
//!
//! A rotor is turned by a rotation vector, normal with the stride as its deviation along each axis; the way
//! back is as likely. It is accepted with the probability `min(1, exp(-dE/k_B T))`.

use super::visits::Visits;
use super::{Sampler, Steps, Sweep, metropolis};
use crate::boundary::Boundary;
use crate::error::{Result, positive};
use crate::pairs::{Couplings, Kept};
use crate::random::{Draws, Purpose, Stream};
use crate::rotors::{Rotors, turn, turned};

/// Single-rotor Metropolis moves. A sweep has as many attempts as there are rotors.
///
/// The strains at all rotors are kept up to date from move to move, and summed from nothing at the start of
/// each sweep, which costs about as much as its moves: they depend on the rotors alone.
pub struct Metropolis<C> {
    couplings: C,
    visits: Visits,
    stride: f64,
    kept: Kept,
}

impl<C: Couplings> Metropolis<C> {
    /// Moves on the places of `couplings`, held at large as given, of the `stride` (an angle).
    ///
    /// # Errors
    /// Unless the stride is positive and finite.
    pub fn new(couplings: C, boundary: Boundary, stride: f64, visits: Visits) -> Result<Self> {
        positive("stride", stride)?;
        Ok(Self {
            couplings,
            visits,
            stride,
            kept: Kept::new(boundary),
        })
    }

    /// The stride.
    pub fn stride(&self) -> f64 {
        self.stride
    }

    fn sweep(&mut self, rotors: &mut Rotors, kt: f64, stream: Stream) -> Result<Sweep> {
        rotors.dipoles_into(&mut self.kept.dipoles);
        self.kept.sum(&self.couplings)?;
        let (count, moves) = (rotors.count(), stream.with(Purpose::Moves));
        let mut acceptance = 0.0;
        for (visit, rotor) in self.visits.of(count, stream) {
            acceptance += self.attempt(rotors, rotor, kt, &mut moves.of(visit));
        }
        Ok(Sweep {
            energy: self.kept.answer.energy,
            acceptance: acceptance / count.max(1) as f64,
        })
    }

    /// One attempt; the probability with which it was accepted.
    fn attempt(&mut self, rotors: &mut Rotors, rotor: usize, kt: f64, draws: &mut Draws) -> f64 {
        let angle = self.stride * draws.normal_vector();
        let orientation = turn(&rotors.orientations()[rotor], angle);
        let dipole = turned(rotors.reference(), &orientation);
        let cost = self.kept.cost(&self.couplings, rotor, &dipole);
        let acceptance = metropolis(cost / kt);
        if draws.uniform() < acceptance {
            rotors.orientations_mut()[rotor] = orientation;
            self.kept.replace(&self.couplings, rotor, (dipole, cost));
        }
        acceptance
    }
}

impl<C: Couplings> Sampler for Metropolis<C> {
    fn sweeps(
        &mut self,
        rotors: &mut Rotors,
        kt: f64,
        steps: Steps,
        watch: &mut dyn FnMut(u64, Sweep, &Rotors),
    ) -> Result<()> {
        positive("temperature", kt)?;
        for stream in steps.streams() {
            let sweep = self.sweep(rotors, kt, stream)?;
            watch(stream.step(), sweep, rotors);
        }
        Ok(())
    }

    /// The deviation of the rotation vector along each axis, an angle.
    fn set_stride(&mut self, stride: f64) {
        self.stride = stride;
    }
}
