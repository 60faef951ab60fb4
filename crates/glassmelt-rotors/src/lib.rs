//! Many rotatable elastic dipoles `Q = R Q0 R^T` in an isotropic medium under periodic boundaries: their
//! exact long-range energy, the strain in which each sits, and the torque on it.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | slow truth | any places, work as the square of the number | [`Ewald`] |
//! | fast path | sites of a cubic lattice, work N log N, points exact or smeared | [`LatticeSum`] |
//! | the same | for dipoles that only turn, five components in place of six | [`TurningSum`] |
//! | fast path off the lattice | any places that stay, work N log N, to an accuracy | [`ParticleMesh`], [`TurningMesh`] |
//! | q = 0 | mean strain given, or the stress | [`Boundary`] |
//!
//! Lengths are in one unit of the caller's choice, dipoles in energy, elastic moduli in energy over volume.

mod answer;
mod boundary;
mod cell;
mod error;
mod ewald;
mod form;
mod lattice;
mod mesh;
mod splitting;

pub use answer::{Interaction, torque};
pub use boundary::Boundary;
pub use cell::Cell;
pub use error::{Error, Result};
pub use ewald::Ewald;
pub use lattice::{Core, Lattice, LatticeSum, TurningSum};
pub use mesh::{MeshParameters, ParticleMesh, TurningMesh};
pub use splitting::Splitting;
