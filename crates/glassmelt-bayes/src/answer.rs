//! What comes out: variables with their intervals and diagnostics, leave-one-out, what to know.

use glassmelt::Warning;
use serde::Serialize;

use crate::density::Variable;
use crate::diagnostics::{ess_bulk, ess_mean, ess_tail, mean_and_variance, rhat};
use crate::loo::{Loo, LooStanding};
use crate::sample::Draws;
use glassmelt_fit::bootstrap::percentile;

/// A variable of the posterior.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Its word.
    pub name: String,
    /// Its unit; empty for a pure number.
    pub unit: &'static str,
    /// Its prior; empty where it is computed from others.
    pub prior: String,
    /// Mean of the draws.
    pub mean: f64,
    /// Standard deviation of the draws.
    pub sd: f64,
    /// Standard error that drawing leaves in the mean.
    pub mean_error: f64,
    /// Median.
    pub median: f64,
    /// 5 percent point.
    pub low: f64,
    /// 95 percent point.
    pub high: f64,
    /// Rank-normalized split R-hat; none where it is computed from a part of the draws.
    pub rhat: Option<f64>,
    /// Effective draws for the centre.
    pub ess_bulk: Option<f64>,
    /// Effective draws for the tails.
    pub ess_tail: Option<f64>,
}

impl Summary {
    /// Of the chains of a variable.
    pub fn of(variable: &Variable, chains: &[Vec<f64>]) -> Self {
        let all: Vec<f64> = chains.iter().flatten().copied().collect();
        let sd = mean_and_variance(&all).1.sqrt();
        Self {
            mean_error: sd / ess_mean(chains).sqrt(),
            rhat: Some(rhat(chains)),
            ess_bulk: Some(ess_bulk(chains)),
            ess_tail: Some(ess_tail(chains)),
            prior: variable.prior.clone(),
            ..Self::of_values(&variable.name, variable.unit, &all)
        }
    }

    /// Of independent values without a chain.
    pub fn of_values(name: &str, unit: &'static str, values: &[f64]) -> Self {
        let (mean, variance) = mean_and_variance(values);
        Self {
            name: name.to_owned(),
            unit,
            prior: String::new(),
            mean,
            sd: variance.sqrt(),
            mean_error: (variance / values.len() as f64).sqrt(),
            median: percentile(values, 0.5),
            low: percentile(values, 0.05),
            high: percentile(values, 0.95),
            rhat: None,
            ess_bulk: None,
            ess_tail: None,
        }
    }
}

/// What the posterior says of log10 of the value at one temperature.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PredictiveBand {
    /// Temperature, K.
    pub t: f64,
    /// Median of the law.
    pub median: f64,
    /// 5 percent point of the law.
    pub low: f64,
    /// 95 percent point of the law.
    pub high: f64,
    /// 5 percent point of a new measurement.
    pub point_low: f64,
    /// 95 percent point of a new measurement.
    pub point_high: f64,
}

/// How the draws went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sampling {
    /// Paths that diverged.
    pub divergences: usize,
    /// Paths cut at the largest depth.
    pub cut_paths: usize,
    /// E-BFMI of each chain.
    pub e_bfmi: Vec<f64>,
    /// Evaluations of the density.
    pub evaluations: u64,
}

/// The posterior of one law on one curve.
#[derive(Debug, Clone, Serialize)]
pub struct Posterior {
    /// The law's word.
    pub law: String,
    /// What people call it.
    pub title: String,
    /// Its equation.
    pub equation: String,
    /// How many of the variables, the first ones, are the law's parameters.
    pub parameters: usize,
    /// The variables.
    pub variables: Vec<Summary>,
    /// Tg, m and D where the draws have them.
    pub derived: Vec<Summary>,
    /// Correlations of the variables, in order.
    pub correlations: Vec<Vec<f64>>,
    /// How the draws went.
    pub sampling: Sampling,
    /// Leave-one-out.
    pub loo: Loo,
    /// The law with its uncertainty along temperature.
    #[serde(skip)]
    pub band: Vec<PredictiveBand>,
    /// Every draw.
    #[serde(skip)]
    pub draws: Draws,
    /// What to know about this posterior.
    pub warnings: Vec<Warning>,
}

impl Posterior {
    /// The variables, and what follows from them under names that they do not have.
    pub fn shown(&self) -> Vec<&Summary> {
        let named = |name: &str| self.variables.iter().any(|v| v.name == name);
        let derived = self.derived.iter().filter(|d| !named(&d.name));
        self.variables.iter().chain(derived).collect()
    }
}

/// Every law on one curve, and how they stand.
#[derive(Debug, Clone, Serialize)]
pub struct Analysis {
    /// In the order asked for.
    pub posteriors: Vec<Posterior>,
    /// Best first.
    pub comparison: Vec<LooStanding>,
    /// The verdict in a sentence.
    pub verdict: String,
    /// What to know about the data and the laws that have no posterior.
    pub warnings: Vec<Warning>,
}
