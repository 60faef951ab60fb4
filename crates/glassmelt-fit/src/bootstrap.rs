//! The bootstrap: the same fit on data as they might have come out, again and again.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::covariance::leverages;
use crate::curve::Curve;
use crate::observe::Observer;
use crate::solve::{Minimum, Robust, minimise};
use crate::task::Task;

/// Parameters of each replica that converged, in the order of their numbers.
///
/// Where errors are given (and used), a replica is the fitted curve plus Gaussian noise of these
/// sizes. Otherwise it is the fitted curve plus residuals drawn with replacement, each enlarged by
/// `(1 - leverage)^(-1/2)` for what the fit absorbed and their mean taken off (Davison and Hinkley
/// 1997, ch. 6.3). Replica `r` draws from stream `r` of a ChaCha generator seeded with `seed`, so
/// neither the number of threads nor the other laws change it.
pub fn bootstrap(
    task: &Task,
    minimum: &Minimum,
    loss: Robust,
    replicas: usize,
    seed: u64,
    observer: &dyn Observer,
) -> Vec<Vec<f64>> {
    let objective = task.objective(&task.curve.log10_values, loss);
    let mut fitted = vec![0.0; task.curve.len()];
    task.law.log10_all(&minimum.values, task.curve, &mut fitted);
    let noise = match (&task.weights, loss) {
        (Some(weights), Robust::Squares) => {
            Noise::Gaussian(weights.iter().map(|w| 1.0 / w).collect())
        }
        _ => Noise::Residuals(studentized(
            &objective.residuals(&minimum.values),
            &leverages(&objective, minimum),
        )),
    };
    (0..replicas)
        .into_par_iter()
        .filter_map(|replica| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            rng.set_stream(replica as u64);
            let targets: Vec<f64> = fitted
                .iter()
                .enumerate()
                .map(|(i, y)| {
                    y + noise.draw(i, &mut rng) / noise.weight(task.weights.as_deref(), i)
                })
                .collect();
            let found = refit(task, minimum, loss, &targets);
            observer.replica_done(task.law.name());
            found
        })
        .collect()
}

/// The parameters of one replica: from the best fit or, where that leads nowhere, from the law's own
/// starting points on the replica.
fn refit(task: &Task, minimum: &Minimum, loss: Robust, targets: &[f64]) -> Option<Vec<f64>> {
    let objective = task.objective(targets, loss);
    let near = minimise(&objective, &starts(task, minimum), &[]).filter(Minimum::converged);
    let found = near.or_else(|| {
        let replica = Curve {
            log10_values: targets.to_vec(),
            ..task.curve.clone()
        };
        minimise(&objective, &task.law.starts(&replica), &[]).filter(Minimum::converged)
    });
    found.map(|minimum| minimum.values)
}

/// The best fit first: a replica lies near it. A start on a bound is moved off it a little, or its
/// replicas could never leave.
fn starts(task: &Task, minimum: &Minimum) -> Vec<Vec<f64>> {
    vec![minimum.values.clone()]
        .into_iter()
        .map(|mut values| {
            for ((x, bound), at) in values
                .iter_mut()
                .zip(&task.parameters)
                .zip(&minimum.at_bound)
            {
                let width = bound.upper - bound.lower;
                if *at && width.is_finite() {
                    *x = x.clamp(bound.lower + 0.02 * width, bound.upper - 0.02 * width);
                }
            }
            values
        })
        .collect()
}

enum Noise {
    /// Standard errors in decades.
    Gaussian(Vec<f64>),
    /// Weighted residuals to draw from.
    Residuals(Vec<f64>),
}

impl Noise {
    fn draw(&self, i: usize, rng: &mut impl Rng) -> f64 {
        match self {
            Self::Gaussian(errors) => errors[i] * normal(rng),
            Self::Residuals(pool) => pool[rng.random_range(0..pool.len())],
        }
    }

    /// Gaussian errors are in decades already; residuals are weighted.
    fn weight(&self, weights: Option<&[f64]>, i: usize) -> f64 {
        match self {
            Self::Gaussian(_) => 1.0,
            Self::Residuals(_) => weights.map_or(1.0, |w| w[i]),
        }
    }
}

/// A standard normal number (Box and Muller 1958; always two words of the generator).
fn normal(rng: &mut impl Rng) -> f64 {
    let (u, v): (f64, f64) = (rng.random(), rng.random());
    (-2.0 * (1.0 - u).ln()).sqrt() * (std::f64::consts::TAU * v).cos()
}

/// Residuals divided by `(1 - leverage)^(1/2)`, their mean taken off.
fn studentized(residuals: &[f64], leverages: &[f64]) -> Vec<f64> {
    let enlarged: Vec<f64> = residuals
        .iter()
        .zip(leverages)
        .map(|(r, h)| r / (1.0 - h).max(1e-6).sqrt())
        .collect();
    let mean = enlarged.iter().sum::<f64>() / enlarged.len() as f64;
    enlarged.iter().map(|r| r - mean).collect()
}

/// The `share` point of a sample, linear between its ordered members (type 7 of Hyndman and Fan
/// 1996); NaN for an empty one.
pub fn percentile(sample: &[f64], share: f64) -> f64 {
    let mut sorted = sample.to_vec();
    sorted.sort_by(f64::total_cmp);
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = share.clamp(0.0, 1.0) * last as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and last"
    )]
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}
