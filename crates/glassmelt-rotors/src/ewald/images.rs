//! Ewald's sum pair by pair: the matrix from one dipole and all its images to the strain at a place.

use glassmelt::Medium;
use nalgebra::Vector3;

use super::Ewald;
use crate::cell::Cell;
use crate::pairs::{FormSum, PairMatrix};
use crate::splitting::Splitting;

/// The splitting length in units of the cube root of the volume at which a pair costs least: about a hundred
/// images and three hundred waves. The answer does not depend on it.
const SPLITTING: f64 = 0.2;
/// Where the sums end: what is left out is below the last digit.
const TOLERANCE: f64 = 1e-17;
/// The shortest distance, in units of the splitting length, at which powers of it are numbers.
const TOUCHING: f64 = 1e-30;

/// What the sums of all pairs have in common.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Images {
    ewald: Ewald,
    translations: Vec<Vector3<f64>>,
    waves: Vec<(Vector3<f64>, PairMatrix)>,
}

impl Images {
    /// Split anew, so that one pair costs little; as given where the cell is too long and thin for that.
    pub(crate) fn new(ewald: &Ewald) -> Self {
        let ewald = split_for_pairs(ewald).unwrap_or(*ewald);
        let (cell, splitting) = (ewald.cell, ewald.splitting);
        let vectors = cell.half_of_wave_vectors(splitting.wave_cutoff());
        let twice = 2.0 / cell.volume();
        let matrix = |q: &Vector3<f64>| {
            let form = splitting.smooth(&ewald.medium, q);
            FormSum::ZERO.plus(&form, q).matrix().times(twice)
        };
        Self {
            translations: cell.translations(splitting.range()),
            waves: vectors.iter().map(|q| (*q, matrix(q))).collect(),
            ewald,
        }
    }

    pub(crate) fn medium(&self) -> &Medium {
        &self.ewald.medium
    }

    pub(crate) fn cell(&self) -> &Cell {
        &self.ewald.cell
    }

    /// Whether the powers of a distance are numbers.
    pub(crate) fn apart(&self, distance: f64) -> bool {
        distance > TOUCHING * self.ewald.splitting.length()
    }

    /// The matrix between two places that are r apart, the same to the last bit for -r.
    pub(crate) fn between(&self, r: &Vector3<f64>) -> PairMatrix {
        let r = forward(&self.ewald.cell.nearest(r));
        let near = self.short(&r);
        let far = self.waves.iter();
        far.fold(near, |sum, (q, matrix)| sum.plus(matrix, q.dot(&r).cos()))
    }

    /// The matrix between a dipole and its own images, itself left out.
    pub(crate) fn own(&self) -> PairMatrix {
        let none = Vector3::zeros();
        let itself = self.ewald.splitting.with_itself(&self.ewald.medium);
        self.between(&none)
            .plus(&FormSum::ZERO.plus(&itself, &none).matrix(), -1.0)
    }

    /// All images within the range, but one at no distance.
    fn short(&self, r: &Vector3<f64>) -> PairMatrix {
        let splitting = &self.ewald.splitting;
        let range = splitting.range();
        let images = self.translations.iter().map(|translation| r + translation);
        images
            .filter(|r| r.norm_squared() <= range * range && *r != Vector3::zeros())
            .fold(FormSum::ZERO, |sum, r| {
                sum.plus(&splitting.short(&self.ewald.medium, &r), &r)
            })
            .matrix()
    }
}

fn split_for_pairs(ewald: &Ewald) -> Option<Ewald> {
    let length = SPLITTING * ewald.cell.volume().cbrt();
    let splitting = Splitting::new(length, TOLERANCE).ok()?;
    Ewald::new(ewald.medium, ewald.cell, splitting).ok()
}

/// Of r and -r the one whose first component that is not zero is positive.
fn forward(r: &Vector3<f64>) -> Vector3<f64> {
    let first = r.iter().find(|x| **x != 0.0);
    if first.is_some_and(|x| *x < 0.0) {
        -r
    } else {
        *r
    }
}
