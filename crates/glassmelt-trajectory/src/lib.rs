//! Somebody's atoms: trajectories of simulations and of microscopes, read in a stream, and what they say of the
//! theory.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | a frame | cell, places, species, and what else the file holds | [`Frame`], [`Cell`] |
//! | a stream | frames one after the other, many files as one | [`Frames`], [`InMemory`] |
//! | moduli | mu(q, t) from displacements; Born minus fluctuations | [`modulus`] |
//! | potentials | pair energies and their derivatives, from a file | [`potential`] |
//! | neighbours | all pairs within a cutoff in any cell; g(r) | [`Neighbours`], [`CellList`], [`RadialDistribution`] |
//! | local | strain, rotation, D2min and their correlations between a reference and a later frame | [`Reference`] and the types beside it |
//! | units | `k_B` and pressure in the units of the file | [`Units`] |
//!
//! Lengths, times and energies stay in the units of the file, which the caller names.

mod blocks;
mod cell;
mod error;
mod frame;
mod frames;
mod local;
pub mod modulus;
mod neighbours;
pub mod potential;
mod units;

pub use cell::Cell;
pub use error::{Error, Place, Result};
pub use frame::{Dimension, Frame, Places};
pub use frames::{Frames, InMemory};
pub use local::{
    AngleBin, CellChange, DisplacementCorrelation, DisplacementCorrelations, DisplacementShell,
    HistogramBin, Imprisoned, Imprisonment, LocalFit, LocalMeans, LocalTotals, LogBins, Pattern,
    PatternSum, Plane, Reference, Shells, StrainCorrelation, StrainCorrelations, StrainShell, Turn,
    Unit,
};
pub use neighbours::{
    AtHome, CellList, Neighbour, Neighbours, PairOfSpecies, Radial, RadialDistribution, Shell,
    first_minimum, first_shell, spanned,
};
pub use units::Units;
