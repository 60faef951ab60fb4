//! Somebody's atoms: trajectories of simulations and of microscopes, read in a stream, and what they say of the
//! theory.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | a frame | cell, places, species, and what else the file holds | [`Frame`], [`Cell`] |
//! | a stream | frames one after the other, many files as one | [`Frames`], [`InMemory`] |
//! | neighbours | all pairs within a cutoff in any cell; g(r) | [`Neighbours`], [`CellList`], [`RadialDistribution`] |
//! | units | k_B and pressure in the units of the file | [`Units`] |
//!
//! Lengths, times and energies stay in the units of the file, which the caller names.

mod blocks;
mod cell;
pub mod dynamics;
mod error;
mod frame;
mod frames;
mod neighbours;
mod units;

pub use cell::Cell;
pub use error::{Error, Place, Result};
pub use frame::{Dimension, Frame, Places};
pub use frames::{Frames, InMemory};
pub use neighbours::{
    AtHome, CellList, Neighbour, Neighbours, PairOfSpecies, Radial, RadialDistribution, Shell,
    first_minimum, first_shell, spanned,
};
pub use units::Units;
