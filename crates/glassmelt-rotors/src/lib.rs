//! Many rotatable elastic dipoles `Q = R Q0 R^T` in an isotropic medium under periodic boundaries: their
//! exact long-range energy, the strain in which each sits, and the torque on it.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | slow truth | any places, work as the square of the number | [`Ewald`] |
//! | fast path | sites of a cubic lattice, work N log N, points exact or smeared | [`LatticeSum`] |
//! | the same | for dipoles that only turn, five components in place of six | [`TurningSum`] |
//! | q = 0 | mean strain given, or the stress | [`Boundary`] |
//! | times | rotors that turn without or with inertia | [`Langevin`], [`Inertial`] |
//! | response | C(t), G(t), viscosity (Eq. 24), G*(omega) | [`Correlation`], [`Response`] |
//!
//! Lengths are in one unit of the caller's choice, dipoles in energy, elastic moduli in energy over volume.

mod answer;
mod boundary;
mod cell;
mod coupling;
mod dynamics;
mod error;
mod ewald;
mod felt;
mod field;
mod form;
mod lattice;
pub mod random;
mod response;
mod rotors;
mod sampling;
mod splitting;
mod sum;

pub use answer::{Interaction, torque};
pub use boundary::Boundary;
pub use cell::Cell;
pub use coupling::{free_softening, thermal_energy};
pub use dynamics::{Dynamics, Inertial, Langevin, Moment};
pub use error::{Error, Result};
pub use ewald::Ewald;
pub use field::{EwaldAt, Field, Independent};
pub use lattice::{Core, Lattice, LatticeSum, TurningSum};
pub use response::{
    Conditions, Correlation, ModulusEstimate, Response, Viscosity, dynamic_modulus_of,
};
pub use rotors::{Rotors, strength, turned};
pub use sampling::{HybridMonteCarlo, Leaps, Sampler, Steps, Sweep, Tuning};
pub use splitting::Splitting;
