//! Columns of numbers, one an atom, written for other programs.

#[cfg(feature = "parquet")]
mod parquet;

#[cfg(feature = "parquet")]
pub use parquet::AtomTable;

/// A column of one number for each atom, with a name of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtomColumn<'a> {
    /// The name in the file.
    pub name: &'a str,
    /// One number an atom, in the order of the frame.
    pub values: &'a [f64],
}
