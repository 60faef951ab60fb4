//! Several ranks: the root leads a run, the others do what it tells them.

use super::Simulation;
use crate::error::Result;

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

    /// What all ranks but the root do: as they are told, until it is over.
    ///
    /// # Errors
    /// When an energy is not a number; the root then has an error too.
    pub fn serve(&mut self) -> Result<()> {
        loop {
            let mut told = Vec::new();
            self.ranks.broadcast(&mut told);
            match Order::from_numbers(&told) {
                Order::Block(sample) => drop(self.block(sample)?),
                Order::Share(sample) => self.samples[sample].share(self.ranks.as_ref()),
                Order::Move => self.step_motion()?,
                Order::Save => drop(self.state()),
                Order::Restore => self.hear_walkers()?,
                Order::End => return Ok(()),
            }
        }
    }

    /// Lets the other ranks go; the root says so once, when it is done.
    pub fn end(&self) {
        self.order(Order::End);
    }
}
