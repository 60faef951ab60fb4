//! Frames into files that other programs open, whole or not at all.

mod extxyz;
mod whole_file;

pub use extxyz::{AtomColumn, ExtxyzWriter, Values};
