//! Defects at rest, the only ones that have a dipole (Eq. 5).

use nalgebra::{DVector, Matrix3, SymmetricEigen, Vector3};

use super::freedom::Freedom;
use super::model::Configuration;
use super::potential::Potential;
use super::trust::FLAT;
use crate::dipole::DipoleTensor;
use crate::tensor::SymmetricTensor;

/// A defect on which no force and no torque is left.
#[derive(Debug, Clone, PartialEq)]
pub struct RelaxedDefect {
    /// Where everything is.
    pub configuration: Configuration,
    /// The whole energy.
    pub energy: f64,
    /// The part in the bonds.
    pub bond_energy: f64,
    /// The part in the surroundings.
    pub elastic_energy: f64,
    /// Eigenvalues of the Hessian in ascending order, energy per length squared: a rotation counts as
    /// the arc at the core's radius (root mean square of `|b|`). Null rotations are left out.
    pub hessian_eigenvalues: Vec<f64>,
    /// How many directions cost nothing, seen from the bonds: those of a continuous family.
    pub zero_modes: usize,
    /// How many directions lead down: none at a minimum, one at a saddle.
    pub negative_modes: usize,
    /// How many rotations move nothing at all: 1 for a single strong bond, 0 for a polyhedron.
    pub null_rotations: usize,
    /// Force by the defect on each neighbour.
    pub forces: Vec<Vector3<f64>>,
    /// What is left of the gradient, a force.
    pub residual: f64,
    moment: Matrix3<f64>,
    far_moment: Matrix3<f64>,
}

/// A defect whose orientation is held: forces sum to zero, a torque is left, and it has no dipole.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldDefect {
    /// Where everything is.
    pub configuration: Configuration,
    /// The whole energy.
    pub energy: f64,
    /// The part in the bonds.
    pub bond_energy: f64,
    /// The part in the surroundings.
    pub elastic_energy: f64,
    /// Eigenvalues of the Hessian by translation and displacements, ascending, energy per length
    /// squared; a negative one says that the core leaves this place even with its orientation held.
    pub hessian_eigenvalues: Vec<f64>,
    /// Force by the defect on each neighbour.
    pub forces: Vec<Vector3<f64>>,
    /// The torque on the neighbours, `sum (a + u) x F`: what the holder must supply. It is the
    /// derivative of the relaxed energy by the rotation vector.
    pub torque: Vector3<f64>,
    /// `sum F_i (a + u)_j`, rows i; its antisymmetric part is the torque.
    pub moment: Matrix3<f64>,
}

impl RelaxedDefect {
    /// The rotation as axis times angle, the angle at most pi.
    pub fn rotation_vector(&self) -> Vector3<f64> {
        self.configuration.rotation.scaled_axis()
    }

    /// d, the core's translation.
    pub fn translation(&self) -> Vector3<f64> {
        self.configuration.translation
    }

    /// The smallest eigenvalue of the Hessian; positive at an isolated minimum.
    pub fn hessian_min(&self) -> f64 {
        self.hessian_eigenvalues.first().copied().unwrap_or(0.0)
    }

    /// Whether no direction leads down.
    pub fn is_minimum(&self) -> bool {
        self.negative_modes == 0
    }

    /// The dipole `Q_ij = sum_p F_pi (a_p + u_p)_j` of Eq. 5, an energy; symmetric as no torque is left.
    pub fn dipole(&self) -> DipoleTensor {
        DipoleTensor(SymmetricTensor::symmetric_part(&self.moment))
    }

    /// The dipole that a linear medium carries to infinity, the symmetric part of `sum_p F_pi a_pj`.
    ///
    /// The medium takes the forces at the undisplaced sites; this and the dipole of Eq. 5 differ at
    /// second order in the displacements.
    pub fn far_dipole(&self) -> DipoleTensor {
        DipoleTensor(SymmetricTensor::symmetric_part(&self.far_moment))
    }

    /// The torque `sum_p a_p x F_p` that the linear medium carries beside the far dipole.
    ///
    /// It is `-sum u x F`, of second order, an artefact of a medium that takes forces at undisplaced
    /// sites; zero by symmetry in regular cages.
    pub fn far_torque(&self) -> Vector3<f64> {
        axial(&self.far_moment)
    }

    /// The sum of all forces on the neighbours: zero up to rounding.
    pub fn residual_force(&self) -> Vector3<f64> {
        self.forces.iter().sum()
    }

    /// The torque of the forces on the neighbours: zero up to rounding.
    pub fn residual_torque(&self) -> Vector3<f64> {
        axial(&self.moment)
    }
}

/// `sum y x F` of a moment `sum F_i y_j`.
fn axial(moment: &Matrix3<f64>) -> Vector3<f64> {
    let turn = |i, j| moment[(j, i)] - moment[(i, j)];
    Vector3::new(turn(1, 2), turn(2, 0), turn(0, 1))
}

/// How many of these eigenvalues are zero, and how many below.
fn count(eigenvalues: &DVector<f64>) -> (usize, usize) {
    let flat = FLAT * eigenvalues.amax();
    (
        eigenvalues.iter().filter(|l| l.abs() <= flat).count(),
        eigenvalues.iter().filter(|&&l| l < -flat).count(),
    )
}

impl Potential {
    /// Everything there is to say of a configuration whose gradient vanishes.
    pub(super) fn at_rest(&self, mut at: Configuration) -> RelaxedDefect {
        at.rotation = self.null_rotations.least(&at.rotation);
        let free = self.free(&at, Freedom::Everything);
        let (gradient, hessian) = self.along(&at, &free);
        let eigenvalues = ascending(&SymmetricEigen::new(hessian).eigenvalues);
        let even = self.even(&at, Freedom::Everything);
        let (zero_modes, negative_modes) = count(&self.along(&at, &even).1.symmetric_eigenvalues());
        let forces = self.forces(&at);
        let far = forces.iter().zip(&self.sites);
        RelaxedDefect {
            energy: self.energy(&at),
            bond_energy: self.bond_energy(&at),
            elastic_energy: self.elastic_energy(&at),
            zero_modes,
            negative_modes,
            hessian_eigenvalues: eigenvalues,
            null_rotations: self.null_rotations.count(),
            residual: gradient.norm(),
            moment: self.moment(&at),
            far_moment: far.map(|(f, a)| f * a.transpose()).sum(),
            forces,
            configuration: at,
        }
    }

    pub(super) fn held_at_rest(&self, at: Configuration) -> HeldDefect {
        let (_, hessian) = self.along(&at, &self.free(&at, Freedom::Held));
        HeldDefect {
            hessian_eigenvalues: ascending(&SymmetricEigen::new(hessian).eigenvalues),
            energy: self.energy(&at),
            bond_energy: self.bond_energy(&at),
            elastic_energy: self.elastic_energy(&at),
            forces: self.forces(&at),
            torque: self.torque(&at),
            moment: self.moment(&at),
            configuration: at,
        }
    }
}

fn ascending(values: &DVector<f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.iter().copied().collect();
    values.sort_by(f64::total_cmp);
    values
}
