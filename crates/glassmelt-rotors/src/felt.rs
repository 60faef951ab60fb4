//! Rotors on their way in a field: what they feel, and the two steps of Newton's equations.
//!
//! A leap of length h is `w += (h/2) torque/k_B T`, `R <- exp(h w) R`, `w += (h/2) torque/k_B T`, with the
//! angular velocity w in units of `(k_B T/I)^(1/2)`. A free spherical top turns at constant w, so the middle
//! step is exact; each step keeps the volume of phase space (rotations by Haar's measure), and the whole is
//! its own mirror image in time.

use glassmelt::SymmetricTensor;
use nalgebra::Vector3;
use rayon::prelude::*;

use crate::answer::{Interaction, torque};
use crate::boundary::Boundary;
use crate::error::Result;
use crate::field::Field;
use crate::random::{Purpose, Stream};
use crate::rotors::{CHUNK, Rotors, address, turn, turned};
use crate::sum::ordered_sum;

/// A field, the dipoles in it, and their strains.
pub(crate) struct Felt<F> {
    field: F,
    boundary: Boundary,
    pub(crate) dipoles: Vec<SymmetricTensor>,
    pub(crate) answer: Interaction,
}

impl<F: Field> Felt<F> {
    pub(crate) fn new(field: F, boundary: Boundary) -> Self {
        Self {
            field,
            boundary,
            dipoles: Vec::new(),
            answer: Interaction::default(),
        }
    }

    /// Energy and strains of the rotors as they are.
    pub(crate) fn feel(&mut self, rotors: &Rotors) -> Result<()> {
        rotors.dipoles_into(&mut self.dipoles);
        self.strains()
    }

    /// Energy and strains of the dipoles as they are.
    pub(crate) fn strains(&mut self) -> Result<()> {
        self.field
            .interaction_into(&self.dipoles, &self.boundary, &mut self.answer)
    }

    /// `w += weight torque`.
    pub(crate) fn kick(&self, velocities: &mut [Vector3<f64>], weight: f64) {
        let felt = self.dipoles.par_iter().zip(&self.answer.strains);
        let pairs = velocities.par_iter_mut().zip(felt).with_min_len(CHUNK);
        pairs.for_each(|(w, (dipole, strain))| *w += weight * torque(dipole, strain));
    }

    /// `R <- exp(stride w) R`, and the dipoles with it; the strains are those from before.
    pub(crate) fn drift(&mut self, rotors: &mut Rotors, velocities: &[Vector3<f64>], stride: f64) {
        let reference = *rotors.reference();
        let turning = rotors.orientations_mut().par_iter_mut();
        let all = turning.zip(velocities).zip(&mut self.dipoles);
        all.with_min_len(CHUNK)
            .for_each(|((orientation, w), dipole)| {
                *orientation = turn(orientation, stride * w);
                *dipole = turned(&reference, orientation);
            });
    }
}

/// `sum w w/2`, in units of `k_B T`.
pub(crate) fn kinetic_energy(velocities: &[Vector3<f64>]) -> f64 {
    ordered_sum(velocities, |w| 0.5 * w.norm_squared())
}

/// Three normal numbers of variance one for each rotor.
pub(crate) fn normal_vectors(
    count: usize,
    (stream, purpose): (Stream, Purpose),
    vectors: &mut Vec<Vector3<f64>>,
) {
    let stream = stream.with(purpose);
    let rotors = (0..count).into_par_iter().with_min_len(CHUNK);
    rotors
        .map(|rotor| stream.of(address(rotor)).normal_vector())
        .collect_into_vec(vectors);
}
