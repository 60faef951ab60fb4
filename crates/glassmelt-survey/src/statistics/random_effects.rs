//! Numbers that scatter by more than their errors: their mean, and the scatter.

/// The mean of numbers `y_i = mean + scatter + error_i`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandomEffects {
    /// The mean.
    pub mean: f64,
    /// One standard error of the mean: `(sum 1/(scatter^2 + error_i^2))^(-1/2)`.
    pub error: f64,
    /// Standard deviation of what the errors do not explain.
    pub scatter: f64,
}

/// Mean and scatter by restricted maximum likelihood (Patterson and Thompson 1971) for known variances of the
/// errors; none for fewer than two numbers.
///
/// The scatter is the root of `sum w^2 (y - mean)^2 = sum w - sum w^2/sum w` with `w = 1/(scatter^2 + variance)`, zero
/// where the errors explain all.
///
/// ```
/// use glassmelt_survey::statistics::random_effects;
/// let alike = random_effects(&[1.0, 3.0], &[0.0, 0.0]).unwrap();
/// assert!((alike.mean - 2.0).abs() < 1e-12 && (alike.scatter - 2.0_f64.sqrt()).abs() < 1e-9);
/// ```
pub fn random_effects(y: &[f64], variances: &[f64]) -> Option<RandomEffects> {
    if y.len() < 2 || y.len() != variances.len() {
        return None;
    }
    let least = variances.iter().copied().fold(f64::INFINITY, f64::min);
    let spread = y.iter().map(|v| (v - y[0]).powi(2)).sum::<f64>();
    let floor = (1e-24 * spread).max(f64::MIN_POSITIVE);
    let low = if least > 0.0 { 0.0 } else { floor };
    let squared = if score(y, variances, low) <= 0.0 {
        low
    } else {
        bisected(low, spread.max(floor) * 4.0, |s| score(y, variances, s))
    };
    let weights = weights(variances, squared);
    let total: f64 = weights.iter().sum();
    Some(RandomEffects {
        mean: weighted_mean(y, &weights),
        error: total.recip().sqrt(),
        scatter: squared.sqrt(),
    })
}

fn weights(variances: &[f64], squared: f64) -> Vec<f64> {
    variances.iter().map(|v| (squared + v).recip()).collect()
}

fn weighted_mean(y: &[f64], weights: &[f64]) -> f64 {
    let sum: f64 = y.iter().zip(weights).map(|(y, w)| y * w).sum();
    sum / weights.iter().sum::<f64>()
}

/// Twice the slope of the restricted log-likelihood by the square of the scatter.
fn score(y: &[f64], variances: &[f64], squared: f64) -> f64 {
    let weights = weights(variances, squared);
    let mean = weighted_mean(y, &weights);
    let (mut first, mut second, mut pull) = (0.0, 0.0, 0.0);
    for (y, w) in y.iter().zip(&weights) {
        first += w;
        second += w * w;
        pull += w * w * (y - mean) * (y - mean);
    }
    pull - first + second / first
}

/// Where a function that is positive at `low` and negative at `high` changes its sign.
fn bisected(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    while high - low > 1e-13 * high {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if f(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
