//! Somebody's atoms: trajectories of simulations and of microscopes, read in a stream, and what they say of the
//! theory.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | a frame | cell, places, species, and what else the file holds | [`Frame`], [`Cell`] |
//! | a stream | frames one after the other, many files as one | [`Frames`], [`InMemory`] |
//! | reading | files of many formats, one after the other, as one stream | [`Trajectory`], [`Stream`], [`Description`] |
//! | writing | frames with columns of one's own, for OVITO and ASE; a row for each atom, for pandas (feature `parquet`) | [`ExtxyzWriter`], `AtomTable` |
//! | units | `k_B` and pressure in the units of the file | [`Units`] |
//!
//! Lengths, times and energies stay in the units of the file, which the caller names.

mod cell;
mod error;
mod files;
mod frame;
mod frames;
mod read;
mod same_atoms;
mod stream;
mod trajectory;
mod units;
mod unwrapping;
mod write;

pub use cell::Cell;
pub use error::{Error, Place, Result};
pub use frame::{Dimension, Frame, Places};
pub use frames::{Frames, InMemory};
pub use read::Quantity;
pub use read::description::Description;
pub use read::lammps_data::AtomStyle;
pub use read::recognise::Format;
pub use read::tracks::TrackColumns;
pub use stream::Stream;
pub use trajectory::{Atoms, Selection, Trajectory};
pub use units::Units;
#[cfg(feature = "parquet")]
pub use write::AtomTable;
pub use write::{AtomColumn, ExtxyzWriter, Values};
