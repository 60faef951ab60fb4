//! The withheld-decades test: the hot part of a curve is fitted, the cold part predicted.

use rayon::prelude::*;

use crate::answer::{Fit, Withheld};
use crate::curve::Curve;
use crate::fit::fit;
use crate::law::Law;
use crate::task::FitOptions;

/// The share of the decades that is held back, at the cold end.
const SHARE: f64 = 1.0 / 3.0;

/// What the hot part and the cold part must at least hold, and the decades of the whole curve.
const FEWEST: (usize, usize, f64) = (6, 3, 3.0);

/// A prediction's root mean square error, decades, with one standard error; infinite for a law that
/// diverges before it reaches the withheld points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Miss {
    /// Root mean square of predicted minus measured.
    pub rms: f64,
    /// Standard error of `rms`.
    pub error: f64,
}

/// One law's prediction of the cold part from the hot part.
struct Extrapolation {
    law: &'static str,
    values: Vec<f64>,
    miss: Miss,
}

/// Holds back the coldest third of the decades, fits each law to the rest and predicts it; the misses
/// stand by the law's word.
///
/// None where the curve is too short: it needs three decades, six hot and three cold points.
pub fn withheld(
    curve: &Curve,
    laws: &[&dyn Law],
    options: FitOptions,
) -> Option<(Withheld, Vec<(&'static str, Miss)>)> {
    let (hot, cold) = split(curve)?;
    let extrapolations: Vec<Extrapolation> = laws
        .par_iter()
        .filter_map(|law| extrapolate(*law, &hot, &cold, options))
        .collect();
    let misses = extrapolations.iter().map(|e| (e.law, e.miss)).collect();
    let withheld = Withheld {
        split: hot.t_min(),
        points: cold.len(),
        decades: highest(&cold) - highest(&hot),
        predictions: extrapolations
            .into_iter()
            .map(|e| (e.law, e.values))
            .collect(),
        temperatures: cold.temperatures,
    };
    Some((withheld, misses))
}

/// Fits the hot part and predicts the cold one; none where the law cannot be fitted to it.
fn extrapolate(
    law: &dyn Law,
    hot: &Curve,
    cold: &Curve,
    options: FitOptions,
) -> Option<Extrapolation> {
    let fitted = fit(hot, law, options).ok()?;
    let parameters = fitted.values();
    let values: Vec<f64> = (0..cold.len())
        .map(|i| law.log10_on(&parameters, cold, i))
        .collect();
    let miss = miss(law, cold, &fitted, &values);
    Some(Extrapolation {
        law: law.name(),
        values,
        miss,
    })
}

/// Root mean square of `d = predicted - measured` with its standard error by linear propagation,
/// `(d' S d)^(1/2)/(n rms)`.
///
/// The errors of one extrapolation move together, since they come from the same few parameters: `S`
/// is `G C G'` with the covariance C of the hot fit and the gradients G at the cold points, plus the
/// scatter of the points themselves.
fn miss(law: &dyn Law, cold: &Curve, fitted: &Fit, predicted: &[f64]) -> Miss {
    let n = cold.len() as f64;
    let d: Vec<f64> = predicted
        .iter()
        .zip(&cold.log10_values)
        .map(|(p, y)| p - y)
        .collect();
    let rms = (d.iter().map(|d| d * d).sum::<f64>() / n).sqrt();
    if !rms.is_finite() {
        return Miss {
            rms: f64::INFINITY,
            error: f64::INFINITY,
        };
    }
    let parameters = fitted.values();
    let mut pull = vec![0.0; parameters.len()];
    let mut scatter = 0.0;
    for (i, d) in d.iter().enumerate() {
        let mut gradient = vec![0.0; parameters.len()];
        law.gradient_on(&parameters, cold, i, &mut gradient);
        for (sum, g) in pull.iter_mut().zip(&gradient) {
            *sum += d * g;
        }
        let sigma = cold
            .errors
            .as_ref()
            .map_or(fitted.rms_dex, |errors| errors[i]);
        scatter += d * d * sigma * sigma;
    }
    let shared: f64 = fitted
        .covariance
        .iter()
        .zip(&pull)
        .map(|(row, a)| a * row.iter().zip(&pull).map(|(c, b)| c * b).sum::<f64>())
        .sum();
    let error = if rms > 0.0 {
        (shared.max(0.0) + scatter).sqrt() / (n * rms)
    } else {
        0.0
    };
    Miss { rms, error }
}

/// The highest value of a curve, decades.
fn highest(curve: &Curve) -> f64 {
    curve
        .log10_values
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max)
}

/// The hot and the cold part; none where one of them is too small.
fn split(curve: &Curve) -> Option<(Curve, Curve)> {
    let (few_hot, few_cold, few_decades) = FEWEST;
    let threshold = highest(curve) - SHARE * curve.decades();
    let mut order: Vec<usize> = (0..curve.len()).collect();
    order.sort_by(|&a, &b| curve.temperatures[b].total_cmp(&curve.temperatures[a]));
    let first_cold = order
        .iter()
        .position(|&i| curve.log10_values[i] > threshold)?;
    let (hot, cold) = order.split_at(first_cold);
    (hot.len() >= few_hot && cold.len() >= few_cold && curve.decades() >= few_decades)
        .then(|| (curve.select(hot), curve.select(cold)))
}

/// Writes each law's miss into its fit.
pub(crate) fn note(misses: &[(&'static str, Miss)], fits: &mut [Fit]) {
    for fit in fits {
        if let Some((_, miss)) = misses.iter().find(|(law, _)| *law == fit.law) {
            fit.withheld_rms_dex = Some(miss.rms);
            fit.withheld_error = Some(miss.error);
        }
    }
}
