//! Somebody's atoms: trajectories of simulations and of microscopes, read in a stream, and what they say of the
//! theory.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | a frame | cell, places, species, and what else the file holds | [`Frame`], [`Cell`] |
//! | a stream | frames one after the other, many files as one | [`Frames`], [`InMemory`] |
//! | rigid units | found by how distances fluctuate; their turning | [`rigid`] |
//! | dipoles | Kanzaki's, of units, by a potential or fitted forces | [`dipoles`] |
//! | neighbours | all pairs within a cutoff in any cell; g(r) | [`Neighbours`], [`CellList`], [`RadialDistribution`] |
//! | reading | files of many formats, one after the other, as one stream | [`Trajectory`], [`Stream`], [`Description`] |
//! | moduli | mu(q, t) from displacements; Born minus fluctuations | [`modulus`] |
//! | local | strain, rotation, D2min and their correlations between a reference and a later frame | [`local`](mod@local) |
//! | dynamics | displacements, scattering, relaxation times, viscosity | [`dynamics`] |
//! | potentials | pair energies and their derivatives, from a file | [`potential`] |
//! | the cell | how much its volume changes over the frames | [`cell_change`] |
//! | writing | frames with columns of one's own, for OVITO and ASE; a row for each atom, for pandas (feature `parquet`) | [`ExtxyzWriter`], `AtomTable` |
//! | masses | of species named as elements; those of a data file: [`Stream::masses`] | [`atomic_weight`] |
//! | units | `k_B` and pressure in the units of the file | [`Units`] |
//!
//! Lengths, times and energies stay in the units of the file, which the caller names.

mod blocks;
mod cell;
pub mod cell_change;
pub mod dipoles;
pub mod dynamics;
mod error;
mod files;
mod frame;
mod frames;
pub mod local;
mod masses;
pub mod modulus;
mod neighbours;
pub mod potential;
mod read;
pub mod rigid;
mod same_atoms;
mod stream;
mod trajectory;
mod units;
mod unwrapping;
mod watch;
mod write;

pub use cell::Cell;
pub use error::{Error, Place, Result};
pub use frame::{Dimension, Frame, Places};
pub use frames::{Frames, InMemory};
pub use masses::atomic_weight;
pub use neighbours::{
    AtHome, CellList, Neighbour, Neighbours, PairOfSpecies, Radial, RadialDistribution, Shell,
    first_minimum, first_shell, spanned,
};
pub use read::Quantity;
pub use read::description::Description;
pub use read::lammps_data::AtomStyle;
pub use read::recognise::Format;
pub use read::tracks::TrackColumns;
pub use stream::Stream;
pub use trajectory::{Atoms, Selection, Trajectory};
pub use units::Units;
pub use watch::{Ending, Outcome, Watch};
#[cfg(feature = "parquet")]
pub use write::AtomTable;
pub use write::{AtomColumn, ExtxyzWriter, Values};
