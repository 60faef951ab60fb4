//! Dipoles that only turn: five components to transform in place of six.

use glassmelt::{Medium, SymmetricTensor};

use super::basis::{DEVIATOR_PAIRS, DEVIATORS};
use super::convolution::Convolution;
use super::kernel::Kernel;
use super::occupied::Occupied;
use super::terms::Terms;
use crate::answer::{Interaction, added};
use crate::boundary::Boundary;
use crate::error::Result;
use crate::traces::Traces;

/// Dipoles on sites of a lattice that keep their traces; from [`LatticeSum::turning`](super::LatticeSum::turning).
///
/// A rotation does not change a trace, nor does the dilatation at a dipole do work on one that turns. What the
/// traces do to the deviators is therefore summed once, and each later answer has energy, deviators of the
/// strains, and torques: all that turning needs.
pub struct TurningSum {
    medium: Medium,
    volume: f64,
    kernel: Kernel<DEVIATOR_PAIRS>,
    convolution: Convolution<DEVIATORS, DEVIATOR_PAIRS>,
    occupied: Occupied,
    traces: Traces,
}

impl TurningSum {
    pub(super) fn new(
        (medium, volume): (Medium, f64),
        terms: &Terms,
        occupied: Occupied,
        traces: Traces,
    ) -> Self {
        Self {
            medium,
            volume,
            kernel: Kernel::new(terms),
            convolution: Convolution::new(terms.shape()),
            occupied,
            traces,
        }
    }

    /// Energy and deviators of the strains of `dipoles`, of which the deviators alone are looked at.
    ///
    /// # Errors
    /// When there are not as many dipoles as defects, or a number is not finite; the answer then stays as it
    /// was.
    pub fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        self.occupied.check_counts(dipoles, boundary)?;
        let planes = self.occupied.dipoles(dipoles);
        let of_deviators = self.convolution.forward(&self.kernel, &planes);
        self.occupied
            .check_sum(&of_deviators.1, dipoles, boundary)?;
        answer.strains.resize(dipoles.len(), SymmetricTensor::ZERO);
        let mut planes = self.occupied.strains(&mut answer.strains);
        self.convolution.backward(&mut planes);
        answer.add_each(&self.traces.strains);
        let in_fixed: f64 = self
            .occupied
            .in_fixed(dipoles, &self.traces.strains)
            .iter()
            .sum();
        let (internal, total) = added(vec![of_deviators, self.traces.energy_and_sum]);
        let internal = internal + in_fixed;
        let mean = answer.hold(internal, &total, (&self.medium, self.volume, boundary));
        answer.add(&mean.deviator());
        Ok(())
    }
}
