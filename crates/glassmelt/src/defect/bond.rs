//! One bond's term of Eq. 4 with its exact first and second derivatives.

use nalgebra::{Matrix3, Vector3};

/// A bond ready to be evaluated: `bend/2 (1 - cos omega) + stretch/2 (|l| - rest)^2`.
///
/// It depends on `c = R b`, whose length never changes, and on `l = a + u - d - c`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    /// The corner b in the core's own frame.
    pub(super) corner: Vector3<f64>,
    /// Index of the neighbour.
    pub(super) neighbour: usize,
    pub(super) bend: f64,
    pub(super) stretch: f64,
    pub(super) rest: f64,
}

/// First derivatives of a bond's energy.
pub(super) struct Slopes {
    /// By l.
    pub(super) by_bond: Vector3<f64>,
    /// By c at fixed l.
    pub(super) by_corner: Vector3<f64>,
}

/// Second derivatives of a bond's energy; the one by c twice is zero.
pub(super) struct Curvatures {
    /// By l twice.
    pub(super) bond_bond: Matrix3<f64>,
    /// Rows l, columns c.
    pub(super) bond_corner: Matrix3<f64>,
}

impl Link {
    /// `cos omega = c.l/(|c| |l|)`, Eq. 3 corrected; a corner at the centre counts as straight, 1.
    pub(super) fn cos_omega(&self, corner: &Vector3<f64>, bond: &Vector3<f64>) -> f64 {
        let lengths = self.corner.norm() * bond.norm();
        if lengths == 0.0 {
            1.0
        } else {
            corner.dot(bond) / lengths
        }
    }

    /// The term of Eq. 4, with `1 - cos omega` as half the squared difference of unit vectors.
    pub(super) fn energy(&self, corner: &Vector3<f64>, bond: &Vector3<f64>) -> f64 {
        let length = bond.norm();
        let stretching = 0.5 * self.stretch * (length - self.rest).powi(2);
        if self.bend == 0.0 {
            return stretching;
        }
        let difference = corner / self.corner.norm() - bond / length;
        stretching + 0.25 * self.bend * difference.norm_squared()
    }

    pub(super) fn slopes(&self, corner: &Vector3<f64>, bond: &Vector3<f64>) -> Slopes {
        let length = bond.norm();
        let n = bond / length;
        let stretching = n * (self.stretch * (length - self.rest));
        if self.bend == 0.0 {
            return Slopes {
                by_bond: stretching,
                by_corner: Vector3::zeros(),
            };
        }
        let (radius, half) = (self.corner.norm(), 0.5 * self.bend);
        let c = corner / radius;
        Slopes {
            by_bond: stretching - (c - n * c.dot(&n)) * (half / length),
            by_corner: n * (-half / radius),
        }
    }

    pub(super) fn curvatures(&self, corner: &Vector3<f64>, bond: &Vector3<f64>) -> Curvatures {
        let length = bond.norm();
        let n = bond / length;
        let along = n * n.transpose();
        let across = Matrix3::identity() - along;
        let stretching = (along + across * (1.0 - self.rest / length)) * self.stretch;
        if self.bend == 0.0 {
            return Curvatures {
                bond_bond: stretching,
                bond_corner: Matrix3::zeros(),
            };
        }
        let (radius, half) = (self.corner.norm(), 0.5 * self.bend);
        let c = corner / radius;
        let mixed = c * n.transpose();
        let turning = mixed + mixed.transpose() + (across - along * 2.0) * c.dot(&n);
        Curvatures {
            bond_bond: stretching + turning * (half / (length * length)),
            bond_corner: across * (-half / (length * radius)),
        }
    }
}
