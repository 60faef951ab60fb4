//! Dipoles that only turn, over ranks: five components to transform and to send in place of six.

use glassmelt::{Medium, SymmetricTensor};

use super::super::basis::{DEVIATOR_PAIRS, DEVIATORS};
use super::super::kernel::Kernel;
use super::super::occupied::Occupied;
use super::super::terms::Terms;
use super::convolution::SlabConvolution;
use super::questions::agreed_dipoles;
use crate::answer::{Interaction, added};
use crate::boundary::Boundary;
use crate::error::Result;
use crate::ranks::Ranks;
use crate::traces::Traces;

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
    /// Strains at the own dipoles; energy and sum of the traces of all ranks.
    traces: Traces,
}

impl<'a> SlabTurningSum<'a> {
    pub(super) fn new(
        (ranks, medium, volume): (&'a dyn Ranks, Medium, f64),
        terms: &Terms,
        occupied: Occupied,
        traces: Traces,
    ) -> Self {
        let convolution = SlabConvolution::new(ranks, terms.shape());
        Self {
            ranks,
            medium,
            volume,
            kernel: Kernel::of_rows(terms, convolution.rows()),
            convolution,
            occupied,
            traces,
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
        let planes = self.occupied.dipoles(dipoles);
        let of_deviators = self.convolution.forward(self.ranks, &self.kernel, &planes);
        answer.strains.resize(dipoles.len(), SymmetricTensor::ZERO);
        let mut planes = self.occupied.strains(&mut answer.strains);
        self.convolution.backward(self.ranks, &mut planes);
        answer.add_each(&self.traces.strains);
        let (internal, total) = added(vec![of_deviators, self.traces.energy_and_sum]);
        let internal = internal + self.in_fixed(dipoles);
        let mean = answer.hold(internal, &total, (&self.medium, self.volume, boundary));
        answer.add(&mean.deviator());
        Ok(())
    }

    /// The energy of the deviators of all ranks in the fixed strains; each plane is of one rank.
    fn in_fixed(&self, dipoles: &[SymmetricTensor]) -> f64 {
        let own = self.occupied.in_fixed(dipoles, &self.traces.strains);
        let all = self.ranks.all_gather(&own);
        // A rank without dipoles has no fixed strains, and nothing of its own to say.
        let planes = all.iter().map(Vec::len).max().unwrap_or(0);
        let plane = |x| all.iter().filter_map(|list| list.get(x)).sum::<f64>();
        (0..planes).map(plane).sum()
    }
}

/// The sum from the first rank's first to the last rank's last, as one process adds them.
pub(super) fn sum_of_all(ranks: &dyn Ranks, own: &[SymmetricTensor]) -> SymmetricTensor {
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
