//! What the mean of one series is worth, and whether it drifts.

use glassmelt::Estimate;

use super::correlation::correlation_time;

/// The mean of a series with its standard error, autocorrelation counted: `error^2 = variance 2 tau/n`, and
/// `n/(2 tau)` independent samples.
///
/// A series that never moved has an infinite error and one independent sample; an empty one has the mean
/// zero, an infinite error and none.
///
/// ```
/// use glassmelt_statistics::estimate;
/// let stuck = estimate(&[2.0; 1000]);
/// assert_eq!((stuck.mean, stuck.error, stuck.independent_samples), (2.0, f64::INFINITY, 1.0));
/// ```
pub fn estimate(series: &[f64]) -> Estimate {
    worth(series, correlation_time(series))
}

/// The same with the correlation time given.
pub(crate) fn worth(series: &[f64], time: f64) -> Estimate {
    let count = series.len() as f64;
    let mean = mean(series);
    if time.is_finite() {
        Estimate {
            mean,
            error: (variance(series) * 2.0 * time / count).sqrt(),
            independent_samples: count / (2.0 * time),
        }
    } else {
        Estimate {
            mean,
            error: f64::INFINITY,
            independent_samples: count.min(1.0),
        }
    }
}

/// The mean; zero of nothing.
pub(crate) fn mean(series: &[f64]) -> f64 {
    series.iter().sum::<f64>() / (series.len().max(1)) as f64
}

/// The variance of the values, with the mean taken from them.
fn variance(series: &[f64]) -> f64 {
    let mean = mean(series);
    let squares: f64 = series.iter().map(|x| (x - mean) * (x - mean)).sum();
    squares / (series.len() as f64 - 1.0).max(1.0)
}

/// By how many standard errors the mean of the second half lies above that of the first; the errors are
/// those of the halves, so that a drift does not hide in its own correlation time.
///
/// Zero for a series that never moved. A stationary series has a drift beyond 4 once in some ten thousand
/// times.
pub fn drift(series: &[f64]) -> f64 {
    let (first, second) = series.split_at(series.len() / 2);
    let (first, second) = (estimate(first), estimate(second));
    let error = first.error.hypot(second.error);
    let rise = second.mean - first.mean;
    if error > 0.0 && rise != 0.0 {
        rise / error
    } else {
        0.0
    }
}
