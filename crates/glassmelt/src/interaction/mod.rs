//! Two dipoles in the medium: energy, force and torques, Eqs. 9 and 10.
//!
//! The same number three ways: [`pair_interaction`] in closed form, [`PairBatch`] the same for millions
//! of pairs, and [`point_forces`], the slow truth from which a dipole is defined. [`printed`] is what the
//! page says instead.

// What is not inlined into the dispatched function is compiled for the least machine there is.
#[allow(clippy::inline_always)]
mod batch;
mod exact;
#[allow(clippy::inline_always)]
mod kernel;
#[allow(clippy::inline_always)]
mod lanes;
pub mod point_forces;
pub mod printed;

pub use batch::{PairAnswers, PairBatch};
pub use exact::{PairInteraction, pair_energy, pair_interaction};
