//! Eqs. 7 and 8 as the page has them, to stand beside what elasticity says.

use nalgebra::{Matrix3, Vector3};

use super::fourier::direction;
use super::{Medium, Separation};
use crate::error::Result;
use crate::tensor::SymmetricTensor;

/// Eq. 7 as printed: `u_ij = -G_ik,lj P_kl`, called a strain, which is the distortion `du_i/dr_j` and not
/// symmetric. By way of the second derivatives of Eq. 6; `P` is taken for the energy dipole.
pub fn strain(medium: &Medium, dipole: &SymmetricTensor, r: &Separation) -> Matrix3<f64> {
    let (second, q) = (medium.green_second(r), dipole.matrix());
    Matrix3::from_fn(|i, j| -(0..3).map(|l| (second[j][l] * q)[(i, l)]).sum::<f64>())
}

/// Eq. 8 as printed: `u_ij(q) = -(1/(8 pi mu)) (q_j q_l/q^2) (A delta_ik + B eta_i eta_k) P_kl`, with eta,
/// which in real space is r/|r|, read as q/|q|.
///
/// # Errors
/// When q is zero or not finite.
pub fn strain_fourier(
    medium: &Medium,
    dipole: &SymmetricTensor,
    q: &Vector3<f64>,
) -> Result<Matrix3<f64>> {
    let n = direction(q)?;
    let v = dipole.apply(&n);
    let bracket = v * medium.a() + n * (medium.b() * n.dot(&v));
    Ok(bracket * n.transpose() * -medium.scale().recip())
}
