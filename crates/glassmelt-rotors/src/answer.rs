//! What a set of dipoles has: its energy, and the strain in which each of them sits.

use glassmelt::{Medium, SymmetricTensor};
use nalgebra::Vector3;

use crate::boundary::Boundary;

/// Energy and strains of all dipoles; the torques follow.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    /// H, in the unit of energy of the dipoles: each dipole with all images of all others and of itself, and
    /// the mean strain. The energy of a dipole with itself alone, infinite and the same however it turns, is
    /// left out.
    pub energy: f64,
    /// For each dipole the strain of all else at its place, mean strain included: `-dH/dQ`.
    pub strains: Vec<SymmetricTensor>,
    /// The mean strain of the medium.
    pub mean_strain: SymmetricTensor,
}

impl Interaction {
    /// The torque on each dipole, an energy: turned by a small angle w, a dipole changes H by `-torque w`.
    pub fn torques(&self, dipoles: &[SymmetricTensor]) -> Vec<Vector3<f64>> {
        let pairs = dipoles.iter().zip(&self.strains);
        pairs.map(|(q, strain)| torque(q, strain)).collect()
    }

    /// From the strains at q other than zero, to which the mean strain is added.
    pub(crate) fn with_mean_strain(
        mut strains: Vec<SymmetricTensor>,
        dipoles: &[SymmetricTensor],
        (medium, volume, boundary): (&Medium, f64, &Boundary),
    ) -> Self {
        let pairs = dipoles.iter().zip(&strains);
        let internal: f64 = pairs.map(|(q, strain)| -0.5 * q.contract(strain)).sum();
        let total = dipoles.iter().fold(SymmetricTensor::ZERO, |m, q| m + *q);
        let (mean_strain, at_large) = boundary.at_large(medium, &total, volume);
        for strain in &mut strains {
            *strain = *strain + mean_strain;
        }
        Self {
            energy: internal + at_large,
            strains,
            mean_strain,
        }
    }
}

/// The torque of a strain on a dipole, `2 eps_ijk (Q strain)_jk`: the derivative of `Q:strain` by a
/// rotation of Q.
pub fn torque(dipole: &SymmetricTensor, strain: &SymmetricTensor) -> Vector3<f64> {
    let (q, e) = (dipole, strain);
    let [x, y, z] = [
        Vector3::new(q.xx, q.xy, q.xz),
        Vector3::new(q.xy, q.yy, q.yz),
        Vector3::new(q.xz, q.yz, q.zz),
    ];
    let [ex, ey, ez] = [
        Vector3::new(e.xx, e.xy, e.xz),
        Vector3::new(e.xy, e.yy, e.yz),
        Vector3::new(e.xz, e.yz, e.zz),
    ];
    2.0 * Vector3::new(
        y.dot(&ez) - z.dot(&ey),
        z.dot(&ex) - x.dot(&ez),
        x.dot(&ey) - y.dot(&ex),
    )
}
