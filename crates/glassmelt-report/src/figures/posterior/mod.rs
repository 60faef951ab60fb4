//! The figures of posteriors: the laws over the data, pairs of variables, ranks of the chains.

mod band;
mod pairs;
mod ranks;

use glassmelt_bayes::{Analysis, Measured, Posterior};

use super::Figure;

/// The words of all figures of posteriors.
pub(crate) const NAMES: [&str; 3] = ["posterior-band", "posterior-pairs", "posterior-ranks"];

/// Every figure that the posteriors have numbers for; pairs and ranks of the best law.
pub(crate) fn all(analysis: &Analysis, data: Option<&Measured>) -> Vec<Figure> {
    let Some(best) = best(analysis) else {
        return Vec::new();
    };
    [
        data.and_then(|data| band::band(analysis, best, data)),
        pairs::pairs(best),
        ranks::ranks(best),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The posterior of the law that foretells best.
pub(crate) fn best(analysis: &Analysis) -> Option<&Posterior> {
    let law = &analysis.comparison.first()?.law;
    analysis.posteriors.iter().find(|p| p.law == *law)
}

/// The name of a law without what stands in brackets.
fn short(title: &str) -> &str {
    title.split_once(" (").map_or(title, |(short, _)| short)
}
