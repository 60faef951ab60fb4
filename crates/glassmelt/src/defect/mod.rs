//! Rigid rotatable defects in their cage, Eqs. 1-5.

mod bond;
mod check;
mod model;
mod null;
mod potential;
mod surroundings;

pub use model::{Bond, Configuration, Defect, RestLength, Surroundings};
pub use potential::Potential;
pub use surroundings::{mobility, self_response};
