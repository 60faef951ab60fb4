//! The mean over units.

use glassmelt::Estimate;

/// The mean over units that count as independent.
pub(crate) fn over_units(values: &[f64]) -> Estimate {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let error = if count > 1.0 {
        (squares / (count * (count - 1.0))).sqrt()
    } else {
        f64::INFINITY
    };
    Estimate {
        mean,
        error,
        independent_samples: count,
    }
}
