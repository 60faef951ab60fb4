//! The sum to make small: a law on a curve, weighted, under a loss.

use super::loss::Robust;
use crate::curve::Curve;
use crate::law::{Law, Parameter};

/// A law, a curve, the values to meet, their weights and the loss.
#[derive(Clone)]
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
}

impl Objective<'_> {
    /// Weight of point `i`.
    pub fn weight(&self, i: usize) -> f64 {
        self.weights.map_or(1.0, |w| w[i])
    }

    /// Law minus target at each point, weighted, into `out`.
    pub fn residuals_into(&self, values: &[f64], out: &mut [f64]) {
        self.law.log10_all(values, self.curve, out);
        for (r, y) in out.iter_mut().zip(self.targets) {
            *r -= y;
        }
        if let Some(weights) = self.weights {
            for (r, w) in out.iter_mut().zip(weights) {
                *r *= w;
            }
        }
    }

    /// Law minus target at each point, weighted.
    pub fn residuals(&self, values: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; self.targets.len()];
        self.residuals_into(values, &mut out);
        out
    }

    /// Derivatives of the weighted residuals, row after row.
    pub fn jacobian_rows(&self, values: &[f64]) -> Vec<f64> {
        let k = values.len();
        let mut rows = vec![0.0; self.targets.len() * k];
        self.law.gradient_all(values, self.curve, &mut rows);
        if let Some(weights) = self.weights {
            for (row, w) in rows.chunks_exact_mut(k).zip(weights) {
                row.iter_mut().for_each(|x| *x *= w);
            }
        }
        rows
    }

    /// Euclidean length of each column of the Jacobian.
    pub fn column_norms(&self, values: &[f64]) -> Vec<f64> {
        column_norms(&self.jacobian_rows(values), values.len())
    }

    /// Twice the cost at these parameters.
    pub fn at(&self, values: &[f64]) -> f64 {
        self.residuals(values)
            .iter()
            .map(|&r| self.loss.at(r).rho)
            .sum()
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
}

/// Euclidean length of each of `k` columns of a matrix stored row after row.
pub(crate) fn column_norms(rows: &[f64], k: usize) -> Vec<f64> {
    let mut squares = vec![0.0; k];
    for row in rows.chunks_exact(k) {
        for (square, x) in squares.iter_mut().zip(row) {
            *square += x * x;
        }
    }
    squares.into_iter().map(f64::sqrt).collect()
}
