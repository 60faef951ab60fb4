//! All that changes in a crowd, for a checkpoint: real numbers, to the last bit.

use glassmelt_rotors::measure::Record;
use glassmelt_rotors::population::Population;
use glassmelt_rotors::{Rotors, Tally};
use nalgebra::{Quaternion, UnitQuaternion};
use serde_json::json;

use super::Crowd;
use super::ground::Ground;
use super::walker::{OnGround, Seen};
use crate::checkpoint::{Numbers, State};
use crate::error::{Result, RunError};

type Part = (String, Vec<f64>);

impl<G: Ground> OnGround<G> {
    pub(super) fn all_parts(&self) -> Vec<Part> {
        let turns = self.population.rotors().orientations().iter();
        let turns = turns.flat_map(|turn| [turn.w, turn.i, turn.j, turn.k]);
        let tallies = self.seen.tallies.iter();
        let tallies = tallies.flat_map(|tally| [tally.tried, tally.accepted]);
        let own = [
            ("places", G::numbers(self.population.places())),
            ("orientations", turns.collect()),
            ("tuning", self.tuning.numbers().to_vec()),
            ("tallies", tallies.collect()),
            ("energy", vec![self.seen.energy]),
            ("numbers", self.seen.counts.clone()),
        ];
        let record = self.seen.record.parts();
        let all = own.into_iter().chain(record);
        all.map(|(name, list)| (name.to_owned(), list)).collect()
    }

    pub(super) fn take_up(&mut self, parts: &[Part]) -> Result<()> {
        let places = self.ground.places(named(parts, "places")?);
        let places = places.ok_or_else(|| unfit("places that are none"))?;
        let (turns, rest) = named(parts, "orientations")?.as_chunks::<4>();
        if !rest.is_empty() || turns.len() != places.len() {
            return Err(unfit("not an orientation for each place"));
        }
        // Of length one already: another division would change the last bit.
        let turn =
            |&[w, i, j, k]: &[f64; 4]| UnitQuaternion::new_unchecked(Quaternion::new(w, i, j, k));
        let reference = *self.population.rotors().reference();
        let rotors = Rotors::new(reference, turns.iter().map(turn).collect())?;
        self.gas.take_all(&places)?;
        self.population = Population::new(places, rotors)?;
        self.tuning = self.tuning.with_numbers(named(parts, "tuning")?);
        self.seen = seen(parts)?;
        Ok(())
    }
}

fn seen(parts: &[Part]) -> Result<Seen> {
    let tallies = named(parts, "tallies")?;
    let (pairs, _) = tallies.as_chunks::<2>();
    let mut tallies = [Tally::default(); 4];
    for (tally, &[tried, accepted]) in tallies.iter_mut().zip(pairs) {
        *tally = Tally { tried, accepted };
    }
    let [energy] = *named(parts, "energy")? else {
        return Err(unfit("not one energy for a population"));
    };
    Ok(Seen {
        record: Record::from_parts(parts)?,
        counts: named(parts, "numbers")?.to_vec(),
        tallies,
        energy,
    })
}

fn named<'a>(parts: &'a [Part], name: &str) -> Result<&'a [f64]> {
    let found = parts.iter().find(|(found, _)| found == name);
    let (_, list) = found.ok_or_else(|| unfit(&format!("no `{name}` of a population")))?;
    Ok(list)
}

fn unfit(what: &str) -> RunError {
    RunError::State {
        what: format!("it has {what}"),
    }
}

impl Crowd {
    pub(super) fn state(&self) -> State {
        let walkers = self.walkers.iter().enumerate();
        let parts = walkers.flat_map(|(number, walker)| {
            let parts = walker.parts().into_iter();
            parts.map(move |(name, list)| (format!("walker{number}/{name}"), Numbers::Real(list)))
        });
        let sweeps = ("sweeps".to_owned(), Numbers::Whole(self.sweeps.clone()));
        State {
            values: json!({}),
            arrays: parts.chain([sweeps]).collect(),
        }
    }

    pub(super) fn go_to(&mut self, state: &State) -> Result<()> {
        let sweeps = state.whole("sweeps")?;
        let ends = |&done: &u64| self.plan.schedule.ends_block(done);
        if sweeps.len() != self.sweeps.len() || !sweeps.iter().all(ends) {
            return Err(unfit("sweeps that are not those of the run"));
        }
        for (number, walker) in self.walkers.iter_mut().enumerate() {
            walker.restore(&parts_of(state, number))?;
            walker.seen().record.belongs_to(&self.waves)?;
        }
        self.sweeps = sweeps.to_vec();
        Ok(())
    }
}

/// The parts of one walker.
fn parts_of(state: &State, number: usize) -> Vec<Part> {
    let prefix = format!("walker{number}/");
    let arrays = state.arrays.iter();
    arrays
        .filter_map(|(name, numbers)| match numbers {
            Numbers::Real(list) => Some((name.strip_prefix(&prefix)?.to_owned(), list.clone())),
            Numbers::Whole(_) => None,
        })
        .collect()
}
