//! What rotors at places that stay feel: one trait for all ways to sum.

use glassmelt::{Medium, SymmetricTensor};
use nalgebra::Vector3;

use crate::answer::Interaction;
use crate::boundary::Boundary;
use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::ewald::Ewald;
use crate::lattice::{LatticeSum, TurningSum};
use crate::mesh::{ParticleMesh, TurningMesh};

/// Places that stay where they are, and a way to sum the energy of dipoles on them.
pub trait Field: Send {
    /// Energy and strains of `dipoles` (energies), one for each place; the strains may lack an isotropic part,
    /// which does no work on what turns.
    ///
    /// # Errors
    /// When there are not as many dipoles as places, or a number is not finite.
    fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()>;
}

impl Field for Box<dyn Field> {
    fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        self.as_mut().interaction_into(dipoles, boundary, answer)
    }
}

/// Sums that have a method of the same name.
macro_rules! fields {
    ($($sum:ty),*) => { $(
        impl Field for $sum {
            fn interaction_into(
                &mut self,
                dipoles: &[SymmetricTensor],
                boundary: &Boundary,
                answer: &mut Interaction,
            ) -> Result<()> {
                <$sum>::interaction_into(self, dipoles, boundary, answer)
            }
        }
    )* };
}

fields!(LatticeSum, TurningSum, ParticleMesh, TurningMesh);

/// The slow truth at places that stay.
#[derive(Debug, Clone, PartialEq)]
pub struct EwaldAt {
    /// The sum.
    pub ewald: Ewald,
    /// Where the dipoles are.
    pub places: Vec<Vector3<f64>>,
}

impl Field for EwaldAt {
    fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        *answer = self.ewald.interaction(&self.places, dipoles, boundary)?;
        Ok(())
    }
}

/// Dipoles that do not feel each other, the mean strain alone: the limit that is solved exactly.
#[derive(Debug, Clone, PartialEq)]
pub struct Independent {
    /// The medium.
    pub medium: Medium,
    /// The cell.
    pub cell: Cell,
    /// How many places there are.
    pub places: usize,
}

impl Field for Independent {
    fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        if dipoles.len() != self.places {
            return Err(Error::UnequalCounts {
                dipoles: dipoles.len(),
                places: self.places,
            });
        }
        answer.strains.clear();
        answer.strains.resize(self.places, SymmetricTensor::ZERO);
        answer.complete(dipoles, (&self.medium, self.cell.volume(), boundary));
        Ok(())
    }
}
