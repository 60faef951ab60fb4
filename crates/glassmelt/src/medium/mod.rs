//! The isotropic elastic medium, Kelvin's solution (Eq. 6), and the field of a dipole (Eqs. 7 and 8).
//!
//! Everything is written in the squared ratio of the velocities of sound, `c = mu/(lambda + 2 mu)`, so
//! that `A = 1 + c` and `B = 1 - c`: what vanishes in an incompressible medium is proportional to c and
//! keeps all its digits there.

mod dipole_field;
mod fourier;
mod kelvin;
pub mod printed;
mod separation;

use std::f64::consts::PI;

use serde::Serialize;

use crate::error::{Error, Result};
use crate::tensor::SymmetricTensor;

pub use dipole_field::DipoleField;
pub use kelvin::{GreenGradient, GreenSecond, GreenThird};
pub use separation::Separation;

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
        1.0 + self.sound_ratio()
    }

    /// `B = 1 - mu/(lambda + 2 mu)`, below Eq. 6.
    pub fn b(&self) -> f64 {
        1.0 - self.sound_ratio()
    }

    /// `c = mu/(lambda + 2 mu)`: the squared ratio of the velocities of transverse and longitudinal
    /// sound, between 0 (incompressible) and 3/4 (no resistance to compression).
    pub fn sound_ratio(&self) -> f64 {
        0.5 * self.mu / (0.5 * self.lambda + self.mu)
    }

    /// `1 - 2 c = lambda/(lambda + 2 mu)`: strain along and stress across, in a medium held sideways.
    pub(crate) fn lateral_ratio(&self) -> f64 {
        0.5 * self.lambda / (0.5 * self.lambda + self.mu)
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
    ///
    /// In a nearly incompressible medium `lambda tr(u)` has lost its digits in u; the stress of a
    /// dipole is to be had with all of them from [`Medium::dipole_field`].
    pub fn stress(&self, strain: &SymmetricTensor) -> SymmetricTensor {
        SymmetricTensor::IDENTITY * (self.lambda * strain.trace()) + *strain * (2.0 * self.mu)
    }

    /// `8 pi mu`.
    pub(crate) fn scale(&self) -> f64 {
        8.0 * PI * self.mu
    }
}
