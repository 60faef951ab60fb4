//! The paper's strength `D = (2/alpha)(k_B T0/(mu0 a^3))` (f below Eq. 24) against the strengths of many glasses.
//!
//! D = B/T0 and x = T0/mu0 share T0: independent B, T0 and mu0 already correlate them, downwards. Two nulls tell how
//! much: mu0 permuted among the glasses, and B and mu0 permuted each by itself.

use glassmelt::units::modulus_in_kelvin;
use rayon::prelude::*;
use serde::Serialize;

use super::{Glass, PopulationOptions};
use crate::statistics::{
    Groups, least_squares, partial_spearman, permuted, quantile, random_effects, share_at_least,
    sorted, spearman, standard_deviation, stream,
};

/// The fewest glasses of which a correlation is told.
pub(super) const LEAST_GLASSES: usize = 8;

/// A number of the population with what resampling glasses (or what belongs together) knows of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Resampled {
    /// The number.
    pub value: f64,
    /// Its standard error; NaN, as the interval is, where all glasses belong together.
    pub error: f64,
    /// The 2.5 percent point of the bootstrap.
    pub low: f64,
    /// The 97.5 percent point.
    pub high: f64,
}

/// What the same number is where there is nothing to be found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Null {
    /// Its mean.
    pub mean: f64,
    /// Its 2.5 percent point.
    pub low: f64,
    /// Its 97.5 percent point.
    pub high: f64,
    /// Share of the null at or above the number that was found: one-sided p-value of a rise, as the paper has it.
    pub p_rise: f64,
    /// Two-sided p-value.
    pub p: f64,
}

/// A number with its nulls.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tested {
    /// The number.
    #[serde(flatten)]
    pub found: Resampled,
    /// With mu0 permuted among the glasses: T0 and D stay together.
    pub mu0_permuted: Null,
    /// With B and mu0 permuted, each by itself: B, T0 and mu0 are independent.
    pub all_independent: Null,
}

/// All glasses with one alpha: `ln D = ln(2/alpha) + ln(k_B T0/(mu0 a^3)) + scatter`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OneAlpha {
    /// The cut-off length assumed, nm.
    pub a_nm: f64,
    /// alpha at that length.
    pub alpha: Resampled,
    /// `alpha a^3`, nm^3: what the data know.
    pub alpha_a3_nm3: Resampled,
    /// Scatter of ln D about the line beyond the errors of the fits.
    pub scatter: Resampled,
    /// Scatter of ln D about a constant.
    pub scatter_of_strength: f64,
    /// `1 - scatter^2/scatter_of_strength^2`: the part of the variance of ln D that the line explains; negative where
    /// a constant does better.
    pub explained: Tested,
}

/// What the population says of the prediction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Prediction {
    /// How many glasses.
    pub glasses: usize,
    /// In how many groups that are resampled together.
    pub groups: usize,
    /// Rank correlation of D and T0/mu0; the paper: positive.
    pub rank_correlation: Tested,
    /// Rank correlation of D and T0/mu0 with T0 held; the paper: positive.
    pub with_t0_held: Tested,
    /// Slope of ln D against ln(T0/mu0), least squares; the paper: 1.
    pub slope: Tested,
    /// Exponent of T0 in `B = const T0^p mu0^q`; the paper: 2.
    pub exponent_of_t0: Tested,
    /// Exponent of mu0 in the same; the paper: -1.
    pub exponent_of_mu0: Tested,
    /// One alpha for all.
    pub one_alpha: OneAlpha,
}

/// Logarithms of what is known of each glass.
#[derive(Debug, Clone, Default, PartialEq)]
struct Logs {
    b: Vec<f64>,
    t0: Vec<f64>,
    mu0: Vec<f64>,
    strength_variance: Vec<f64>,
    ratio_variance: Vec<f64>,
}

/// What is computed of glasses as they are, resampled, or permuted.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Numbers {
    rank: f64,
    held: f64,
    slope: f64,
    by_t0: f64,
    by_mu0: f64,
    /// Mean of `ln D - ln(T0/mu0)`, with mu0 in K at the length assumed.
    offset: f64,
    scatter: f64,
    scatter_of_strength: f64,
}

/// Which random numbers these are.
const BOOTSTRAP: u32 = 2;
const MU0_PERMUTED: u32 = 3;
const ALL_INDEPENDENT: u32 = 4;

