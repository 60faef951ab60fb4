//! Calibration by simulation: does a truth drawn from the prior fall anywhere among its posterior's draws?

use glassmelt_fit::Law;
use rand::Rng;
use rayon::prelude::*;
use serde::Serialize;
use statrs::distribution::{ChiSquared, ContinuousCDF};

use crate::curve::{CurveModel, CurveOptions};
use crate::error::BayesError;
use crate::measured::{Knowledge, Measured};
use crate::random::{Purpose, normal, stream};
use crate::sample::{Settings, sample};

/// How much is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CalibrationSettings {
    /// Simulated experiments, each with a posterior of its own.
    pub experiments: usize,
    /// How each posterior is drawn from; its seed is the seed of all.
    pub sampling: Settings,
    /// Every so many draws count, so that they are nearly independent.
    pub thin: usize,
    /// Bins of the ranks; the counted draws plus one must be a multiple of it.
    pub bins: usize,
}

/// The ranks of the truths.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// The variables, in order.
    pub variables: Vec<String>,
    /// For each variable: how many truths fell into each bin of ranks.
    pub histograms: Vec<Vec<usize>>,
    /// For each variable: probability of a histogram as uneven, if all ranks are alike.
    pub p_values: Vec<f64>,
    /// Paths that diverged, over all experiments.
    pub divergences: usize,
    /// Experiments whose posterior could not be drawn from.
    pub failed: usize,
}

/// The rank test of Talts et al. 2018: parameters from the prior, data from the likelihood, draws from
/// the posterior; the rank of each parameter among its draws is uniform if all three belong together.
///
/// `design` says at which temperatures, with which errors and from which sources is measured; its values
/// count only where a point is a limit: there a simulated value beyond it is told as the limit.
///
/// # Errors
/// As [`CurveModel::new`], and [`BayesError::Settings`] where ranks do not fill bins evenly.
pub fn calibrate(
    law: &dyn Law,
    design: &Measured,
    options: &CurveOptions,
    settings: CalibrationSettings,
) -> Result<Calibration, BayesError> {
    let model = CurveModel::new(law, design, options)?;
    let counted = settings.sampling.chains * settings.sampling.draws.div_ceil(settings.thin);
    if !(counted + 1).is_multiple_of(settings.bins) {
        return Err(BayesError::Settings {
            what: "bins",
            value: settings.bins,
            domain: "a divisor of the counted draws plus one",
        });
    }
    let outcomes: Vec<Option<Outcome>> = (0..settings.experiments)
        .into_par_iter()
        .map(|i| experiment(&model, options, settings, i as u64))
        .collect();
    let names = model.coordinates().iter();
    let variables: Vec<String> = names.map(|c| c.variable.name.clone()).collect();
    let mut histograms = vec![vec![0; settings.bins]; variables.len()];
    let width = (counted + 1) / settings.bins;
    for outcome in outcomes.iter().flatten() {
        for (histogram, rank) in histograms.iter_mut().zip(&outcome.ranks) {
            histogram[rank / width] += 1;
        }
    }
    Ok(Calibration {
        p_values: histograms.iter().map(|h| evenness(h)).collect(),
        variables,
        histograms,
        divergences: outcomes.iter().flatten().map(|o| o.divergences).sum(),
        failed: outcomes.iter().filter(|o| o.is_none()).count(),
    })
}

struct Outcome {
    ranks: Vec<usize>,
    divergences: usize,
}

fn experiment(
    model: &CurveModel,
    options: &CurveOptions,
    settings: CalibrationSettings,
    index: u64,
) -> Option<Outcome> {
    let mut rng = stream(settings.sampling.seed, Purpose::Simulation, index);
    let truth = from_prior(model, &mut rng)?;
    let data = measured(model, &truth, &mut rng);
    let simulated = CurveModel::new(model.law(), &data, options).ok()?;
    let sampling = Settings {
        seed: settings
            .sampling
            .seed
            .wrapping_add(index.wrapping_mul(7919)),
        ..settings.sampling
    };
    let go_on = |_| std::ops::ControlFlow::Continue(());
    let draws = sample(&simulated, sampling, &go_on).ok()?;
    let rank = |(truth, chains): (&f64, &Vec<Vec<f64>>)| {
        let counted = chains.iter().flat_map(|c| c.iter().step_by(settings.thin));
        counted.filter(|x| *x < truth).count()
    };
    Some(Outcome {
        ranks: truth.iter().zip(&draws.values).map(rank).collect(),
        divergences: draws.divergences(),
    })
}

/// Values of all variables as the priors have them; none where a prior cannot be drawn from.
fn from_prior(model: &CurveModel, rng: &mut impl Rng) -> Option<Vec<f64>> {
    let mut values = model
        .coordinates()
        .iter()
        .map(|c| {
            let (low, high) = c.transform.range();
            c.prior.draw(low, high, rng)
        })
        .collect::<Option<Vec<f64>>>()?;
    model.natural_offsets(&mut values);
    Some(values)
}

/// What would be measured of a liquid with these values, by this design.
fn measured(model: &CurveModel, values: &[f64], rng: &mut impl Rng) -> Measured {
    let mut data = model.data().clone();
    for (i, (mean, width)) in model.expected(values).into_iter().enumerate() {
        let value = mean + width * normal(rng);
        let limit = data.curve.log10_values[i];
        let beyond = match data.knowledge[i] {
            Knowledge::Measured => false,
            Knowledge::Above => value > limit,
            Knowledge::Below => value < limit,
        };
        if !beyond {
            data.curve.log10_values[i] = value;
            data.knowledge[i] = Knowledge::Measured;
        }
    }
    data
}

/// Probability of a chi-square as large, if all bins are alike.
fn evenness(histogram: &[usize]) -> f64 {
    let bins = histogram.len() as f64;
    let expected = histogram.iter().sum::<usize>() as f64 / bins;
    let chi_square: f64 = histogram
        .iter()
        .map(|count| (*count as f64 - expected).powi(2) / expected)
        .sum();
    ChiSquared::new(bins - 1.0).map_or(f64::NAN, |law| law.sf(chi_square))
}
