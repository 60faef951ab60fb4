//! Kanzaki's dipole of a group of atoms in one frame: the moment of the forces with which it holds its surroundings.

use nalgebra::{Matrix3, Vector3};

use super::force::CentralForce;
use crate::frame::Frame;
use crate::neighbours::Neighbours;

/// The moment of the forces of a group on its surroundings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kanzaki {
    /// `sum (r_j - R) F_j^T`, an energy, over the atoms j outside that the group pushes with the force `F_j`; its
    /// symmetric part is the dipole of Eq. 5, positive when the group pushes outwards.
    pub moment: Matrix3<f64>,
    /// The force of the group on its surroundings: where it is not zero the moment depends on the centre R.
    pub force: Vector3<f64>,
}

impl Kanzaki {
    /// The torque of the group on its surroundings: twice the axial vector of the moment.
    pub fn torque(&self) -> Vector3<f64> {
        let m = &self.moment;
        Vector3::new(m.m23 - m.m32, m.m31 - m.m13, m.m12 - m.m21)
    }
}

/// The moment of the group of `atoms` about `from_centre`, the vectors from its centre to each of its atoms.
///
/// The `neighbours` reach at least as far as the force. Forces within the group do not count: they hold it together
/// and leave its surroundings alone.
pub fn kanzaki(
    frame: &Frame,
    neighbours: &Neighbours,
    atoms: &[u32],
    from_centre: &[Vector3<f64>],
    force: &dyn CentralForce,
) -> Kanzaki {
    let mut sum = Kanzaki {
        moment: Matrix3::zeros(),
        force: Vector3::zeros(),
    };
    for (&i, arm) in atoms.iter().zip(from_centre) {
        let i = i as usize;
        for (&j, line) in neighbours.indices(i).iter().zip(neighbours.vectors(i)) {
            if atoms.contains(&j) {
                continue;
            }
            let r = line.norm();
            let kinds = [frame.kind(i), frame.kind(j as usize)];
            let on_neighbour = line * (force.push(kinds, r) / r);
            sum.moment += (arm + line) * on_neighbour.transpose();
            sum.force += on_neighbour;
        }
    }
    sum
}
