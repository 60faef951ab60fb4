//! The one door to the crate `basin`: bounded Levenberg-Marquardt, and the trust-region-reflective
//! method where that stops short.

use std::convert::Infallible;

use basin::{
    BoundedLevenbergMarquardt, BoxBounds, CauchyLoss, ConstraintDescription, ConstraintSet,
    Constraints, Executor, HuberLoss, Jacobian, LossFunction, Residual, RobustLeastSquares,
    SoftL1Loss, TerminationCode, TrustRegionReflective,
};
use nalgebra::{DMatrix, DVector};

use super::loss::Robust;
use super::objective::Objective;
use super::polish::polish;
use super::{Minimum, Outcome};

/// The objective in coordinates in which every free column of the Jacobian has length one at the
/// start; the others keep their values.
struct Scaled<'a> {
    objective: &'a Objective<'a>,
    base: Vec<f64>,
    free: Vec<usize>,
    units: Vec<f64>,
    lower: DVector<f64>,
    upper: DVector<f64>,
}

impl<'a> Scaled<'a> {
    fn new(objective: &'a Objective<'a>, start: &[f64], held: &[usize]) -> Self {
        let free: Vec<usize> = (0..start.len()).filter(|j| !held.contains(j)).collect();
        let norms = objective.column_norms(start);
        let unit = |j: usize| {
            if norms[j].is_finite() && norms[j] > 0.0 {
                1.0 / norms[j]
            } else {
                1.0
            }
        };
        let units: Vec<f64> = free.iter().map(|&j| unit(j)).collect();
        let bound = |pick: fn(&crate::law::Parameter) -> f64| {
            DVector::from_iterator(
                free.len(),
                free.iter()
                    .zip(&units)
                    .map(|(&j, u)| pick(&objective.parameters[j]) / u),
            )
        };
        Self {
            lower: bound(|p| p.lower),
            upper: bound(|p| p.upper),
            objective,
            base: start.to_vec(),
            free,
            units,
        }
    }

    fn coordinates(&self) -> DVector<f64> {
        DVector::from_iterator(
            self.free.len(),
            self.free
                .iter()
                .zip(&self.units)
                .map(|(&j, u)| self.base[j] / u),
        )
    }

    fn values(&self, x: &DVector<f64>) -> Vec<f64> {
        let mut values = self.base.clone();
        for ((&j, u), x) in self.free.iter().zip(&self.units).zip(x.iter()) {
            let bound = &self.objective.parameters[j];
            values[j] = (x * u).clamp(bound.lower, bound.upper);
        }
        values
    }
}

impl Constraints for &Scaled<'_> {
    type Set = ConstraintSet<BoxBounds<DVector<f64>>>;

    fn constraints(&self) -> <Self::Set as ConstraintDescription>::Borrowed<'_> {
        ConstraintSet::new().with_bounds(BoxBounds::new(Some(&self.lower), Some(&self.upper)))
    }
}

impl Residual for &Scaled<'_> {
    type Param = DVector<f64>;
    type Output = DVector<f64>;
    type Error = Infallible;

    fn residual(&self, x: &DVector<f64>) -> Result<DVector<f64>, Infallible> {
        Ok(DVector::from_vec(self.objective.residuals(&self.values(x))))
    }

    fn residual_into(&self, x: &DVector<f64>, out: &mut DVector<f64>) -> Result<(), Infallible> {
        if out.len() == self.objective.targets.len() {
            self.objective
                .residuals_into(&self.values(x), out.as_mut_slice());
        } else {
            *out = self.residual(x)?;
        }
        Ok(())
    }
}

impl Jacobian for &Scaled<'_> {
    type Jacobian = DMatrix<f64>;

    fn jacobian(&self, x: &DVector<f64>) -> Result<DMatrix<f64>, Infallible> {
        let values = self.values(x);
        let (n, k) = (self.objective.targets.len(), values.len());
        Ok(self.objective.with_rows(&values, |rows| {
            DMatrix::from_fn(n, self.free.len(), |i, c| {
                rows[i * k + self.free[c]] * self.units[c]
            })
        }))
    }
}

/// How small the scaled gradient must be, against the residuals at the start; the second number is
/// the share of rounding in the values themselves.
const GRADIENT: (f64, f64) = (1e-7, 1e-14);

/// First damping of Levenberg-Marquardt: the starts are good, so the first step is nearly Newton's.
const FIRST_DAMPING: f64 = 1e-8;

