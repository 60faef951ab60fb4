//! Somebody's atoms: trajectories of simulations and of microscopes, read in a stream, and what they say of the
//! theory.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | a frame | cell, places, species, and what else the file holds | [`Frame`], [`Cell`] |
//! | a stream | frames one after the other, many files as one | [`Frames`], [`InMemory`] |
//! | binary files | DCD, TRR, XTC, GSD | [`Dcd`], [`Trr`], [`Xtc`], [`Gsd`] |
//! | units | `k_B` and pressure in the units of the file | [`Units`] |
//!
//! Lengths, times and energies stay in the units of the file, which the caller names.

mod binary;
mod cell;
mod error;
mod frame;
mod frames;
mod units;

pub use binary::{Binary, Dcd, Gsd, Layout, Trr, Xtc};
pub use cell::Cell;
pub use error::{Error, Place, Result};
pub use frame::{Dimension, Frame, Places};
pub use frames::{Frames, InMemory};
pub use units::Units;
