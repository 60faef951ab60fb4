//! Which law wins how often, with Wilson's intervals; kinds of points are kept apart, ties are told as ties.

use serde::Serialize;

use crate::statistics::{Proportion, quantile, sorted, wilson};
use crate::{FittedCurve, Origin};

/// How one law does on many curves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LawCount {
    /// Its word; a rewriting of another law is counted with it.
    pub law: String,
    /// On how many curves it was fitted.
    pub fitted: usize,
    /// Curves that prefer it to every other law.
    pub wins: Proportion,
    /// Curves on which it is the best or cannot be told from the best.
    pub among_best: Proportion,
    /// The median of its root mean square residual, decades.
    pub median_rms_dex: f64,
}

/// Who wins on curves of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Winners {
    /// What their points are.
    pub origin: Origin,
    /// How many curves there are.
    pub curves: usize,
    /// How many have points enough to rank the laws; shares are of these.
    pub ranked: usize,
    /// How many of these prefer no law: the best cannot be told from another.
    pub undecided: Proportion,
    /// The laws, most often among the best first.
    pub laws: Vec<LawCount>,
}

/// For each kind of points that there is.
pub(super) fn all(curves: &[&FittedCurve]) -> Vec<Winners> {
    [Origin::Measured, Origin::Levels, Origin::Smoothed]
        .into_iter()
        .filter_map(|origin| {
            let of: Vec<&FittedCurve> = curves
                .iter()
                .copied()
                .filter(|c| c.origin == origin)
                .collect();
            (!of.is_empty()).then(|| winners(origin, &of))
        })
        .collect()
}

fn winners(origin: Origin, curves: &[&FittedCurve]) -> Winners {
    let ranked: Vec<&FittedCurve> = curves
        .iter()
        .copied()
        .filter(|curve| curve.ranked)
        .collect();
    let undecided = ranked
        .iter()
        .filter(|curve| curve.preferred.is_none())
        .count();
    let mut laws: Vec<LawCount> = families(curves)
        .into_iter()
        .map(|law| count(&law, curves, &ranked))
        .collect();
    laws.sort_by_key(|law| std::cmp::Reverse((law.among_best.count, law.wins.count)));
    Winners {
        origin,
        curves: curves.len(),
        ranked: ranked.len(),
        undecided: wilson(undecided, ranked.len()),
        laws,
    }
}

/// The laws that are no rewriting of another fitted one, in the order in which they were asked for.
fn families(curves: &[&FittedCurve]) -> Vec<String> {
    let mut laws: Vec<String> = Vec::new();
    for fit in curves.iter().flat_map(|curve| &curve.fits) {
        let stands = |word: &str| {
            curves
                .iter()
                .any(|curve| curve.fits.iter().any(|f| f.law == word))
        };
        let word = if fit.family != fit.law && stands(&fit.family) {
            &fit.family
        } else {
            &fit.law
        };
        if !laws.contains(word) {
            laws.push(word.clone());
        }
    }
    laws
}

fn count(law: &str, curves: &[&FittedCurve], ranked: &[&FittedCurve]) -> LawCount {
    let of = |curve: &FittedCurve| curve.fits.iter().find(|fit| fit.law == law).cloned();
    let residuals: Vec<f64> = curves
        .iter()
        .filter_map(|curve| Some(of(curve)?.rms_dex))
        .collect();
    let wins = ranked
        .iter()
        .filter(|curve| curve.preferred.as_deref() == Some(law))
        .count();
    let among = ranked
        .iter()
        .filter(|curve| of(curve).is_some_and(|fit| fit.tied))
        .count();
    LawCount {
        law: law.to_owned(),
        fitted: residuals.len(),
        wins: wilson(wins, ranked.len()),
        among_best: wilson(among, ranked.len()),
        median_rms_dex: quantile(&sorted(&residuals), 0.5),
    }
}
