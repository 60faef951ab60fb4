//! The generalized Pareto distribution of a tail, fitted as Zhang and Stephens 2009 do.

/// `1 - F = (1 + k x/sigma)^(-1/k)` for `x > 0`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeneralizedPareto {
    /// Shape: the heavier the tail, the larger; moments below `1/k` exist.
    pub k: f64,
    /// Scale.
    pub sigma: f64,
}

impl GeneralizedPareto {
    /// Where a share of the distribution lies below.
    pub fn quantile(self, share: f64) -> f64 {
        if self.k.abs() < 1e-30 {
            -self.sigma * (-share).ln_1p()
        } else {
            self.sigma * (-self.k * (-share).ln_1p()).exp_m1() / self.k
        }
    }
}

/// Fits a tail, sorted from small to large, all positive.
///
/// The posterior mean of the ratio `-k/sigma` over a grid of its profile likelihood (Zhang and Stephens
/// 2009); k is drawn to one half as if ten points said so (Vehtari et al. 2024).
pub fn fit(sorted: &[f64]) -> GeneralizedPareto {
    let n = sorted.len();
    let size = n as f64;
    let shape = |b: f64| sorted.iter().map(|x| (-b * x).ln_1p()).sum::<f64>() / size;
    let grid = grid(sorted);
    let profile: Vec<f64> = grid
        .iter()
        .map(|&b| {
            let k = shape(b);
            size * ((-b / k).ln() - k - 1.0)
        })
        .collect();
    let b = mean_by_likelihood(&grid, &profile);
    let k = shape(b);
    GeneralizedPareto {
        k: (size * k + 0.5 * OF_ONE_HALF) / (size + OF_ONE_HALF),
        sigma: -k / b,
    }
}

/// How many points' worth the belief in `k = 1/2` has.
const OF_ONE_HALF: f64 = 10.0;

/// Ratios `-k/sigma`, spread about one third of the inverse first quartile below the inverse largest.
fn grid(sorted: &[f64]) -> Vec<f64> {
    let n = sorted.len();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count"
    )]
    let count = 30 + (n as f64).sqrt() as usize;
    let quartile = sorted[((n + 2) / 4).max(1) - 1];
    let largest = sorted[n - 1];
    let at = |i: usize| {
        let spread = 1.0 - (count as f64 / (i as f64 + 0.5)).sqrt();
        1.0 / largest + spread / (3.0 * quartile)
    };
    (0..count).map(at).collect()
}

/// The mean of the grid weighted by likelihood; weights that are rounding count for nothing.
fn mean_by_likelihood(grid: &[f64], log_likelihoods: &[f64]) -> f64 {
    let norm = super::log_sum(log_likelihoods);
    let weights: Vec<f64> = log_likelihoods
        .iter()
        .map(|x| (x - norm).exp())
        .map(|w| if w >= 10.0 * f64::EPSILON { w } else { 0.0 })
        .collect();
    let total: f64 = weights.iter().sum();
    grid.iter().zip(&weights).map(|(b, w)| b * w).sum::<f64>() / total
}
