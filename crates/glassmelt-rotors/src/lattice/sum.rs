//! Dipoles on chosen sites of a lattice: energy and strains by Fourier transforms.

use glassmelt::{Medium, SymmetricTensor};

use super::basis::{COMPONENTS, PAIRS};
use super::convolution::Convolution;
use super::kernel::Kernel;
use super::occupied::Occupied;
use super::shape::Lattice;
use super::terms::{Core, Terms};
use super::turning::TurningSum;
use crate::answer::Interaction;
use crate::boundary::Boundary;
use crate::error::Result;
use crate::traces::Traces;

/// Dipoles on sites of a lattice, summed exactly; work grows as N log N with the number N of sites.
///
/// ```
/// use glassmelt::{Medium, SymmetricTensor};
/// use glassmelt_rotors::{Boundary, Core, Lattice, LatticeSum};
/// use nalgebra::Vector3;
///
/// let lattice = Lattice::new([4, 4, 4], 1.0)?;
/// let mut sum = LatticeSum::new(lattice, Medium::new(1.0, 1.0)?, Core::Point, &[0, 21, 63])?;
/// let dipoles = [SymmetricTensor::uniaxial(1.0, Vector3::new(1.0, 2.0, 0.5)); 3];
/// let answer = sum.interaction(&dipoles, &Boundary::CLAMPED)?;
/// assert_eq!(answer.torques(&dipoles).len(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct LatticeSum {
    lattice: Lattice,
    volume: f64,
    medium: Medium,
    terms: Terms,
    kernel: Kernel<PAIRS>,
    convolution: Convolution<COMPONENTS, PAIRS>,
    occupied: Occupied,
}

impl LatticeSum {
    /// Defects on the `sites` of the lattice, in ascending order.
    ///
    /// # Errors
    /// When a site does not exist or does not ascend, or the smearing is no length.
    pub fn new(lattice: Lattice, medium: Medium, core: Core, sites: &[usize]) -> Result<Self> {
        let terms = Terms::new(&lattice, &medium, core)?;
        let occupied = Occupied::new(&lattice, sites)?;
        Ok(Self {
            volume: lattice.cell()?.volume(),
            kernel: Kernel::new(&terms),
            terms,
            convolution: Convolution::new(lattice.shape()),
            occupied,
            lattice,
            medium,
        })
    }

    /// The lattice.
    pub fn lattice(&self) -> &Lattice {
        &self.lattice
    }

    /// Energy and strains of `dipoles` (energies), one for each defect in the order of the sites.
    ///
    /// # Errors
    /// When there are not as many dipoles as defects, or a number is not finite.
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
        self.occupied.check_counts(dipoles, boundary)?;
        let planes = self.occupied.dipoles(dipoles);
        let (internal, total) = self.convolution.forward(&self.kernel, &planes);
        self.occupied.check_sum(&total, dipoles, boundary)?;
        answer.strains.resize(dipoles.len(), SymmetricTensor::ZERO);
        let mut planes = self.occupied.strains(&mut answer.strains);
        self.convolution.backward(&mut planes);
        let mean = answer.hold(internal, &total, (&self.medium, self.volume, boundary));
        answer.add(&mean);
        Ok(())
    }

    /// The sum for dipoles that only turn from what they are in `dipoles`: their traces stay, and are
    /// summed here once and for all.
    ///
    /// # Errors
    /// When there are not as many dipoles as defects, or a number is not finite.
    pub fn turning(mut self, dipoles: &[SymmetricTensor]) -> Result<TurningSum> {
        self.occupied.check(dipoles, &Boundary::CLAMPED)?;
        let traces = Traces::of(dipoles, |traces| {
            self.interaction(traces, &Boundary::CLAMPED)
        })?;
        // The six components are no longer needed when the five are made.
        drop((self.kernel, self.convolution));
        let held = (self.medium, self.volume);
        Ok(TurningSum::new(held, &self.terms, self.occupied, traces))
    }
}
