//! Errors of the parameters from the curvature of the sum of squares at its minimum.

use nalgebra::{DMatrix, DVector};

use crate::solve::{Minimum, Objective, Robust};

/// The variance of one weighted residual, and whether it was known beforehand.
///
/// Where the curve gives errors they are taken at their word: the variance is one and chi-square
/// tells whether they were right. Without errors the scatter about the law is their measure. Under
/// a robust loss it is Huber's `sum psi^2/(n - k) / (mean psi')^2` (Robust Statistics, 1981, ch. 7).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scatter {
    /// Factor of `(J^T J)^-1` in the covariance.
    pub variance: f64,
    /// Rise of the objective for one standard error: equal to `variance` under least squares.
    pub rise: f64,
    /// Points minus free parameters.
    pub degrees_of_freedom: usize,
    /// Whether the variance was given and not estimated.
    pub known: Known,
}

impl Scatter {
    /// Whether the scatter is more than the rounding of the numbers.
    pub fn is_measurable(&self, objective: &Objective) -> bool {
        let n = objective.targets.len().max(1) as f64;
        self.rise > (1e-11 * objective.size()).powi(2) / n
    }
}

/// Where the size of the scatter comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// From the errors of the curve.
    Given,
    /// From the residuals.
    Estimated,
}

/// The scatter of the residuals about a minimum.
pub fn scatter(objective: &Objective, minimum: &Minimum) -> Scatter {
    let held = minimum.at_bound.iter().filter(|&&at| at).count();
    let free = minimum.values.len() - held;
    let residuals = objective.residuals(&minimum.values);
    let n = residuals.len();
    let degrees_of_freedom = n.saturating_sub(free);
    if objective.loss == Robust::Squares && objective.weights.is_some() {
        return Scatter {
            variance: 1.0,
            rise: 1.0,
            degrees_of_freedom,
            known: Known::Given,
        };
    }
    let (mut pull, mut stiffness) = (0.0, 0.0);
    for &r in &residuals {
        let influence = objective.loss.at(r);
        pull += influence.psi * influence.psi;
        stiffness += influence.curvature / n as f64;
    }
    let per_freedom = pull / degrees_of_freedom.max(1) as f64;
    Scatter {
        variance: per_freedom / (stiffness * stiffness),
        rise: per_freedom / stiffness,
        degrees_of_freedom,
        known: Known::Estimated,
    }
}

/// Covariance and correlation of the parameters; rows of parameters at a bound are zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariance {
    /// Covariances, in the units of the parameters.
    pub matrix: Vec<Vec<f64>>,
    /// Correlations.
    pub correlations: Vec<Vec<f64>>,
    /// Smallest over largest singular value of the Jacobian with columns of length one.
    pub conditioning: f64,
    /// Parameters whose values move along a direction that leaves the residuals as they are: they
    /// have no error, for it would be infinite.
    pub undetermined: Vec<usize>,
}

/// Below this ratio of singular values a direction counts as not determined at all.
const SINGULAR: f64 = 1e-10;

/// `variance (J^T J)^+` by the singular values of the final Jacobian, its columns scaled to length
/// one; parameters at a bound are held there, so the others' errors are conditional on that.
pub fn covariance(objective: &Objective, minimum: &Minimum, variance: f64) -> Covariance {
    let k = minimum.values.len();
    let free: Vec<usize> = (0..k).filter(|&j| !minimum.at_bound[j]).collect();
    let decomposition = Decomposition::new(objective, minimum, &free);
    let mut matrix = vec![vec![0.0; k]; k];
    let mut correlations = vec![vec![0.0; k]; k];
    let inner = decomposition.pseudo_inverse();
    for (a, &i) in free.iter().enumerate() {
        for (b, &j) in free.iter().enumerate() {
            let units = decomposition.units[a] * decomposition.units[b];
            matrix[i][j] = variance * inner[(a, b)] * units;
            let size = (inner[(a, a)] * inner[(b, b)]).sqrt();
            correlations[i][j] = if a == b {
                1.0
            } else if size > 0.0 {
                (inner[(a, b)] / size).clamp(-1.0, 1.0)
            } else {
                0.0
            };
        }
    }
    Covariance {
        matrix,
        correlations,
        conditioning: decomposition.conditioning(),
        undetermined: decomposition
            .undetermined()
            .iter()
            .map(|&a| free[a])
            .collect(),
    }
}

/// Leverage of each point, the diagonal of `J (J^T J)^+ J^T`: between zero and one, their sum is the
/// number of free parameters.
pub fn leverages(objective: &Objective, minimum: &Minimum) -> Vec<f64> {
    let k = minimum.values.len();
    let free: Vec<usize> = (0..k).filter(|&j| !minimum.at_bound[j]).collect();
    let decomposition = Decomposition::new(objective, minimum, &free);
    let inner = decomposition.pseudo_inverse();
    objective
        .jacobian_rows(&minimum.values)
        .chunks_exact(k)
        .map(|row| {
            let scaled = DVector::from_iterator(
                free.len(),
                free.iter()
                    .zip(&decomposition.units)
                    .map(|(&j, unit)| row[j] * unit),
            );
            (&inner * &scaled).dot(&scaled).clamp(0.0, 1.0)
        })
        .collect()
}

/// Singular values and right singular vectors of the scaled Jacobian, by way of its triangle R.
struct Decomposition {
    units: Vec<f64>,
    singular_values: DVector<f64>,
    directions: DMatrix<f64>,
}

impl Decomposition {
    fn new(objective: &Objective, minimum: &Minimum, free: &[usize]) -> Self {
        let k = minimum.values.len();
        let rows = objective.jacobian_rows(&minimum.values);
        let norms = objective.column_norms(&minimum.values);
        let units: Vec<f64> = free
            .iter()
            .map(|&j| if norms[j] > 0.0 { 1.0 / norms[j] } else { 1.0 })
            .collect();
        let n = objective.targets.len();
        let scaled = DMatrix::from_fn(n, free.len(), |i, a| rows[i * k + free[a]] * units[a]);
        let svd = scaled.qr().unpack_r().svd(false, true);
        Self {
            units,
            singular_values: svd.singular_values,
            directions: svd
                .v_t
                .unwrap_or_else(|| DMatrix::identity(free.len(), free.len())),
        }
    }

    fn largest(&self) -> f64 {
        self.singular_values.iter().copied().fold(0.0, f64::max)
    }

    fn conditioning(&self) -> f64 {
        let smallest = self
            .singular_values
            .iter()
            .copied()
            .fold(f64::INFINITY, f64::min);
        if self.singular_values.is_empty() {
            1.0
        } else {
            smallest / self.largest()
        }
    }

    /// `(J^T J)^+` in scaled units; directions below the cut-off are left out.
    fn pseudo_inverse(&self) -> DMatrix<f64> {
        let p = self.units.len();
        let cut = SINGULAR * self.largest();
        DMatrix::from_fn(p, p, |a, b| {
            self.singular_values
                .iter()
                .enumerate()
                .filter(|&(_, &s)| s > cut)
                .map(|(d, s)| self.directions[(d, a)] * self.directions[(d, b)] / (s * s))
                .sum()
        })
    }

    /// Parameters with a part in a direction below the cut-off.
    fn undetermined(&self) -> Vec<usize> {
        let cut = SINGULAR * self.largest();
        (0..self.units.len())
            .filter(|&a| {
                self.singular_values
                    .iter()
                    .enumerate()
                    .any(|(d, &s)| s <= cut && self.directions[(d, a)].abs() > 1e-3)
            })
            .collect()
    }
}
