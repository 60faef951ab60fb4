//! Dipoles that only turn, over ranks: five components to transform and to send in place of six.

use glassmelt::{Medium, SymmetricTensor};
use rayon::prelude::*;

use super::super::basis::{DEVIATOR_PAIRS, DEVIATORS};
use super::super::kernel::Kernel;
use super::super::occupied::Occupied;
use super::super::terms::Terms;
use super::convolution::SlabConvolution;
use super::questions::agreed_dipoles;
use super::totals::{Term, Totals};
use crate::answer::{EnergyAndSum, Interaction, added};
use crate::boundary::Boundary;
use crate::error::Result;
use crate::ranks::Ranks;

/// [`TurningSum`](crate::TurningSum) over ranks; from [`SlabSum::turning`](super::SlabSum::turning).
///
/// What is said there of the order in which ranks come holds here too.
pub struct SlabTurningSum<'a> {
    ranks: &'a dyn Ranks,
    medium: Medium,
    volume: f64,
    kernel: Kernel<DEVIATOR_PAIRS>,
    convolution: SlabConvolution<DEVIATORS, DEVIATOR_PAIRS>,
    occupied: Occupied,
    totals: Totals,
    /// The deviator of the strain at each own dipole that comes from the traces; nothing where all are zero.
    fixed: Vec<SymmetricTensor>,
    /// The energy of the traces of all ranks, and their sum.
    of_traces: EnergyAndSum,
}

impl<'a> SlabTurningSum<'a> {
    pub(super) fn new(
        (ranks, medium, volume): (&'a dyn Ranks, Medium, f64),
        terms: &Terms,
        (occupied, totals): (Occupied, Totals),
        (traces, fixed): (&[SymmetricTensor], Interaction),
    ) -> Self {
        let convolution = SlabConvolution::new(ranks, terms.shape());
        let deviators = fixed.strains.iter().map(SymmetricTensor::deviator);
        Self {
            ranks,
            medium,
            volume,
            kernel: Kernel::of_rows(terms, convolution.rows()),
            convolution,
            occupied,
            totals,
            fixed: deviators.collect(),
            of_traces: (fixed.energy, sum_of_all(ranks, traces)),
        }
    }

    /// The energy and the mean strain of the dipoles of all ranks; and the deviators of the strains of this
    /// rank's `dipoles`. Deviators alone are looked at.
    ///
    /// # Errors
    /// When any rank has not as many dipoles as defects or a number that is not finite, or when the boundary is
    /// not that of rank 0; the answer then stays as it was.
    pub fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        agreed_dipoles(self.ranks, &self.occupied, dipoles, boundary)?;
        answer.strains.resize(dipoles.len(), SymmetricTensor::ZERO);
        let planes = self.occupied.planes(dipoles, &mut answer.strains);
        self.convolution.strains(self.ranks, &self.kernel, planes);
        let mut sums = self.sums(dipoles, &answer.strains);
        sums.push(self.of_traces);
        let (internal, total) = added(sums);
        let pairs = answer.strains.par_iter_mut().zip(&self.fixed);
        pairs.for_each(|(strain, fixed)| *strain = *strain + *fixed);
        let mean = answer.hold(internal, &total, (&self.medium, self.volume, boundary));
        answer.add(&mean.deviator());
        Ok(())
    }

    /// The sums of the deviators, chunk by chunk.
    fn sums(&self, dipoles: &[SymmetricTensor], strains: &[SymmetricTensor]) -> Vec<EnergyAndSum> {
        let all_fixed = &self.fixed;
        self.totals.sums(self.ranks, |index| {
            let dipole = dipoles[index].deviator();
            let fixed = all_fixed.get(index);
            Term {
                half_of_own: 0.5 * dipole.contract(&strains[index]),
                in_fixed: fixed.map_or(0.0, |fixed| dipole.contract(fixed)),
                dipole,
            }
        })
    }
}

/// The sum from the first rank's first to the last rank's last, as one process adds them.
fn sum_of_all(ranks: &dyn Ranks, own: &[SymmetricTensor]) -> SymmetricTensor {
    (0..ranks.count()).fold(SymmetricTensor::ZERO, |sum, rank| {
        let reached = if rank == ranks.rank() {
            own.iter().fold(sum, |m, q| m + *q).components().to_vec()
        } else {
            Vec::new()
        };
        let all = ranks.all_gather(&reached);
        let numbers = all.get(rank).map_or(&[][..], Vec::as_slice);
        SymmetricTensor::from_components(std::array::from_fn(|i| {
            numbers.get(i).copied().unwrap_or_default()
        }))
    })
}
