//! One curve, many laws: fits, intervals, bootstrap, comparison, all in parallel.

use glassmelt::Warning;
use rayon::prelude::*;

use crate::answer::{Analysis, Fit};
use crate::bootstrap::{bootstrap, percentile};
use crate::compare::compare;
use crate::covariance::scatter;
use crate::curve::Curve;
use crate::error::FitError;
use crate::fit::describe;
use crate::law::Law;
use crate::notes;
use crate::observe::Observer;
use crate::predict::{PredictOptions, predictions};
use crate::profile::profiles;
use crate::solve::{Minimum, Robust};
use crate::task::{FitOptions, Task};
use crate::withheld::{note, withheld};

/// What an analysis does beyond the fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Loss and weighting.
    pub fit: FitOptions,
    /// How the 95 percent intervals are found.
    pub intervals: Intervals,
    /// How many bootstrap replicas each law gets; zero for none.
    pub bootstraps: usize,
    /// The seed of the bootstrap.
    pub seed: u64,
    /// What the predictions of the rotor laws assume.
    pub predict: PredictOptions,
}

/// How the 95 percent intervals of the parameters are found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Intervals {
    /// By profile likelihood.
    #[default]
    Profile,
    /// Not at all.
    None,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            fit: FitOptions::default(),
            intervals: Intervals::Profile,
            bootstraps: 0,
            seed: 1,
            predict: PredictOptions::default(),
        }
    }
}

/// Fits each law to the curve, compares them, and says what to know about the verdict.
///
/// A law that cannot be fitted becomes a warning. What the fitted rotor laws say beyond the curve
/// stands in `predictions`.
///
/// # Errors
/// When the curve itself is at fault, or no law could be fitted.
pub fn analyse(
    curve: &Curve,
    laws: &[&dyn Law],
    options: &Options,
    observer: &dyn Observer,
) -> Result<Analysis, FitError> {
    let outcomes: Vec<Result<Fit, FitError>> = laws
        .par_iter()
        .map(|law| {
            observer.law_started(law.name());
            let outcome = complete(curve, *law, options, observer);
            observer.law_done(law.name());
            outcome
        })
        .collect();
    let (mut fits, warnings) = sorted_out(outcomes)?;
    let (withheld, misses) = withheld(curve, laws, options.fit).unzip();
    note(&misses.unwrap_or_default(), &mut fits);
    let comparison = compare(&fits);
    let warnings = notes::of_curve(curve, &fits, withheld.as_ref())
        .into_iter()
        .chain(warnings)
        .collect();
    let predictions = predictions(curve, &fits, options.predict);
    Ok(Analysis {
        curve: curve.clone(),
        fits,
        comparison,
        withheld,
        predictions,
        bootstraps: options.bootstraps,
        seed: options.seed,
        warnings,
    })
}

/// The fits, and a warning for each law that has none.
fn sorted_out(outcomes: Vec<Result<Fit, FitError>>) -> Result<(Vec<Fit>, Vec<Warning>), FitError> {
    let mut fits = Vec::new();
    let mut warnings = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(fit) => fits.push(fit),
            Err(error @ (FitError::BadPoint { .. } | FitError::Ragged { .. })) => {
                return Err(error);
            }
            Err(error) => warnings.push(Warning::new("law_not_fitted", error.to_string())),
        }
    }
    if fits.is_empty() {
        let reasons: Vec<String> = warnings.into_iter().map(|w: Warning| w.message).collect();
        return Err(FitError::NothingFitted(reasons.join("; ")));
    }
    Ok((fits, warnings))
}

/// One law: best fit, covariance, intervals, bootstrap.
///
/// # Errors
/// See [`crate::fit::fit`].
pub fn complete(
    curve: &Curve,
    law: &dyn Law,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Fit, FitError> {
    let task = Task::new(law, curve, options.fit)?;
    let (mut minimum, loss) = task.solve()?;
    let mut fit = describe(&task, &minimum, loss);
    if options.intervals == Intervals::Profile {
        if let Some(better) = write_profiles(&task, &minimum, loss, &mut fit) {
            minimum = better;
            fit = describe(&task, &minimum, loss);
            write_profiles(&task, &minimum, loss, &mut fit);
        }
        let open = notes::of_intervals(&task, &minimum, loss, &fit);
        fit.warnings.extend(open);
    }
    fit.warnings
        .extend(notes::robust_scale(loss, options.fit.loss));
    if options.bootstraps > 0 {
        let replicas = bootstrap(
            &task,
            &minimum,
            loss,
            options.bootstraps,
            options.seed,
            observer,
        );
        write_bootstrap(replicas, options.bootstraps, &mut fit);
    }
    Ok(fit)
}

/// Writes the 95 percent intervals; a better minimum, if the walk came upon one, is handed back.
fn write_profiles(task: &Task, minimum: &Minimum, loss: Robust, fit: &mut Fit) -> Option<Minimum> {
    let objective = task.objective(&task.curve.log10_values, loss);
    let errors: Vec<Option<f64>> = fit.parameters.iter().map(|p| p.error).collect();
    let found = profiles(&objective, minimum, scatter(&objective, minimum), &errors);
    for (parameter, interval) in fit.parameters.iter_mut().zip(&found.intervals) {
        parameter.low = interval.low;
        parameter.high = interval.high;
    }
    found
        .better
        .and_then(|start| crate::solve::minimise(&objective, &[start], &[]))
        .filter(|m| m.converged() && m.objective < minimum.objective)
}

/// Writes the 2.5 and 97.5 percent points, and says when many replicas had no minimum.
fn write_bootstrap(replicas: Vec<Vec<f64>>, asked: usize, fit: &mut Fit) {
    let lost = asked - replicas.len();
    if lost * 20 > asked {
        fit.warnings.push(Warning::new(
            "bootstrap_failures",
            format!("{lost} of {asked} bootstrap replicas found no minimum and were left out"),
        ));
    }
    if replicas.len() >= 2 {
        for (j, parameter) in fit.parameters.iter_mut().enumerate() {
            let sample: Vec<f64> = replicas.iter().map(|r| r[j]).collect();
            parameter.bootstrap = Some([percentile(&sample, 0.025), percentile(&sample, 0.975)]);
        }
    }
    fit.replicas = replicas;
}
