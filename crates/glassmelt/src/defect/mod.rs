//! Rigid rotatable defects in their cage, Eqs. 1-5.

mod model;

pub use model::{Bond, Configuration, Defect, RestLength, Surroundings};
