//! Many samples of frozen disorder: errors within each, and scatter from one to the other.

use glassmelt::Estimate;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::mean::mean;

/// The part of a normal distribution within one standard deviation, `erf(1/sqrt 2)`.
pub const ONE_SIGMA: f64 = 0.682_689_492_137_085_9;

/// The mean over samples of disorder, each with the same weight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OverSamples {
    /// The mean; its error is the larger of the two below. Its independent samples are those of all samples
    /// together where their own errors are the larger, and the number of samples where the scatter is.
    pub estimate: Estimate,
    /// The error of the mean that comes from the errors of the samples alone.
    pub within: f64,
    /// Half the interval that holds the true mean with the probability [`ONE_SIGMA`] by the scatter of the samples,
    /// errors of each included; absent for one sample.
    pub between: Option<f64>,
}

/// The mean over samples; absent when there are none.
///
/// The scatter of n samples tells `s/sqrt n`, which is itself uncertain where n is small. It is widened by
/// [`student_factor`], so that mean and error hold the true mean with 68.27 % for any n of normal samples,
/// and more often where the samples' own errors are the larger.
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
    let between = student_factor(samples.len())
        .map(|factor| factor * (scatter / (count - 1.0) / count).sqrt());
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

/// Student's t of [`ONE_SIGMA`] with one degree of freedom fewer than samples: 1.84 for two, 1.32 for three,
/// 1.20 for four, one for many; absent below two (Student, Biometrika 6, 1, 1908).
pub fn student_factor(samples: usize) -> Option<f64> {
    let freedom = samples.checked_sub(1).filter(|freedom| *freedom > 0)?;
    let student = StudentsT::new(0.0, 1.0, freedom as f64).ok()?;
    Some(student.inverse_cdf(0.5 + 0.5 * ONE_SIGMA))
}
