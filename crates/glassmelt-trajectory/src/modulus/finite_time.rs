//! What the mean of a window takes out of its fluctuations, and how it is put back.
//!
//! A window of W frames knows only its own mean. Of a stationary series with the covariance `c(k)` at k frames
//! apart, the products of its values about that mean have the expectation
//!
//! ```text
//! A(k) = c(k) - 2/(W - k) sum_(j < W - k) g_j + v,
//! g_j = 1/W sum_l c(j - l),    v = 1/W sum_j g_j,
//! ```
//!
//! with v the variance of the mean itself: at k = 0, `A(0) = c(0) - v`, and `v/c(0)` is `2 tau/W` where the
//! window is long. Where c has ended after M frames, and M is a small part of the window, the equations are solved
//! for `c(0..M)` by iteration, which gives `c(0)` without a bias whatever the shape of c. The end M is the first
//! that is `ENOUGH` correlation times away (Sokal 1997).
//!
//! Of a window whose amplitudes are kept as means over blocks, the same is solved for the means of blocks: v is the
//! variance of the same mean, whatever the blocks. `c(0) = A(0) + v` is that of single frames.

/// c has ended after so many correlation times: of an exponential 2 percent of tau are left.
const ENOUGH: f64 = 4.0;
/// The end of c must lie within this part of the window.
const PART: usize = 4;
/// The iteration converges like `(2 M/W)^n`, at worst `2^-n`.
const ITERATIONS: usize = 60;

/// What the mean took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// `tau = 1/2 + sum_k c(k)/c(0)`, in frames.
    pub correlation_time: f64,
    /// `v/c(0)`: the part of the power that lies in the mean of the window and is not seen.
    pub share: f64,
    /// M, the frames over which c was summed.
    pub end: usize,
}

impl Memory {
    /// From `A(k)`, k from 0, of windows of W frames; none where c has not ended within a quarter of the window.
    pub fn of(products: &[f64], window: usize) -> Option<Self> {
        Self::of_blocks(products, window, 1, *products.first()?)
    }

    /// From `A(K)` of the means over blocks of `each` frames, of windows of so many blocks, and the power of single
    /// frames about the window's mean, `A(0)`.
    pub(super) fn of_blocks(
        products: &[f64],
        blocks: usize,
        each: usize,
        seen: f64,
    ) -> Option<Self> {
        let end = end(products, blocks)?;
        let covariance = solved(&products[..=end], blocks);
        // v, which the mean took of the blocks, it took of the frames.
        let first = covariance[0] + (seen - products[0]);
        let later: f64 = covariance[1..].iter().sum();
        let each_frames = each as f64;
        let time = each_frames * (0.5 * (covariance[0] / first) + later / first);
        (first > 0.0 && first >= seen).then(|| Self {
            correlation_time: time.max(0.0),
            share: 1.0 - seen / first,
            end: end * each,
        })
    }

    /// The standard error of `ln(1/(1 - share))` from that of tau (Madras and Sokal 1988) over independent
    /// series of so many frames together.
    pub fn error(&self, frames: f64) -> f64 {
        let of_time = ((4.0 * self.end as f64 + 2.0) / frames).sqrt();
        self.share / (1.0 - self.share) * of_time
    }
}

/// The first M with `M >= ENOUGH tau(M)`, v to first order.
fn end(products: &[f64], window: usize) -> Option<usize> {
    let frames = window as f64;
    let (mut sum, mut weights) = (*products.first()?, 1.0);
    let mut plain = 0.0;
    let last = (window / PART).min(products.len().saturating_sub(1));
    (1..=last).find(|&lag| {
        let weight = 2.0 * (1.0 - lag as f64 / frames);
        sum += weight * products[lag];
        weights += weight;
        plain += products[lag];
        let v = sum / (frames - weights);
        let tau = 0.5 + (plain + lag as f64 * v) / (products[0] + v);
        lag as f64 >= ENOUGH * tau.max(0.5)
    })
}

/// c that ends with these products.
fn solved(products: &[f64], window: usize) -> Vec<f64> {
    let mut covariance = products.to_vec();
    for _ in 0..ITERATIONS {
        let taken = taken(&covariance, window);
        for ((c, product), taken) in covariance.iter_mut().zip(products).zip(taken) {
            *c = product + taken;
        }
    }
    covariance
}

