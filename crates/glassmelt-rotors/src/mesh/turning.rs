//! Dipoles at any fixed places that only turn: five components in place of six.

use glassmelt::{Medium, SymmetricTensor};

use super::sum::Deviators;
use crate::answer::{Interaction, check};
use crate::boundary::Boundary;
use crate::error::Result;
use crate::traces::Traces;

/// Dipoles at any places that keep their traces; from [`ParticleMesh::turning`](super::ParticleMesh::turning).
///
/// As [`TurningSum`](crate::TurningSum): each answer has energy, deviators of the strains, and torques.
pub struct TurningMesh {
    medium: Medium,
    volume: f64,
    body: Deviators,
    traces: Traces,
}

impl TurningMesh {
    pub(super) fn new((medium, volume): (Medium, f64), body: Deviators, traces: Traces) -> Self {
        Self {
            medium,
            volume,
            body,
            traces,
        }
    }

    /// Energy and deviators of the strains of `dipoles`, of which the deviators alone are looked at.
    ///
    /// # Errors
    /// When there are not as many dipoles as positions, or a number is not finite; the answer then stays as it
    /// was.
    pub fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        check(self.body.count(), dipoles, boundary)?;
        self.body.strains_into(dipoles, &mut answer.strains);
        let at_large = (&self.medium, self.volume, boundary);
        answer.complete_turning(dipoles, &self.traces, at_large);
        Ok(())
    }
}
