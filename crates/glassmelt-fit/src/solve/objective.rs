//! The sum to make small: a law on a curve, weighted, under a loss.

use std::cell::RefCell;

use super::loss::Robust;
use crate::curve::Curve;
use crate::law::{Law, Parameter};

/// A law, a curve, the values to meet, their weights and the loss.
///
/// It remembers its last evaluation, so asking for the residuals, the Jacobian and the sum at one
/// point costs one evaluation of the law.
pub struct Objective<'a> {
    /// The law.
    pub law: &'a dyn Law,
    /// Where it is evaluated.
    pub curve: &'a Curve,
    /// The values to meet, decades: those of the curve, or a bootstrap replica of them.
    pub targets: &'a [f64],
    /// `1/error` of each point where the errors are used.
    pub weights: Option<&'a [f64]>,
    /// The law's parameters with their bounds on this curve.
    pub parameters: &'a [Parameter],
    /// What a weighted residual costs.
    pub loss: Robust,
    memory: RefCell<Evaluation>,
}

/// Weighted residuals (law minus target) and their derivatives, row after row, at one point.
#[derive(Default)]
struct Evaluation {
    values: Vec<f64>,
    residuals: Vec<f64>,
    rows: Vec<f64>,
}

impl<'a> Objective<'a> {
    /// The sum for this law on this curve; `parameters` are the law's, with their bounds.
    pub fn new(
        law: &'a dyn Law,
        curve: &'a Curve,
        targets: &'a [f64],
        weights: Option<&'a [f64]>,
        parameters: &'a [Parameter],
        loss: Robust,
    ) -> Self {
        Self {
            law,
            curve,
            targets,
            weights,
            parameters,
            loss,
            memory: RefCell::default(),
        }
    }

    /// Weight of point `i`.
    pub fn weight(&self, i: usize) -> f64 {
        self.weights.map_or(1.0, |w| w[i])
    }

    /// Law minus target at each point, weighted.
    pub fn residuals(&self, values: &[f64]) -> Vec<f64> {
        self.evaluated(values, |e| e.residuals.clone())
    }

    /// Law minus target at each point, weighted, into `out`.
    pub(super) fn residuals_into(&self, values: &[f64], out: &mut [f64]) {
        self.evaluated(values, |e| out.copy_from_slice(&e.residuals));
    }

    /// Derivatives of the weighted residuals, row after row.
    pub fn jacobian_rows(&self, values: &[f64]) -> Vec<f64> {
        self.evaluated(values, |e| e.rows.clone())
    }

    /// What `f` makes of the derivatives of the weighted residuals, row after row.
    pub(super) fn with_rows<R>(&self, values: &[f64], f: impl FnOnce(&[f64]) -> R) -> R {
        self.evaluated(values, |e| f(&e.rows))
    }

    /// Euclidean length of each column of the Jacobian.
    pub fn column_norms(&self, values: &[f64]) -> Vec<f64> {
        self.with_rows(values, |rows| column_norms(rows, values.len()))
    }

    /// Twice the cost at these parameters.
    pub fn at(&self, values: &[f64]) -> f64 {
        self.evaluated(values, |e| {
            e.residuals.iter().map(|&r| self.loss.at(r).rho).sum()
        })
    }

    /// Euclidean length of the weighted targets: the size that rounding errors follow.
    pub fn size(&self) -> f64 {
        self.targets
            .iter()
            .enumerate()
            .map(|(i, y)| (y * self.weight(i)).powi(2))
            .sum::<f64>()
            .sqrt()
    }

    /// The evaluation at these parameters, from memory where it was the last one.
    fn evaluated<R>(&self, values: &[f64], f: impl FnOnce(&Evaluation) -> R) -> R {
        let mut memory = self.memory.borrow_mut();
        if memory.values != values {
            self.evaluate(values, &mut memory);
        }
        f(&memory)
    }

    fn evaluate(&self, values: &[f64], into: &mut Evaluation) {
        let (n, k) = (self.targets.len(), values.len());
        into.values.clear();
        into.values.extend_from_slice(values);
        into.residuals.resize(n, 0.0);
        into.rows.resize(n * k, 0.0);
        self.law
            .evaluate_all(values, self.curve, &mut into.residuals, &mut into.rows);
        for (i, r) in into.residuals.iter_mut().enumerate() {
            *r = (*r - self.targets[i]) * self.weight(i);
        }
        if let Some(weights) = self.weights {
            for (row, w) in into.rows.chunks_exact_mut(k).zip(weights) {
                for x in row {
                    *x *= w;
                }
            }
        }
    }
}

/// Euclidean length of each of `k` columns of a matrix stored row after row.
fn column_norms(rows: &[f64], k: usize) -> Vec<f64> {
    let mut squares = vec![0.0; k];
    for row in rows.chunks_exact(k) {
        for (square, x) in squares.iter_mut().zip(row) {
            *square += x * x;
        }
    }
    squares.into_iter().map(f64::sqrt).collect()
}
