//! A block: some sweeps of each walker, side by side, and the exchanges after them.

use rayon::prelude::*;

use super::{Ladder, Phase, Rung, Walker};
use crate::error::Result;
use crate::random::{Purpose, Seed};
use crate::ranks::{Ranks, gathered};
use crate::sampling::{Sampler, Steps, Tuning};

/// Samplers that share the walkers between them; how many there are does not change any result.
pub struct Crew {
    samplers: Vec<Box<dyn Sampler>>,
}

impl Crew {
    /// From samplers of the same places and the same field.
    pub fn new(samplers: Vec<Box<dyn Sampler>>) -> Self {
        Self { samplers }
    }
}

/// The work of one sampler: a walker at the temperature of its rung.
struct Job<'a> {
    ladder: usize,
    rung: usize,
    seed: Seed,
    step: u64,
    kt: f64,
    tuning: Tuning,
    walker: &'a mut Walker,
    acceptance: f64,
}

/// What a walker tells all ranks after its sweeps.
const TOLD: usize = 4 + Tuning::NUMBERS;

/// `sweeps` of each walker of all ladders, which have the same places, then the exchanges. Each rank moves
/// the walkers whose number, divided by the number of ranks, leaves its own; all come out the same. While
/// rotors thermalize, strides follow each sweep.
///
/// # Errors
/// When there are not as many rotors as places, or an energy is not a number; then on all ranks.
pub fn block(
    ladders: &mut [Ladder],
    crew: &mut Crew,
    (sweeps, phase): (u64, Phase),
    ranks: &dyn Ranks,
) -> Result<()> {
    let mut jobs = jobs(ladders, ranks);
    let share = jobs.len().div_ceil(crew.samplers.len().max(1)).max(1);
    let parts = jobs.par_chunks_mut(share).zip(&mut crew.samplers);
    let run = |job: &mut Job, sampler: &mut dyn Sampler| job.run(sampler, sweeps, phase);
    let done: Vec<Result<()>> = parts
        .map(|(jobs, sampler)| {
            jobs.iter_mut()
                .try_for_each(|job| run(job, sampler.as_mut()))
        })
        .collect();
    let done = done.into_iter().collect::<Result<()>>();
    let all = gathered(
        ranks,
        done.map(|()| jobs.iter().flat_map(Job::told).collect()),
    )?;
    for told in all.iter().flat_map(|list| list.chunks_exact(TOLD)) {
        hear(ladders, told, phase);
    }
    for ladder in ladders {
        ladder.step += sweeps;
        ladder.exchange(ladder.step / sweeps.max(1), phase);
    }
    Ok(())
}

/// The walkers of this rank, ladder by ladder and rung by rung.
fn jobs<'a>(ladders: &'a mut [Ladder], ranks: &dyn Ranks) -> Vec<Job<'a>> {
    let mut all = Vec::new();
    for (index, ladder) in ladders.iter_mut().enumerate() {
        let (seed, step) = (ladder.seed, ladder.step);
        let mut walkers: Vec<_> = ladder.walkers.iter_mut().map(Some).collect();
        for (number, rung) in ladder.rungs.iter().enumerate() {
            let walker = walkers.get_mut(rung.walker).and_then(Option::take);
            let own = walker.filter(|walker| is_own(walker.number, ranks));
            all.extend(own.map(|walker| Job {
                ladder: index,
                rung: number,
                seed,
                step,
                kt: rung.kt,
                tuning: rung.tuning,
                walker,
                acceptance: 0.0,
            }));
        }
    }
    all
}

/// Whether a walker is moved by this rank.
pub fn is_own(walker: u32, ranks: &dyn Ranks) -> bool {
    walker as usize % ranks.count() == ranks.rank()
}

/// What a rank tells of a walker.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn hear(ladders: &mut [Ladder], told: &[f64], phase: Phase) {
    let [ladder, rung] = [told[0] as usize, told[1] as usize];
    let Rung { walker, .. } = ladders[ladder].rungs[rung];
    ladders[ladder].walkers[walker].energy = told[2];
    let rung = &mut ladders[ladder].rungs[rung];
    match phase {
        Phase::Thermalize => rung.tuning = rung.tuning.with_numbers(&told[4..]),
        Phase::Measure => rung.acceptance.saw(told[3]),
    }
}

impl Job<'_> {
    fn told(&self) -> [f64; TOLD] {
        let mut told = [0.0; TOLD];
        told[0] = self.ladder as f64;
        told[1] = self.rung as f64;
        told[2] = self.walker.energy;
        told[3] = self.acceptance;
        told[4..].copy_from_slice(&self.tuning.numbers());
        told
    }

    fn run(&mut self, sampler: &mut dyn Sampler, count: u64, phase: Phase) -> Result<()> {
        let (number, step) = (self.walker.number, self.step);
        let stream = self.seed.stream(Purpose::Moves, number, step);
        match phase {
            // The stride changes from sweep to sweep.
            Phase::Thermalize => (0..count).try_for_each(|k| {
                let stream = stream.later(k);
                sampler.set_stride(self.tuning.stride());
                self.sweeps(sampler, Steps { stream, count: 1 })?;
                self.tuning.saw(self.acceptance);
                Ok(())
            }),
            Phase::Measure => {
                sampler.set_stride(self.tuning.frozen());
                self.sweeps(sampler, Steps { stream, count })
            }
        }
    }

    /// The sweeps; the energy after the last, the mean of the acceptance.
    fn sweeps(&mut self, sampler: &mut dyn Sampler, steps: Steps) -> Result<()> {
        let (mut energy, mut accepted) = (self.walker.energy, 0.0);
        let mut watch = |_, sweep: crate::sampling::Sweep, _: &crate::rotors::Rotors| {
            energy = sweep.energy;
            accepted += sweep.acceptance;
        };
        sampler.sweeps(&mut self.walker.rotors, self.kt, steps, &mut watch)?;
        self.walker.energy = energy;
        self.acceptance = accepted / steps.count.max(1) as f64;
        Ok(())
    }
}
