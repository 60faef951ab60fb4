//! Neighbouring walkers change places.

use super::{Ladder, Phase};
use crate::random::Purpose;
use crate::sampling::metropolis;

/// Whether walkers change places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// After each block, with a neighbour.
    Neighbours,
    /// Each stays at its temperature.
    Never,
}

/// How often something was tried, and with which probabilities it was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// How often.
    pub tried: f64,
    /// The sum of the probabilities.
    pub accepted: f64,
}

impl Tally {
    pub(super) fn saw(&mut self, probability: f64) {
        self.tried += 1.0;
        self.accepted += probability;
    }

    /// The mean probability; nothing before the first try.
    pub fn rate(&self) -> Option<f64> {
        (self.tried > 0.0).then(|| self.accepted / self.tried)
    }
}

impl Ladder {
    /// The exchanges after the block that ended at this step.
    pub(super) fn exchange(&mut self, block: u64, phase: Phase) {
        if self.exchange == Exchange::Never {
            return;
        }
        let first = usize::from(block % 2 == 1);
        for rung in (first..self.rungs.len().saturating_sub(1)).step_by(2) {
            self.exchange_with_next(rung, phase);
        }
    }

    fn exchange_with_next(&mut self, rung: usize, phase: Phase) {
        let [here, there] = [rung, rung + 1];
        let inverse = |rung: usize| self.rungs[rung].kt.recip();
        let energy = |rung: usize| self.walker(rung).energy;
        let gain = (inverse(here) - inverse(there)) * (energy(here) - energy(there));
        let probability = metropolis(-gain);
        // The numbers belong to the rung, of which the first walker's number is the ladder's own.
        let ladder = self.walkers[0].number;
        let stream = self.seed.stream(Purpose::Exchange, ladder, self.step);
        let drawn = stream.of(crate::rotors::address(rung)).uniform();
        if drawn < probability {
            let one = self.rungs[here].walker;
            self.rungs[here].walker = self.rungs[there].walker;
            self.rungs[there].walker = one;
        }
        if phase == Phase::Measure {
            self.rungs[here].exchanges.saw(probability);
        }
    }
}
