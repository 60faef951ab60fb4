//! The crowd as an engine: what it writes while it runs, how far it is, what it knows.

use serde_json::Value;

use super::Crowd;
use crate::checkpoint::State;
use crate::engine::Engine;
use crate::error::Result;
use crate::record::{Output, Recorder};
use crate::series::{Column, Number};
use crate::simulation::{deviator, fields, name};
use crate::trajectory::RotorFrame;
use crate::watch::{Phase, Progress, Watcher};

/// The columns of a series: M is the deviator of the sum of all dipoles.
const COLUMNS: [&str; 10] = [
    "sweep", "walker", "count", "energy", "m_xx", "m_yy", "m_zz", "m_yz", "m_xz", "m_xy",
];

impl Engine for Crowd {
    fn outputs(&self) -> Vec<Output> {
        let columns: Vec<Column> = COLUMNS.into_iter().map(Column::new).collect();
        let mut outputs = Vec::new();
        for walker in 0..self.walkers.len() {
            let name = self.name(walker);
            outputs.push(Output::Series(name.clone(), columns.clone()));
            if self.plan.look.frames.is_some() {
                outputs.push(Output::Trajectory(name));
            }
        }
        outputs
    }

    fn total(&self) -> u64 {
        self.plan.schedule.each() * self.walkers.len() as u64
    }

    fn done(&self) -> u64 {
        self.sweeps.iter().sum::<u64>() * self.of_sample() as u64
    }

    fn advance(&mut self, recorder: &mut Recorder, watcher: &dyn Watcher) -> Result<()> {
        let Some(sample) = self.next() else {
            return Ok(());
        };
        watcher.phase(match self.plan.schedule.block(self.sweeps[sample]).0 {
            glassmelt_rotors::Phase::Thermalize => Phase::Thermalizing,
            glassmelt_rotors::Phase::Measure => Phase::Measuring,
        });
        if self.block(sample)? {
            self.write(sample, recorder)?;
        }
        watcher.progress(self.progress(sample));
        Ok(())
    }

    fn save(&self) -> State {
        self.state()
    }

    fn restore(&mut self, state: &State) -> Result<()> {
        self.go_to(state)
    }

    fn results(&self) -> Result<Value> {
        let results = self.answer()?;
        serde_json::to_value(results).map_err(|error| fields::unanswered(&error.to_string()))
    }
}

impl Crowd {
    /// Sample, replica and coupling of a walker, as in the name of its series.
    fn name(&self, walker: usize) -> String {
        let (of_sample, rungs) = (self.of_sample(), self.plan.couplings.len());
        name(
            walker / of_sample,
            walker % of_sample / rungs,
            walker % rungs,
        )
    }

    fn progress(&self, sample: usize) -> Progress {
        let walker = &self.walkers[sample * self.of_sample()];
        let (seen, count) = (walker.seen(), walker.rotors().count());
        Progress {
            done: self.done(),
            total: self.total(),
            energy: seen.energy / (self.plan.couplings[0].kt * count.max(1) as f64),
            acceptance: seen.tallies[3].rate().unwrap_or(f64::NAN),
        }
    }

    /// A row for each walker of the sample, and a frame where it is time for one.
    fn write(&self, sample: usize, recorder: &mut Recorder) -> Result<()> {
        let measured = self.sweeps[sample] - self.plan.schedule.thermalize;
        let frames = self.plan.look.frames;
        let frame = frames.is_some_and(|frames| measured.is_multiple_of(frames));
        let first = sample * self.of_sample();
        for number in first..first + self.of_sample() {
            let (name, walker) = (self.name(number), &self.walkers[number]);
            let Some((energy, shears)) = walker.seen().record.last() else {
                continue;
            };
            let count = walker.rotors().count();
            let begin = [measured, number as u64, count as u64].map(Number::Whole);
            let total = deviator(shears).components().map(Number::Real);
            recorder.row(
                &name,
                &[&begin[..], &[Number::Real(energy)], &total].concat(),
            )?;
            if frame {
                recorder.frame(
                    &name,
                    &RotorFrame {
                        cell: self.plan.cell(),
                        places: &walker.positions(),
                        rotors: walker.rotors(),
                        sweep: measured,
                        sample: u32::try_from(sample).unwrap_or(u32::MAX),
                        x0: self.plan.couplings[number % self.plan.couplings.len()].x0,
                        energy,
                    },
                )?;
            }
        }
        Ok(())
    }
}
