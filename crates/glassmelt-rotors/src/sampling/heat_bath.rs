//! Heat-bath moves of one rotor at a time: a new angle about an axis, whatever the old one was.
//!
//! About a random axis u the energy of a rotor is a trigonometric polynomial of the angle: of second order
//! in the strain of all others, of fourth order with its own images. The angle is drawn exactly from
//! `exp(-E/k_B T)` on this circle, so that nothing is rejected however strong the coupling is.

use nalgebra::Vector3;

use super::circle::Harmonics;
use super::visits::Visits;
use super::{Sampler, Steps, Sweep};
use crate::boundary::Boundary;
use crate::error::{Result, positive};
use crate::pairs::{Couplings, Kept};
use crate::random::{Draws, Purpose, Stream};
use crate::rotors::{Rotors, turn, turned};

/// Single-rotor heat-bath moves. A sweep has as many moves as there are rotors; its acceptance is one.
///
/// Strains are kept as [`Metropolis`](super::Metropolis) keeps them.
pub struct HeatBath<C> {
    couplings: C,
    visits: Visits,
    kept: Kept,
}

impl<C: Couplings> HeatBath<C> {
    /// Moves on the places of `couplings`, held at large as given.
    pub fn new(couplings: C, boundary: Boundary, visits: Visits) -> Self {
        Self {
            couplings,
            visits,
            kept: Kept::new(boundary),
        }
    }

    fn sweep(&mut self, rotors: &mut Rotors, kt: f64, stream: Stream) -> Result<Sweep> {
        rotors.dipoles_into(&mut self.kept.dipoles);
        self.kept.sum(&self.couplings)?;
        let moves = stream.with(Purpose::Moves);
        for (visit, rotor) in self.visits.of(rotors.count(), stream) {
            self.turn(rotors, rotor, kt, &mut moves.of(visit));
        }
        Ok(Sweep {
            energy: self.kept.answer.energy,
            acceptance: 1.0,
        })
    }

    /// One rotor about one axis.
    fn turn(&mut self, rotors: &mut Rotors, rotor: usize, kt: f64, draws: &mut Draws) {
        let axis: Vector3<f64> = draws.direction();
        let (before, reference) = (rotors.orientations()[rotor], *rotors.reference());
        let dipole = |angle: f64| turned(&reference, &turn(&before, angle * axis));
        let cost = |angle| self.kept.cost(&self.couplings, rotor, &dipole(angle));
        let angle = Harmonics::through(cost).draw(kt, draws);
        let (after, cost) = (dipole(angle), cost(angle));
        rotors.orientations_mut()[rotor] = turn(&before, angle * axis);
        self.kept.replace(&self.couplings, rotor, (after, cost));
    }
}

impl<C: Couplings> Sampler for HeatBath<C> {
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

    /// Nothing: the moves have no stride.
    fn set_stride(&mut self, _: f64) {}
}
