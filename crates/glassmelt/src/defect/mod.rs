//! Rigid rotatable defects in their cage, Eqs. 1-5.

mod balance;
mod bond;
mod check;
mod climb;
mod freedom;
mod hessian;
mod imprisonment;
mod landscape;
mod minima;
mod model;
mod null;
mod polyhedra;
mod potential;
mod relax;
mod relaxed;
mod starts;
mod strained;
mod surroundings;
mod trust;

pub use imprisonment::{ByStrain, Imprisonment};
pub use landscape::{Landscape, Saddle};
pub use minima::{Basin, Minima};
pub use model::{Bond, Configuration, Defect, RestLength, Surroundings};
pub use polyhedra::{BondKind, Cage, Polyhedron};
pub use potential::Potential;
pub use relaxed::{HeldDefect, RelaxedDefect};
pub use starts::orientations;
pub use surroundings::{mobility, self_response};
