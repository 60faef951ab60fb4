//! The simulation as an engine: what it writes while it runs, how far it is, what it knows.

use glassmelt::SymmetricTensor;
use serde_json::Value;

use super::ranks::Order;
use super::{REPLICAS, Simulation};
use crate::checkpoint::State;
use crate::engine::Engine;
use crate::error::Result;
use crate::record::{Output, Recorder};
use crate::series::{Column, Number};
use crate::trajectory::RotorFrame;
use crate::watch::{Phase, Progress, Watcher};

/// The columns of a series: M is the deviator of the sum of all dipoles.
const COLUMNS: [&str; 9] = [
    "sweep", "walker", "energy", "m_xx", "m_yy", "m_zz", "m_yz", "m_xz", "m_xy",
];

impl Engine for Simulation {
    fn outputs(&self) -> Vec<Output> {
        let columns: Vec<Column> = COLUMNS.into_iter().map(Column::new).collect();
        let mut outputs = Vec::new();
        for (sample, replica, rung) in self.all() {
            let name = name(sample, replica, rung);
            outputs.push(Output::Series(name.clone(), columns.clone()));
            if self.plan.look.frames.is_some() {
                outputs.push(Output::Trajectory(name));
            }
        }
        outputs
    }

    fn total(&self) -> u64 {
        let motion = self.motion.as_ref().map_or(0, |motion| motion.total(self));
        self.each() * self.walkers() * self.samples.len() as u64 + motion
    }

    fn done(&self) -> u64 {
        let motion = self.motion.as_ref().map_or(0, super::motion::Motion::done);
        self.sweeps.iter().sum::<u64>() * self.walkers() + motion
    }

    fn advance(&mut self, recorder: &mut Recorder, watcher: &dyn Watcher) -> Result<()> {
        let Some(sample) = self.next() else {
            watcher.phase(Phase::Moving);
            self.order(Order::Move);
            self.step_motion()?;
            watcher.progress(self.progress(0));
            return Ok(());
        };
        let thermalizing = self.sweeps[sample] < self.plan.schedule.thermalize;
        watcher.phase(if thermalizing {
            Phase::Thermalizing
        } else {
            Phase::Measuring
        });
        self.order(Order::Block(sample));
        if self.block(sample)? {
            self.write(sample, recorder)?;
        }
        watcher.progress(self.progress(sample));
        Ok(())
    }

    fn save(&self) -> State {
        self.order(Order::Save);
        self.state()
    }

    fn restore(&mut self, state: &State) -> Result<()> {
        self.take_up(state)
    }

    fn results(&self) -> Result<Value> {
        let results = self.answer()?;
        serde_json::to_value(results).map_err(|error| super::fields::unanswered(&error.to_string()))
    }
}

impl Simulation {
    /// All walkers by the names of their series: sample, replica, rung.
    fn all(&self) -> impl Iterator<Item = (usize, usize, usize)> + use<> {
        let (samples, rungs) = (self.samples.len(), self.plan.couplings.len());
        let replicas = move |sample| (0..REPLICAS).map(move |replica| (sample, replica));
        (0..samples)
            .flat_map(replicas)
            .flat_map(move |(sample, replica)| (0..rungs).map(move |rung| (sample, replica, rung)))
    }

    fn progress(&self, sample: usize) -> Progress {
        let ladder = &self.samples[sample].replicas()[0];
        let (kt, walker) = (ladder.kt(0), ladder.walker(0));
        Progress {
            done: self.done(),
            total: self.total(),
            energy: walker.energy / (kt * self.plan.count().max(1) as f64),
            acceptance: ladder.acceptance(0).rate().unwrap_or(f64::NAN),
        }
    }

    /// A row for each walker of the sample, and a frame where it is time for one.
    fn write(&mut self, sample: usize, recorder: &mut Recorder) -> Result<()> {
        let measured = self.sweeps[sample] - self.plan.schedule.thermalize;
        let frames = self.plan.look.frames;
        let frame = frames.is_some_and(|frames| measured.is_multiple_of(frames));
        if frame {
            self.order(Order::Share(sample));
            self.samples[sample].share(self.ranks.as_ref());
        }
        let of_sample = &self.samples[sample];
        for (_, replica, rung) in self.all().filter(|(s, ..)| *s == sample) {
            let (name, ladder) = (name(sample, replica, rung), &of_sample.replicas()[replica]);
            let walker = ladder.walker(rung);
            if let Some((energy, shears)) = of_sample.records(rung)[replica].last() {
                let total = deviator(shears).components().map(Number::Real);
                let first = [
                    Number::Whole(measured),
                    Number::Whole(walker.number.into()),
                    Number::Real(energy),
                ];
                recorder.row(&name, &[&first[..], &total].concat())?;
            }
            if frame {
                recorder.frame(
                    &name,
                    &RotorFrame {
                        cell: self.plan.cell(),
                        places: &super::places(&self.plan, sample)?.positions(),
                        rotors: &walker.rotors,
                        sweep: measured,
                        sample: u32::try_from(sample).unwrap_or(u32::MAX),
                        x0: self.plan.couplings[rung].x0,
                        energy: walker.energy,
                    },
                )?;
            }
        }
        Ok(())
    }
}

/// `sample0-replica1-coupling2`.
pub(crate) fn name(sample: usize, replica: usize, rung: usize) -> String {
    format!("sample{sample}-replica{replica}-coupling{rung}")
}

/// The tensor of five shear components.
pub(crate) fn deviator([across, along, yz, xz, xy]: [f64; 5]) -> SymmetricTensor {
    let (half, sixth) = (across / 2.0_f64.sqrt(), along / 6.0_f64.sqrt());
    let root = 2.0_f64.sqrt();
    SymmetricTensor::from_components([
        half - sixth,
        -half - sixth,
        2.0 * sixth,
        yz / root,
        xz / root,
        xy / root,
    ])
}
