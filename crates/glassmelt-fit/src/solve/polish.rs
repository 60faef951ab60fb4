//! The last digits: how flat the objective is at a point, and Gauss-Newton steps judged by that.
//!
//! A solver that accepts steps by the fall of the cost stops when that fall is lost in rounding,
//! which leaves half the digits of the parameters; the gradient still shows the way.

use nalgebra::{DMatrix, DVector};

use super::loss::Robust;
use super::objective::Objective;
use super::{Minimum, Outcome};

/// How small the gradient must be against the residuals to count as zero, and the share of rounding
/// in the values themselves.
const FLAT: (f64, f64) = (1e-6, 1e-13);

/// A gradient this small against the residuals moves no parameter by a millionth of its error.
const SHARP: f64 = 1e-11;

const MOST_STEPS: usize = 4;

/// Gradient and Jacobian at a point, in coordinates in which every free column has length one.
struct Local {
    free: Vec<usize>,
    units: Vec<f64>,
    jacobian: DMatrix<f64>,
    pull: DVector<f64>,
    gradient: DVector<f64>,
}

impl Local {
    fn new(objective: &Objective, values: &[f64], held: &[usize]) -> Self {
        let k = values.len();
        let free: Vec<usize> = (0..k).filter(|j| !held.contains(j)).collect();
        let norms = objective.column_norms(values);
        let unit = |j: usize| if norms[j] > 0.0 { 1.0 / norms[j] } else { 1.0 };
        let units: Vec<f64> = free.iter().map(|&j| unit(j)).collect();
        let n = objective.targets.len();
        let jacobian = objective.with_rows(values, |rows| {
            DMatrix::from_fn(n, free.len(), |i, a| rows[i * k + free[a]] * units[a])
        });
        let mut pull = DVector::from_vec(objective.residuals(values));
        pull.apply(|r| *r = objective.loss.at(*r).psi);
        let gradient = jacobian.tr_mul(&pull);
        Self {
            free,
            units,
            jacobian,
            pull,
            gradient,
        }
    }

    /// Largest component of the gradient, each shortened by the distance to the bound that it pushes
    /// against (Coleman and Li 1996).
    fn slope(&self, objective: &Objective, values: &[f64]) -> f64 {
        let mut largest = 0.0;
        for (a, &j) in self.free.iter().enumerate() {
            let (g, bound) = (self.gradient[a], &objective.parameters[j]);
            let room = if g < 0.0 {
                bound.upper - values[j]
            } else {
                values[j] - bound.lower
            };
            let slope = g.abs() * (room / self.units[a]).min(1.0);
            if slope.is_nan() {
                return f64::NAN;
            }
            largest = f64::max(largest, slope);
        }
        largest
    }

    fn is_flat(&self, objective: &Objective, values: &[f64]) -> bool {
        self.slope(objective, values) <= FLAT.0 * self.pull.norm() + FLAT.1 * objective.size()
    }

    /// The Gauss-Newton step from here, in the parameters' own units.
    fn step(self) -> Option<DVector<f64>> {
        let qr = self.jacobian.qr();
        let mut projected = self.pull;
        qr.q_tr_mul(&mut projected);
        let p = self.free.len();
        let step = qr
            .unpack_r()
            .solve_upper_triangular(&projected.rows(0, p))?;
        let units = DVector::from_vec(self.units);
        step.iter()
            .all(|x| x.is_finite())
            .then(|| -step.component_mul(&units))
    }
}

/// The minimum with its last digits, and the verdict whether it is one.
pub(super) fn polish(objective: &Objective, mut minimum: Minimum, held: &[usize]) -> Minimum {
    if !minimum.objective.is_finite() {
        return minimum;
    }
    let mut here = Local::new(objective, &minimum.values, held);
    if !here.is_flat(objective, &minimum.values) {
        return minimum;
    }
    minimum.outcome = Outcome::Converged;
    if objective.loss != Robust::Squares {
        return minimum;
    }
    for _ in 0..MOST_STEPS {
        let slope = here.slope(objective, &minimum.values);
        if slope <= SHARP * here.pull.norm() {
            break;
        }
        let free = here.free.clone();
        let Some(step) = here.step() else { break };
        let mut next = minimum.values.clone();
        for (x, &j) in step.iter().zip(&free) {
            let bound = &objective.parameters[j];
            next[j] = (next[j] + x).clamp(bound.lower, bound.upper);
        }
        let there = Local::new(objective, &next, held);
        let flatter = there.slope(objective, &next) < 0.5 * slope;
        if !flatter || on_a_bound(objective, &next, &free) {
            break;
        }
        minimum.objective = objective.at(&next);
        minimum.values = next;
        here = there;
    }
    minimum
}

/// Whether a free parameter was cut off at its bound: whether it belongs there is not for a step to say.
fn on_a_bound(objective: &Objective, values: &[f64], free: &[usize]) -> bool {
    free.iter().any(|&j| {
        let bound = &objective.parameters[j];
        values[j] <= bound.lower || values[j] >= bound.upper
    })
}
