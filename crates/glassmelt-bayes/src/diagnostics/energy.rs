//! How well momenta explore the energies of a posterior.

use super::mean_and_variance;

/// The energy Bayesian fraction of missing information of one chain (Betancourt 2016): the squares of
/// the energy's steps over those of its distances from the mean. About one where exploring is easy.
pub fn e_bfmi(energies: &[f64]) -> f64 {
    let n = energies.len() as f64;
    let steps: f64 = energies.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum();
    let (_, variance) = mean_and_variance(energies);
    steps / (variance * (n - 1.0))
}
