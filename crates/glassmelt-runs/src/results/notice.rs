//! Warnings that several engines give.

use super::{CouplingResult, Notice};

impl Notice {
    /// A warning with its word.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
        }
    }

    /// At how many couplings something speaks against equilibrium, if at any.
    pub(crate) fn not_equilibrated(results: &[CouplingResult]) -> Option<Self> {
        let late = results.iter().filter(|result| !result.equilibrated).count();
        (late > 0).then(|| {
            Self::new(
                "not_equilibrated",
                format!(
                    "At {late} of {} couplings something speaks against equilibrium: their numbers are \
                     those of the time that was waited, not of the model.",
                    results.len()
                ),
            )
        })
    }
}
