//! The isotropic elastic medium and Kelvin's solution, Eq. 6; strain of a dipole, Eqs. 7 and 8.

use std::f64::consts::PI;

use nalgebra::{Matrix3, Vector3};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::tensor::SymmetricTensor;

/// An isotropic elastic medium by its Lamé coefficients, `mu > 0` and `3 lambda + 2 mu > 0`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Medium {
    lambda: f64,
    mu: f64,
}

impl Medium {
    /// The medium with Lamé coefficients `lambda` and `mu` (the shear modulus), in one unit.
    ///
    /// # Errors
    /// When it would collapse by itself: `mu <= 0` or `3 lambda + 2 mu <= 0`, or a number that is
    /// not finite.
    pub fn new(lambda: f64, mu: f64) -> Result<Self> {
        let stable = mu > 0.0 && 3.0 * lambda + 2.0 * mu > 0.0;
        if stable && lambda.is_finite() && mu.is_finite() {
            Ok(Self { lambda, mu })
        } else {
            Err(Error::UnstableMedium { lambda, mu })
        }
    }

    /// The first Lamé coefficient.
    pub fn lambda(&self) -> f64 {
        self.lambda
    }

    /// The shear modulus.
    pub fn mu(&self) -> f64 {
        self.mu
    }

    /// `A = 1 + mu/(lambda + 2 mu)`, below Eq. 6.
    pub fn a(&self) -> f64 {
        1.0 + self.mu / (self.lambda + 2.0 * self.mu)
    }

    /// `B = 1 - mu/(lambda + 2 mu)`, below Eq. 6.
    pub fn b(&self) -> f64 {
        1.0 - self.mu / (self.lambda + 2.0 * self.mu)
    }

    /// The bulk modulus `lambda + 2 mu/3`.
    pub fn bulk_modulus(&self) -> f64 {
        self.lambda + 2.0 * self.mu / 3.0
    }

    /// Poisson's ratio `lambda/(2 (lambda + mu))`.
    pub fn poisson_ratio(&self) -> f64 {
        0.5 * self.lambda / (self.lambda + self.mu)
    }

    /// Hooke's law: the stress `lambda tr(u) 1 + 2 mu u` of a strain u.
    pub fn stress(&self, strain: &SymmetricTensor) -> SymmetricTensor {
        SymmetricTensor::IDENTITY * (self.lambda * strain.trace()) + *strain * (2.0 * self.mu)
    }

    /// Kelvin's Green function `G_ij = (A delta_ij + B eta_i eta_j)/(8 pi mu |r|)`, Eq. 6: the
    /// displacement at `r` along i by a unit force at the origin along j. `r` must not be zero.
    pub fn green(&self, r: &Vector3<f64>) -> Matrix3<f64> {
        let n = r.normalize();
        (Matrix3::identity() * self.a() + n * n.transpose() * self.b()) / (self.scale() * r.norm())
    }

    /// The displacement of a dipole Q at the origin, `u_i = -G_ik,l Q_kl`; Q in energy, `r` not zero.
    pub fn displacement(&self, dipole: &SymmetricTensor, r: &Vector3<f64>) -> Vector3<f64> {
        let (n, v, s) = along(dipole, r);
        let b = self.b();
        (v * (2.0 * (1.0 - b)) + n * (b * (3.0 * s - dipole.trace())))
            / (self.scale() * r.norm_squared())
    }

    /// The distortion `du_i/dr_j = -G_ik,lj Q_kl` that Eq. 7 prints as a strain; rows i, columns j.
    pub fn distortion(&self, dipole: &SymmetricTensor, r: &Vector3<f64>) -> Matrix3<f64> {
        let (n, v, s) = along(dipole, r);
        let (b, q, trace) = (self.b(), dipole.matrix(), dipole.trace());
        let nn = n * n.transpose();
        let vn = v * n.transpose();
        let first = (q - vn * 3.0) * 2.0;
        let second = q * -2.0
            + Matrix3::identity() * (3.0 * s - trace)
            + (vn + vn.transpose()) * 6.0
            + nn * (3.0 * trace - 15.0 * s);
        (first + second * b) / (self.scale() * r.norm().powi(3))
    }

    /// The strain of a dipole Q at the origin: Eq. 7, symmetrised, with the energy dipole `Q = v_d P`.
    pub fn strain(&self, dipole: &SymmetricTensor, r: &Vector3<f64>) -> SymmetricTensor {
        SymmetricTensor::symmetric_part(&self.distortion(dipole, r))
    }

    /// `8 pi mu`.
    pub(crate) fn scale(&self) -> f64 {
        8.0 * PI * self.mu
    }
}

/// The direction n of r, `Q n` and `n Q n`.
fn along(dipole: &SymmetricTensor, r: &Vector3<f64>) -> (Vector3<f64>, Vector3<f64>, f64) {
    let n = r.normalize();
    let v = dipole.apply(&n);
    (n, v, n.dot(&v))
}
