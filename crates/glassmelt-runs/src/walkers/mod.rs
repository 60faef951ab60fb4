//! The plain engine: one walker of hybrid Monte Carlo for each sample and coupling, none knows another.

mod field;
mod state;
mod walker;

use serde_json::{Value, json};

use crate::checkpoint::State;
use crate::engine::Engine;
use crate::error::{Result, RunError};
use crate::file::SamplerKind;
use crate::plan::{Exchange, RunPlan};
use crate::record::{Output, Recorder};
use crate::series::Column;
use crate::watch::{Phase, Progress, Watcher};
use walker::Walker;

/// The series of all walkers.
const SERIES: &str = "sweeps";

/// Hybrid Monte Carlo of every sample at every coupling, each on its own. All walkers move in turn, by a
/// block of `every` sweeps.
pub struct Walkers {
    plan: RunPlan,
    walkers: Vec<Walker>,
    /// Sweeps that each walker has done.
    sweeps: u64,
}

impl Walkers {
    /// Walkers at their start: rotors turned at random.
    ///
    /// # Errors
    /// When the plan asks for what this engine does not do, or its places or sums have no answer.
    pub fn new(plan: &RunPlan) -> Result<Self> {
        answers(plan)?;
        let mut walkers = Vec::new();
        for sample in 0..plan.schedule.samples {
            let places = plan.places(sample)?;
            for slot in 0..plan.couplings.len() {
                walkers.push(Walker::new(plan, &places, sample, slot)?);
            }
        }
        Ok(Self {
            plan: plan.clone(),
            walkers,
            sweeps: 0,
        })
    }

    /// Sweeps of one walker in all.
    fn each(&self) -> u64 {
        self.plan.schedule.thermalize + self.plan.schedule.measure
    }

    /// Where the next block ends: no block begins before the measurement and ends in it.
    fn block_end(&self) -> u64 {
        let thermalize = self.plan.schedule.thermalize;
        let last = if self.sweeps < thermalize {
            thermalize
        } else {
            self.each()
        };
        last.min(self.sweeps + self.plan.schedule.every)
    }

    fn progress(&self, index: usize, end: u64) -> Progress {
        let (walker, count) = (&self.walkers[index], self.walkers.len() as u64);
        Progress {
            done: self.sweeps * count + (index as u64 + 1) * (end - self.sweeps),
            total: self.each() * count,
            energy: walker.last.energy / (walker.coupling.kt * self.plan.count() as f64),
            acceptance: walker.last.acceptance,
        }
    }
}

/// Whether this engine does what a plan asks for.
fn answers(plan: &RunPlan) -> Result<()> {
    let alone = plan.couplings.len() == 1 || plan.sampler.exchange == Exchange::None;
    let hybrid = plan.sampler.kind == SamplerKind::Hybrid;
    let rest = plan.dynamics.is_none() && plan.population.is_none();
    let wanted = [
        (hybrid, "[sampler] kind: expected \"hybrid\""),
        (
            alone,
            "several couplings exchange no rotors here: expected [sampler] exchange = false",
        ),
        (rest, "expected neither [dynamics] nor [population]"),
    ];
    match wanted.iter().find(|(done, _)| !done) {
        None => Ok(()),
        Some((_, what)) => Err(RunError::Unanswered {
            what: (*what).to_owned(),
        }),
    }
}

impl Engine for Walkers {
    fn outputs(&self) -> Vec<Output> {
        let columns = [
            "sample",
            "slot",
            "x0",
            "sweep",
            "energy",
            "acceptance",
            "m_xx",
            "m_yy",
            "m_zz",
            "m_yz",
            "m_xz",
            "m_xy",
        ];
        let columns = columns.into_iter().map(Column::new).collect();
        let series = Output::Series(SERIES.to_owned(), columns);
        let trajectories = self.plan.look.frames.into_iter().flat_map(|_| {
            let names = self.walkers.iter().map(Walker::name);
            names.map(Output::Trajectory)
        });
        std::iter::once(series).chain(trajectories).collect()
    }

    fn total(&self) -> u64 {
        self.each() * self.walkers.len() as u64
    }

    fn done(&self) -> u64 {
        self.sweeps * self.walkers.len() as u64
    }

    fn advance(&mut self, recorder: &mut Recorder, watcher: &dyn Watcher) -> Result<()> {
        let (thermalize, end) = (self.plan.schedule.thermalize, self.block_end());
        let measuring = self.sweeps >= thermalize;
        watcher.phase(if measuring {
            Phase::Measuring
        } else {
            Phase::Thermalizing
        });
        let measured = end.saturating_sub(thermalize);
        let look = measuring && measured.is_multiple_of(self.plan.schedule.every);
        let frame = self
            .plan
            .look
            .frames
            .is_some_and(|frames| measured.is_multiple_of(frames));
        for index in 0..self.walkers.len() {
            let walker = &mut self.walkers[index];
            if measuring {
                walker.measure(self.sweeps..end)?;
            } else {
                walker.thermalize(self.sweeps..end)?;
            }
            if look {
                recorder.row(SERIES, &walker.row(measured))?;
            }
            if look && frame {
                recorder.frame(&walker.name(), &walker.frame(self.plan.cell(), measured))?;
            }
            watcher.progress(self.progress(index, end));
        }
        self.sweeps = end;
        Ok(())
    }

    fn save(&self) -> State {
        state::save(self.sweeps, &self.walkers)
    }

    fn restore(&mut self, state: &State) -> Result<()> {
        self.sweeps = state::restore(state, self.each(), &mut self.walkers)?;
        Ok(())
    }

    fn results(&self) -> Result<Value> {
        let measured = self.sweeps.saturating_sub(self.plan.schedule.thermalize);
        let results: Vec<Value> = self
            .walkers
            .iter()
            .map(|walker| walker.result(measured))
            .collect();
        Ok(json!({"results": results, "warnings": []}))
    }
}
