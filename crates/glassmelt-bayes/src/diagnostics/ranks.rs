//! R-hat of ranks: do chains, and halves of chains, agree in place and in width?

use glassmelt_fit::bootstrap::percentile;
use statrs::distribution::{ContinuousCDF, Normal};

use super::mean_and_variance;

/// Each chain as two, the middle draw left out where their number is odd.
pub fn halves(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let split = |chain: &Vec<f64>| {
        let half = chain.len() / 2;
        [chain[..half].to_vec(), chain[chain.len() - half..].to_vec()]
    };
    chains.iter().flat_map(split).collect()
}

/// Each value replaced by the normal quantile of its rank among all; equal values share a rank (Blom
/// 1958).
pub fn normal_scores(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let all: Vec<f64> = chains.iter().flatten().copied().collect();
    let n = all.len() as f64;
    let normal = Normal::standard();
    let scores: Vec<f64> = ranks(&all)
        .iter()
        .map(|rank| normal.inverse_cdf((rank - 0.375) / (n + 0.25)))
        .collect();
    let mut rest = scores.as_slice();
    chains
        .iter()
        .map(|chain| {
            let (own, others) = rest.split_at(chain.len());
            rest = others;
            own.to_vec()
        })
        .collect()
}

/// Ranks from one, those of equal values their mean.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    for same in order.chunk_by(|&i, &j| values[i] == values[j]) {
        let rank = from as f64 + 0.5 * (same.len() as f64 + 1.0);
        for &i in same {
            ranks[i] = rank;
        }
        from += same.len();
    }
    ranks
}

/// R-hat of split chains (Gelman and Rubin 1992): the square root of the variance of all over the mean
/// variance within.
fn plain(chains: &[Vec<f64>]) -> f64 {
    let n = chains[0].len() as f64;
    let (means, variances): (Vec<f64>, Vec<f64>) =
        chains.iter().map(|chain| mean_and_variance(chain)).unzip();
    let within = variances.iter().sum::<f64>() / variances.len() as f64;
    let (_, between) = mean_and_variance(&means);
    (between / within + (n - 1.0) / n).sqrt()
}

/// The rank-normalized split R-hat (Vehtari et al. 2021): the larger of that of the values and that of
/// their distances from the median. NaN where nothing moved.
pub fn rhat(chains: &[Vec<f64>]) -> f64 {
    let split = halves(chains);
    let all: Vec<f64> = split.iter().flatten().copied().collect();
    let middle = percentile(&all, 0.5);
    let folded: Vec<Vec<f64>> = split
        .iter()
        .map(|chain| chain.iter().map(|x| (x - middle).abs()).collect())
        .collect();
    plain(&normal_scores(&split)).max(plain(&normal_scores(&folded)))
}
