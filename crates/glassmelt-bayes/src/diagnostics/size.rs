//! Effective sample sizes: how many independent draws the correlated ones are worth.

use glassmelt_fit::bootstrap::percentile;

use super::mean_and_variance;
use super::ranks::{halves, normal_scores};

/// Effective draws for the centre of the distribution: of the normal scores (Vehtari et al. 2021).
pub fn ess_bulk(chains: &[Vec<f64>]) -> f64 {
    of(&normal_scores(&halves(chains)))
}

/// Effective draws for its tails: the fewer of those for the 5 and the 95 percent point.
pub fn ess_tail(chains: &[Vec<f64>]) -> f64 {
    let all: Vec<f64> = chains.iter().flatten().copied().collect();
    let below = |share: f64| {
        let point = percentile(&all, share);
        let inside = |x: &f64| f64::from(u8::from(*x <= point));
        let chains: Vec<Vec<f64>> = chains
            .iter()
            .map(|chain| chain.iter().map(inside).collect())
            .collect();
        of(&halves(&chains))
    };
    below(0.05).min(below(0.95))
}

/// Effective draws for the mean.
pub fn ess_mean(chains: &[Vec<f64>]) -> f64 {
    of(&halves(chains))
}

/// The number of draws over the integrated correlation time, by Geyer's initial monotone sequence
/// (Geyer 1992) over all chains; NaN where nothing moved.
///
/// Chains against each other count through their means. Faster than independent is believed up to the
/// number of draws times its decimal logarithm.
fn of(chains: &[Vec<f64>]) -> f64 {
    let (count, n) = (chains.len() as f64, chains[0].len());
    let draws = count * n as f64;
    let centred: Vec<Vec<f64>> = chains
        .iter()
        .map(|chain| {
            let (mean, _) = mean_and_variance(chain);
            chain.iter().map(|x| x - mean).collect()
        })
        .collect();
    let covariance = |lag: usize| {
        let one = |chain: &Vec<f64>| {
            let products = chain.iter().zip(&chain[lag..]).map(|(a, b)| a * b);
            products.sum::<f64>() / n as f64
        };
        centred.iter().map(one).sum::<f64>() / count
    };
    let biased = covariance(0);
    let within = biased * n as f64 / (n as f64 - 1.0);
    let means: Vec<f64> = chains.iter().map(|c| mean_and_variance(c).0).collect();
    let between = if chains.len() > 1 {
        mean_and_variance(&means).1
    } else {
        0.0
    };
    let total = biased + between;
    if total <= 0.0 {
        return f64::NAN;
    }
    let correlation = |lag: usize| 1.0 - (within - covariance(lag)) / total;
    draws / time(correlation, n).max(1.0 / draws.log10())
}

/// The integrated correlation time `1 + 2 sum rho`: pairs of lags while their sum is positive, none
/// larger than the one before; the even lag of the pair that ended it counts once where it is positive.
fn time(correlation: impl Fn(usize) -> f64, n: usize) -> f64 {
    let mut even = 1.0;
    let mut odd = correlation(1);
    let mut smallest = f64::INFINITY;
    let mut sum = 0.0;
    let mut lag = 0;
    loop {
        let pair = even + odd;
        if lag > 0 && pair < 0.0 || lag + 4 >= n {
            break;
        }
        smallest = pair.min(smallest);
        sum += smallest;
        if pair <= 0.0 {
            break;
        }
        lag += 2;
        (even, odd) = (correlation(lag), correlation(lag + 1));
    }
    -1.0 + 2.0 * sum + even.max(0.0) * f64::from(u8::from(lag > 0))
}
