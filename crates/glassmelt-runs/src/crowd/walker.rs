//! One population at one coupling: how it moves, and what was seen of it.

use glassmelt_rotors::measure::{Probe, Record};
use glassmelt_rotors::population::{GrandCanonical, Population, Tally as SweepTally, Tried};
use glassmelt_rotors::random::{Purpose, Seed};
use glassmelt_rotors::{Phase, Rotors, Steps, Tally, Tuning};
use nalgebra::Vector3;

use super::ground::Ground;
use crate::error::Result;

/// What was seen of a population.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    /// Energies, totals and waves, of rotors that have no lasting place.
    pub(super) record: Record,
    /// N at each look.
    pub(super) counts: Vec<f64>,
    /// Insertions, deletions, hops and turns while measuring.
    pub(super) tallies: [Tally; 4],
    /// H after the last sweep.
    pub(super) energy: f64,
}

/// A population that moves at its coupling, whatever its places are.
pub(super) trait Walker: Send {
    /// So many sweeps after the first `done`.
    fn advance(&mut self, done: u64, count: u64, phase: Phase) -> Result<()>;

    /// A look at the rotors where they are now; `waves` has no places.
    fn look(&mut self, waves: &Probe) -> Result<()>;

    fn seen(&self) -> &Seen;

    fn rotors(&self) -> &Rotors;

    /// Where the rotors are, in hard cores.
    fn positions(&self) -> Vec<Vector3<f64>>;

    /// All that changes, in lists of numbers.
    fn parts(&self) -> Vec<(String, Vec<f64>)>;

    /// Goes back to these parts.
    fn restore(&mut self, parts: &[(String, Vec<f64>)]) -> Result<()>;
}

/// A population on its ground.
pub(super) struct OnGround<G: Ground> {
    pub(super) ground: G,
    pub(super) gas: GrandCanonical<G::Space>,
    pub(super) population: Population<G::Place>,
    pub(super) kt: f64,
    pub(super) seed: Seed,
    /// Its number among all walkers of the run: the address of its random numbers.
    pub(super) number: u32,
    pub(super) tuning: Tuning,
    pub(super) seen: Seen,
}

impl<G: Ground> Walker for OnGround<G> {
    fn advance(&mut self, done: u64, count: u64, phase: Phase) -> Result<()> {
        match phase {
            Phase::Thermalize => (done..done + count).try_for_each(|step| self.tune(step)),
            Phase::Measure => {
                self.gas.set_stride(self.tuning.frozen())?;
                for tally in self.sweeps(done, count)? {
                    self.seen.saw(&tally);
                }
                Ok(())
            }
        }
    }

    fn look(&mut self, waves: &Probe) -> Result<()> {
        let (cell, radii) = (waves.cell(), waves.radii().to_vec());
        let probe = Probe::new(cell, &self.positions(), waves.waves().clone(), radii)?;
        let look = probe.look(&self.population.rotors().dipoles(), self.seen.energy)?;
        self.seen.record.add(&look, &[])?;
        self.seen.counts.push(self.population.count() as f64);
        Ok(())
    }

    fn seen(&self) -> &Seen {
        &self.seen
    }

    fn rotors(&self) -> &Rotors {
        self.population.rotors()
    }

    fn positions(&self) -> Vec<Vector3<f64>> {
        let places = self.population.places().iter();
        places.map(|place| self.ground.position(*place)).collect()
    }

    fn parts(&self) -> Vec<(String, Vec<f64>)> {
        self.all_parts()
    }

    fn restore(&mut self, parts: &[(String, Vec<f64>)]) -> Result<()> {
        self.take_up(parts)
    }
}

impl<G: Ground> OnGround<G> {
    /// One sweep, from which the stride of turns learns if there was a rotor to turn.
    fn tune(&mut self, step: u64) -> Result<()> {
        self.gas.set_stride(self.tuning.stride())?;
        for tally in self.sweeps(step, 1)? {
            if tally.count > 0 && tally.turns.attempts > 0 {
                let Tried { attempts, accepted } = tally.turns;
                self.tuning.saw(f64::from(accepted) / f64::from(attempts));
            }
        }
        Ok(())
    }

    /// So many sweeps from a step on; what each left behind.
    fn sweeps(&mut self, step: u64, count: u64) -> Result<Vec<SweepTally>> {
        let stream = self.seed.stream(Purpose::Population, self.number, step);
        let steps = Steps { stream, count };
        let mut tallies = Vec::new();
        let mut watch = |_, tally: &SweepTally, _: &Population<G::Place>| tallies.push(*tally);
        self.gas
            .sweeps(&mut self.population, self.kt, steps, &mut watch)?;
        if let Some(last) = tallies.last() {
            self.seen.energy = last.energy;
        }
        Ok(tallies)
    }
}

impl Seen {
    /// Nothing yet of a population with this energy.
    pub(super) fn nothing(waves: &Probe) -> Self {
        Self {
            record: Record::new(waves),
            counts: Vec::new(),
            tallies: [Tally::default(); 4],
            energy: 0.0,
        }
    }

    fn saw(&mut self, sweep: &SweepTally) {
        let kinds = [sweep.insertions, sweep.deletions, sweep.hops, sweep.turns];
        for (tally, kind) in self.tallies.iter_mut().zip(kinds) {
            tally.tried += f64::from(kind.attempts);
            tally.accepted += f64::from(kind.accepted);
        }
    }
}
