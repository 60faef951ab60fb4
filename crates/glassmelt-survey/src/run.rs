//! Every law on every curve, in parallel, kept as it goes.

use std::ops::ControlFlow;

use glassmelt_fit::{FitOptions, Law};
use rayon::prelude::*;

use crate::fitted::fit_curve;
use crate::{Input, Journal, Kept, Refused, Subject, SurveyError};

/// So many curves are fitted between two looks at who wants the work to stop; they are kept together.
const TOGETHER: usize = 32;

/// What tells this survey from every other: its curves, its laws, its options and the version of the program.
///
/// # Errors
/// When the curves cannot be put into JSON.
pub fn identity(
    input: &Input,
    laws: &[&dyn Law],
    options: FitOptions,
    version: &str,
) -> Result<String, SurveyError> {
    let names: Vec<&str> = laws.iter().map(|law| law.name()).collect();
    let told = (version, &input.subjects, names, format!("{options:?}"));
    let bytes = serde_json::to_vec(&told).map_err(|source| SurveyError::Json {
        id: "all curves".to_owned(),
        source,
    })?;
    Ok(format!("blake3:{}", blake3::hash(&bytes).to_hex()))
}

/// Fits these laws to every curve that the journal does not know yet; all answers in the order of the curves.
///
/// `watch` is told which part of the work is done, from 0 to 1, and says whether to go on. A curve that no law can
/// be fitted to is kept with its reason; answers do not depend on the number of threads.
///
/// # Errors
/// When answers cannot be kept, or `watch` stops the work: what is done stays in the journal.
pub fn fit_curves(
    input: &Input,
    laws: &[&dyn Law],
    options: FitOptions,
    journal: &mut Journal,
    mut watch: impl FnMut(f64) -> ControlFlow<()>,
) -> Result<Vec<Kept>, SurveyError> {
    if laws.is_empty() {
        return Err(SurveyError::NoLaw);
    }
    let total = input.subjects.len();
    let new = |subject: &&Subject| journal.answer(&subject.id).is_none();
    let pending: Vec<&Subject> = input.subjects.iter().filter(new).collect();
    for subjects in pending.chunks(TOGETHER) {
        let done = journal.len();
        if watch(done as f64 / total as f64).is_break() {
            return Err(SurveyError::Stopped { done, total });
        }
        let answers = subjects
            .par_iter()
            .map(|subject| answer(subject, laws, options));
        journal.keep(answers.collect())?;
    }
    let kept = input
        .subjects
        .iter()
        .filter_map(|subject| journal.answer(&subject.id));
    Ok(kept.cloned().collect())
}

/// What one curve answers.
pub fn answer(subject: &Subject, laws: &[&dyn Law], options: FitOptions) -> Kept {
    match fit_curve(subject, laws, options) {
        Ok(curve) => Kept::Fitted(Box::new(curve)),
        Err(error) => Kept::Refused(Refused {
            id: subject.id.clone(),
            reason: error.to_string(),
        }),
    }
}
