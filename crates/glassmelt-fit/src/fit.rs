//! One law fitted to one curve: best values, covariance, information criteria, Tg, m, D.

use std::f64::consts::TAU;

use crate::answer::{Fit, FittedParameter};
use crate::covariance::{Covariance, Known, Scatter, covariance, scatter};
use crate::curve::Curve;
use crate::derived::derived;
use crate::error::FitError;
use crate::law::{Law, in_words_of};
use crate::notes;
use crate::solve::{Minimum, Objective, Robust};
use crate::task::{FitOptions, Task};

/// Fits one law to one curve by bounded least squares.
///
/// Weighted by the curve's errors where it gives them (unless the options say otherwise); these are
/// then taken absolutely, and `reduced_chi_square` tells whether they were right. Without errors the
/// covariance is scaled by the scatter about the law. Profile intervals and bootstrap come from
/// [`crate::profile`] and [`crate::bootstrap`], or all at once from [`crate::analyse()`].
///
/// # Errors
/// See [`Task::new`] and [`Task::solve`].
pub fn fit(curve: &Curve, law: &dyn Law, options: FitOptions) -> Result<Fit, FitError> {
    let task = Task::new(law, curve, options)?;
    let (minimum, loss) = task.solve()?;
    Ok(describe(&task, &minimum, loss))
}

/// Everything that a minimum says, without profiles and bootstrap.
pub fn describe(task: &Task, minimum: &Minimum, loss: Robust) -> Fit {
    let (law, curve) = (task.law, task.curve);
    let objective = task.objective(&curve.log10_values, loss);
    let scatter = scatter(&objective, minimum);
    let covariance = covariance(&objective, minimum, scatter.variance);
    let log_likelihoods = log_likelihoods(&objective, minimum, scatter);
    let criteria = Criteria::new(&log_likelihoods, minimum, scatter.known);
    let rss = minimum_sum_of_squares(&objective, minimum);
    let plain = residuals_in_decades(&objective, minimum);
    Fit {
        law: law.name(),
        family: law.family(),
        title: law.title(),
        equation: in_words_of(law.equation(), curve.quantity),
        parameters: fitted_parameters(task, minimum, &covariance),
        rss,
        degrees_of_freedom: scatter.degrees_of_freedom,
        reduced_chi_square: task
            .weights
            .as_ref()
            .map(|_| rss / scatter.degrees_of_freedom.max(1) as f64),
        rms_dex: (plain.iter().map(|r| r * r).sum::<f64>() / plain.len() as f64).sqrt(),
        aicc: criteria.aicc,
        bic: criteria.bic,
        withheld_rms_dex: None,
        withheld_error: None,
        derived: derived(
            law,
            curve,
            &task.parameters,
            &minimum.values,
            &covariance.matrix,
        ),
        warnings: notes::of_fit(task, minimum, &covariance, scatter, rss),
        residuals: plain,
        log_likelihoods,
        covariance: covariance.matrix,
        correlations: covariance.correlations,
        replicas: Vec::new(),
    }
}

fn fitted_parameters(
    task: &Task,
    minimum: &Minimum,
    covariance: &Covariance,
) -> Vec<FittedParameter> {
    task.parameters
        .iter()
        .enumerate()
        .map(|(j, parameter)| {
            let at_bound = minimum.at_bound[j];
            let runs_away = task
                .law
                .runaway()
                .is_some_and(|r| r.follows == j && minimum.at_bound[r.bounded]);
            let has_error = !at_bound && !runs_away && !covariance.undetermined.contains(&j);
            FittedParameter {
                name: parameter.name_for(task.curve.quantity),
                unit: parameter.unit,
                value: minimum.values[j],
                error: has_error.then(|| covariance.matrix[j][j].sqrt()),
                low: None,
                high: None,
                at_bound,
                bootstrap: None,
            }
        })
        .collect()
}

/// Sum of squared weighted residuals, whatever the loss.
fn minimum_sum_of_squares(objective: &Objective, minimum: &Minimum) -> f64 {
    objective
        .residuals(&minimum.values)
        .iter()
        .map(|r| r * r)
        .sum()
}

/// Measured minus fitted, decades.
fn residuals_in_decades(objective: &Objective, minimum: &Minimum) -> Vec<f64> {
    objective
        .residuals(&minimum.values)
        .iter()
        .enumerate()
        .map(|(i, r)| -r / objective.weight(i))
        .collect()
}

/// Log-likelihood of each point: Gaussian with the given error, or with the maximum-likelihood
/// scatter `(rss/n)^(1/2)`; under a robust loss its rho stands for the square.
fn log_likelihoods(objective: &Objective, minimum: &Minimum, scatter: Scatter) -> Vec<f64> {
    let residuals = objective.residuals(&minimum.values);
    let rounding = (1e-12 * objective.size()).powi(2) / residuals.len() as f64;
    let variance = match scatter.known {
        Known::Given => 1.0,
        Known::Estimated => (minimum.objective / residuals.len() as f64).max(rounding),
    };
    residuals
        .iter()
        .enumerate()
        .map(|(i, &r)| {
            let weight = objective.weight(i);
            -0.5 * ((TAU * variance).ln() + objective.loss.at(r).rho / variance) + weight.ln()
        })
        .collect()
}

/// Information criteria of a fit.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Criteria {
    aicc: f64,
    bic: f64,
}

impl Criteria {
    /// `AICc = -2 ln L + 2K + 2K(K + 1)/(n - K - 1)`, infinite unless `n > K + 1`; the last term
    /// corrects for an estimated scatter and is left out where errors are given. And
    /// `BIC = -2 ln L + K ln n`; `K` counts the parameters and the scatter where it is estimated.
    fn new(log_likelihoods: &[f64], minimum: &Minimum, known: Known) -> Self {
        let n = log_likelihoods.len() as f64;
        let k = minimum.values.len() as f64 + if known == Known::Given { 0.0 } else { 1.0 };
        let deviance = -2.0 * log_likelihoods.iter().sum::<f64>();
        let room = n - k - 1.0;
        let correction = if known == Known::Given {
            0.0
        } else if room > 0.0 {
            2.0 * k * (k + 1.0) / room
        } else {
            f64::INFINITY
        };
        Self {
            aicc: deviance + 2.0 * k + correction,
            bic: deviance + k * n.ln(),
        }
    }
}
