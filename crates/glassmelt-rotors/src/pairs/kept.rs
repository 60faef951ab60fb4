//! Energy and strains kept up to date while dipoles change one at a time.

use glassmelt::SymmetricTensor;

use super::{Couplings, interaction_into};
use crate::answer::Interaction;
use crate::boundary::Boundary;
use crate::error::Result;

/// The dipoles on places, and what they have.
pub(crate) struct Kept {
    boundary: Boundary,
    pub(crate) dipoles: Vec<SymmetricTensor>,
    pub(crate) answer: Interaction,
}

impl Kept {
    pub(crate) fn new(boundary: Boundary) -> Self {
        Self {
            boundary,
            dipoles: Vec::new(),
            answer: Interaction::default(),
        }
    }

    /// Energy and strains of the dipoles, summed from nothing.
    pub(crate) fn sum(&mut self, couplings: &impl Couplings) -> Result<()> {
        interaction_into(couplings, &self.dipoles, &self.boundary, &mut self.answer)
    }

    /// The part of the strain at place a that the dipole Q at place b makes, through the mean strain too:
    /// `(K_ab + S/V):Q`, S at fixed stress alone.
    pub(crate) fn strain_of(
        &self,
        couplings: &impl Couplings,
        (a, b): (usize, usize),
        dipole: &SymmetricTensor,
    ) -> SymmetricTensor {
        couplings.between(a, b).strain(dipole) + self.mean_strain_of(couplings, dipole)
    }

    /// `-dQ:strain - dQ:(K_aa + S/V):dQ/2`: what it costs to have another dipole at place a.
    pub(crate) fn cost(
        &self,
        couplings: &impl Couplings,
        a: usize,
        dipole: &SymmetricTensor,
    ) -> f64 {
        let change = *dipole - self.dipoles[a];
        let own = self.strain_of(couplings, (a, a), &change);
        -change.contract(&(self.answer.strains[a] + own * 0.5))
    }

    /// Another dipole at place a, at the `cost` above.
    pub(crate) fn replace(
        &mut self,
        couplings: &impl Couplings,
        a: usize,
        (dipole, cost): (SymmetricTensor, f64),
    ) {
        let change = dipole - self.dipoles[a];
        self.dipoles[a] = dipole;
        self.answer.energy += cost;
        couplings.spread(a, &change, &mut self.answer.strains);
        let mean = self.mean_strain_of(couplings, &change);
        self.answer.mean_strain = self.answer.mean_strain + mean;
        if mean != SymmetricTensor::ZERO {
            let strains = self.answer.strains.iter_mut();
            strains.for_each(|strain| *strain = *strain + mean);
        }
    }

    /// What the mean strain follows a dipole with.
    fn mean_strain_of(
        &self,
        couplings: &impl Couplings,
        dipole: &SymmetricTensor,
    ) -> SymmetricTensor {
        self.boundary
            .follows(couplings.medium(), couplings.volume(), dipole)
    }
}
