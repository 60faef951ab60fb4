//! Many samples of frozen disorder: errors within each, and scatter from one to the other.

use glassmelt::Estimate;
use serde::Serialize;

use super::mean::mean;

/// The mean over samples of disorder, each with the same weight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OverSamples {
    /// The mean; its error is the larger of the two below. Its independent samples are those of all samples
    /// together where their own errors are the larger, and the number of samples where the scatter is.
    pub estimate: Estimate,
    /// The error of the mean that comes from the errors of the samples alone.
    pub within: f64,
    /// The error of the mean from the scatter of the samples, errors of each included; absent for one sample.
    pub between: Option<f64>,
}

/// The mean over samples; absent when there are none.
pub fn over_samples(samples: &[Estimate]) -> Option<OverSamples> {
    let count = samples.len() as f64;
    if samples.is_empty() {
        return None;
    }
    let means: Vec<f64> = samples.iter().map(|sample| sample.mean).collect();
    let mean = mean(&means);
    let errors: f64 = samples.iter().map(|s| s.error * s.error).sum();
    let within = errors.sqrt() / count;
    let scatter: f64 = means.iter().map(|x| (x - mean) * (x - mean)).sum();
    let between = (samples.len() > 1).then(|| (scatter / (count - 1.0) / count).sqrt());
    let scattered = between.filter(|between| *between > within);
    Some(OverSamples {
        estimate: Estimate {
            mean,
            error: scattered.unwrap_or(within),
            independent_samples: match scattered {
                Some(_) => count,
                None => samples.iter().map(|s| s.independent_samples).sum(),
            },
        },
        within,
        between,
    })
}
