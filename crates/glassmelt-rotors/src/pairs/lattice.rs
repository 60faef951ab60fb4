//! All pairs of sites of a lattice: one matrix for each difference of two sites.

use std::sync::Arc;

use glassmelt::{Medium, SymmetricTensor};

use super::matrix::units;
use super::{Couplings, PairMatrix, interaction_into};
use crate::answer::Interaction;
use crate::boundary::Boundary;
use crate::error::{Error, Result};
use crate::field::Field;
use crate::lattice::{Core, Lattice, LatticeSum};

/// Places on sites of a lattice with the matrices between them, 168 bytes for each site of the lattice,
/// whether it is taken or not.
///
/// The matrices are the strains that one dipole leaves on all sites, of which six transforms of
/// [`LatticeSum`] give all. A clone shares them.
#[derive(Debug, Clone, PartialEq)]
pub struct LatticeTable {
    lattice: Lattice,
    volume: f64,
    medium: Medium,
    /// By the site that is the difference of two.
    matrices: Arc<[PairMatrix]>,
    /// Steps along x, y, z of each place.
    places: Vec<[usize; 3]>,
}

impl LatticeTable {
    /// Places on `sites` of the lattice, in any order.
    ///
    /// # Errors
    /// When a site does not exist or is taken twice, or the smearing of `core` is no length.
    pub fn new(lattice: Lattice, medium: Medium, core: Core, sites: &[usize]) -> Result<Self> {
        let table = Self {
            volume: lattice.cell()?.volume(),
            matrices: matrices(lattice, medium, core)?,
            places: Vec::new(),
            lattice,
            medium,
        };
        table.on(sites)
    }

    /// The same lattice with other sites.
    ///
    /// # Errors
    /// When a site does not exist or is taken twice.
    pub fn on(&self, sites: &[usize]) -> Result<Self> {
        let mut taken = vec![false; self.lattice.sites()];
        for (index, &site) in sites.iter().enumerate() {
            match taken.get_mut(site) {
                Some(taken) if !*taken => *taken = true,
                _ => {
                    let count = self.lattice.sites();
                    return Err(Error::Taken { index, site, count });
                }
            }
        }
        Ok(Self {
            places: sites.iter().map(|&site| self.steps(site)).collect(),
            ..self.clone()
        })
    }

    /// The lattice.
    pub fn lattice(&self) -> &Lattice {
        &self.lattice
    }

    /// One place more, the last, on a site that exists and is free.
    pub(crate) fn insert(&mut self, site: usize) {
        self.places.push(self.steps(site));
    }

    /// One place less; the last takes its number.
    pub(crate) fn remove(&mut self, index: usize) {
        self.places.swap_remove(index);
    }

    fn steps(&self, site: usize) -> [usize; 3] {
        let [_, y, z] = self.lattice.shape();
        [site / (y * z), site / z % y, site % z]
    }
}

/// The strains at all sites of a dipole on the first one, for the six dipoles that make up all.
fn matrices(lattice: Lattice, medium: Medium, core: Core) -> Result<Arc<[PairMatrix]>> {
    let sites: Vec<usize> = (0..lattice.sites()).collect();
    let mut sum = LatticeSum::new(lattice, medium, core, &sites)?;
    let mut columns = Vec::new();
    for unit in units() {
        let mut dipoles = vec![SymmetricTensor::ZERO; sites.len()];
        dipoles[0] = unit;
        columns.push(sum.interaction(&dipoles, &Boundary::CLAMPED)?.strains);
    }
    let matrix = |site: usize| PairMatrix::of_columns(&std::array::from_fn(|c| columns[c][site]));
    Ok((0..sites.len()).map(matrix).collect())
}

impl Couplings for LatticeTable {
    fn places(&self) -> usize {
        self.places.len()
    }

    fn medium(&self) -> &Medium {
        &self.medium
    }

    fn volume(&self) -> f64 {
        self.volume
    }

    fn between(&self, a: usize, b: usize) -> &PairMatrix {
        let (shape, a, b) = (self.lattice.shape(), self.places[a], self.places[b]);
        let [x, y, z] = std::array::from_fn(|axis| {
            let wrapped = if a[axis] < b[axis] { shape[axis] } else { 0 };
            a[axis] + wrapped - b[axis]
        });
        &self.matrices[(x * shape[1] + y) * shape[2] + z]
    }
}

impl Field for LatticeTable {
    fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        interaction_into(self, dipoles, boundary, answer)
    }
}
