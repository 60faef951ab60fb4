//! Which sites are taken, plane by plane.

use glassmelt::SymmetricTensor;

use super::basis::{COMPONENTS, components, tensor};
use super::convolution::Plane;
use super::shape::Lattice;
use crate::answer::check;
use crate::boundary::Boundary;
use crate::error::{Error, Result};

/// The sites of all defects, in ascending order.
pub(super) struct Occupied {
    /// The site of each within its plane.
    sites: Vec<u32>,
    /// How many each plane has.
    in_plane: Vec<usize>,
}

/// The defects of one plane: the site of each within the plane, its dipole, and where its strain goes.
pub(super) struct PlaneOfDefects<'a> {
    pub(super) sites: &'a [u32],
    pub(super) dipoles: &'a [SymmetricTensor],
    pub(super) strains: &'a mut [SymmetricTensor],
}

impl Occupied {
    pub(super) fn new(lattice: &Lattice, sites: &[usize]) -> Result<Self> {
        check_sites(lattice, sites)?;
        let [planes, rows, width] = lattice.shape();
        let area = rows * width;
        let mut in_plane = vec![0; planes];
        for site in sites {
            in_plane[site / area] += 1;
        }
        let within = |site: &usize| u32::try_from(site % area).unwrap_or(u32::MAX);
        Ok(Self {
            sites: sites.iter().map(within).collect(),
            in_plane,
        })
    }

    /// How many defects there are.
    pub(super) fn count(&self) -> usize {
        self.sites.len()
    }

    /// The defects plane by plane.
    pub(super) fn planes<'a>(
        &'a self,
        mut dipoles: &'a [SymmetricTensor],
        mut strains: &'a mut [SymmetricTensor],
    ) -> Vec<PlaneOfDefects<'a>> {
        let mut sites = &self.sites[..];
        let mut all = Vec::with_capacity(self.in_plane.len());
        for &count in &self.in_plane {
            let (here, there) = strains.split_at_mut(count);
            all.push(PlaneOfDefects {
                sites: &sites[..count],
                dipoles: &dipoles[..count],
                strains: here,
            });
            (sites, dipoles, strains) = (&sites[count..], &dipoles[count..], there);
        }
        all
    }

    /// One finite dipole for each defect, and a finite boundary.
    pub(super) fn check(&self, dipoles: &[SymmetricTensor], boundary: &Boundary) -> Result<()> {
        check(self.sites.len(), dipoles, boundary)
    }
}

impl Plane for PlaneOfDefects<'_> {
    /// Zero where there is no defect.
    fn scatter<const C: usize>(&self, planes: &mut [f64], area: usize) {
        planes.fill(0.0);
        for (site, dipole) in self.sites.iter().zip(self.dipoles) {
            for (c, number) in components(dipole).into_iter().take(C).enumerate() {
                planes[c * area + *site as usize] = number;
            }
        }
    }

    /// Components that were not transformed are zero.
    fn gather<const C: usize>(&mut self, planes: &mut [f64], area: usize) {
        for (site, strain) in self.sites.iter().zip(self.strains.iter_mut()) {
            let mut numbers = [0.0; COMPONENTS];
            for (c, number) in numbers.iter_mut().take(C).enumerate() {
                *number = planes[c * area + *site as usize];
            }
            *strain = tensor(numbers);
        }
    }
}

/// Ascending, each below the number of sites.
fn check_sites(lattice: &Lattice, sites: &[usize]) -> Result<()> {
    let count = lattice.sites();
    let after = |index: usize| index == 0 || sites[index - 1] < sites[index];
    let wrong = (0..sites.len()).find(|&index| sites[index] >= count || !after(index));
    match wrong {
        None => Ok(()),
        Some(index) => Err(Error::Site {
            index,
            site: sites[index],
            count,
        }),
    }
}
