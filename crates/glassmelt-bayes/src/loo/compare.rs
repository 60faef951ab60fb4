//! Laws against each other by what they foretell, with errors of the differences.

use serde::Serialize;

use super::Loo;

/// How a law stands against the one that foretells best.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LooStanding {
    /// The law's word.
    pub law: String,
    /// Its expected log predictive density.
    pub elpd_loo: f64,
    /// How far it is below the best one; zero for the best.
    pub elpd_diff: f64,
    /// One standard error of that difference, from how it varies over the points.
    pub diff_error: f64,
    /// Effective number of parameters.
    pub p_loo: f64,
    /// How many points have too large a Pareto k.
    pub untrusted_points: usize,
    /// Whether the data cannot tell it from the best: below four, or below twice the error.
    pub tied: bool,
}

/// Differences below this say nothing whatever their error (Sivula, Magnusson and Vehtari 2020).
const SAYS_NOTHING: f64 = 4.0;

/// The laws, best first; equal ones keep their order.
pub fn compare(laws: &[(String, Loo)]) -> Vec<LooStanding> {
    let mut order: Vec<&(String, Loo)> = laws.iter().collect();
    order.sort_by(|a, b| b.1.elpd.total_cmp(&a.1.elpd));
    let Some(best) = order.first().map(|(_, loo)| loo) else {
        return Vec::new();
    };
    let standing = |(law, loo): &(String, Loo)| {
        let (elpd_diff, diff_error) = difference(best, loo);
        LooStanding {
            law: law.clone(),
            elpd_loo: loo.elpd,
            elpd_diff,
            diff_error,
            p_loo: loo.p_loo,
            untrusted_points: loo.untrusted(),
            tied: elpd_diff <= SAYS_NOTHING.max(2.0 * diff_error),
        }
    };
    order.into_iter().map(standing).collect()
}

/// `best - other` over the points, and its standard error.
fn difference(best: &Loo, other: &Loo) -> (f64, f64) {
    let each: Vec<f64> = best
        .pointwise
        .iter()
        .zip(&other.pointwise)
        .map(|(a, b)| a - b)
        .collect();
    let n = each.len() as f64;
    let total: f64 = each.iter().sum();
    let mean = total / n;
    let variance = each.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / n;
    (total, (n * variance).sqrt())
}