/// `c(k) - A(k)` for the lags of c.
fn taken(covariance: &[f64], window: usize) -> Vec<f64> {
    let frames = window as f64;
    let last = covariance.len() - 1;
    // Sums of c from 0 to k.
    let sums: Vec<f64> = covariance
        .iter()
        .scan(0.0, |sum, c| {
            *sum += c;
            Some(*sum)
        })
        .collect();
    let g = |j: usize| {
        let (before, after) = (j.min(last), (window - 1 - j).min(last));
        (sums[before] + sums[after] - covariance[0]) / frames
    };
    let all: f64 = (0..window).map(g).sum();
    let v = all / frames;
    let mut partial = all;
    (0..=last)
        .map(|lag| {
            let taken = 2.0 * partial / (window - lag) as f64 - v;
            partial -= g(window - 1 - lag);
            taken
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `A(k)` by the double sum.
    fn exact(covariance: impl Fn(usize) -> f64, window: usize) -> Vec<f64> {
        let frames = window as f64;
        let g = |j: usize| (0..window).map(|l| covariance(j.abs_diff(l))).sum::<f64>() / frames;
        let g: Vec<f64> = (0..window).map(g).collect();
        let v = g.iter().sum::<f64>() / frames;
        let at = |lag: usize| {
            let both: f64 = (0..window - lag).map(|j| g[j] + g[j + lag]).sum();
            covariance(lag) - both / (window - lag) as f64 + v
        };
        (0..=window / 2).map(at).collect()
    }

    #[test]
    fn frames_that_know_nothing_of_each_other_lose_one_in_w() {
        for window in [8, 30, 1000] {
            let products = exact(|lag| if lag == 0 { 3.0 } else { 0.0 }, window);
            let memory = Memory::of(&products, window).expect("it has ended");
            assert!((memory.share - 1.0 / window as f64).abs() < 1e-12);
            assert!((memory.correlation_time - 0.5).abs() < 1e-9);
        }
    }

    #[test]
    fn a_covariance_that_ends_is_found_exactly() {
        let triangle = |lag: usize| (1.0 - lag as f64 / 5.0).max(0.0);
        let products = exact(triangle, 200);
        let memory = Memory::of(&products, 200).expect("it has ended");
        let c0 = products[0] / (1.0 - memory.share);
        assert!((c0 - 1.0).abs() < 1e-12, "{c0}");
        assert!((memory.correlation_time - 2.5).abs() < 1e-9);
    }

    #[test]
    fn an_exponential_is_mended_to_a_fiftieth_of_its_bias() {
        for (tau, window) in [(2.0, 64), (5.0, 200), (20.0, 400)] {
            let products = exact(|lag| (-(lag as f64) / tau).exp(), window);
            let memory = Memory::of(&products, window).expect("it has ended");
            let bias = 1.0 - products[0];
            let left = products[0] / (1.0 - memory.share) - 1.0;
            assert!(left.abs() < bias / 25.0, "{tau} {window}: {left} of {bias}");
        }
    }

    /// `A(K)` of means over blocks of `each` frames, by the double sum over their covariance.
    fn exact_of_blocks(covariance: impl Fn(usize) -> f64, blocks: usize, each: usize) -> Vec<f64> {
        let squares = (each * each) as f64;
        let of_blocks = |lag: usize| {
            let pairs =
                (0..each).flat_map(|i| (0..each).map(move |j| (each * lag + j).abs_diff(i)));
            pairs.map(&covariance).sum::<f64>() / squares
        };
        let known: Vec<f64> = (0..blocks).map(of_blocks).collect();
        exact(|lag| known[lag], blocks)
    }

    #[test]
    fn means_over_blocks_tell_what_the_mean_took_of_single_frames() {
        for (tau, frames, each) in [(0.1, 1024, 8), (3.0, 1024, 4), (20.0, 2048, 16)] {
            let covariance = |lag: usize| (-(lag as f64) / tau).exp();
            let window = exact(covariance, frames);
            let products = exact_of_blocks(covariance, frames / each, each);
            let memory = Memory::of_blocks(&products, frames / each, each, window[0]);
            let memory = memory.expect("it has ended");
            let bias = 1.0 - window[0];
            let left = window[0] / (1.0 - memory.share) - 1.0;
            assert!(left.abs() < bias / 25.0, "{tau} {each}: {left} of {bias}");
            // tau = 1/2 + 1/(e^(1/tau) - 1).
            let time = 0.5 + (1.0 / tau).exp_m1().recip();
            assert!(
                (memory.correlation_time / time - 1.0).abs() < 0.03,
                "{memory:?} {time}"
            );
        }
    }

    #[test]
    fn a_window_that_is_too_short_says_so() {
        let products = exact(|lag| (-(lag as f64) / 50.0).exp(), 100);
        assert_eq!(Memory::of(&products, 100), None);
        assert_eq!(Memory::of(&[], 100), None);
    }
}
