//! How long a series remembers: the integrated autocorrelation time, by Fourier transform.

use realfft::RealFftPlanner;

/// The window is the first W with `W >= WINDOW tau(W)` (Sokal 1997, between 4 and 10).
const WINDOW: f64 = 6.0;

/// The shortest series of which anything can be said.
const FEWEST: usize = 4;

/// A series moves if its values differ by more than so many roundings of the largest of them.
const ROUNDINGS: f64 = 64.0;

/// `tau = 1/2 + sum_t rho(t)`, in steps of the series, at least 1/2: a mean of n values is worth `n/(2 tau)`
/// independent ones.
///
/// The sum ends at the self-consistent window of Sokal, and the bias of the mean is mended to first order
/// (Wolff 2004). A series that has not forgotten its beginning at half its length has `n/2`: one independent
/// sample. One that never moved, or has fewer than four values, has infinity.
pub fn correlation_time(series: &[f64]) -> f64 {
    if series.len() < FEWEST || !moves(series) {
        return f64::INFINITY;
    }
    let count = series.len() as f64;
    let covariance = autocovariance(series);
    let mut tau = 0.5;
    for (lag, value) in (1..=series.len() / 2).zip(&covariance[1..]) {
        tau += value / covariance[0];
        let lag = lag as f64;
        if lag >= WINDOW * tau {
            let mended = tau * (1.0 + (2.0 * lag + 1.0) / count);
            return mended.clamp(0.5, 0.5 * count);
        }
    }
    0.5 * count
}

/// What is not known of a [`correlation_time`] tau from `count` values: `error^2 = 4 (W + 1/2 - tau) tau^2/count`
/// with the window `W = 6 tau` (Madras and Sokal 1988; Wolff 2004, Eq. 42).
///
/// It is of leading order in `tau/count`; a tau at half the length of its series is a lower bound, whatever
/// this says, and one that is infinite has an infinite error.
///
/// ```
/// use glassmelt_statistics::correlation_time_error;
/// let error = correlation_time_error(10.0, 100_000);
/// assert!((error / 10.0 - 0.045).abs() < 1e-3);
/// ```
pub fn correlation_time_error(time: f64, count: usize) -> f64 {
    time * (4.0 * (WINDOW * time + 0.5 - time) / count as f64).sqrt()
}

/// Whether the values differ by more than rounding; numbers that are none do not move.
fn moves(series: &[f64]) -> bool {
    let (low, high) = series
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
            (low.min(*x), high.max(*x))
        });
    let finite = series.iter().all(|x| x.is_finite());
    finite && high - low > ROUNDINGS * f64::EPSILON * low.abs().max(high.abs())
}

/// `sum_i (x_i - mean)(x_(i+t) - mean)/(n - t)` for t up to half the length.
fn autocovariance(series: &[f64]) -> Vec<f64> {
    let count = series.len();
    let mean = series.iter().sum::<f64>() / count as f64;
    // As many zeros as values: then no end of the series meets its beginning.
    let length = (2 * count).next_power_of_two();
    let mut values: Vec<f64> = series.iter().map(|x| x - mean).collect();
    values.resize(length, 0.0);
    let mut planner = RealFftPlanner::new();
    let (forward, back) = (
        planner.plan_fft_forward(length),
        planner.plan_fft_inverse(length),
    );
    let mut spectrum = forward.make_output_vec();
    // The lengths are those of the plans: neither transform can fail.
    let _ = forward.process(&mut values, &mut spectrum);
    for amplitude in &mut spectrum {
        *amplitude = amplitude.norm_sqr().into();
    }
    let _ = back.process(&mut spectrum, &mut values);
    let lags = values.iter().take(count / 2 + 1).enumerate();
    lags.map(|(lag, sum)| sum / (length * (count - lag)) as f64)
        .collect()
}
