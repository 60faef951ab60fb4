//! The state of a ladder as numbers, to be kept and taken up again to the last bit.

use nalgebra::{Quaternion, UnitQuaternion};

use super::{Ladder, Rung, Tally};
use crate::error::{Error, Result};
use crate::sampling::Tuning;

/// The numbers of a rung: its walker, its tuning, and two tallies.
const OF_RUNG: usize = 1 + Tuning::NUMBERS + 4;

impl Ladder {
    /// All that changes but the walkers: counts are kept as the numbers they are, so that a file of
    /// floating-point numbers holds them.
    pub fn numbers(&self) -> Vec<f64> {
        let rungs = self.rungs.iter().flat_map(Rung::numbers);
        std::iter::once(self.step as f64).chain(rungs).collect()
    }

    /// The energy of a walker and the orientations of its rotors, as quaternions w, x, y, z; in the order of
    /// the walkers, not of the rungs.
    pub fn walker_numbers(&self, walker: usize) -> Vec<f64> {
        let walker = &self.walkers[walker];
        let turns = walker.rotors.orientations().iter();
        let numbers = turns.flat_map(|turn| [turn.w, turn.i, turn.j, turn.k]);
        std::iter::once(walker.energy).chain(numbers).collect()
    }

    /// Goes back to the numbers of the ladder and of all its walkers.
    ///
    /// # Errors
    /// When they are those of another ladder: counts differ, or a rung names no walker of its own. The
    /// ladder then stays as it was.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn restore(&mut self, numbers: &[f64], walkers: &[Vec<f64>]) -> Result<()> {
        if !self.fits(numbers, walkers) {
            return Err(Error::AnotherLadder {
                numbers: numbers.len(),
                expected: 1 + OF_RUNG * self.rungs.len(),
            });
        }
        self.step = numbers[0] as u64;
        for (rung, numbers) in self
            .rungs
            .iter_mut()
            .zip(numbers[1..].chunks_exact(OF_RUNG))
        {
            rung.take_up(numbers);
        }
        for (walker, numbers) in walkers.iter().enumerate() {
            self.set_walker(walker, numbers);
        }
        Ok(())
    }

    /// Puts a walker where its numbers say, as [`Self::walker_numbers`] gives them; the rest of a list that
    /// is too short stays as it was.
    pub(crate) fn set_walker(&mut self, walker: usize, numbers: &[f64]) {
        let walker = &mut self.walkers[walker];
        let Some((energy, numbers)) = numbers.split_first() else {
            return;
        };
        walker.energy = *energy;
        let turns = walker.rotors.orientations_mut().iter_mut();
        for (turn, q) in turns.zip(numbers.chunks_exact(4)) {
            // Of length one already: another division would change the last bit.
            *turn = UnitQuaternion::new_unchecked(Quaternion::new(q[0], q[1], q[2], q[3]));
        }
    }

    /// Whether numbers could be those of this ladder: as many, and each rung with a walker of its own.
    fn fits(&self, numbers: &[f64], walkers: &[Vec<f64>]) -> bool {
        let rungs = numbers.get(1..).unwrap_or_default().chunks_exact(OF_RUNG);
        let mut on_rungs: Vec<f64> = rungs.map(|rung| rung[0]).collect();
        on_rungs.sort_by(f64::total_cmp);
        let each_once = on_rungs
            .into_iter()
            .eq((0..self.walkers.len()).map(|walker| walker as f64));
        let whole = numbers.len() == 1 + OF_RUNG * self.rungs.len()
            && walkers.len() == self.walkers.len()
            && numbers.iter().all(|number| !number.is_nan());
        let as_long = |(own, numbers): (&super::Walker, &Vec<f64>)| {
            numbers.len() == 4 * own.rotors.count() + 1
        };
        whole && each_once && self.walkers.iter().zip(walkers).all(as_long)
    }
}

impl Rung {
    fn numbers(&self) -> [f64; OF_RUNG] {
        let mut numbers = [0.0; OF_RUNG];
        numbers[0] = self.walker as f64;
        numbers[1..=Tuning::NUMBERS].copy_from_slice(&self.tuning.numbers());
        let [moves, exchanges] = [self.acceptance, self.exchanges];
        let tallies = [
            moves.tried,
            moves.accepted,
            exchanges.tried,
            exchanges.accepted,
        ];
        numbers[1 + Tuning::NUMBERS..].copy_from_slice(&tallies);
        numbers
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn take_up(&mut self, numbers: &[f64]) {
        let tally = |at: usize| Tally {
            tried: numbers[at],
            accepted: numbers[at + 1],
        };
        self.walker = numbers[0] as usize;
        self.tuning = self.tuning.with_numbers(&numbers[1..=Tuning::NUMBERS]);
        self.acceptance = tally(1 + Tuning::NUMBERS);
        self.exchanges = tally(3 + Tuning::NUMBERS);
    }
}
