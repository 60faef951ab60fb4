//! Answers as the JSON that the command line gives, for `json.loads`.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use serde::Serialize;

/// The version that answers carry.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The JSON of an answer.
pub(crate) fn text<T: Serialize>(answer: &T) -> PyResult<String> {
    serde_json::to_string(answer).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// An answer with the version in front.
#[derive(Debug, Serialize)]
pub(crate) struct Versioned<T> {
    glassmelt: &'static str,
    #[serde(flatten)]
    answer: T,
}

impl<T: Serialize> Versioned<T> {
    /// This answer, by this version.
    pub(crate) fn new(answer: T) -> Self {
        Self {
            glassmelt: VERSION,
            answer,
        }
    }
}
