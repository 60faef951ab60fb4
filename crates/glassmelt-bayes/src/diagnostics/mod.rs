//! Whether draws can be trusted: R-hat, effective sample sizes, energy (Vehtari et al. 2021, Betancourt 2016).

mod energy;
mod ranks;
mod size;

pub use energy::e_bfmi;
pub use ranks::{halves, normal_scores, rhat};
pub use size::{ess_bulk, ess_mean, ess_tail};

/// R-hat above this is a warning (Vehtari et al. 2021).
pub const HIGHEST_RHAT: f64 = 1.01;
/// Effective draws a chain below this are a warning (Vehtari et al. 2021).
pub const FEWEST_EFFECTIVE_PER_CHAIN: f64 = 100.0;
/// E-BFMI below this is a warning (Betancourt 2016).
pub const LOWEST_E_BFMI: f64 = 0.3;

/// Mean and variance (divided by `n - 1`) of a sample.
pub(crate) fn mean_and_variance(sample: &[f64]) -> (f64, f64) {
    let n = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / n;
    let squares: f64 = sample.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, squares / (n - 1.0))
}
