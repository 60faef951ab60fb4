//! Where defects are: at random off a lattice, or on random sites of one, each a function of its seed alone.

mod addition;
mod grid;
mod occupation;

pub(crate) use grid::Grid;

pub use addition::{DENSEST_RANDOM, closer_than, random_places};
pub use occupation::random_sites;
