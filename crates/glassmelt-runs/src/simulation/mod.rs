//! The engine of a run: samples of frozen places, each with two replicas of all couplings.
//!
//! Sample by sample a block of sweeps and a look, through all blocks of thermalization, then of measurement,
//! then the motion in time, if it is asked for. Over several ranks the root leads: it tells each block to
//! the others, which [`serve`](Simulation::serve).

mod engine;
pub(crate) mod fields;
mod motion;
mod ranks;
mod results;
mod state;

use glassmelt_rotors::measure::{Probe, WaveVectors};
use glassmelt_rotors::ranks::{Alone, Ranks};
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
    ranks: Box<dyn Ranks>,
}

impl Simulation {
    /// The rotors of a plan at their start, on one process.
    ///
    /// # Errors
    /// When the plan asks for what no engine does, or its places or sums have no answer.
    pub fn new(plan: &RunPlan) -> Result<Self> {
        Self::on(plan, Box::new(Alone))
    }

    /// The same on these ranks, all of which must come here. The root then runs it, the others serve.
    ///
    /// # Errors
    /// As above.
    pub fn on(plan: &RunPlan, ranks: Box<dyn Ranks>) -> Result<Self> {
        if plan.population.is_some() {
            return Err(fields::unanswered(
                "places stay as they are here: expected the engine of rotors that come and go for [population]",
            ));
        }
        let samples = (0..plan.schedule.samples)
            .map(|number| sample(plan, number))
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            motion: Motion::new(plan)?,
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

    /// A block of a sample: the sweeps done are never beyond the thermalization in a block that began in it.
    fn block(&mut self, sample: usize) -> Result<Phase> {
        let (phase, count) = self.plan.schedule.block(self.sweeps[sample]);
        let ranks = self.ranks.as_ref();
        self.samples[sample].advance(count, phase, ranks)?;
        if phase == Phase::Measure {
            self.samples[sample].look(ranks)?;
        }
        self.sweeps[sample] += count;
        Ok(phase)
    }
}

/// A sample at its start.
fn sample(plan: &RunPlan, number: u32) -> Result<Sample> {
    let places = plan.places(number)?;
    let cell = *plan.cell();
    let waves = WaveVectors::new(&cell, plan.look.waves, plan.look.waves.min(2));
    let probe = Probe::new(cell, &places.positions(), waves, plan.look.radii.clone())?;
    let crew = fields::crew(plan, &places)?;
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
