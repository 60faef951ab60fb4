//! The Green function and the strain of a dipole in Fourier space, Eq. 8.

use nalgebra::{Matrix3, Vector3};

use super::Medium;
use crate::error::{Error, Result};
use crate::tensor::SymmetricTensor;

impl Medium {
    /// `G_ik(q) = (delta_ik - B n_i n_k)/(mu q^2)`, n along q: Eq. 6 in Fourier space,
    /// `G(q) = int G(r) e^(-i q r) d^3r`.
    ///
    /// # Errors
    /// When q is zero or not finite.
    pub fn green_fourier(&self, q: &Vector3<f64>) -> Result<Matrix3<f64>> {
        let n = direction(q)?;
        let projector = Matrix3::identity() - n * n.transpose() * self.b();
        Ok(projector / self.mu() / q.norm_squared())
    }

    /// The strain of a dipole Q at the origin in Fourier space: Eq. 8 with the sign and factors that
    /// follow from Eqs. 6 and 7, the symmetric part of
    /// `u_ij(q) = (q_j q_l/(mu q^2)) (delta_ik - B n_i n_k) Q_kl`, n along q. It is real, and depends on
    /// the direction of q alone. Q in energy; strain times volume.
    ///
    /// # Errors
    /// When q is zero, where the strain has no limit, or not finite.
    pub fn strain_fourier(
        &self,
        dipole: &SymmetricTensor,
        q: &Vector3<f64>,
    ) -> Result<SymmetricTensor> {
        let n = direction(q)?;
        let v = dipole.apply(&n);
        let distortion = (v - n * (self.b() * n.dot(&v))) * n.transpose();
        Ok(SymmetricTensor::symmetric_part(&distortion) * self.mu().recip())
    }
}

/// The unit vector along q.
pub(super) fn direction(q: &Vector3<f64>) -> Result<Vector3<f64>> {
    let length = q.norm();
    if length > 0.0 && length.is_finite() {
        Ok(q / length)
    } else {
        Err(Error::Domain {
            name: "|q|",
            value: length,
            domain: "above zero and finite: at q = 0 the strain depends on the direction of approach",
        })
    }
}
