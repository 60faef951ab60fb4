//! The error of a number that is made of the mean over blocks of a series.

use glassmelt::Estimate;

/// How many blocks a series is cut into.
pub(super) const BLOCKS: usize = 16;

/// The jackknife over blocks (Quenouille 1956): `error^2 = (B - 1)/B sum (x_b - <x>)^2`, where `x_b` is the
/// number without block b.
pub(super) fn jackknife(mean: f64, without: &[f64], independent_samples: f64) -> Estimate {
    let count = without.len() as f64;
    let center = without.iter().sum::<f64>() / count;
    let squares: f64 = without.iter().map(|x| (x - center).powi(2)).sum();
    Estimate {
        mean,
        error: ((count - 1.0) / count * squares).sqrt(),
        independent_samples,
    }
}
