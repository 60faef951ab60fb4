//! What a population of curves says, with errors: who wins how often, T0/Tg, and the paper's strength against T0/mu0.

mod distribution;
mod duplicates;
mod glasses;
mod prediction;
mod warnings;
mod winners;

use glassmelt::Warning;
use serde::Serialize;

use crate::{FittedCurve, Input, Kept, Refused};

pub use distribution::Distribution;
pub use duplicates::Duplicate;
pub use glasses::{Glass, LeftOut};
pub use prediction::{Null, OneAlpha, Prediction, Resampled, Tested};
pub use winners::{LawCount, Winners};

/// What the population answers assume, and how often they are resampled.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PopulationOptions {
    /// Cut-off length a, nm, the same in every glass; alpha goes as its inverse cube.
    pub a_nm: f64,
    /// Curves over fewer decades than this count neither in T0/Tg nor among the glasses of the prediction.
    pub least_decades: f64,
    /// Replicas of each bootstrap and each permutation.
    pub replicas: usize,
    /// Their seed.
    pub seed: u64,
}

impl Default for PopulationOptions {
    fn default() -> Self {
        Self {
            a_nm: 0.5,
            least_decades: 0.0,
            replicas: 2000,
            seed: 1,
        }
    }
}

/// The answers of a survey.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Population {
    /// How many curves were read.
    pub curves: usize,
    /// How many of them have an answer.
    pub fitted: usize,
    /// Those without one, each with its reason.
    pub refused: Vec<Refused>,
    /// Curves that repeat another and count nowhere below.
    pub duplicates: Vec<Duplicate>,
    /// Who wins how often, for each kind of points.
    pub winners: Vec<Winners>,
    /// T0/Tg, for each kind of points.
    pub t0_over_tg: Vec<Distribution>,
    /// The glasses that the prediction is held against.
    pub glasses: Vec<Glass>,
    /// Those that it cannot be held against, counted by reason.
    pub left_out: LeftOut,
    /// Strength against T0/mu0; none where fewer than eight glasses have both.
    pub prediction: Option<Prediction>,
    /// What to know about all of it.
    pub warnings: Vec<Warning>,
}

/// What the kept answers say together.
///
/// Replicas have random numbers of their own: the answer depends on the seed, not on the number of threads.
pub fn population(input: &Input, kept: &[Kept], options: &PopulationOptions) -> Population {
    let fitted: Vec<&FittedCurve> = kept
        .iter()
        .filter_map(|kept| match kept {
            Kept::Fitted(curve) => Some(curve.as_ref()),
            Kept::Refused(_) => None,
        })
        .collect();
    let failed = kept.iter().filter_map(|kept| match kept {
        Kept::Fitted(_) => None,
        Kept::Refused(refused) => Some(refused.clone()),
    });
    let duplicates = duplicates::duplicates(&fitted);
    let single: Vec<&FittedCurve> = fitted
        .iter()
        .copied()
        .filter(|curve| duplicates.iter().all(|duplicate| duplicate.id != curve.id))
        .collect();
    let (glasses, left_out) = glasses::glasses(&single, options.least_decades);
    let mut answer = Population {
        curves: input.subjects.len() + input.refused.len(),
        fitted: fitted.len(),
        refused: input.refused.iter().cloned().chain(failed).collect(),
        winners: winners::all(&single),
        t0_over_tg: distribution::all(&single, options),
        prediction: prediction::prediction(&glasses, options),
        duplicates,
        glasses,
        left_out,
        warnings: Vec::new(),
    };
    answer.warnings = input
        .warnings
        .iter()
        .cloned()
        .chain(warnings::of(&answer, options))
        .collect();
    answer
}
