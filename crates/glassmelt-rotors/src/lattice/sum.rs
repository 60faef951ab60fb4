//! Dipoles on chosen sites of a lattice: energy and strains by Fourier transforms.

use glassmelt::{Medium, SymmetricTensor};

use super::convolution::{Convolution, PlaneOfDefects};
use super::kernel::Kernel;
use super::shape::Lattice;
use super::terms::Core;
use crate::answer::Interaction;
use crate::boundary::Boundary;
use crate::error::{Error, Result, finite};

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
    kernel: Kernel,
    convolution: Convolution,
    /// The site of each defect within its plane.
    sites: Vec<u32>,
    /// How many defects each plane has.
    in_plane: Vec<usize>,
}

impl LatticeSum {
    /// Defects on the `sites` of the lattice, in ascending order.
    ///
    /// # Errors
    /// When a site does not exist or does not ascend, or the smearing is no length.
    pub fn new(lattice: Lattice, medium: Medium, core: Core, sites: &[usize]) -> Result<Self> {
        check_sites(&lattice, sites)?;
        let [planes, rows, width] = lattice.shape();
        let area = rows * width;
        let mut in_plane = vec![0; planes];
        for site in sites {
            in_plane[site / area] += 1;
        }
        let within = |site: &usize| u32::try_from(site % area).unwrap_or(u32::MAX);
        Ok(Self {
            volume: lattice.cell()?.volume(),
            kernel: Kernel::new(&lattice, &medium, core, (lattice.sites() as f64).recip())?,
            convolution: Convolution::new(lattice.shape()),
            sites: sites.iter().map(within).collect(),
            in_plane,
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
        self.check(dipoles, boundary)?;
        answer.strains.resize(dipoles.len(), SymmetricTensor::ZERO);
        let planes = planes(&self.in_plane, &self.sites, dipoles, &mut answer.strains);
        self.convolution.strains(&self.kernel, planes);
        answer.complete(dipoles, (&self.medium, self.volume, boundary));
        Ok(())
    }

    fn check(&self, dipoles: &[SymmetricTensor], boundary: &Boundary) -> Result<()> {
        if dipoles.len() != self.sites.len() {
            return Err(Error::UnequalCounts {
                dipoles: dipoles.len(),
                places: self.sites.len(),
            });
        }
        finite("boundary", &boundary.tensor().components())?;
        dipoles
            .iter()
            .try_for_each(|dipole| finite("dipole", &dipole.components()))
    }
}

/// The defects plane by plane.
fn planes<'a>(
    in_plane: &[usize],
    mut sites: &'a [u32],
    mut dipoles: &'a [SymmetricTensor],
    mut strains: &'a mut [SymmetricTensor],
) -> Vec<PlaneOfDefects<'a>> {
    let mut all = Vec::with_capacity(in_plane.len());
    for &count in in_plane {
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
