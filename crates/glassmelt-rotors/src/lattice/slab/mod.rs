//! The fast path over ranks: each has a slab of the lattice, and for the columns along x a slab of the waves.
//!
//! ```text
//! planes of own x: forward ─▶ exchange ─▶ columns of own y: forward, times the kernel, back ─▶ exchange ─▶ planes back
//! ```
//!
//! The transforms are those of one process on the same rows, and the sums are made in its order: all numbers
//! are the same bit for bit, however many ranks there are.

mod convolution;
mod parcels;
mod questions;
mod shares;
mod sum;
mod turning;

pub use sum::SlabSum;
pub use turning::SlabTurningSum;
