//! The JSON Schema of the run file, from the structs that read it.

use serde_json::Value;

use crate::file::RunFile;

/// The schema of `run.toml`.
pub fn run() -> Value {
    glassmelt_study::schema::of::<RunFile>()
}
