//! A block: some sweeps of each walker, side by side, and the exchanges after them.

use rayon::prelude::*;

use super::{Ladder, Phase, Walker};
use crate::error::Result;
use crate::random::Purpose;
use crate::sampling::{Sampler, Steps, Tuning};

/// Samplers that share the walkers between them; how many there are does not change any result.
pub struct Crew {
    samplers: Vec<Box<dyn Sampler>>,
}

/// The work of one sampler: a walker, its thermal energy, and its tuning.
struct Job<'a> {
    walker: &'a mut Walker,
    kt: f64,
    tuning: &'a mut Tuning,
    acceptance: f64,
}

impl Crew {
    /// From samplers of the same places and the same field.
    pub fn new(samplers: Vec<Box<dyn Sampler>>) -> Self {
        Self { samplers }
    }
}

impl Ladder {
    /// `sweeps` of each walker, then the exchanges. While rotors thermalize, strides follow each sweep.
    ///
    /// # Errors
    /// When there are not as many rotors as places, or an energy is not a number.
    pub fn block(&mut self, crew: &mut Crew, sweeps: u64, phase: Phase) -> Result<()> {
        let (seed, step) = (self.seed, self.step);
        let mut jobs = self.jobs();
        let share = jobs.len().div_ceil(crew.samplers.len().max(1)).max(1);
        let parts = jobs.par_chunks_mut(share).zip(&mut crew.samplers);
        let done: Vec<Result<()>> = parts
            .map(|(jobs, sampler)| {
                jobs.iter_mut().try_for_each(|job| {
                    let number = job.walker.number;
                    let stream = seed.stream(Purpose::Moves, number, step);
                    job.run(
                        sampler.as_mut(),
                        Steps {
                            stream,
                            count: sweeps,
                        },
                        phase,
                    )
                })
            })
            .collect();
        done.into_iter().collect::<Result<()>>()?;
        if phase == Phase::Measure {
            let means: Vec<f64> = jobs.iter().map(|job| job.acceptance).collect();
            for (rung, mean) in self.rungs.iter_mut().zip(means) {
                rung.acceptance.saw(mean);
            }
        }
        self.step += sweeps;
        self.exchange(self.step / sweeps.max(1), phase);
        Ok(())
    }

    /// One job for each rung, in their order.
    fn jobs(&mut self) -> Vec<Job<'_>> {
        let mut walkers: Vec<Option<&mut Walker>> = self.walkers.iter_mut().map(Some).collect();
        let on_rung = |rung: &'_ mut super::Rung| (rung.walker, rung.kt);
        let rungs = self.rungs.iter_mut();
        rungs
            .filter_map(|rung| {
                let (walker, kt) = on_rung(rung);
                let walker = walkers.get_mut(walker)?.take()?;
                Some(Job {
                    walker,
                    kt,
                    tuning: &mut rung.tuning,
                    acceptance: 0.0,
                })
            })
            .collect()
    }
}

impl Job<'_> {
    fn run(&mut self, sampler: &mut dyn Sampler, steps: Steps, phase: Phase) -> Result<()> {
        match phase {
            // The stride changes from sweep to sweep.
            Phase::Thermalize => (0..steps.count).try_for_each(|k| {
                sampler.set_stride(self.tuning.stride());
                let stream = steps.stream.later(k);
                self.sweeps(sampler, Steps { stream, count: 1 })?;
                self.tuning.saw(self.acceptance);
                Ok(())
            }),
            Phase::Measure => {
                sampler.set_stride(self.tuning.frozen());
                self.sweeps(sampler, steps)
            }
        }
    }

    /// The sweeps; the energy after the last, the mean of the acceptance.
    fn sweeps(&mut self, sampler: &mut dyn Sampler, steps: Steps) -> Result<()> {
        let (mut energy, mut accepted) = (self.walker.energy, 0.0);
        sampler.sweeps(
            &mut self.walker.rotors,
            self.kt,
            steps,
            &mut |_, sweep, _| {
                energy = sweep.energy;
                accepted += sweep.acceptance;
            },
        )?;
        self.walker.energy = energy;
        self.acceptance = accepted / steps.count.max(1) as f64;
        Ok(())
    }
}
