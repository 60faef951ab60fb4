//! A ladder of temperatures: one walker on each rung, and exchanges between neighbouring rungs.
//!
//! A walker is a set of rotors that moves at the temperature of its rung. After a block of sweeps
//! neighbouring walkers change places with the probability `min(1, exp((1/kT - 1/kT')(H - H')))`, which
//! leaves the joint Boltzmann weight what it is (Hukushima and Nemoto 1996): pairs of rungs (0 1)(2 3).. and
//! (1 2)(3 4).. by turns.

mod block;
mod exchange;
mod state;

use glassmelt::SymmetricTensor;

use crate::error::{Error, Result, positive};
use crate::random::{Purpose, Seed};
use crate::rotors::Rotors;
use crate::sampling::Tuning;

pub use block::{Crew, block, is_own};
pub use exchange::{Exchange, Tally};

/// A set of rotors on its way through the temperatures.
#[derive(Debug, Clone, PartialEq)]
pub struct Walker {
    /// Its number among all walkers of a run: the address of its random numbers.
    pub number: u32,
    /// The rotors.
    pub rotors: Rotors,
    /// H after its last sweep, in the unit of energy of the dipoles.
    pub energy: f64,
}

/// One temperature, and the walker that is there.
#[derive(Debug, Clone, PartialEq)]
struct Rung {
    /// The thermal energy `k_B T`, in the unit of energy of the dipoles.
    kt: f64,
    walker: usize,
    tuning: Tuning,
    acceptance: Tally,
    /// Exchanges with the next rung.
    exchanges: Tally,
}

/// Whether strides are still tuned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Towards equilibrium: strides follow the acceptance, nothing is kept.
    Thermalize,
    /// Strides stay, so that the Boltzmann weight does.
    Measure,
}

/// Walkers at several temperatures.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    seed: Seed,
    exchange: Exchange,
    step: u64,
    rungs: Vec<Rung>,
    walkers: Vec<Walker>,
}

/// What a ladder starts from.
#[derive(Debug, Clone, PartialEq)]
pub struct LadderPlan {
    /// The thermal energies, one for each rung, in the unit of energy of the dipoles.
    pub kts: Vec<f64>,
    /// How strides are tuned, from where.
    pub tuning: Tuning,
    /// Whether neighbours change places.
    pub exchange: Exchange,
    /// The seed of all random numbers.
    pub seed: Seed,
    /// The number of the first walker; the others follow.
    pub first_walker: u32,
}

impl Ladder {
    /// Walkers with `count` rotors of the dipole `reference` each, turned at random.
    ///
    /// # Errors
    /// Unless there is a temperature and all are positive, or when the dipole is isotropic.
    pub fn new(plan: &LadderPlan, reference: SymmetricTensor, count: usize) -> Result<Self> {
        if plan.kts.is_empty() {
            return Err(Error::Domain {
                name: "number of temperatures",
                value: 0.0,
                domain: "at least one",
            });
        }
        let mut rungs = Vec::with_capacity(plan.kts.len());
        let mut walkers = Vec::with_capacity(plan.kts.len());
        for (walker, &kt) in plan.kts.iter().enumerate() {
            positive("temperature", kt)?;
            let number = plan.first_walker + crate::rotors::address(walker);
            let stream = plan.seed.stream(Purpose::Start, number, 0);
            walkers.push(Walker {
                number,
                rotors: Rotors::random(reference, count, stream)?,
                energy: f64::NAN,
            });
            rungs.push(Rung {
                kt,
                walker,
                tuning: plan.tuning,
                acceptance: Tally::default(),
                exchanges: Tally::default(),
            });
        }
        Ok(Self {
            seed: plan.seed,
            exchange: plan.exchange,
            step: 0,
            rungs,
            walkers,
        })
    }

    /// How many temperatures there are.
    pub fn rungs(&self) -> usize {
        self.rungs.len()
    }

    /// The thermal energy of a rung.
    pub fn kt(&self, rung: usize) -> f64 {
        self.rungs[rung].kt
    }

    /// Who is on a rung.
    pub fn walker(&self, rung: usize) -> &Walker {
        &self.walkers[self.rungs[rung].walker]
    }

    /// Who is on a rung, to be moved by other laws than sampling.
    pub fn walker_mut(&mut self, rung: usize) -> &mut Walker {
        &mut self.walkers[self.rungs[rung].walker]
    }

    /// The number of a walker among all walkers of the run; they count from the first of the ladder.
    pub fn number_of(&self, walker: usize) -> u32 {
        self.walkers[walker].number
    }

    /// The probability with which moves were accepted on a rung since measuring began.
    pub fn acceptance(&self, rung: usize) -> Tally {
        self.rungs[rung].acceptance
    }

    /// The probability with which exchanges of a rung and the next were accepted since measuring began.
    pub fn exchanges(&self, rung: usize) -> Tally {
        self.rungs[rung].exchanges
    }

    /// How many sweeps each walker has made.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// The stride of a rung in a phase.
    pub fn stride(&self, rung: usize, phase: Phase) -> f64 {
        match phase {
            Phase::Thermalize => self.rungs[rung].tuning.stride(),
            Phase::Measure => self.rungs[rung].tuning.frozen(),
        }
    }
}
