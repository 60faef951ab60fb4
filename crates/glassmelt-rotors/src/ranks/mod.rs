//! The processes that share a run, and how they tell each other numbers.

mod agreement;
mod alone;
#[cfg(feature = "mpi")]
mod mpi;
mod parts;

pub use agreement::{agreed, gathered};
pub use alone::Alone;
#[cfg(feature = "mpi")]
pub use mpi::MpiRanks;
pub use parts::Parts;

/// The processes that share a run.
///
/// What is not `rank` or `count` is done together: each rank must come to it, all in the same order, and
/// none goes on before it has what it asked for. Numbers arrive bit for bit.
pub trait Ranks {
    /// Which of them this is, from zero; the root is zero.
    fn rank(&self) -> usize;

    /// How many they are, at least one.
    fn count(&self) -> usize;

    /// Every rank's list, in the order of the ranks, on all of them. The lists need not be equally long.
    fn all_gather(&self, own: &[f64]) -> Vec<Vec<f64>>;

    /// The root's list to all; what the others had is gone.
    fn broadcast(&self, from_root: &mut Vec<f64>);

    /// To each rank its part of `to`; into `from` each rank's part for this one.
    ///
    /// Both have one part for each rank, and the length of the part from a rank is that of the part which it
    /// sends here.
    fn exchange(&self, to: &Parts, from: &mut Parts);

    /// Nobody goes on before all have come.
    fn barrier(&self);
}
