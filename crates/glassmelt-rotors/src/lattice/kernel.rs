//! The matrix from dipoles to strains at each wave vector of a lattice.
//!
//! It is real and symmetric, and the mirrors of the wave vector change signs alone: one octant is kept.

use std::ops::Range;

use rayon::prelude::*;

use super::terms::{Packed, Terms};

/// The first P numbers of the matrices over the octant, as `[k_z][k_y][k_x]`.
pub(crate) struct Kernel<const P: usize> {
    octant: [usize; 3],
    /// The first `k_z` that is kept; all, unless others have the rest.
    first: usize,
    matrices: Vec<[f64; P]>,
}

impl<const P: usize> Kernel<P> {
    /// The matrices over the number of sites, which transforms there and back multiply by.
    pub(super) fn new(terms: &Terms) -> Self {
        Self::of_rows(terms, 0..terms.shape()[2] / 2 + 1)
    }

    /// The same for these `k_z` alone.
    pub(super) fn of_rows(terms: &Terms, rows: Range<usize>) -> Self {
        let weight = (terms.shape().iter().product::<usize>() as f64).recip();
        Self::of(terms.shape(), rows, |k| {
            terms.at(k).map(|number| weight * number)
        })
    }

    /// The matrices of any function of the wave numbers `[k_x, k_y, k_z]` of the octant, for these `k_z`
    /// alone.
    pub(crate) fn of(
        shape: [usize; 3],
        rows: Range<usize>,
        matrix: impl Fn([usize; 3]) -> Packed + Sync,
    ) -> Self {
        let octant = shape.map(|count| count / 2 + 1);
        let [along_x, along_y, _] = octant;
        let at = |index: usize| {
            let (row, x) = (index / along_x, index % along_x);
            let matrix = matrix([x, row % along_y, row / along_y]);
            std::array::from_fn(|i| matrix[i])
        };
        let area = along_x * along_y;
        let matrices = (rows.start * area..rows.end * area).into_par_iter().map(at);
        Self {
            octant,
            first: rows.start,
            matrices: matrices.collect(),
        }
    }

    /// The matrices of one row along `k_x`.
    pub(super) fn row(&self, y: usize, z: usize) -> &[[f64; P]] {
        let [along_x, along_y, _] = self.octant;
        let start = ((z - self.first) * along_y + y) * along_x;
        &self.matrices[start..start + along_x]
    }
}
