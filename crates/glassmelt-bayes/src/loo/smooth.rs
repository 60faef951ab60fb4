//! Importance weights with their largest ones replaced by quantiles of the tail they belong to.

use super::log_sum;
use super::pareto::fit;

/// The largest k that `draws` draws can bear: `min(1 - 1/log10 S, 0.7)` (Vehtari et al. 2024).
pub fn highest_k(draws: usize) -> f64 {
    (1.0 - 1.0 / (draws.max(2) as f64).log10()).min(0.7)
}

/// The fewest points that make a tail.
const SHORTEST_TAIL: usize = 5;

/// Pareto-smoothed logarithms of importance weights, normalized, with the shape k of their tail.
///
/// `log_ratios` are raw ones, `efficiency` the share of the draws that are independent. Tails too short
/// or without width are left as they are, with an infinite k.
pub fn smoothed(log_ratios: &[f64], efficiency: f64) -> (Vec<f64>, f64) {
    let n = log_ratios.len();
    let largest = log_ratios.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut weights: Vec<f64> = log_ratios.iter().map(|x| x - largest).collect();
    let k = smooth_tail(&mut weights, tail_length(n, efficiency));
    let norm = log_sum(&weights);
    for weight in &mut weights {
        *weight -= norm;
    }
    (weights, k)
}

/// `min(S/5, 3 (S/r)^(1/2))` draws make the tail.
fn tail_length(n: usize, efficiency: f64) -> usize {
    let n = n as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count below n"
    )]
    let length = (0.2 * n).min(3.0 * (n / efficiency).sqrt()).ceil() as usize;
    length
}

fn smooth_tail(weights: &mut [f64], length: usize) -> f64 {
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&i, &j| weights[i].total_cmp(&weights[j]));
    let Some(below) = weights.len().checked_sub(length + 1) else {
        return f64::INFINITY;
    };
    let cut = weights[order[below]].max(f64::MIN_POSITIVE.ln());
    let tail: Vec<usize> = order.into_iter().filter(|&i| weights[i] > cut).collect();
    if tail.len() < SHORTEST_TAIL {
        return f64::INFINITY;
    }
    let base = cut.exp();
    let excesses: Vec<f64> = tail.iter().map(|&i| weights[i].exp() - base).collect();
    if excesses[0] <= 0.0 {
        return f64::INFINITY;
    }
    let tail_law = fit(&excesses);
    if tail_law.k.is_finite() {
        let count = tail.len() as f64;
        for (place, &i) in tail.iter().enumerate() {
            let quantile = tail_law.quantile((place as f64 + 0.5) / count);
            weights[i] = (quantile + base).ln().min(0.0);
        }
    }
    tail_law.k
}
