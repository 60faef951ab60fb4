//! Interactions looked up pair by pair, so that a change of one dipole costs as much as there are dipoles.
//!
//! ```text
//! strain_a = sum_b K_ab:Q_b + mean strain,   H = -1/2 sum_ab Q_a:K_ab:Q_b + the mean strain's,
//! ```
//!
//! where `K_aa` is what the images of a dipole do to it. At fixed stress the mean strain is
//! `S:(stress + M/V)`: each pair, a dipole with itself too, then couples by `S/V` besides.

mod form_sum;
mod kept;
mod lattice;
mod matrix;
mod table;

use glassmelt::{Medium, SymmetricTensor};
use rayon::prelude::*;

use crate::answer::{Interaction, check};
use crate::boundary::Boundary;
use crate::error::Result;
use crate::field::Independent;

pub(crate) use form_sum::FormSum;
pub(crate) use kept::Kept;
pub use lattice::LatticeTable;
pub use matrix::PairMatrix;
pub use table::PairTable;

/// From how many places on several threads share the work; below, waking them takes longer.
const MANY: usize = 4096;

/// Places with the matrices between them.
pub trait Couplings: Send + Sync {
    /// How many places there are.
    fn places(&self) -> usize;

    /// The medium.
    fn medium(&self) -> &Medium;

    /// V.
    fn volume(&self) -> f64;

    /// `K_ab`, the strain at place a from a dipole at place b and its images; for a = b from its images
    /// alone. Both are below [`places`](Self::places).
    fn between(&self, a: usize, b: usize) -> &PairMatrix;

    /// The strain of all dipoles at each place, own images included and the mean strain not: one dipole and
    /// one strain for each place.
    fn strains(&self, dipoles: &[SymmetricTensor], strains: &mut [SymmetricTensor]) {
        let sum =
            |(a, strain): (usize, &mut SymmetricTensor)| *strain = strain_at(self, a, dipoles);
        strains.par_iter_mut().enumerate().for_each(sum);
    }

    /// Adds to each strain what a `change` of the dipole at place b makes there.
    fn spread(&self, b: usize, change: &SymmetricTensor, strains: &mut [SymmetricTensor]) {
        let add = |(a, strain): (usize, &mut SymmetricTensor)| {
            *strain = *strain + self.between(a, b).strain(change);
        };
        if strains.len() < MANY {
            strains.iter_mut().enumerate().for_each(add);
        } else {
            let all = strains.par_iter_mut().with_min_len(MANY / 4);
            all.enumerate().for_each(add);
        }
    }
}

/// Nothing between any two.
impl Couplings for Independent {
    fn places(&self) -> usize {
        self.places
    }

    fn medium(&self) -> &Medium {
        &self.medium
    }

    fn volume(&self) -> f64 {
        self.cell.volume()
    }

    fn between(&self, _: usize, _: usize) -> &PairMatrix {
        const { &PairMatrix::ZERO }
    }
}

/// The strain at place a, in the order of the dipoles.
pub(crate) fn strain_at<C: Couplings + ?Sized>(
    couplings: &C,
    a: usize,
    dipoles: &[SymmetricTensor],
) -> SymmetricTensor {
    let zero = SymmetricTensor::ZERO;
    let all = dipoles.iter().enumerate();
    all.fold(zero, |sum, (b, q)| sum + couplings.between(a, b).strain(q))
}

/// Energy and strains of `dipoles`, one for each place.
pub(crate) fn interaction_into(
    couplings: &impl Couplings,
    dipoles: &[SymmetricTensor],
    boundary: &Boundary,
    answer: &mut Interaction,
) -> Result<()> {
    check(couplings.places(), dipoles, boundary)?;
    answer.strains.resize(dipoles.len(), SymmetricTensor::ZERO);
    couplings.strains(dipoles, &mut answer.strains);
    let at_large = (couplings.medium(), couplings.volume(), boundary);
    answer.complete(dipoles, at_large);
    Ok(())
}
