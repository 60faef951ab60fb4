//! Somebody's atoms: trajectories of simulations and of microscopes, read in a stream, and what they say of the
//! theory.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | a frame | cell, places, species, and what else the file holds | [`Frame`], [`Cell`] |
//! | a stream | frames one after the other, many files as one | [`Frames`], [`InMemory`] |
//! | rigid units | found by how distances fluctuate; their turning | [`rigid`] |
//! | dynamics | MSD, `F_s(k, t)`, `tau_alpha`, motion in the cage; viscosity from stress | [`dynamics`] |
//! | units | `k_B` and pressure in the units of the file | [`Units`] |
//! | neighbours | all pairs within a cutoff in any cell; g(r) | [`Neighbours`], [`CellList`], [`RadialDistribution`] |
//! | reading | files of many formats, one after the other, as one stream | [`Trajectory`], [`Stream`], [`Description`] |
//! | moduli | mu(q, t) from displacements; Born minus fluctuations | [`modulus`] |
//!
//! Lengths, times and energies stay in the units of the file, which the caller names.

mod blocks;
mod cell;
pub mod dynamics;
mod error;
mod files;
mod frame;
mod frames;
pub mod modulus;
mod neighbours;
mod read;
pub mod rigid;
mod same_atoms;
mod stream;
mod trajectory;
mod units;
mod unwrapping;

pub use cell::Cell;
pub use error::{Error, Place, Result};
pub use frame::{Dimension, Frame, Places};
pub use frames::{Frames, InMemory};
pub use neighbours::{
    AtHome, CellList, Neighbour, Neighbours, PairOfSpecies, Radial, RadialDistribution, Shell,
    first_minimum, first_shell, spanned,
};
pub use read::Quantity;
pub use read::description::Description;
pub use read::recognise::Format;
pub use stream::Stream;
pub use trajectory::{Atoms, Selection, Trajectory};
pub use units::Units;
