//! The fast path: dipoles on sites of a cubic lattice, summed by Fourier transforms.
//!
//! Between sites the energy depends on their difference alone, so that the strain of all dipoles is a
//! product in Fourier space. Each wave vector's factor is itself an Ewald sum over the infinite lattice,
//! exact for point dipoles whatever the size of the lattice.

pub(crate) mod basis;
mod columns;
pub(crate) mod convolution;
pub(crate) mod kernel;
mod occupied;
mod plane;
mod shape;
mod slab;
mod sum;
pub(crate) mod terms;
mod turning;

pub use shape::Lattice;
pub use slab::{SlabSum, SlabTurningSum};
pub use sum::LatticeSum;
pub use terms::Core;
pub use turning::TurningSum;
