//! Rigid rotatable defects in their cage, Eqs. 1-5.

mod bond;
mod check;
mod freedom;
mod hessian;
mod model;
mod null;
mod potential;
mod relax;
mod relaxed;
mod surroundings;
mod trust;

pub use model::{Bond, Configuration, Defect, RestLength, Surroundings};
pub use potential::Potential;
pub use relaxed::{HeldDefect, RelaxedDefect};
pub use surroundings::{mobility, self_response};
