//! One sample: frozen places, two independent replicas of a ladder of temperatures on them, and what is seen.
//!
//! The replicas start from different random rotations and never meet; averages that need a mean times a
//! mean take one from each, and where they disagree the rotors have not found equilibrium.

mod looks;
mod parts;

use glassmelt::SymmetricTensor;

use crate::error::Result;
use crate::ladder::{Crew, Exchange, Ladder, LadderPlan, Phase, block, is_own};
use crate::measure::{Probe, Record};
use crate::random::Seed;
use crate::ranks::Ranks;
use crate::rotors::address;
use crate::sampling::Tuning;

pub use parts::Part;

/// How many independent replicas a sample has.
pub const REPLICAS: usize = 2;

/// What all samples of a run have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct SamplePlan {
    /// Q0, an energy.
    pub dipole: SymmetricTensor,
    /// The thermal energies, in the unit of energy of the dipole, in the order of the rungs.
    pub kts: Vec<f64>,
    /// How strides are tuned, from where.
    pub tuning: Tuning,
    /// Whether neighbouring temperatures change places.
    pub exchange: Exchange,
    /// The seed of all random numbers.
    pub seed: Seed,
    /// In how many blocks at most the mean dipole of each rotor is kept; 40 bytes for each rotor and block.
    pub blocks: usize,
}

/// Frozen places with all that moves on them.
pub struct Sample {
    probe: Probe,
    crew: Crew,
    replicas: Vec<Ladder>,
    /// By replica and rung.
    records: Vec<Vec<Record>>,
}

impl Sample {
    /// Replicas with rotors turned at random at the places of the probe; `crew` sums their field. Samples of
    /// one run differ in their `number`.
    ///
    /// # Errors
    /// Unless there is a temperature and all are positive, or when the dipole is isotropic.
    pub fn new(plan: &SamplePlan, number: u32, probe: Probe, crew: Crew) -> Result<Self> {
        let rungs = address(plan.kts.len());
        let ladder = |replica: u32| {
            let ladder = LadderPlan {
                kts: plan.kts.clone(),
                tuning: plan.tuning,
                exchange: plan.exchange,
                seed: plan.seed,
                first_walker: (number * address(REPLICAS) + replica) * rungs,
            };
            Ladder::new(&ladder, plan.dipole, probe.places())
        };
        let replicas = (0..address(REPLICAS)).map(ladder);
        let record = || Record::with_blocks(&probe, plan.blocks);
        let of_ladder = || plan.kts.iter().map(|_| record()).collect();
        Ok(Self {
            replicas: replicas.collect::<Result<_>>()?,
            records: (0..REPLICAS).map(|_| of_ladder()).collect(),
            probe,
            crew,
        })
    }

    /// Where one looks.
    pub fn probe(&self) -> &Probe {
        &self.probe
    }

    /// The replicas.
    pub fn replicas(&self) -> &[Ladder] {
        &self.replicas
    }

    /// What was seen of both replicas at a temperature; on the root alone it is everything.
    pub fn records(&self, rung: usize) -> [&Record; REPLICAS] {
        std::array::from_fn(|replica| &self.records[replica][rung])
    }

    /// Shows every rank all walkers as they are.
    pub fn share(&mut self, ranks: &dyn Ranks) {
        if ranks.count() == 1 {
            return;
        }
        for ladder in &mut self.replicas {
            for walker in 0..ladder.rungs() {
                let told = told(ladder, walker, ranks);
                ladder.set_walker(walker, &told);
            }
        }
    }

    /// The replicas, to be moved by other laws than sampling.
    pub fn replicas_mut(&mut self) -> &mut [Ladder] {
        &mut self.replicas
    }

    /// A block of `sweeps` of all walkers, and the exchanges after it.
    ///
    /// # Errors
    /// When an energy is not a number.
    pub fn advance(&mut self, sweeps: u64, phase: Phase, ranks: &dyn Ranks) -> Result<()> {
        block(&mut self.replicas, &mut self.crew, (sweeps, phase), ranks)
    }
}

/// The numbers of a walker, told to all ranks by the one that has it.
fn told(ladder: &Ladder, walker: usize, ranks: &dyn Ranks) -> Vec<f64> {
    let own = is_own(ladder.number_of(walker), ranks);
    let numbers = own.then(|| ladder.walker_numbers(walker));
    ranks.all_gather(&numbers.unwrap_or_default()).concat()
}