const MOST_STEPS: u64 = 200;

/// The minimum downhill from one start; `held` parameters keep their values.
pub(super) fn descend(objective: &Objective, start: &[f64], held: &[usize]) -> Minimum {
    let first = objective.at(start);
    if held.len() >= start.len() || !first.is_finite() {
        let reason = "the objective is not finite at the start".to_owned();
        return at_rest(
            start,
            first,
            if first.is_finite() {
                Outcome::Converged
            } else {
                Outcome::Stopped(reason)
            },
        );
    }
    let tolerance = GRADIENT.0 * first.sqrt() + GRADIENT.1 * objective.size();
    let quick = polish(
        objective,
        run(Method::Damped, objective, start, held, tolerance),
        held,
    );
    if quick.converged() {
        return quick;
    }
    let from = if quick.objective < first {
        &quick.values
    } else {
        start
    };
    let careful = polish(
        objective,
        run(Method::Reflective, objective, from, held, tolerance),
        held,
    );
    if careful.objective <= quick.objective || careful.converged() {
        careful
    } else {
        quick
    }
}

fn at_rest(values: &[f64], objective: f64, outcome: Outcome) -> Minimum {
    Minimum {
        at_bound: vec![false; values.len()],
        values: values.to_vec(),
        objective,
        outcome,
    }
}

#[derive(Clone, Copy)]
enum Method {
    Damped,
    Reflective,
}

fn run(
    method: Method,
    objective: &Objective,
    start: &[f64],
    held: &[usize],
    tolerance: f64,
) -> Minimum {
    let scaled = &Scaled::new(objective, start, held);
    let (values, outcome) = match objective.loss {
        Robust::Squares => squares(method, scaled, tolerance),
        Robust::SoftL1(s) => robust(method, scaled, SoftL1Loss, s, tolerance),
        Robust::Huber(s) => robust(method, scaled, HuberLoss, s, tolerance),
        Robust::Cauchy(s) => robust(method, scaled, CauchyLoss, s, tolerance),
    };
    at_rest(&values, objective.at(&values), outcome)
}

/// Runs one solver on one problem; a macro because the solver's bounds on the problem are basin's own.
macro_rules! execute {
    ($method:expr, $problem:expr, $scaled:expr, $tolerance:expr) => {{
        let x0 = $scaled.coordinates();
        match $method {
            Method::Damped => {
                let solver = BoundedLevenbergMarquardt::new()
                    .with_absolute_scaled_gradient_tolerance($tolerance)
                    .with_tau(FIRST_DAMPING);
                let end = Executor::from_start($problem, solver, x0)
                    .max_iter(MOST_STEPS)
                    .run();
                end.map(|e| (e.param().clone(), outcome(e.report.termination.code())))
                    .map_err(|e| format!("{e:?}"))
            }
            Method::Reflective => {
                let solver = TrustRegionReflective::new()
                    .with_absolute_scaled_gradient_tolerance($tolerance);
                let end = Executor::from_start($problem, solver, x0)
                    .max_iter(MOST_STEPS)
                    .run();
                end.map(|e| (e.param().clone(), outcome(e.report.termination.code())))
                    .map_err(|e| format!("{e:?}"))
            }
        }
    }};
}

fn squares(method: Method, scaled: &Scaled, tolerance: f64) -> (Vec<f64>, Outcome) {
    let end = execute!(method, scaled, scaled, tolerance);
    finish(scaled, end)
}

fn robust<L: LossFunction<f64> + Copy>(
    method: Method,
    scaled: &Scaled,
    loss: L,
    scale: f64,
    tolerance: f64,
) -> (Vec<f64>, Outcome) {
    let end = execute!(
        method,
        RobustLeastSquares::new(scaled, loss).with_scale(scale),
        scaled,
        tolerance
    );
    finish(scaled, end)
}

fn finish(scaled: &Scaled, end: Result<(DVector<f64>, Outcome), String>) -> (Vec<f64>, Outcome) {
    match end {
        Ok((x, outcome)) => (scaled.values(&x), outcome),
        Err(reason) => (scaled.base.clone(), Outcome::Stopped(reason)),
    }
}

/// Basin's word for the end in ours.
fn outcome(code: TerminationCode) -> Outcome {
    match code {
        TerminationCode::SolverConverged => Outcome::Converged,
        other => Outcome::Stopped(format!("{other:?}")),
    }
}
