//! Dipoles on chosen sites of a lattice that several processes share.

use glassmelt::{Medium, SymmetricTensor};

use super::super::basis::{COMPONENTS, PAIRS};
use super::super::kernel::Kernel;
use super::super::occupied::Occupied;
use super::super::shape::Lattice;
use super::super::terms::{Core, Terms};

use super::convolution::SlabConvolution;
use super::questions::{agreed_dipoles, prepared, question};
use super::turning::{SlabTurningSum, sum_of_all};
use crate::answer::Interaction;
use crate::boundary::Boundary;
use crate::error::Result;
use crate::ranks::{Ranks, agreed};
use crate::traces::{Traces, any, isotropic_parts};

/// [`LatticeSum`](crate::LatticeSum) over ranks: each has the defects of its slab of the lattice, and holds
/// its part of the waves and of the kernel.
///
/// All that returns a [`Result`] is done together: each rank comes to it, in the same order, and all get an
/// answer or all get an error. Answers are those of one process, bit for bit.
///
/// ```
/// use glassmelt::{Medium, SymmetricTensor};
/// use glassmelt_rotors::{Boundary, Core, Lattice, SlabSum, ranks::Alone};
/// use nalgebra::Vector3;
///
/// let ranks = Alone; // or `MpiRanks::world()?`
/// let lattice = Lattice::new([4, 4, 4], 1.0)?;
/// let own: Vec<usize> = lattice.slab(&ranks).step_by(3).collect();
/// let mut sum = SlabSum::new(&ranks, lattice, Medium::new(1.0, 1.0)?, Core::Point, &own)?;
/// let dipoles = vec![SymmetricTensor::uniaxial(1.0, Vector3::new(1.0, 2.0, 0.5)); own.len()];
/// let answer = sum.interaction(&dipoles, &Boundary::CLAMPED)?;
/// assert_eq!(answer.strains.len(), own.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SlabSum<'a> {
    ranks: &'a dyn Ranks,
    lattice: Lattice,
    medium: Medium,
    volume: f64,
    terms: Terms,
    kernel: Kernel<PAIRS>,
    convolution: SlabConvolution<COMPONENTS, PAIRS>,
    occupied: Occupied,
}

impl<'a> SlabSum<'a> {
    /// Defects on this rank's `sites`, in ascending order and all in its [`Lattice::slab`]; lattice, medium and
    /// core are the same on all ranks.
    ///
    /// # Errors
    /// When on any rank a site does not ascend or is not of its slab, when the smearing is no length, or when
    /// lattice, medium or core are not those of rank 0.
    pub fn new(
        ranks: &'a dyn Ranks,
        lattice: Lattice,
        medium: Medium,
        core: Core,
        sites: &[usize],
    ) -> Result<Self> {
        let own = prepared(ranks, (&lattice, &medium, core), sites);
        let asked = question(&lattice, &medium, core);
        let (terms, occupied, volume) = agreed(ranks, own, ("lattice, medium or core", &asked))?;
        let convolution = SlabConvolution::new(ranks, lattice.shape());
        Ok(Self {
            ranks,
            volume,
            kernel: Kernel::of_rows(&terms, convolution.rows()),
            terms,
            convolution,
            occupied,
            lattice,
            medium,
        })
    }

    /// The lattice, of which this rank has a slab.
    pub fn lattice(&self) -> &Lattice {
        &self.lattice
    }

    /// The energy and the mean strain of the dipoles (energies) of all ranks, the same on all; and the strains
    /// of this rank's `dipoles`, one for each of its defects in the order of the sites.
    ///
    /// # Errors
    /// When any rank has not as many dipoles as defects or a number that is not finite, or when the boundary is
    /// not that of rank 0.
    pub fn interaction(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
    ) -> Result<Interaction> {
        let mut answer = Interaction::default();
        self.interaction_into(dipoles, boundary, &mut answer)?;
        Ok(answer)
    }

    /// The same into an answer that is used again and again.
    ///
    /// # Errors
    /// As above; the answer then stays as it was.
    pub fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        agreed_dipoles(self.ranks, &self.occupied, dipoles, boundary)?;
        let planes = self.occupied.dipoles(dipoles);
        let sums = self.convolution.forward(self.ranks, &self.kernel, &planes);
        answer.strains.resize(dipoles.len(), SymmetricTensor::ZERO);
        let mut planes = self.occupied.strains(&mut answer.strains);
        self.convolution.backward(self.ranks, &mut planes);
        let (internal, total) = sums;
        let mean = answer.hold(internal, &total, (&self.medium, self.volume, boundary));
        answer.add(&mean);
        Ok(())
    }

    /// The sum for dipoles that only turn from what they are in `dipoles`: their traces stay, and are
    /// summed here once and for all.
    ///
    /// # Errors
    /// When any rank has not as many dipoles as defects, or a number that is not finite.
    pub fn turning(mut self, dipoles: &[SymmetricTensor]) -> Result<SlabTurningSum<'a>> {
        agreed_dipoles(self.ranks, &self.occupied, dipoles, &Boundary::CLAMPED)?;
        let traces = isotropic_parts(dipoles);
        let own = f64::from(u8::from(any(&traces)));
        let of_all = self.ranks.all_gather(&[own]);
        let alone = if of_all.iter().flatten().all(|flag| *flag == 0.0) {
            Interaction::default()
        } else {
            self.interaction(&traces, &Boundary::CLAMPED)?
        };
        // The six components are no longer needed when the five are made.
        drop((self.kernel, self.convolution));
        Ok(SlabTurningSum::new(
            (self.ranks, self.medium, self.volume),
            &self.terms,
            self.occupied,
            Traces::new(sum_of_all(self.ranks, &traces), &alone),
        ))
    }
}
