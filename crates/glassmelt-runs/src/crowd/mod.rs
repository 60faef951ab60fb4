//! The engine of runs with `[population]`: rotors that come and go, move and turn, each population by itself.
//!
//! For each sample, replica and coupling one population starts at places of its own, drawn as the plan says (those
//! of a file are the same for all), with rotors turned at random, and moves in the grand canonical ensemble at the activity of Eq. 11. Nothing is exchanged between
//! couplings. Sample by sample all populations make a block of sweeps and are looked at where they then are.

mod engine;
mod ground;
mod results;
mod start;
mod state;
mod walker;

use glassmelt_rotors::measure::{Probe, WaveVectors};
use glassmelt_rotors::{Phase, REPLICAS};
use rayon::prelude::*;

use crate::error::Result;
use crate::plan::RunPlan;
use crate::simulation::fields::unanswered;
use walker::Walker;

/// Populations at all couplings of a plan.
pub struct Crowd {
    plan: RunPlan,
    /// What is looked at, without places.
    waves: Probe,
    /// By sample, replica and coupling.
    walkers: Vec<Box<dyn Walker>>,
    /// Sweeps that each walker of a sample has done, sample by sample.
    sweeps: Vec<u64>,
}

impl Crowd {
    /// The populations of a plan at their start.
    ///
    /// # Errors
    /// When the plan has no `[population]`, or its places or sums have no answer.
    pub fn new(plan: &RunPlan) -> Result<Self> {
        let cell = *plan.cell();
        let vectors = WaveVectors::new(&cell, plan.look.waves, plan.look.waves.min(2));
        let waves = Probe::new(cell, &[], vectors, plan.look.radii.clone())?;
        Ok(Self {
            walkers: start::walkers(plan, &waves)?,
            sweeps: vec![0; plan.schedule.samples as usize],
            plan: plan.clone(),
            waves,
        })
    }

    /// How many walkers a sample has.
    fn of_sample(&self) -> usize {
        REPLICAS * self.plan.couplings.len()
    }

    /// The sample whose turn it is: the first of those that have done the fewest sweeps.
    fn next(&self) -> Option<usize> {
        let each = self.plan.schedule.each();
        let unfinished = (0..self.sweeps.len()).filter(|&s| self.sweeps[s] < each);
        unfinished.min_by_key(|&sample| self.sweeps[sample])
    }

    /// A block of a sample, and whether it ended with a look; its walkers know nothing of each other, and move
    /// side by side.
    fn block(&mut self, sample: usize) -> Result<bool> {
        let done = self.sweeps[sample];
        let (phase, count) = self.plan.schedule.block(done);
        let look = phase == Phase::Measure && count == self.plan.schedule.every;
        let walkers = self.of_sample();
        let (from, waves) = (sample * walkers, &self.waves);
        let moving = self.walkers[from..from + walkers].par_iter_mut();
        let ends = moving.map(|walker| {
            walker.advance(done, count, phase)?;
            if look { walker.look(waves) } else { Ok(()) }
        });
        // Rayon would return the error that comes first in time; this is the first in order.
        let ends: Vec<Result<()>> = ends.collect();
        ends.into_iter().collect::<Result<()>>()?;
        self.sweeps[sample] += count;
        Ok(look)
    }
}

/// The activity at a coupling.
fn activity(plan: &RunPlan, rung: usize) -> Result<f64> {
    let population = plan.population.as_ref();
    let population =
        population.ok_or_else(|| unanswered("rotors come and go with [population] alone"))?;
    population.activity(plan.couplings[rung].kt)
}
