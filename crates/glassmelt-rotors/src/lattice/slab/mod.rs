//! The fast path over ranks: each has a slab of the lattice, and for the columns along x a slab of the waves.
//!
//! ```text
//! planes of own x: forward ─▶ exchange ─▶ columns of own k_z: forward, times the kernel, back ─▶ exchange ─▶ planes back
//! ```
//!
//! The transforms are those of one process on the same rows, and the sums are made in its order: all numbers
//! are the same bit for bit, however many ranks there are. There are `n_z/2 + 1` of `k_z` to share: ranks beyond
//! that have no columns.

mod convolution;
mod parcels;
mod questions;
mod shares;
mod sum;
mod turning;

pub use sum::SlabSum;
pub use turning::SlabTurningSum;
