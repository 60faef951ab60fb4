//! Where the search for the posterior's maximum begins: the least squares, then the law's own guesses.

use glassmelt_fit::{FitError, FitOptions, Law, fit};

use super::CurveModel;
use crate::error::BayesError;
use crate::measured::Measured;

/// Fewer points than this make no curve.
const FEWEST_POINTS: usize = 3;

/// Refuses a law that lacks a column, and curves without points.
pub(super) fn check(law: &dyn Law, data: &Measured) -> Result<(), BayesError> {
    if let Some(reason) = law.needs(&data.curve) {
        let law = law.name();
        return Err(FitError::Needs { law, reason }.into());
    }
    if data.len() < FEWEST_POINTS {
        return Err(FitError::TooFewPoints {
            law: law.name(),
            parameters: law.parameters(&data.curve).len(),
            needed: FEWEST_POINTS,
            points: data.len(),
        }
        .into());
    }
    Ok(())
}

/// Coordinates of every start.
pub(super) fn of(model: &CurveModel) -> Vec<Vec<f64>> {
    let (law, measured) = (model.law, model.data.without_limits());
    let best = fit(&measured, law, FitOptions::default()).ok();
    let scatter = best.as_ref().map_or(0.1, |fit| fit.rms_dex.max(1e-3));
    let best = best.map(|fit| fit.values());
    best.into_iter()
        .chain(law.starts(&measured))
        .chain(law.starts(&model.data.curve))
        .map(|values| coordinates(model, &values, scatter))
        .collect()
}

/// Where offsets of sources begin: a width of a tenth of a decade, none of them away from zero.
const BATCH_SPREAD: f64 = 0.1;

fn coordinates(model: &CurveModel, values: &[f64], scatter: f64) -> Vec<f64> {
    let value = |j: usize| match j {
        _ if j < values.len() => values[j],
        _ if Some(j) == model.scatter => scatter,
        _ if Some(j) == model.batch_spread => BATCH_SPREAD,
        _ => 0.0,
    };
    let all = model.coordinates.iter().enumerate();
    all.map(|(j, c)| c.transform.inverse(value(j))).collect()
}
