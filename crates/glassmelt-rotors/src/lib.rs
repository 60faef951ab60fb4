//! Many rotatable elastic dipoles `Q = R Q0 R^T` in an isotropic medium under periodic boundaries: their
//! exact long-range energy, the strain in which each sits, and the torque on it.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | slow truth | any places, work as the square of the number | [`Ewald`] |
//! | fast path | sites of a cubic lattice, work N log N, points exact or smeared | [`LatticeSum`] |
//! | the same | for dipoles that only turn, five components in place of six | [`TurningSum`] |
//! | pair by pair | any places or a lattice, work N for a change of one dipole | [`PairTable`], [`LatticeTable`] |
//! | q = 0 | mean strain given, or the stress | [`Boundary`] |
//!
//! Rotors move at a temperature by a [`Sampler`]: all together ([`HybridMonteCarlo`]) or one at a time
//! ([`Metropolis`], [`HeatBath`]). Their number follows an activity in [`population`].
//!
//! Lengths are in one unit of the caller's choice, dipoles in energy, elastic moduli in energy over volume.

mod answer;
mod boundary;
mod cell;
mod coupling;
mod error;
mod ewald;
mod field;
mod form;
mod lattice;
mod pairs;
pub mod population;
pub mod random;
mod rotors;
mod sampling;
mod splitting;
mod sum;

pub use answer::{Interaction, torque};
pub use boundary::Boundary;
pub use cell::Cell;
pub use coupling::{free_softening, thermal_energy};
pub use error::{Error, Result};
pub use ewald::Ewald;
pub use field::{EwaldAt, Field, Independent};
pub use lattice::{Core, Lattice, LatticeSum, TurningSum};
pub use pairs::{Couplings, LatticeTable, PairMatrix, PairTable};
pub use rotors::{Rotors, strength, turned};
pub use sampling::{
    HeatBath, HybridMonteCarlo, Leaps, Metropolis, Sampler, Steps, Sweep, Tuning, Visits,
};
pub use splitting::Splitting;
