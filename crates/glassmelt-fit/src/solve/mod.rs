//! Bounded least squares of a law on a curve: from starting points to the lowest minimum.

mod bounded;
mod loss;
mod objective;
mod polish;

pub(crate) use loss::sigma_from_mad;
pub use loss::{Loss, Robust};
pub use objective::Objective;

use bounded::descend;

/// The end of a search: the lowest point found and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Minimum {
    /// The parameters.
    pub values: Vec<f64>,
    /// Twice the cost: the sum of squared (weighted) residuals, or its robust counterpart.
    pub objective: f64,
    /// Whether each parameter sits at a bound that holds it back.
    pub at_bound: Vec<bool>,
    /// Whether the solver says that it converged; otherwise its own words.
    pub outcome: Outcome,
}

/// How a search ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The gradient vanishes (in the directions that the bounds leave).
    Converged,
    /// It stopped elsewhere, for this reason.
    Stopped(String),
}

impl Minimum {
    /// Whether the search converged at a finite objective.
    pub fn converged(&self) -> bool {
        self.outcome == Outcome::Converged && self.objective.is_finite()
    }

    /// Whether no parameter is held back by its bound.
    pub fn is_interior(&self) -> bool {
        !self.at_bound.iter().any(|&at| at)
    }
}

/// The lowest minimum over the starts, best start first; `held` parameters stay where a start has them.
///
/// The starts come from a scan of every valley, so the first descent is the answer unless it fails
/// or ends at a bound; then, and for robust losses, all of them are tried. None without a start.
pub fn minimise(objective: &Objective, starts: &[Vec<f64>], held: &[usize]) -> Option<Minimum> {
    let mut best: Option<Minimum> = None;
    for start in starts {
        let minimum = settle(objective, descend(objective, start, held), held);
        let first_is_enough = minimum.converged()
            && minimum.is_interior()
            && matches!(objective.loss, Robust::Squares);
        if best.as_ref().is_none_or(|b| is_better(&minimum, b)) {
            best = Some(minimum);
        }
        if first_is_enough {
            break;
        }
    }
    best
}

/// Converged before not, then lower.
fn is_better(a: &Minimum, b: &Minimum) -> bool {
    (a.converged() && !b.converged())
        || (a.converged() == b.converged() && a.objective < b.objective)
}

/// How near to a bound a parameter must end, measured by how far moving it there alone changes the
/// residuals against their own size, for the bound to be tried.
const NEAR: f64 = 0.1;

/// Puts parameters that crept up to a bound exactly on it, where that is no worse.
///
/// An interior method never arrives at a bound; a minimum on it is found by holding the parameter
/// there and minimising over the others.
fn settle(objective: &Objective, mut minimum: Minimum, held: &[usize]) -> Minimum {
    let mut pinned: Vec<usize> = held.to_vec();
    while let Some((j, bound)) = nearest_bound(objective, &minimum, &pinned) {
        let mut start = minimum.values.clone();
        start[j] = bound;
        pinned.push(j);
        let trial = descend(objective, &start, &pinned);
        // The pinned minimum may differ from an interior one on the same spot by rounding only.
        if trial.converged() && trial.objective <= minimum.objective * (1.0 + 1e-12) {
            let mut at_bound = minimum.at_bound;
            at_bound[j] = true;
            minimum = Minimum { at_bound, ..trial };
        }
    }
    minimum
}

/// The free parameter nearest to one of its bounds, if it is near enough to try, with that bound.
fn nearest_bound(
    objective: &Objective,
    minimum: &Minimum,
    pinned: &[usize],
) -> Option<(usize, f64)> {
    let reach = |j: usize, bound: f64| (minimum.values[j] - bound).abs();
    let candidates: Vec<(usize, f64)> = objective
        .parameters
        .iter()
        .enumerate()
        .filter(|(j, _)| !pinned.contains(j))
        .flat_map(|(j, p)| [(j, p.lower), (j, p.upper)])
        .filter(|(_, bound)| bound.is_finite())
        .collect();
    if candidates.is_empty() || !minimum.objective.is_finite() {
        return None;
    }
    let sizes = objective.column_norms(&minimum.values);
    let allowed = NEAR * minimum.objective.sqrt() + 1e-9 * objective.size();
    candidates
        .into_iter()
        .map(|(j, bound)| (j, bound, reach(j, bound) * sizes[j]))
        .filter(|&(_, _, distance)| distance <= allowed)
        .min_by(|a, b| a.2.total_cmp(&b.2))
        .map(|(j, bound, _)| (j, bound))
}
