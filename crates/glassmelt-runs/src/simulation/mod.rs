//! The engine of a run: samples of frozen places, each with two replicas of all couplings.
//!
//! Sample by sample a block of sweeps and a look, through all blocks of thermalization, then of measurement,
//! then the motion in time, if it is asked for. Over several ranks the root leads: it tells each block to
//! the others, which [`serve`](Simulation::serve), and lets them go when it is dropped.

mod engine;
pub(crate) mod fields;
mod motion;
mod ranks;
mod results;
mod state;

use std::rc::Rc;

use glassmelt_rotors::measure::{Probe, WaveVectors};
use glassmelt_rotors::ranks::{Alone, Ranks, agreed};
use glassmelt_rotors::{Exchange, Phase, REPLICAS, Sample, SamplePlan, Tuning};

use crate::error::Result;
use crate::file::SamplerKind;
use crate::plan::{Places, RunPlan};
pub(crate) use engine::{deviator, name};
use motion::Motion;

/// The longest stride of hybrid Monte Carlo, and of moves of single rotors (an angle).
const LONGEST_LEAP: f64 = 0.6;
pub(crate) const LONGEST_TURN: f64 = 1.5;
/// Bytes for the mean dipoles of all rotors of a sample, about; in how many blocks they are kept follows.
const BYTES_OF_MEANS: usize = 1 << 29;

/// Many rotors at all couplings of a plan.
pub struct Simulation {
    plan: RunPlan,
    samples: Vec<Sample>,
    motion: Option<Motion>,
    /// Sweeps that each walker of a sample has done, sample by sample.
    sweeps: Vec<u64>,
    ranks: Rc<dyn Ranks>,
}

impl Simulation {
    /// The rotors of a plan at their start, on one process.
    ///
    /// # Errors
    /// When the plan asks for what no engine does, or its places or sums have no answer.
    pub fn new(plan: &RunPlan) -> Result<Self> {
        Self::on(plan, Rc::new(Alone))
    }

    /// The same on these ranks, all of which must come here. The root then runs it, the others serve.
    ///
    /// # Errors
    /// As above on any of them, or when they were given different plans; then on all of them.
    pub fn on(plan: &RunPlan, ranks: Rc<dyn Ranks>) -> Result<Self> {
        let parts = parts(plan, ranks.count());
        let asked = ranks::print_of(plan, ranks.count());
        let (samples, motion) = agreed(ranks.as_ref(), parts, ("run", &asked))?;
        Ok(Self {
            motion,
            sweeps: vec![0; samples.len()],
            samples,
            plan: plan.clone(),
            ranks,
        })
    }

    /// Sweeps of one walker in all.
    fn each(&self) -> u64 {
        self.plan.schedule.each()
    }

    /// How many walkers a sample has.
    fn walkers(&self) -> u64 {
        (REPLICAS * self.plan.couplings.len()) as u64
    }

    /// The sample whose turn it is: the first of those that have done the fewest sweeps.
    fn next(&self) -> Option<usize> {
        let unfinished = (0..self.sweeps.len()).filter(|&s| self.sweeps[s] < self.each());
        unfinished.min_by_key(|&sample| self.sweeps[sample])
    }

    /// A block of a sample, and whether it ended with a look: a block that began in the thermalization ends in
    /// it, and what is left of the measurement at its end may be too short for a look.
    fn block(&mut self, sample: usize) -> Result<bool> {
        let (phase, count) = self.plan.schedule.block(self.sweeps[sample]);
        let ranks = self.ranks.as_ref();
        self.samples[sample].advance(count, phase, ranks)?;
        let look = phase == Phase::Measure && count == self.plan.schedule.every;
        if look {
            self.samples[sample].look(ranks)?;
        }
        self.sweeps[sample] += count;
        Ok(look)
    }
}

/// All samples at their start, and the motion after them, on a rank of so many.
fn parts(plan: &RunPlan, ranks: usize) -> Result<(Vec<Sample>, Option<Motion>)> {
    if plan.population.is_some() {
        return Err(fields::unanswered(
            "places stay as they are here: expected the engine of rotors that come and go for [population]",
        ));
    }
    let samples = (0..plan.schedule.samples).map(|number| sample(plan, number, ranks));
    Ok((samples.collect::<Result<_>>()?, Motion::new(plan)?))
}

/// A sample at its start.
fn sample(plan: &RunPlan, number: u32, ranks: usize) -> Result<Sample> {
    let places = plan.places(number)?;
    let cell = *plan.cell();
    let waves = WaveVectors::new(&cell, plan.look.waves, plan.look.waves.min(2));
    let probe = Probe::new(cell, &places.positions(), waves, plan.look.radii.clone())?;
    let crew = fields::crew(plan, &places, ranks)?;
    Ok(Sample::new(&sample_plan(plan), number, probe, crew)?)
}

fn sample_plan(plan: &RunPlan) -> SamplePlan {
    let longest = match plan.sampler.kind {
        SamplerKind::Hybrid => LONGEST_LEAP,
        _ => LONGEST_TURN,
    };
    let records = REPLICAS * plan.couplings.len() * plan.count().max(1);
    SamplePlan {
        dipole: plan.dipole,
        kts: plan.couplings.iter().map(|coupling| coupling.kt).collect(),
        tuning: Tuning::new(plan.sampler.stride, longest, plan.sampler.acceptance),
        exchange: match plan.sampler.exchange {
            crate::plan::Exchange::Neighbours => Exchange::Neighbours,
            crate::plan::Exchange::None => Exchange::Never,
        },
        seed: plan.schedule.seed,
        blocks: (BYTES_OF_MEANS / (40 * records)).clamp(4, 32),
    }
}

/// The places of a sample on a lattice or off it.
pub(super) fn places(plan: &RunPlan, sample: usize) -> Result<Places> {
    plan.places(u32::try_from(sample).unwrap_or(u32::MAX))
}
