//! The way up to a saddle: along the softest direction, down along all others.

use nalgebra::{DVector, SymmetricEigen};

use super::freedom::Freedom;
use super::model::Configuration;
use super::potential::Potential;
use super::trust::FLAT;

/// Where the gradient counts as nothing, relative to stiffness times length.
const AT_REST: f64 = 1e-11;
const LARGEST_NUMBER_OF_STEPS: usize = 200;
/// The longest step and the kick off a higher saddle, relative to the length of the defect.
const LONGEST_STEP: f64 = 0.1;
const LARGEST_NUMBER_OF_KICKS: usize = 3;

/// A pass: a state of rest from which one direction leads down, to two sides.
#[derive(Debug, Clone)]
pub(super) struct Pass {
    pub(super) at: Configuration,
    pub(super) energy: f64,
    /// The negative eigenvalue of the Hessian.
    pub(super) curvature: f64,
    /// How many directions cost nothing: a continuous family of passes.
    pub(super) zero_modes: usize,
    /// Its direction, a step of [`Potential::displaced`] whose corners move by one unit of length.
    pub(super) downhill: DVector<f64>,
}

/// Gradient and eigenvalues of a configuration, along its eigenvectors.
struct Modes {
    values: DVector<f64>,
    slopes: DVector<f64>,
    /// Columns: eigenvectors as steps of d, w, u.
    steps: nalgebra::DMatrix<f64>,
}

impl Potential {
    /// The saddle above a start, if the climb arrives at one.
    ///
    /// Each step is Newton's in the eigenbasis of the Hessian, turned uphill along the lowest
    /// eigenvalue and downhill along all others; from a saddle of higher order it is kicked off.
    pub(super) fn climb(&self, start: &Configuration) -> Option<Pass> {
        let longest = LONGEST_STEP * self.length();
        let mut at = start.clone();
        let mut kicks = 0;
        for _ in 0..LARGEST_NUMBER_OF_STEPS {
            let modes = self.modes(&at);
            let unit = modes.values.amax();
            let mut step = modes.uphill();
            if modes.slopes.norm() <= AT_REST * unit * self.length() {
                let second = modes.values.get(1).copied().unwrap_or(unit);
                if second >= -FLAT * unit {
                    return modes.pass(self, at);
                }
                if kicks == LARGEST_NUMBER_OF_KICKS {
                    return None;
                }
                kicks += 1;
                step[1] = longest;
            }
            let length = step.norm();
            if !length.is_finite() {
                return None;
            }
            step *= (longest / length).min(1.0);
            at = self.displaced(&at, &(&modes.steps * step));
        }
        None
    }

    /// The slow way down from beside a pass, in short steps so that no ridge is jumped, until Newton's
    /// step is short by itself.
    pub(super) fn slide(&self, pass: &Pass, side: f64) -> Configuration {
        let longest = LONGEST_STEP * self.length();
        let mut at = self.displaced(&pass.at, &(&pass.downhill * (side * longest)));
        for _ in 0..LARGEST_NUMBER_OF_STEPS {
            let modes = self.modes(&at);
            let step = modes.downhill();
            let length = step.norm();
            if (length < longest && modes.values.min() > 0.0) || !length.is_finite() {
                break;
            }
            at = self.displaced(&at, &(&modes.steps * step * (longest / length).min(1.0)));
        }
        at
    }

    fn modes(&self, at: &Configuration) -> Modes {
        let free = self.even(at, Freedom::Everything);
        let (gradient, hessian) = self.along(at, &free);
        let eigen = SymmetricEigen::new(hessian);
        let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
        order.sort_by(|&i, &j| eigen.eigenvalues[i].total_cmp(&eigen.eigenvalues[j]));
        let vectors = eigen.eigenvectors.select_columns(&order);
        Modes {
            values: eigen.eigenvalues.select_rows(&order),
            slopes: vectors.tr_mul(&gradient),
            steps: free * vectors,
        }
    }

    /// The lowest eigenvalue of the Hessian, in the unit of a relaxed defect's.
    fn lowest_curvature(&self, at: &Configuration) -> f64 {
        let free = self.free(at, Freedom::Everything);
        self.along(at, &free).1.symmetric_eigenvalues().min()
    }

    /// The softest directions of a configuration as steps of unit length.
    pub(super) fn softest(&self, at: &Configuration, count: usize) -> Vec<DVector<f64>> {
        let modes = self.modes(at);
        let columns = modes.steps.column_iter().take(count);
        columns.map(nalgebra::Matrix::into_owned).collect()
    }
}

impl Modes {
    /// Newton's step with each eigenvalue by its size: down everywhere.
    fn downhill(&self) -> DVector<f64> {
        let least = FLAT * self.values.amax();
        self.slopes
            .zip_map(&self.values, |slope, value| -slope / value.abs().max(least))
    }

    /// The same, but up along the lowest eigenvalue.
    fn uphill(&self) -> DVector<f64> {
        let mut step = self.downhill();
        step[0] = -step[0];
        step
    }

    /// A pass, if exactly one direction leads down.
    fn pass(&self, potential: &Potential, at: Configuration) -> Option<Pass> {
        let flat = FLAT * self.values.amax();
        (self.values[0] < -flat).then(|| Pass {
            zero_modes: self.values.iter().filter(|l| l.abs() <= flat).count(),
            energy: potential.energy(&at),
            curvature: potential.lowest_curvature(&at),
            downhill: self.steps.column(0).into_owned(),
            at,
        })
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::Vector3;

    use crate::defect::{BondKind, Cage, Polyhedron, Potential, RestLength, Surroundings};

    #[test]
    fn a_climb_from_where_the_energy_is_not_a_number_ends() {
        let kind = BondKind {
            bend: 1.0,
            stretch: 10.0,
            rest_length: RestLength::AsPrinted,
        };
        let corners = Polyhedron::Tetrahedron.corners(1.0).unwrap();
        let defect = Cage::straight(2.0).around(corners, kind).unwrap();
        let springs = Surroundings::Springs { stiffness: 5.0 };
        let potential = Potential::new(&defect, springs).unwrap();
        let mut start = defect.reference();
        // A neighbour on its corner: the bond has no direction.
        start.displacements[0] = defect.corners()[0] - defect.neighbours()[0];
        assert!(potential.climb(&start).is_none());
        start.translation = Vector3::repeat(f64::NAN);
        assert!(potential.climb(&start).is_none());
    }
}
