//! Runs of many rotors that a person can keep.

pub mod error;
mod file;
mod plan;
pub mod schema;

pub use error::{CheckpointProblem, Result, RunError};
pub use file::*;
pub use plan::*;
