//! One minimum in numbers.

use glassmelt::DipoleTensor;
use glassmelt::defect::Basin;
use serde::Serialize;

use super::Imprisoned;
use crate::solved::SolvedDefect;

/// One minimum: its energy, where the core is, its dipole and the coupling that it makes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Minimum {
    /// The whole energy.
    pub energy: f64,
    /// The part of it in the bonds.
    pub bond_energy: f64,
    /// The part of it in the surroundings.
    pub elastic_energy: f64,
    /// The rotation of the core as axis times angle, rad.
    pub rotation_vector: [f64; 3],
    /// The translation of the core.
    pub translation: [f64; 3],
    /// The smallest eigenvalue of the Hessian, energy over length squared (a rotation counts as the
    /// arc at the core's radius).
    pub hessian_min: f64,
    /// All eigenvalues of the Hessian in ascending order, in the same unit.
    pub hessian_eigenvalues: Vec<f64>,
    /// The dipole of Eq. 5, an energy: positive where the defect pushes outwards. What is rounding is
    /// told as zero.
    pub dipole: DipoleTensor,
    /// `sqrt(Q_dev:Q_dev)`, the length of the part that shears.
    pub dipole_deviator_norm: f64,
    /// The part that dilates.
    pub trace: f64,
    /// The principal values of the dipole in ascending order.
    pub principal: [f64; 3],
    /// Their axes, one a row.
    pub principal_axes: [[f64; 3]; 3],
    /// The dipole that a linear medium carries to infinity; the two differ at second order.
    pub far_dipole: DipoleTensor,
    /// `alpha`, mean over directions; none without a medium.
    pub alpha: Option<f64>,
    /// The smallest alpha over directions.
    pub alpha_min: Option<f64>,
    /// The largest alpha over directions.
    pub alpha_max: Option<f64>,
    /// Directions in which the energy stays the same: a continuous family of minima.
    pub zero_modes: usize,
    /// Rotations of the core that move nothing, as that of a single bond about itself.
    pub null_rotations: usize,
    /// The height of the lowest saddle by which it is left for another minimum; none if none was found.
    pub escape: Option<f64>,
    /// The height above the ground state that must be crossed to come here from there; none if the
    /// saddles found do not lead here.
    pub barrier: Option<f64>,
    /// How a far strain turns the core; none for a continuous family.
    pub imprisonment: Option<Imprisoned>,
    /// How many starts came to rest here.
    pub found_from: usize,
    /// What is left of the force, as a check.
    pub residual: f64,
}

impl Minimum {
    pub(super) fn of(index: usize, basin: &Basin, solved: &SolvedDefect) -> Self {
        let minimum = &basin.minimum;
        let dipole = solved.dipole(minimum);
        let principal = dipole.0.principal();
        let alpha = solved.alpha(minimum);
        let imprisonment = solved.potential.imprisonment(minimum).ok();
        Self {
            energy: solved.energy(minimum),
            bond_energy: minimum.bond_energy,
            elastic_energy: minimum.elastic_energy,
            rotation_vector: minimum.rotation_vector().into(),
            translation: minimum.translation().into(),
            hessian_min: minimum.hessian_min(),
            hessian_eigenvalues: minimum.hessian_eigenvalues.clone(),
            dipole,
            dipole_deviator_norm: dipole.deviator().norm(),
            trace: dipole.trace(),
            principal: principal.map(|(value, _)| value),
            principal_axes: principal.map(|(_, axis)| axis.into()),
            far_dipole: if solved.pushes(minimum) {
                minimum.far_dipole()
            } else {
                DipoleTensor::default()
            },
            alpha: alpha.map(|alpha| alpha.mean),
            alpha_min: alpha.map(|alpha| alpha.min),
            alpha_max: alpha.map(|alpha| alpha.max),
            zero_modes: minimum.zero_modes,
            null_rotations: minimum.null_rotations,
            escape: solved.landscape.escape(index),
            barrier: solved.landscape.barrier(0, index),
            imprisonment: imprisonment.as_ref().map(Imprisoned::of),
            found_from: basin.starts,
            residual: minimum.residual,
        }
    }
}
