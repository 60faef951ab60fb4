//! What these data cannot decide about one law.

use glassmelt::Warning;
use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::rounded;
use crate::answer::{Fit, FittedParameter};
use crate::covariance::{Covariance, Known, Scatter, scatter};
use crate::law::Parameter;
use crate::solve::{Minimum, Robust};
use crate::task::Task;

/// Two parameters more correlated than this are called a ridge.
const RIDGE: f64 = 0.99;

/// The notes that follow from the minimum and its covariance.
pub(crate) fn of_fit(
    task: &Task,
    minimum: &Minimum,
    covariance: &Covariance,
    scatter: Scatter,
    chi_square: f64,
) -> Vec<Warning> {
    [
        singular(task, covariance),
        ridge(task, covariance),
        errors_do_not_fit(task, minimum, scatter, chi_square),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn name(task: &Task, j: usize) -> String {
    task.parameters[j].name_for(task.curve.quantity)
}

fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Some combination of parameters can change without changing the fit at all.
fn singular(task: &Task, covariance: &Covariance) -> Option<Warning> {
    let words: Vec<String> = covariance
        .undetermined
        .iter()
        .map(|&j| name(task, j))
        .collect();
    (!words.is_empty()).then(|| {
        Warning::new(
            "singular",
            format!(
                "{} can change together without changing the fit: these data do not determine them, and they have no errors",
                listed(&words)
            ),
        )
    })
}

/// Parameters that move together along a ridge.
fn ridge(task: &Task, covariance: &Covariance) -> Option<Warning> {
    let k = task.parameters.len();
    let c = &covariance.correlations;
    let pairs: Vec<(usize, usize)> = (0..k)
        .flat_map(|i| (i + 1..k).map(move |j| (i, j)))
        .filter(|&(i, j)| c[i][j].abs() > RIDGE)
        .collect();
    let (i, j) = pairs
        .iter()
        .copied()
        .max_by(|a, b| c[a.0][a.1].abs().total_cmp(&c[b.0][b.1].abs()))?;
    let on_ridge: Vec<String> = (0..k)
        .filter(|x| pairs.iter().any(|(a, b)| a == x || b == x))
        .map(|x| name(task, x))
        .collect();
    let wider = if task.law.family() == "vft" {
        "; hotter and colder points would separate the hot limit from the curvature"
    } else {
        ""
    };
    Some(Warning::new(
        "ridge",
        format!(
            "{} move together (correlation of {} and {}: {:.4}): these data fix a combination of them much better than each one, so quote them together with their covariance{wider}",
            listed(&on_ridge),
            name(task, i),
            name(task, j),
            c[i][j]
        ),
    ))
}

/// The scatter about the law is not that of the stated errors (two-sided, one in a thousand).
fn errors_do_not_fit(
    task: &Task,
    minimum: &Minimum,
    scatter: Scatter,
    chi_square: f64,
) -> Option<Warning> {
    let freedom = scatter.degrees_of_freedom;
    if scatter.known == Known::Estimated || freedom == 0 || !minimum.objective.is_finite() {
        return None;
    }
    let law = ChiSquared::new(freedom as f64).ok()?;
    let (code, verdict) = if chi_square > law.inverse_cdf(0.9995) {
        (
            "errors_too_small",
            "larger than the stated errors explain: either the law is wrong or they are too small, and then so are the errors given here",
        )
    } else if chi_square < law.inverse_cdf(0.0005) {
        (
            "errors_too_large",
            "smaller than the stated errors explain: they may hold a common, systematic part, or the values were smoothed",
        )
    } else {
        return None;
    };
    Some(Warning::new(
        code,
        format!(
            "the scatter about {} is {:.2} times the stated errors (chi-square {chi_square:.1} for {freedom} degrees of freedom), {verdict}",
            task.law.title(),
            (chi_square / freedom as f64).sqrt(),
        ),
    ))
}

/// What the open ends of the intervals mean; one note for all where there is no scatter.
pub(crate) fn of_intervals(
    task: &Task,
    minimum: &Minimum,
    loss: Robust,
    fit: &Fit,
) -> Vec<Warning> {
    let objective = task.objective(&task.curve.log10_values, loss);
    if scatter(&objective, minimum).is_measurable(&objective) {
        let parameters = fit.parameters.iter().zip(&task.parameters);
        return parameters
            .filter_map(|(p, bound)| of_interval(p, bound))
            .chain(of_curvature(fit))
            .collect();
    }
    vec![Warning::new(
        "no_scatter",
        format!(
            "{} meets every point to the last digit: without scatter there is nothing to draw errors and intervals from",
            fit.title
        ),
    )]
}

/// A sum of squares that is no parabola: intervals of another width than the errors foretell.
fn of_curvature(fit: &Fit) -> Option<Warning> {
    let curved: Vec<&str> = fit
        .parameters
        .iter()
        .filter(|p| {
            let foretold = p.error.map(|error| 4.0 * error);
            let width = p.high.zip(p.low).map(|(high, low)| high - low);
            width
                .zip(foretold)
                .is_some_and(|(w, f)| w > 2.0 * f || 2.0 * w < f)
        })
        .map(|p| p.name.as_str())
        .collect();
    (!curved.is_empty()).then(|| {
        Warning::new(
            "not_a_parabola",
            format!(
                "around the best fit the sum of squares is no parabola in {}: trust the 95 % intervals, which follow it, before the errors, which assume one",
                curved.join(", ")
            ),
        )
    })
}

/// What an open end of a 95 percent interval, or a parameter at its bound, means.
fn of_interval(parameter: &FittedParameter, bound: &Parameter) -> Option<Warning> {
    let unit = if parameter.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", parameter.unit)
    };
    let name = &parameter.name;
    let message = match (parameter.low, parameter.high) {
        (None, Some(high)) => format!(
            "{name} <= {}{unit} (95 %): these data do not bound it from below{}",
            rounded(high),
            at_the_bound(parameter, bound.lower, &unit)
        ),
        (Some(low), None) => format!(
            "{name} >= {}{unit} (95 %): these data do not bound it from above{}",
            rounded(low),
            at_the_bound(parameter, bound.upper, &unit)
        ),
        (None, None) => {
            format!("{name}: these data bound it neither from below nor from above (95 %)")
        }
        (Some(_), Some(_)) => return None,
    };
    Some(Warning::new("open_interval", message))
}

fn at_the_bound(parameter: &FittedParameter, bound: f64, unit: &str) -> String {
    if parameter.at_bound {
        format!(
            "; the best fit is at the edge of its meaning, {}{unit}",
            rounded(bound)
        )
    } else {
        String::new()
    }
}

/// A robust loss was asked for, but the scatter has no size to scale it by.
pub(crate) fn robust_scale(loss: Robust, asked: crate::solve::Loss) -> Option<Warning> {
    (loss == Robust::Squares && asked != crate::solve::Loss::Squares).then(|| {
        Warning::new(
            "robust_scale",
            "half of the points lie on the curve to the last digit, so the robust loss has no scale; least squares were used",
        )
    })
}
