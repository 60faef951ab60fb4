//! The part of Ewald's sum in real space: each dipole with the images of all others within the range.

use glassmelt::SymmetricTensor;
use nalgebra::Vector3;
use rayon::prelude::*;

use super::Ewald;
use crate::error::{Error, Result};

/// The shortest distance, in units of the splitting length, at which powers of it are numbers.
const TOUCHING: f64 = 1e-30;

impl Ewald {
    /// At each dipole the strain of all images within the range, its own included.
    pub(super) fn real_strains(
        &self,
        positions: &[Vector3<f64>],
        dipoles: &[SymmetricTensor],
    ) -> Result<Vec<SymmetricTensor>> {
        let translations = self.cell.translations(self.splitting.range());
        let at = |a: usize| {
            let others = positions.iter().zip(dipoles).enumerate();
            let mut strain = SymmetricTensor::ZERO;
            for (b, (position, dipole)) in others {
                let nearest = self.cell.nearest(&(positions[a] - position));
                self.apart(a, b, &nearest)?;
                strain = strain + self.strain_of_images(&nearest, dipole, &translations);
            }
            Ok(strain)
        };
        // Rayon would return the error that comes first in time; this is the first in order.
        let strains: Vec<Result<_>> = (0..positions.len()).into_par_iter().map(at).collect();
        strains.into_iter().collect()
    }

    /// The strain at `r` from a dipole at the origin and its images, without one at no distance.
    fn strain_of_images(
        &self,
        r: &Vector3<f64>,
        dipole: &SymmetricTensor,
        translations: &[Vector3<f64>],
    ) -> SymmetricTensor {
        let range = self.splitting.range();
        translations
            .iter()
            .map(|translation| r + translation)
            .filter(|r| r.norm_squared() <= range * range && *r != Vector3::zeros())
            .fold(SymmetricTensor::ZERO, |strain, r| {
                strain + self.splitting.short(&self.medium, &r).strain(dipole, &r)
            })
    }

    /// Whether two different dipoles are apart.
    fn apart(&self, first: usize, second: usize, nearest: &Vector3<f64>) -> Result<()> {
        let distance = nearest.norm();
        if first == second || distance > TOUCHING * self.splitting.length() {
            Ok(())
        } else {
            Err(Error::NotApart {
                first,
                second,
                distance,
            })
        }
    }
}
