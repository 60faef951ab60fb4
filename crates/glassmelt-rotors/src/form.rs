//! The isotropic energies of two dipoles a vector apart: five numbers, each for one way to contract.

use glassmelt::SymmetricTensor;
use nalgebra::Vector3;

/// `E = pp a:b + tt t_a t_b + vw (a r).(b r) + ts (t_a s_b + t_b s_a) + ss s_a s_b` with the traces t and
/// `s = r a r`: all that two symmetric tensors and one vector r can make, each to first order, in an
/// isotropic medium. The same in real space (r) and in Fourier space (q).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Form {
    pub(crate) pp: f64,
    pub(crate) tt: f64,
    pub(crate) vw: f64,
    pub(crate) ts: f64,
    pub(crate) ss: f64,
}

impl Form {
    /// `-dE/da`: the strain in which a dipole at one end sits when b is at the other. E is even in r.
    pub(crate) fn strain(&self, b: &SymmetricTensor, r: &Vector3<f64>) -> SymmetricTensor {
        let w = b.apply(r);
        let (s, t) = (r.dot(&w), b.trace());
        let along = self.ts * t + self.ss * s;
        let across = self.vw * w + along * r;
        let outer = symmetric_product(r, &across);
        let isotropic = SymmetricTensor::IDENTITY * (self.tt * t + self.ts * s);
        (*b * self.pp + isotropic + outer) * -1.0
    }
}

/// The symmetric part of `u v`.
fn symmetric_product(u: &Vector3<f64>, v: &Vector3<f64>) -> SymmetricTensor {
    let off = |i: usize, j: usize| 0.5 * (u[i] * v[j] + u[j] * v[i]);
    SymmetricTensor::from_components([
        u.x * v.x,
        u.y * v.y,
        u.z * v.z,
        off(1, 2),
        off(0, 2),
        off(0, 1),
    ])
}
