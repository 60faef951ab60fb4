//! From `F_s(k, t)` to times: where it is 1/e, and the stretched exponential of its late decay.

use std::f64::consts::E;

use glassmelt::Estimate;
use serde::{Deserialize, Serialize};

/// The time in which a correlation falls to 1/e, or what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Relaxation {
    /// It falls to 1/e at this time.
    Reached {
        /// The time.
        tau: Estimate,
    },
    /// It is above 1/e at the longest lag: the time is longer.
    NotReached {
        /// The longest lag.
        longer_than: f64,
        /// What is left there.
        left: Estimate,
    },
    /// It is below 1/e at the shortest lag: the frames are too far apart.
    TooFast {
        /// The shortest lag.
        shorter_than: f64,
    },
}

impl Relaxation {
    /// The time, where it was reached.
    pub fn tau(&self) -> Option<Estimate> {
        match self {
            Self::Reached { tau } => Some(*tau),
            _ => None,
        }
    }

    /// Why there is no time, in words: what is left of the correlation at the longest lag, and which that is; none
    /// where there is a time.
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Reached { .. } => None,
            Self::NotReached { longer_than, left } => Some(format!(
                "F_s is still {} at the longest lag, {}",
                told(left),
                to_four_digits(*longer_than)
            )),
            Self::TooFast { shorter_than } => Some(format!(
                "F_s is below 1/e already at the shortest lag, {}",
                to_four_digits(*shorter_than)
            )),
        }
    }
}

/// A number in four digits, very large and small ones with an exponent.
pub(super) fn to_four_digits(value: f64) -> String {
    let rounded = format!("{value:.3e}").parse().unwrap_or(value);
    format!("{rounded:?}")
}

/// `0.831 +- 0.0042`, the error in two digits where there is one.
pub(super) fn told(estimate: &Estimate) -> String {
    let mean = to_four_digits(estimate.mean);
    if estimate.error.is_finite() {
        let error: f64 = format!("{:.1e}", estimate.error)
            .parse()
            .unwrap_or(estimate.error);
        format!("{mean} +- {error:?}")
    } else {
        mean
    }
}

/// `plateau exp(-(t/tau)^beta)`, fitted to the late decay.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stretched {
    /// The value that the late decay starts from.
    pub plateau: Estimate,
    /// Its time.
    pub tau: Estimate,
    /// Its exponent.
    pub beta: Estimate,
    /// The lags that were fitted: from the first below [`LATE`] to the last above [`GONE`].
    pub from: f64,
    /// The last of them.
    pub to: f64,
}

/// The late decay starts at the first lag with a value below this: under the plateau of liquids at the first peak
/// of S(k), 0.7 to 0.8.
pub const LATE: f64 = 0.6;
/// And it ends where the value is last above this.
pub const GONE: f64 = 0.05;

/// Where a curve first falls to 1/e: straight between two lags, in the logarithm of time. None where it does not.
pub(super) fn crossing(lags: &[f64], values: &[f64]) -> Option<f64> {
    let after = values.iter().position(|value| *value < 1.0 / E)?;
    let before = after.checked_sub(1)?;
    let (high, low) = (values[before], values[after]);
    let part = (high - 1.0 / E) / (high - low);
    let (start, end) = (lags[before].ln(), lags[after].ln());
    Some((start + part * (end - start)).exp())
}

/// The lags of the late decay; none for fewer than four.
pub(super) fn late(values: &[f64]) -> Option<std::ops::Range<usize>> {
    let start = values.iter().position(|value| *value <= LATE)?;
    let length = values[start..].iter().take_while(|v| **v >= GONE).count();
    (length >= 4).then_some(start..start + length)
}

/// Plateau, tau and beta of the stretched exponential nearest to the values, all of them weighing the same: for
/// each beta a straight line of `ln F` against `t^beta` with the weights `F^2`, and the best beta by golden
/// section. None where a value is not positive or beta runs out of 0.2 to 1.5.
pub(super) fn stretched(lags: &[f64], values: &[f64]) -> Option<[f64; 3]> {
    const FROM: f64 = 0.2;
    const TO: f64 = 1.5;
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    if lags.len() < 4 || values.iter().any(|value| *value <= 0.0) {
        return None;
    }
    // In units of a lag of the decay, so that no power overflows.
    let unit = lags[lags.len() / 2];
    let misfit = |beta: f64| line(lags, values, unit, beta).2;
    let (mut low, mut high) = (FROM, TO);
    while high - low > 1e-9 {
        let step = GOLDEN * (high - low);
        if misfit(high - step) < misfit(low + step) {
            high = low + step;
        } else {
            low = high - step;
        }
    }
    let beta = 0.5 * (low + high);
    let (offset, slope, _) = line(lags, values, unit, beta);
    let inside = beta > FROM + 1e-6 && beta < TO - 1e-6 && slope < 0.0;
    inside.then(|| [offset.exp(), unit * (-slope).powf(-1.0 / beta), beta])
}

/// Offset, slope and weighted squares of what is left.
fn line(lags: &[f64], values: &[f64], unit: f64, beta: f64) -> (f64, f64, f64) {
    let points = || {
        lags.iter()
            .zip(values)
            .map(|(t, f)| ((t / unit).powf(beta), f.ln(), f * f))
    };
    let weight: f64 = points().map(|(_, _, w)| w).sum();
    let mean_x = points().map(|(x, _, w)| w * x).sum::<f64>() / weight;
    let mean_y = points().map(|(_, y, w)| w * y).sum::<f64>() / weight;
    let xx: f64 = points().map(|(x, _, w)| w * (x - mean_x).powi(2)).sum();
    let xy: f64 = points()
        .map(|(x, y, w)| w * (x - mean_x) * (y - mean_y))
        .sum();
    let slope = xy / xx;
    let offset = mean_y - slope * mean_x;
    let left = points().map(|(x, y, w)| w * (y - offset - slope * x).powi(2));
    (offset, slope, left.sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretched_exponential_is_found_again() {
        let lags: Vec<f64> = (0..20).map(|n| 3.0 * 1.3_f64.powi(n)).collect();
        let curve = |t: &f64| 0.71 * (-(t / 40.0).powf(0.63)).exp();
        let values: Vec<f64> = lags.iter().map(curve).collect();
        let [plateau, tau, beta] = stretched(&lags, &values).expect("a decay");
        assert!((plateau - 0.71).abs() < 1e-6);
        assert!((tau / 40.0 - 1.0).abs() < 1e-6);
        assert!((beta - 0.63).abs() < 1e-7);
    }

    #[test]
    fn a_logarithm_of_time_falls_to_1_over_e_exactly_where_it_should() {
        let lags = [1.0, 10.0, 100.0];
        let values = lags.map(|t: f64| 0.8 - 0.1 * t.ln());
        let expected = ((0.8 - 1.0 / E) / 0.1).exp();
        assert!((crossing(&lags, &values).expect("it does") / expected - 1.0).abs() < 1e-12);
        assert_eq!(crossing(&lags, &[0.9, 0.8, 0.7]), None);
        assert_eq!(crossing(&lags, &[0.3, 0.2, 0.1]), None);
    }

    #[test]
    fn what_does_not_decay_has_no_late_decay() {
        assert_eq!(late(&[0.99, 0.9, 0.8]), None);
        assert_eq!(late(&[0.9, 0.6, 0.5, 0.4, 0.1, 0.04, 0.3]), Some(1..5));
    }
}
