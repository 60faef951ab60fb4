//! All that changes in a simulation, for a checkpoint.

use glassmelt_rotors::ranks::agreed;
use glassmelt_rotors::{Part, REPLICAS};
use serde_json::json;

use super::Simulation;
use super::ranks::Order;
use crate::checkpoint::{Numbers, State};
use crate::error::{Result, RunError};

impl Simulation {
    /// Everything on the root; the other ranks tell it their walkers.
    pub(super) fn state(&self) -> State {
        let mut arrays = Vec::new();
        for (sample, parts) in self.samples.iter().enumerate() {
            let parts = parts.parts(self.ranks.as_ref()).into_iter();
            arrays.extend(
                parts.map(|(name, list)| (format!("sample{sample}/{name}"), Numbers::Real(list))),
            );
        }
        arrays.push(("sweeps".to_owned(), Numbers::Whole(self.sweeps.clone())));
        if let Some(motion) = &self.motion {
            arrays.extend(motion.parts());
        }
        State {
            values: json!({}),
            arrays,
        }
    }

    /// The root goes back to a state, and tells the other ranks.
    pub(super) fn take_up(&mut self, state: &State) -> Result<()> {
        let sweeps = state.whole("sweeps")?.to_vec();
        let ends = |&done: &u64| self.plan.schedule.ends_block(done);
        if sweeps.len() != self.samples.len() || !sweeps.iter().all(ends) {
            return Err(RunError::State {
                what: "its sweeps are not those of the run".to_owned(),
            });
        }
        for (number, sample) in self.samples.iter_mut().enumerate() {
            sample.restore(&parts_of(state, number))?;
        }
        self.sweeps = sweeps;
        if let Some(motion) = &mut self.motion {
            motion.restore(state)?;
        }
        self.tell_walkers()
    }

    /// The root tells the others its walkers and how far they are.
    fn tell_walkers(&self) -> Result<()> {
        if self.ranks.count() == 1 {
            return Ok(());
        }
        self.order(Order::Restore);
        let mut counts: Vec<f64> = self.sweeps.iter().map(|&sweeps| sweeps as f64).collect();
        counts.push(
            self.motion
                .as_ref()
                .map_or(0.0, |motion| motion.walkers_done() as f64),
        );
        self.ranks.broadcast(&mut counts);
        for sample in &self.samples {
            for ladder in sample.replicas() {
                self.ranks.broadcast(&mut ladder.numbers());
                for walker in 0..ladder.rungs() {
                    self.ranks.broadcast(&mut ladder.walker_numbers(walker));
                }
            }
        }
        agreed(self.ranks.as_ref(), Ok(()), ("state", &[]))
    }

    /// Another rank hears them.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn hear_walkers(&mut self) -> Result<()> {
        let mut counts = Vec::new();
        self.ranks.broadcast(&mut counts);
        if let (Some(done), Some(motion)) = (counts.pop(), &mut self.motion) {
            motion.go_to(done as usize);
        }
        self.sweeps = counts.into_iter().map(|sweeps| sweeps as u64).collect();
        let mut heard = Ok(());
        for number in 0..self.samples.len() {
            let parts = self.hear_sample();
            heard = heard.and(self.samples[number].restore_walkers(&parts));
        }
        agreed(self.ranks.as_ref(), heard, ("state", &[]))?;
        Ok(())
    }

    fn hear_sample(&self) -> Vec<Part> {
        let hear = |name: String| {
            let mut list = Vec::new();
            self.ranks.broadcast(&mut list);
            (name, list)
        };
        let mut parts = Vec::new();
        for replica in 0..REPLICAS {
            parts.push(hear(format!("replica{replica}/ladder")));
            for walker in 0..self.plan.couplings.len() {
                parts.push(hear(format!("replica{replica}/walker{walker}")));
            }
        }
        parts
    }
}

/// The parts of one sample.
fn parts_of(state: &State, sample: usize) -> Vec<Part> {
    let prefix = format!("sample{sample}/");
    let arrays = state.arrays.iter();
    arrays
        .filter_map(|(name, numbers)| match numbers {
            Numbers::Real(list) => Some((name.strip_prefix(&prefix)?.to_owned(), list.clone())),
            Numbers::Whole(_) => None,
        })
        .collect()
}