pub(super) fn prediction(glasses: &[Glass], options: &PopulationOptions) -> Option<Prediction> {
    if glasses.len() < LEAST_GLASSES {
        return None;
    }
    let logs = Logs::of(glasses, options.a_nm)?;
    let found = logs.numbers();
    let groups = Groups::by_words(glasses.iter().map(|glass| glass.group.as_deref()));
    let replicas = |of: &(dyn Fn(usize) -> Logs + Sync)| -> Vec<Numbers> {
        (0..options.replicas)
            .into_par_iter()
            .map(|replica| of(replica).numbers())
            .collect()
    };
    let seed = options.seed;
    // Draws of a single group are all the same: they know no error.
    let bootstrap = if groups.len() < 2 {
        Vec::new()
    } else {
        replicas(&|replica| logs.select(&groups.drawn(&mut stream(seed, BOOTSTRAP, replica))))
    };
    let mu0_permuted = replicas(&|replica| Logs {
        mu0: permuted(&logs.mu0, &mut stream(seed, MU0_PERMUTED, replica)),
        ..logs.clone()
    });
    let all_independent = replicas(&|replica| {
        let mut rng = stream(seed, ALL_INDEPENDENT, replica);
        Logs {
            b: permuted(&logs.b, &mut rng),
            mu0: permuted(&logs.mu0, &mut rng),
            ..logs.clone()
        }
    });
    let resampled = |of: &dyn Fn(&Numbers) -> f64| resampled(of(&found), bootstrap.iter().map(of));
    let tested = |of: &dyn Fn(&Numbers) -> f64| Tested {
        found: resampled(of),
        mu0_permuted: null(of(&found), mu0_permuted.iter().map(of)),
        all_independent: null(of(&found), all_independent.iter().map(of)),
    };
    Some(Prediction {
        glasses: glasses.len(),
        groups: groups.len(),
        rank_correlation: tested(&|n| n.rank),
        with_t0_held: tested(&|n| n.held),
        slope: tested(&|n| n.slope),
        exponent_of_t0: tested(&|n| n.by_t0),
        exponent_of_mu0: tested(&|n| n.by_mu0),
        one_alpha: OneAlpha {
            a_nm: options.a_nm,
            alpha: resampled(&|n| n.alpha()),
            alpha_a3_nm3: resampled(&|n| n.alpha() * options.a_nm.powi(3)),
            scatter: resampled(&|n| n.scatter),
            scatter_of_strength: found.scatter_of_strength,
            explained: tested(&|n| n.explained()),
        },
    })
}

impl Logs {
    /// None where a modulus or the length is no positive number.
    fn of(glasses: &[Glass], a_nm: f64) -> Option<Self> {
        let mut logs = Self::default();
        for glass in glasses {
            logs.b.push((glass.strength_d * glass.t0).ln());
            logs.t0.push(glass.t0.ln());
            logs.mu0
                .push(modulus_in_kelvin(glass.mu0_gpa, a_nm).ok()?.ln());
            logs.strength_variance.push(glass.ln_strength_error.powi(2));
            logs.ratio_variance
                .push(glass.ln_strength_over_t0_error.powi(2));
        }
        Some(logs)
    }

    fn select(&self, items: &[usize]) -> Self {
        let pick = |values: &[f64]| items.iter().map(|&i| values[i]).collect();
        Self {
            b: pick(&self.b),
            t0: pick(&self.t0),
            mu0: pick(&self.mu0),
            strength_variance: pick(&self.strength_variance),
            ratio_variance: pick(&self.ratio_variance),
        }
    }

    fn numbers(&self) -> Numbers {
        let minus =
            |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a - b).collect() };
        let strength = minus(&self.b, &self.t0);
        let ratio = minus(&self.t0, &self.mu0);
        let ones = vec![1.0; self.b.len()];
        let line = least_squares(&[ones.clone(), ratio.clone()], &strength);
        let plane = least_squares(&[ones, self.t0.clone(), self.mu0.clone()], &self.b);
        let about_line = random_effects(&minus(&strength, &ratio), &self.ratio_variance);
        let about_constant = random_effects(&strength, &self.strength_variance);
        let part =
            |list: &Option<Vec<f64>>, i: usize| list.as_ref().map_or(f64::NAN, |list| list[i]);
        Numbers {
            rank: spearman(&strength, &ratio),
            held: partial_spearman(&strength, &ratio, &self.t0),
            slope: part(&line, 1),
            by_t0: part(&plane, 1),
            by_mu0: part(&plane, 2),
            offset: about_line.map_or(f64::NAN, |r| r.mean),
            scatter: about_line.map_or(f64::NAN, |r| r.scatter),
            scatter_of_strength: about_constant.map_or(f64::NAN, |r| r.scatter),
        }
    }
}

impl Numbers {
    /// `alpha = 2 exp(-offset)`.
    fn alpha(&self) -> f64 {
        2.0 * (-self.offset).exp()
    }

    fn explained(&self) -> f64 {
        1.0 - (self.scatter / self.scatter_of_strength).powi(2)
    }
}

/// Standard deviation and percent points of the replicas that have the number.
fn resampled(value: f64, replicas: impl Iterator<Item = f64>) -> Resampled {
    let replicas: Vec<f64> = replicas.filter(|x| x.is_finite()).collect();
    let in_order = sorted(&replicas);
    Resampled {
        value,
        error: standard_deviation(&replicas),
        low: quantile(&in_order, 0.025),
        high: quantile(&in_order, 0.975),
    }
}

fn null(value: f64, replicas: impl Iterator<Item = f64>) -> Null {
    let replicas = sorted(&replicas.filter(|x| x.is_finite()).collect::<Vec<_>>());
    let p_rise = share_at_least(&replicas, value);
    let negated: Vec<f64> = replicas.iter().map(|x| -x).collect();
    let p_fall = share_at_least(&negated, -value);
    Null {
        mean: crate::statistics::mean(&replicas),
        low: quantile(&replicas, 0.025),
        high: quantile(&replicas, 0.975),
        p_rise,
        p: (2.0 * p_rise.min(p_fall)).min(1.0),
    }
}
