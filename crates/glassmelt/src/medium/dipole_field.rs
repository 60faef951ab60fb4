//! The field of a dipole in real space: displacement, distortion, strain, rotation, stress; Eq. 7.

use nalgebra::{Matrix3, Vector3};

use super::{Medium, Separation};
use crate::tensor::SymmetricTensor;

/// What a dipole at the origin does to the medium at one point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DipoleField {
    /// u, a length.
    pub displacement: Vector3<f64>,
    /// The symmetric part of `d_j u_i`.
    pub strain: SymmetricTensor,
    /// `curl u/2`, the vector by which the medium turns.
    pub rotation: Vector3<f64>,
    /// `lambda tr(u) 1 + 2 mu u`, a pressure.
    pub stress: SymmetricTensor,
}

impl Medium {
    /// All fields of a dipole Q (an energy, at the origin) at `r`.
    pub fn dipole_field(&self, dipole: &SymmetricTensor, r: &Separation) -> DipoleField {
        let distortion = self.distortion(dipole, r);
        let turn = |i, j| 0.5 * (distortion[(i, j)] - distortion[(j, i)]);
        let strain = SymmetricTensor::symmetric_part(&distortion);
        let pressure = SymmetricTensor::IDENTITY * self.lambda_times_dilation(dipole, r);
        DipoleField {
            displacement: self.displacement(dipole, r),
            strain,
            rotation: Vector3::new(turn(2, 1), turn(0, 2), turn(1, 0)),
            stress: pressure + strain * (2.0 * self.mu()),
        }
    }

    /// The displacement of a dipole Q at the origin, `u_i = -G_ik,l Q_kl`; Q in energy.
    pub fn displacement(&self, dipole: &SymmetricTensor, r: &Separation) -> Vector3<f64> {
        let (c, b) = (self.sound_ratio(), self.b());
        let Seen { n, v, s, trace, .. } = Seen::along(dipole, r);
        (v * (2.0 * c) + n * (3.0 * b * s + 2.0 * c / 3.0 * trace))
            / (self.scale() * r.distance().powi(2))
    }

    /// The distortion `du_i/dr_j = -G_ik,lj Q_kl` that Eq. 7 prints as a strain; rows i, columns j.
    pub fn distortion(&self, dipole: &SymmetricTensor, r: &Separation) -> Matrix3<f64> {
        let (c, b) = (self.sound_ratio(), self.b());
        let Seen { q, n, v, s, trace } = Seen::along(dipole, r);
        let (one, nn) = (Matrix3::identity(), n * n.transpose());
        let vn = v * n.transpose();
        let deviator = q.matrix() * (2.0 * c) + one * (3.0 * b * s) - vn * (6.0 * c)
            + (vn.transpose() - nn * (2.5 * s)) * (6.0 * b);
        let dilation = (one - nn * 3.0) * (2.0 * c / 3.0 * trace);
        (deviator + dilation) / (self.scale() * r.distance().powi(3))
    }

    /// The strain of a dipole Q at the origin: Eq. 7, symmetrised, with the energy dipole `Q = v_d P`.
    pub fn strain(&self, dipole: &SymmetricTensor, r: &Separation) -> SymmetricTensor {
        SymmetricTensor::symmetric_part(&self.distortion(dipole, r))
    }

    /// The trace of the strain, `-6 c (n q n)/(8 pi mu r^3)` with the deviator q, times lambda; finite
    /// for an incompressible medium, since `lambda c = mu (1 - 2 c)`.
    fn lambda_times_dilation(&self, dipole: &SymmetricTensor, r: &Separation) -> f64 {
        let Seen { s, .. } = Seen::along(dipole, r);
        -6.0 * self.mu() * self.lateral_ratio() * s / (self.scale() * r.distance().powi(3))
    }
}

/// A dipole as seen along a direction n: its deviator q, `v = q n`, `s = n q n`, and its trace.
struct Seen {
    q: SymmetricTensor,
    n: Vector3<f64>,
    v: Vector3<f64>,
    s: f64,
    trace: f64,
}

impl Seen {
    fn along(dipole: &SymmetricTensor, r: &Separation) -> Self {
        let (q, n) = (dipole.deviator(), r.direction());
        let v = q.apply(&n);
        Self {
            q,
            n,
            v,
            s: n.dot(&v),
            trace: dipole.trace(),
        }
    }
}
