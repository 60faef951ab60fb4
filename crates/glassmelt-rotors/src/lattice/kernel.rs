//! The matrix from dipoles to strains at each wave vector of a lattice.
//!
//! It is real and symmetric, and the mirrors of the wave vector change signs alone: one octant is kept.

use glassmelt::Medium;
use rayon::prelude::*;

use super::shape::Lattice;
use super::terms::{Core, Packed, Terms};
use crate::error::Result;

/// The matrix over the octant, as `[k_y][k_z][k_x]`.
pub(super) struct Kernel {
    octant: [usize; 3],
    matrices: Vec<Packed>,
}

impl Kernel {
    /// K times `weight` for all wave vectors of the lattice.
    pub(super) fn new(lattice: &Lattice, medium: &Medium, core: Core, weight: f64) -> Result<Self> {
        let terms = Terms::new(lattice, medium, core)?;
        let octant = lattice.shape().map(|count| count / 2 + 1);
        let [along_x, _, along_z] = octant;
        let at = |index: usize| {
            let (row, x) = (index / along_x, index % along_x);
            let k = [x, row / along_z, row % along_z];
            terms.at(k).map(|number| weight * number)
        };
        let count = octant.iter().product();
        let matrices = (0..count).into_par_iter().map(at).collect();
        Ok(Self { octant, matrices })
    }

    /// The matrices of one row along `k_x`.
    pub(super) fn row(&self, y: usize, z: usize) -> &[Packed] {
        let [along_x, _, along_z] = self.octant;
        let start = (y * along_z + z) * along_x;
        &self.matrices[start..start + along_x]
    }
}
