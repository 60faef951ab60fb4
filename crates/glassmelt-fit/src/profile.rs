//! Profile-likelihood intervals: one parameter is moved and held, the others follow, until the fit is
//! too bad to be chance.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

use crate::covariance::{Known, Scatter};
use crate::solve::{Minimum, Objective, minimise};

/// The ends of one interval; none where the data leave it open.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// The 95 percent intervals of all parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Profiles {
    /// One for each parameter, in order.
    pub intervals: Vec<Interval>,
    /// A better minimum than the one profiled, if the walk came upon one.
    pub better: Option<Vec<f64>>,
}

/// 95 percent profile-likelihood intervals about a minimum (Bates and Watts 1988, ch. 6).
///
/// An end is where the objective, minimised over the other parameters, has risen by
/// `q^2` times the rise of one standard error: `q` is the 97.5 percent point of Student's t where the
/// scatter was estimated (so that `q^2` is that of F with 1 and n - k degrees of freedom), of the
/// normal distribution where errors were given (chi-square with one). `errors` are the standard
/// errors, from which the walk takes its first step. All ends are open where the law meets every
/// point to the last digit, for then nothing says how bad is too bad.
pub fn profiles(
    objective: &Objective,
    minimum: &Minimum,
    scatter: Scatter,
    errors: &[Option<f64>],
) -> Profiles {
    if !scatter.is_measurable(objective) {
        return Profiles {
            intervals: vec![Interval::default(); minimum.values.len()],
            better: None,
        };
    }
    let quantile = quantile(scatter);
    let mut walk = Walk {
        objective,
        minimum,
        rise: scatter.rise,
        better: None,
    };
    let intervals = (0..minimum.values.len())
        .map(|j| {
            let first = walk.first_step(j, errors[j], quantile);
            Interval {
                low: walk.end(j, -first, quantile),
                high: walk
                    .end(j, first, quantile)
                    .filter(|&end| !walk.runs_away(j, end)),
            }
        })
        .collect();
    Profiles {
        intervals,
        better: walk.better,
    }
}

/// Standard errors that 95 percent of the distribution stay within.
fn quantile(scatter: Scatter) -> f64 {
    let freedom = scatter.degrees_of_freedom.max(1) as f64;
    match scatter.known {
        Known::Given => Normal::standard().inverse_cdf(0.975),
        Known::Estimated => {
            StudentsT::new(0.0, 1.0, freedom).map_or(f64::INFINITY, |t| t.inverse_cdf(0.975))
        }
    }
}

struct Walk<'a> {
    objective: &'a Objective<'a>,
    minimum: &'a Minimum,
    rise: f64,
    better: Option<Vec<f64>>,
}

/// How often a step is doubled before an interval counts as open.
const MOST_DOUBLINGS: usize = 25;

/// How close to the quantile an end must come, in standard errors.
const CLOSE: f64 = 1e-7;

impl Walk<'_> {
    /// A step that should come near the end: from the standard error, or from the parameter's own
    /// effect on the residuals where it has none.
    fn first_step(&self, j: usize, error: Option<f64>, quantile: f64) -> f64 {
        let alone = || self.rise.sqrt() / self.objective.column_norms(&self.minimum.values)[j];
        let one = error.filter(|e| *e > 0.0).unwrap_or_else(alone);
        if one.is_finite() && one > 0.0 {
            quantile * one
        } else {
            1e-3 * self.minimum.values[j].abs().max(1e-3)
        }
    }

    /// Root of the rise in standard errors when parameter `j` is held at `value`; `others` is where
    /// the others start, and where they ended.
    fn height(&mut self, j: usize, value: f64, others: &mut Vec<f64>) -> f64 {
        let mut start = others.clone();
        start[j] = value;
        let mut starts = vec![start];
        if *others != self.minimum.values {
            let mut from_best = self.minimum.values.clone();
            from_best[j] = value;
            starts.push(from_best);
        }
        // The second start is for a first one that fails only.
        let Some(found) = minimise(self.objective, &starts, &[j]) else {
            return f64::INFINITY;
        };
        let rise = found.objective - self.minimum.objective;
        if rise < -1e-9 * self.minimum.objective && found.converged() {
            self.better = Some(found.values.clone());
        }
        if found.converged() {
            *others = found.values;
        }
        let height = (rise.max(0.0) / self.rise).sqrt();
        if height.is_nan() {
            f64::INFINITY
        } else {
            height
        }
    }

    /// Whether parameter `j` came to this end only because a technical bound held another one back.
    fn runs_away(&mut self, j: usize, end: f64) -> bool {
        let Some(runaway) = self.objective.law.runaway().filter(|r| r.follows == j) else {
            return false;
        };
        let mut others = self.minimum.values.clone();
        self.height(j, end, &mut others);
        others[runaway.bounded] <= self.objective.parameters[runaway.bounded].lower * (1.0 + 1e-6)
    }

    /// Where the height reaches the quantile, walking from the best value by `step` and further.
    #[expect(clippy::float_cmp, reason = "clamped to the bound itself")]
    fn end(&mut self, j: usize, step: f64, quantile: f64) -> Option<f64> {
        let best = self.minimum.values[j];
        let bound = &self.objective.parameters[j];
        let edge = if step < 0.0 { bound.lower } else { bound.upper };
        let mut others = self.minimum.values.clone();
        let (mut inside, mut step) = ((best, -quantile), step);
        for _ in 0..MOST_DOUBLINGS {
            let target = inside.0 + step;
            let value = target.clamp(bound.lower, bound.upper);
            let excess = self.height(j, value, &mut others) - quantile;
            if excess.abs() < CLOSE {
                return Some(value);
            }
            if excess >= 0.0 {
                return Some(self.refine(j, inside, (value, excess), quantile, others));
            }
            if value == edge || !value.is_finite() {
                return None;
            }
            inside = (value, excess);
            step *= 2.0;
        }
        None
    }

    /// Regula falsi with the Illinois rule between a point inside the interval and one outside; each
    /// is a value and its height above the quantile.
    #[expect(clippy::float_cmp, reason = "no number is left between the two")]
    fn refine(
        &mut self,
        j: usize,
        inside: (f64, f64),
        outside: (f64, f64),
        quantile: f64,
        mut others: Vec<f64>,
    ) -> f64 {
        let ((mut a, mut height_a), (mut b, mut height_b)) = (inside, outside);
        for _ in 0..60 {
            let guess = if height_b.is_finite() {
                (a * height_b - b * height_a) / (height_b - height_a)
            } else {
                0.5 * (a + b)
            };
            if guess == a || guess == b {
                return guess;
            }
            let excess = self.height(j, guess, &mut others) - quantile;
            if excess.abs() < CLOSE {
                return guess;
            }
            if excess < 0.0 {
                (a, height_a) = (guess, excess);
                height_b *= 0.5;
            } else {
                (b, height_b) = (guess, excess);
                height_a *= 0.5;
            }
        }
        0.5 * (a + b)
    }
}
