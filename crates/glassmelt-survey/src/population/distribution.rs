//! How T0/Tg is distributed over curves, apart from what the errors of the fits add.

use rayon::prelude::*;
use serde::Serialize;

use super::PopulationOptions;
use crate::statistics::{
    Groups, mean, quantile, random_effects, sorted, standard_deviation, stream,
};
use crate::{FittedCurve, Origin};

/// T0/Tg over curves of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    /// What their points are.
    pub origin: Origin,
    /// How many curves have a T0 and a Tg of Vogel and Fulcher.
    pub count: usize,
    /// How many have T0 at its bound, zero: Arrhenius curves, which are not among the numbers.
    pub at_zero: usize,
    /// How many have no such number for another reason.
    pub without: usize,
    /// In how many groups that are resampled together.
    pub groups: usize,
    /// The mean.
    pub mean: f64,
    /// Its standard error, by a bootstrap over what belongs together; NaN where all belong together.
    pub mean_error: f64,
    /// Standard deviation, errors of the fits included.
    pub deviation: f64,
    /// What is left of it beyond the errors of the fits (restricted maximum likelihood).
    pub scatter: f64,
    /// The 10, 25, 50, 75 and 90 percent points.
    pub quantiles: [f64; 5],
    /// Standard error of the median, by the same bootstrap.
    pub median_error: f64,
    /// The median of the errors of the fits.
    pub median_fit_error: f64,
}

/// Which random numbers these are.
const PURPOSE: u32 = 1;

pub(super) fn all(curves: &[&FittedCurve], options: &PopulationOptions) -> Vec<Distribution> {
    [Origin::Measured, Origin::Levels, Origin::Smoothed]
        .into_iter()
        .filter_map(|origin| {
            let of: Vec<&FittedCurve> = curves
                .iter()
                .copied()
                .filter(|c| c.origin == origin && c.decades >= options.least_decades)
                .collect();
            distribution(origin, &of, options)
        })
        .collect()
}

fn distribution(
    origin: Origin,
    curves: &[&FittedCurve],
    options: &PopulationOptions,
) -> Option<Distribution> {
    let known: Vec<(&FittedCurve, f64, f64)> = curves
        .iter()
        .filter_map(|curve| {
            let vogel = curve.vogel?;
            Some((*curve, vogel.t0_over_tg?, vogel.t0_over_tg_error?))
        })
        .collect();
    if known.len() < 2 {
        return None;
    }
    let values: Vec<f64> = known.iter().map(|of| of.1).collect();
    let errors: Vec<f64> = known.iter().map(|of| of.2).collect();
    let variances: Vec<f64> = errors.iter().map(|error| error * error).collect();
    let groups = Groups::by_words(known.iter().map(|of| of.0.group.as_deref()));
    let drawn: Vec<(f64, f64)> = (0..options.replicas)
        .into_par_iter()
        .map(|replica| {
            let items = groups.drawn(&mut stream(options.seed, PURPOSE, replica));
            let values: Vec<f64> = items.iter().map(|&i| values[i]).collect();
            (mean(&values), quantile(&sorted(&values), 0.5))
        })
        .collect();
    // Draws of a single group are all the same: they know no error.
    let drawn = if groups.len() < 2 { Vec::new() } else { drawn };
    let (means, medians): (Vec<f64>, Vec<f64>) = drawn.into_iter().unzip();
    let in_order = sorted(&values);
    let at_zero = curves.iter().filter(|curve| curve.t0_at_zero).count();
    Some(Distribution {
        origin,
        count: known.len(),
        at_zero,
        without: curves.len() - known.len() - at_zero,
        groups: groups.len(),
        mean: mean(&values),
        mean_error: standard_deviation(&means),
        deviation: standard_deviation(&values),
        scatter: random_effects(&values, &variances).map_or(f64::NAN, |r| r.scatter),
        quantiles: [0.1, 0.25, 0.5, 0.75, 0.9].map(|p| quantile(&in_order, p)),
        median_error: standard_deviation(&medians),
        median_fit_error: quantile(&sorted(&errors), 0.5),
    })
}
