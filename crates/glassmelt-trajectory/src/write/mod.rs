//! Frames into files that other programs open, whole or not at all; and tables of atoms.

mod extxyz;
#[cfg(feature = "parquet")]
mod parquet;
mod whole_file;

pub use extxyz::{AtomColumn, ExtxyzWriter, Values};
#[cfg(feature = "parquet")]
pub use parquet::AtomTable;
