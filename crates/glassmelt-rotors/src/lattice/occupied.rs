//! Which sites are taken, plane by plane.

use glassmelt::SymmetricTensor;
use rayon::prelude::*;

use super::basis::{COMPONENTS, components, tensor};
use super::convolution::{Sink, Source};
use super::shape::Lattice;
use crate::answer::{check, check_counts};
use crate::boundary::Boundary;
use crate::error::{Error, Result};

/// The sites of all defects, in ascending order.
pub(super) struct Occupied {
    /// The site of each within its plane.
    sites: Vec<u32>,
    /// How many each plane has.
    in_plane: Vec<usize>,
}

/// The dipoles of one plane, and the site of each within it.
pub(super) struct PlaneOfDipoles<'a> {
    sites: &'a [u32],
    dipoles: &'a [SymmetricTensor],
}

/// Where the strains of one plane go, and the site of each within it.
pub(super) struct PlaneOfStrains<'a> {
    sites: &'a [u32],
    strains: &'a mut [SymmetricTensor],
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

    /// The dipoles plane by plane.
    pub(super) fn dipoles<'a>(
        &'a self,
        mut dipoles: &'a [SymmetricTensor],
    ) -> Vec<PlaneOfDipoles<'a>> {
        let take = |sites| {
            let (here, there) = dipoles.split_at(<[u32]>::len(sites));
            dipoles = there;
            PlaneOfDipoles {
                sites,
                dipoles: here,
            }
        };
        self.planes().map(take).collect()
    }

    /// The places of the strains plane by plane.
    pub(super) fn strains<'a>(
        &'a self,
        mut strains: &'a mut [SymmetricTensor],
    ) -> Vec<PlaneOfStrains<'a>> {
        let take = |sites| {
            let (here, there) = std::mem::take(&mut strains).split_at_mut(<[u32]>::len(sites));
            strains = there;
            PlaneOfStrains {
                sites,
                strains: here,
            }
        };
        self.planes().map(take).collect()
    }

    /// The sites of each plane.
    fn planes(&self) -> impl Iterator<Item = &[u32]> {
        let mut sites = &self.sites[..];
        self.in_plane.iter().map(move |&count| {
            let (here, there) = sites.split_at(count);
            sites = there;
            here
        })
    }

    /// The energy of the dipoles of each plane in `fixed` strains, one for each dipole or none at all.
    pub(super) fn in_fixed(
        &self,
        dipoles: &[SymmetricTensor],
        fixed: &[SymmetricTensor],
    ) -> Vec<f64> {
        if fixed.is_empty() {
            return Vec::new();
        }
        let mut fixed = fixed;
        let planes = self.dipoles(dipoles).into_iter().map(|plane| {
            let (here, there) = fixed.split_at(plane.dipoles.len());
            fixed = there;
            (plane.dipoles, here)
        });
        let planes: Vec<_> = planes.collect();
        planes.into_par_iter().map(energy_in).collect()
    }

    /// Numbers that are not finite leave no finite sum: only then are they looked for.
    pub(super) fn check_sum(
        &self,
        total: &SymmetricTensor,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
    ) -> Result<()> {
        if total.components().iter().all(|number| number.is_finite()) {
            Ok(())
        } else {
            self.check(dipoles, boundary)
        }
    }

    /// One finite dipole for each defect, and a finite boundary.
    pub(super) fn check(&self, dipoles: &[SymmetricTensor], boundary: &Boundary) -> Result<()> {
        check(self.sites.len(), dipoles, boundary)
    }

    /// The same but for the numbers of the dipoles.
    pub(super) fn check_counts(
        &self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
    ) -> Result<()> {
        check_counts(self.sites.len(), dipoles, boundary)
    }
}

impl Source for PlaneOfDipoles<'_> {
    /// Zero where there is no defect.
    fn scatter<const C: usize>(&self, planes: &mut [f64], area: usize) {
        if self.sites.len() < area {
            planes.fill(0.0);
        }
        for (site, dipole) in self.sites.iter().zip(self.dipoles) {
            for (c, number) in components(dipole).into_iter().take(C).enumerate() {
                planes[c * area + *site as usize] = number;
            }
        }
    }
}

impl Sink for PlaneOfStrains<'_> {
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

/// `-sum dev(Q):strain`.
fn energy_in((dipoles, strains): (&[SymmetricTensor], &[SymmetricTensor])) -> f64 {
    let pairs = dipoles.iter().zip(strains);
    pairs.fold(0.0, |energy, (q, strain)| {
        energy - q.deviator().contract(strain)
    })
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
