//! Leave-one-out comparison by Pareto-smoothed importance sampling (Vehtari, Gelman and Gabry 2017).

mod compare;
mod pareto;
mod smooth;

pub use compare::{LooStanding, compare};
pub use pareto::{GeneralizedPareto, fit};
pub use smooth::{highest_k, smoothed};

use serde::Serialize;

use crate::density::Model;
use crate::diagnostics::ess_mean;
use crate::sample::Draws;

/// How well a law foretells each of its points from all others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Loo {
    /// Expected log predictive density: the sum over points of the log density of each given the others.
    pub elpd: f64,
    /// Its standard error, from how the points differ.
    pub error: f64,
    /// Effective number of parameters: how much more is known of the points with themselves.
    pub p_loo: f64,
    /// The part of each point.
    pub pointwise: Vec<f64>,
    /// Shape k of the tail of each point's weights; above [`highest_k`] the point's part is not to be
    /// trusted.
    pub pareto_k: Vec<f64>,
    /// The largest k that these draws can bear: `min(1 - 1/log10 S, 0.7)` (Vehtari et al. 2024).
    pub highest_k: f64,
}

impl Loo {
    /// How many points have too large a k.
    pub fn untrusted(&self) -> usize {
        self.pareto_k
            .iter()
            .filter(|k| k.is_nan() || **k > self.highest_k)
            .count()
    }
}

/// Leaves out each point of a model in turn.
pub fn of<M: Model>(model: &M, draws: &Draws) -> Loo {
    let mut model = model.clone();
    let mut row = vec![0.0; model.points()];
    let mut columns = vec![Vec::with_capacity(draws.chains() * draws.length()); model.points()];
    for values in draws.each() {
        model.log_likelihoods(&values, &mut row);
        for (column, x) in columns.iter_mut().zip(&row) {
            column.push(*x);
        }
    }
    let efficiency = |column: &Vec<f64>| relative_efficiency(column, draws.length());
    let efficiencies: Vec<f64> = columns.iter().map(efficiency).collect();
    of_log_likelihoods(&columns, &efficiencies)
}

/// Effective draws of the likelihood of a point over all draws, at most one.
fn relative_efficiency(log_likelihoods: &[f64], length: usize) -> f64 {
    let largest = log_likelihoods
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let likelihood = |x: &f64| (x - largest).exp();
    let chains: Vec<Vec<f64>> = log_likelihoods
        .chunks_exact(length)
        .map(|chain| chain.iter().map(likelihood).collect())
        .collect();
    let share = ess_mean(&chains) / log_likelihoods.len() as f64;
    if share.is_finite() {
        share.min(1.0)
    } else {
        1.0
    }
}

/// The same for log-likelihoods: for each point the values at every draw, with the share of draws that
/// are independent.
pub fn of_log_likelihoods(columns: &[Vec<f64>], efficiencies: &[f64]) -> Loo {
    let parts: Vec<(f64, f64, f64)> = columns
        .iter()
        .zip(efficiencies)
        .map(|(column, efficiency)| point(column, *efficiency))
        .collect();
    let pointwise: Vec<f64> = parts.iter().map(|part| part.0).collect();
    let elpd: f64 = pointwise.iter().sum();
    let n = pointwise.len() as f64;
    let mean = elpd / n;
    let variance = pointwise.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    Loo {
        elpd,
        error: (n * variance).sqrt(),
        p_loo: parts.iter().map(|part| part.1).sum::<f64>() - elpd,
        pointwise,
        pareto_k: parts.iter().map(|part| part.2).collect(),
        highest_k: highest_k(columns.first().map_or(0, Vec::len)),
    }
}

/// Of one point: ln density given the others, ln density given all, k.
fn point(log_likelihoods: &[f64], efficiency: f64) -> (f64, f64, f64) {
    let ratios: Vec<f64> = log_likelihoods.iter().map(|x| -x).collect();
    let (weights, k) = smoothed(&ratios, efficiency);
    let weighted: Vec<f64> = weights
        .iter()
        .zip(log_likelihoods)
        .map(|(w, x)| w + x)
        .collect();
    let n = log_likelihoods.len() as f64;
    (log_sum(&weighted), log_sum(log_likelihoods) - n.ln(), k)
}

/// `ln sum e^x` without overflow.
pub(crate) fn log_sum(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !largest.is_finite() {
        return largest;
    }
    largest + x.iter().map(|x| (x - largest).exp()).sum::<f64>().ln()
}
