//! Several ranks: the root leads a run, the others do what it tells them.

use std::io::Write;

use super::Simulation;
use crate::error::Result;
use crate::plan::RunPlan;

/// What the root tells all ranks to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// A block of a sample.
    Block(usize),
    /// Show all walkers of a sample.
    Share(usize),
    /// A piece of the motion in time.
    Move,
    /// Tell the root everything, to be saved.
    Save,
    /// Take up what the root tells.
    Restore,
    /// It is over.
    End,
}

impl Order {
    fn numbers(self) -> Vec<f64> {
        match self {
            Self::Block(sample) => vec![0.0, sample as f64],
            Self::Share(sample) => vec![1.0, sample as f64],
            Self::Move => vec![2.0],
            Self::Save => vec![3.0],
            Self::Restore => vec![4.0],
            Self::End => vec![5.0],
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn from_numbers(numbers: &[f64]) -> Self {
        match numbers {
            [0.0, sample] => Self::Block(*sample as usize),
            [1.0, sample] => Self::Share(*sample as usize),
            [2.0] => Self::Move,
            [3.0] => Self::Save,
            [4.0] => Self::Restore,
            _ => Self::End,
        }
    }
}

impl Simulation {
    /// Tells all ranks; nothing where there is one.
    pub(super) fn order(&self, order: Order) {
        self.ranks.broadcast(&mut order.numbers());
    }

    /// Whether this rank is the one that runs, reads and writes.
    pub fn is_root(&self) -> bool {
        self.ranks.rank() == 0
    }

    /// What all ranks but the root do: as they are told, until the root drops its simulation.
    ///
    /// # Errors
    /// When one of the ranks had no answer; the root then has an error too.
    pub fn serve(&mut self) -> Result<()> {
        let mut outcome = Ok(());
        loop {
            let mut told = Vec::new();
            self.ranks.broadcast(&mut told);
            match Order::from_numbers(&told) {
                Order::End => return outcome,
                order => outcome = outcome.and(self.obey(order)),
            }
        }
    }

    fn obey(&mut self, order: Order) -> Result<()> {
        match order {
            Order::Block(sample) => self.block(sample).map(drop),
            Order::Share(sample) => {
                self.samples[sample].share(self.ranks.as_ref());
                Ok(())
            }
            Order::Move => self.step_motion(),
            Order::Save => {
                drop(self.state());
                Ok(())
            }
            Order::Restore => self.hear_walkers(),
            Order::End => Ok(()),
        }
    }
}

/// However the root is done, the others need not wait. In a panic nobody can be told: MPI ends all then.
impl Drop for Simulation {
    fn drop(&mut self) {
        if self.is_root() && !std::thread::panicking() {
            self.order(Order::End);
        }
    }
}

/// What tells two plans apart; nothing where there is one rank and no need to.
pub(super) fn print_of(plan: &RunPlan, ranks: usize) -> Vec<f64> {
    if ranks == 1 {
        return Vec::new();
    }
    let mut hasher = blake3::Hasher::new();
    // Writing to a hasher cannot fail.
    let _ = write!(hasher, "{plan:?}");
    let bytes = *hasher.finalize().as_bytes();
    bytes.map(f64::from).into()
}
