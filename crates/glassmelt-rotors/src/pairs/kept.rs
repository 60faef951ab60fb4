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
        self.cost_of(couplings, (a, &self.answer.strains[a]), &change)
    }

    /// The same of a `change` at place a, where the strain is given.
    pub(crate) fn cost_of(
        &self,
        couplings: &impl Couplings,
        (a, strain): (usize, &SymmetricTensor),
        change: &SymmetricTensor,
    ) -> f64 {
        let own = self.strain_of(couplings, (a, a), change);
        -change.contract(&(*strain + own * 0.5))
    }

    /// The strain at a place of the couplings that has no dipole yet, as if `without` had none either.
    pub(crate) fn strain_at(
        &self,
        couplings: &impl Couplings,
        a: usize,
        without: Option<usize>,
    ) -> SymmetricTensor {
        let gone = without.map_or(SymmetricTensor::ZERO, |b| self.dipoles[b]);
        let mean = self.answer.mean_strain - self.mean_strain_of(couplings, &gone);
        let all = self.dipoles.iter().enumerate();
        all.filter(|(b, _)| Some(*b) != without)
            .fold(mean, |sum, (b, q)| sum + couplings.between(a, b).strain(q))
    }

    /// A last place without a dipole, in this strain.
    pub(crate) fn open(&mut self, strain: SymmetricTensor) {
        self.dipoles.push(SymmetricTensor::ZERO);
        self.answer.strains.push(strain);
    }

    /// One place less, which has no dipole; the last takes its number.
    pub(crate) fn close(&mut self, a: usize) {
        self.dipoles.swap_remove(a);
        self.answer.strains.swap_remove(a);
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
