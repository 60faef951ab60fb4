//! Warnings that several engines give.

use glassmelt_rotors::statistics::student_factor;

use super::{CouplingResult, Notice};
use crate::plan::RunPlan;

/// Samples from which their scatter is known well enough to say nothing of it.
const ENOUGH_SAMPLES: u32 = 4;

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
        let message = match (late, results.len()) {
            (0, _) => return None,
            (_, 1) => "Something speaks against equilibrium: the numbers are those of the time that was waited, \
                       not of the model."
                .to_owned(),
            (late, all) => format!(
                "At {late} of {all} couplings something speaks against equilibrium: their numbers are those \
                 of the time that was waited, not of the model."
            ),
        };
        Some(Self::new("not_equilibrated", message))
    }

    /// That the scatter of so few samples is hardly known, or that of one not at all.
    pub(crate) fn few_samples(plan: &RunPlan) -> Option<Self> {
        let samples = plan.schedule.samples;
        let frozen = plan.population.is_none() && plan.sites.vary();
        if samples >= ENOUGH_SAMPLES || (samples == 1 && !frozen) {
            return None;
        }
        let message = student_factor(samples as usize).map_or_else(
            || {
                "There is one sample: how much other places would change is not in the errors. Ask for four \
                 or more."
                    .to_owned()
            },
            |factor| {
                format!(
                    "There are {samples} samples, whose scatter is a poor guess: errors that come from it are \
                     widened by {factor:.2}, Student's t, to hold the mean with 68.27 percent. Ask for four \
                     or more."
                )
            },
        );
        Some(Self::new("few_samples", message))
    }
}
