//! Rotors: how each is turned, and the dipole that it then has, `Q = R Q0 R^T`.

use glassmelt::SymmetricTensor;
use nalgebra::{UnitQuaternion, Vector3};
use rayon::prelude::*;

use crate::error::{Error, Result, finite};
use crate::random::{Purpose, Stream};

/// How many rotors one task takes.
pub(crate) const CHUNK: usize = 1024;

/// Rotors of one kind, each turned in its own way.
#[derive(Debug, Clone, PartialEq)]
pub struct Rotors {
    reference: SymmetricTensor,
    orientations: Vec<UnitQuaternion<f64>>,
}

impl Rotors {
    /// Rotors with the dipole `reference` (an energy), turned as given.
    ///
    /// # Errors
    /// When a number of the dipole is not finite, or it is isotropic: then nothing turns.
    pub fn new(reference: SymmetricTensor, orientations: Vec<UnitQuaternion<f64>>) -> Result<Self> {
        finite("dipole", &reference.components())?;
        if reference.is_isotropic() {
            return Err(Error::Isotropic {
                trace: reference.trace(),
            });
        }
        Ok(Self {
            reference,
            orientations,
        })
    }

    /// So many rotors, each turned at random, all rotations equally likely.
    ///
    /// # Errors
    /// As above.
    pub fn random(reference: SymmetricTensor, count: usize, stream: Stream) -> Result<Self> {
        let stream = stream.with(Purpose::Start);
        let orientations = (0..count)
            .map(|rotor| stream.of(address(rotor)).rotation())
            .collect();
        Self::new(reference, orientations)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.orientations.len()
    }

    /// Q0.
    pub fn reference(&self) -> &SymmetricTensor {
        &self.reference
    }

    /// R of each.
    pub fn orientations(&self) -> &[UnitQuaternion<f64>] {
        &self.orientations
    }

    /// R of each, to be changed.
    pub fn orientations_mut(&mut self) -> &mut Vec<UnitQuaternion<f64>> {
        &mut self.orientations
    }

    /// The dipole of one rotor.
    pub fn dipole(&self, rotor: usize) -> SymmetricTensor {
        turned(&self.reference, &self.orientations[rotor])
    }

    /// The dipoles of all.
    pub fn dipoles(&self) -> Vec<SymmetricTensor> {
        let mut dipoles = Vec::new();
        self.dipoles_into(&mut dipoles);
        dipoles
    }

    /// The same into a list that is used again and again.
    pub fn dipoles_into(&self, dipoles: &mut Vec<SymmetricTensor>) {
        let turn = |orientation| turned(&self.reference, orientation);
        let orientations = self.orientations.par_iter().with_min_len(CHUNK);
        orientations.map(turn).collect_into_vec(dipoles);
    }
}

/// `Q = R Q0 R^T`.
pub fn turned(reference: &SymmetricTensor, orientation: &UnitQuaternion<f64>) -> SymmetricTensor {
    reference.rotated(orientation.to_rotation_matrix().matrix())
}

/// An orientation turned further by the rotation vector `angle`, in the axes of the medium; kept of length
/// one.
pub(crate) fn turn(orientation: &UnitQuaternion<f64>, angle: Vector3<f64>) -> UnitQuaternion<f64> {
    let turned = UnitQuaternion::new(angle) * orientation;
    UnitQuaternion::new_normalize(turned.into_inner())
}

/// The address of a rotor among random numbers; there are never more than 2^32 rotors.
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn address(rotor: usize) -> u32 {
    rotor as u32
}

/// P0 of a dipole: `P0^2 = (3/2) q:q` with its deviator q, which for `P0 (n n - 1/3)` is its P0.
pub fn strength(dipole: &SymmetricTensor) -> f64 {
    1.5_f64.sqrt() * dipole.deviator().norm()
}
