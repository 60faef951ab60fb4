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

/// A prediction's root mean square error, decades, with one standard error from its scatter over the
/// withheld points; infinite for a law that diverges before it reaches them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Miss {
    /// Root mean square of predicted minus measured.
    pub rms: f64,
    /// Standard error of `rms`, from the spread of the squares.
    pub error: f64,
}

/// Holds back the coldest third of the decades, fits each law to the rest and predicts it.
///
/// None where the curve is too short: it needs three decades, six hot and three cold points.
pub fn withheld(curve: &Curve, laws: &[&dyn Law], options: FitOptions) -> Option<Withheld> {
    let (hot, cold) = split(curve)?;
    let predictions: Vec<(&'static str, Vec<f64>)> = laws
        .par_iter()
        .filter_map(|law| {
            let fitted = fit(&hot, *law, options).ok()?;
            let values = fitted.values();
            let predicted = (0..cold.len()).map(|i| law.log10_on(&values, &cold, i));
            Some((law.name(), predicted.collect()))
        })
        .collect();
    let hottest = |c: &Curve| {
        c.log10_values
            .iter()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max)
    };
    Some(Withheld {
        split: hot.t_min(),
        points: cold.len(),
        decades: hottest(&cold) - hottest(&hot),
        predictions,
        temperatures: cold.temperatures,
    })
}

/// The hot and the cold part; none where one of them is too small.
fn split(curve: &Curve) -> Option<(Curve, Curve)> {
    let (few_hot, few_cold, few_decades) = FEWEST;
    let highest = curve
        .log10_values
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let threshold = highest - SHARE * curve.decades();
    let mut order: Vec<usize> = (0..curve.len()).collect();
    order.sort_by(|&a, &b| curve.temperatures[b].total_cmp(&curve.temperatures[a]));
    let first_cold = order
        .iter()
        .position(|&i| curve.log10_values[i] > threshold)?;
    let (hot, cold) = order.split_at(first_cold);
    (hot.len() >= few_hot && cold.len() >= few_cold && curve.decades() >= few_decades)
        .then(|| (curve.select(hot), curve.select(cold)))
}

/// How far a prediction misses what was measured at the withheld temperatures.
pub fn miss(curve: &Curve, withheld: &Withheld, predicted: &[f64]) -> Option<Miss> {
    let (_, cold) = split(curve)?;
    (cold.len() == withheld.points && cold.len() == predicted.len()).then(|| {
        let squares: Vec<f64> = predicted
            .iter()
            .zip(&cold.log10_values)
            .map(|(p, y)| (p - y) * (p - y))
            .collect();
        spread(&squares)
    })
}

/// Root of the mean of squares and its standard error, `sd/(2 rms n^(1/2))`.
fn spread(squares: &[f64]) -> Miss {
    let n = squares.len() as f64;
    let mean = squares.iter().sum::<f64>() / n;
    if !mean.is_finite() {
        return Miss {
            rms: f64::INFINITY,
            error: f64::INFINITY,
        };
    }
    let variance = squares.iter().map(|s| (s - mean) * (s - mean)).sum::<f64>() / (n - 1.0);
    let rms = mean.sqrt();
    let error = if rms > 0.0 {
        (variance / n).sqrt() / (2.0 * rms)
    } else {
        0.0
    };
    Miss { rms, error }
}

/// Writes each law's miss into its fit.
pub(crate) fn note(curve: &Curve, withheld: &Withheld, fits: &mut [Fit]) {
    for fit in fits {
        let predicted = withheld.predictions.iter().find(|(law, _)| *law == fit.law);
        if let Some(miss) = predicted.and_then(|(_, p)| miss(curve, withheld, p)) {
            fit.withheld_rms_dex = Some(miss.rms);
            fit.withheld_error = Some(miss.error);
        }
    }
}
