//! The state of a ladder, to be kept and taken up again to the last bit.

use nalgebra::{Quaternion, UnitQuaternion};
use serde::{Deserialize, Serialize};

use super::{Ladder, Tally};
use crate::error::{Error, Result};
use crate::sampling::Tuning;

/// All of a ladder that changes, but the orientations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LadderState {
    /// How many sweeps each walker has made.
    pub step: u64,
    /// The rungs.
    pub rungs: Vec<RungState>,
}

/// What changes on a rung.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RungState {
    /// Which walker is there.
    pub walker: usize,
    /// The tuning of its stride.
    pub tuning: Tuning,
    /// Acceptance of moves.
    pub acceptance: Tally,
    /// Exchanges with the next rung.
    pub exchanges: Tally,
}

impl Ladder {
    /// All that changes but the orientations.
    pub fn state(&self) -> LadderState {
        let rungs = self.rungs.iter().map(|rung| RungState {
            walker: rung.walker,
            tuning: rung.tuning,
            acceptance: rung.acceptance,
            exchanges: rung.exchanges,
        });
        LadderState {
            step: self.step,
            rungs: rungs.collect(),
        }
    }

    /// The energy of a walker and the orientations of its rotors, as quaternions w, x, y, z; in the order of
    /// the walkers, not of the rungs.
    pub fn walker_numbers(&self, walker: usize) -> Vec<f64> {
        let walker = &self.walkers[walker];
        let turns = walker.rotors.orientations().iter();
        let numbers = turns.flat_map(|turn| [turn.w, turn.i, turn.j, turn.k]);
        std::iter::once(walker.energy).chain(numbers).collect()
    }

    /// Goes back to a state and the numbers of all walkers.
    ///
    /// # Errors
    /// When it is the state of another ladder: counts differ, or a rung names no walker of its own.
    pub fn restore(&mut self, state: &LadderState, numbers: &[Vec<f64>]) -> Result<()> {
        let taken: std::collections::BTreeSet<_> = state.rungs.iter().map(|r| r.walker).collect();
        let own = state.rungs.len() == self.rungs.len()
            && taken.into_iter().eq(0..self.walkers.len())
            && numbers.len() == self.walkers.len();
        let fits = |(walker, numbers): (&super::Walker, &Vec<f64>)| {
            numbers.len() == 4 * walker.rotors.count() + 1
        };
        if !own || !self.walkers.iter().zip(numbers).all(fits) {
            return Err(Error::AnotherLadder {
                rungs: state.rungs.len(),
                expected: self.rungs.len(),
            });
        }
        for (walker, numbers) in self.walkers.iter_mut().zip(numbers) {
            walker.energy = numbers[0];
            let turns = walker.rotors.orientations_mut().iter_mut();
            for (turn, q) in turns.zip(numbers[1..].chunks_exact(4)) {
                // Of length one already: another division would change the last bit.
                *turn = UnitQuaternion::new_unchecked(Quaternion::new(q[0], q[1], q[2], q[3]));
            }
        }
        for (rung, kept) in self.rungs.iter_mut().zip(&state.rungs) {
            rung.walker = kept.walker;
            rung.tuning = kept.tuning;
            rung.acceptance = kept.acceptance;
            rung.exchanges = kept.exchanges;
        }
        self.step = state.step;
        Ok(())
    }
}
