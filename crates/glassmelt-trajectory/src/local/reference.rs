//! The frame from which all is measured: its neighbours, and what the fit needs of them once for all later frames.

use glassmelt::SymmetricTensor;
use nalgebra::{Matrix3, Vector3};
use rayon::prelude::*;

use super::fit::LocalFit;
use super::follow::{CellChange, Followed, follow};
use crate::error::Result;
use crate::frame::{Dimension, Frame, Places};
use crate::neighbours::{AtHome, Neighbours};

/// Neighbours span the space if `det V > FLAT (tr V/d)^d` with `V = sum d d^T`: 1 for a round shell, zero in a
/// plane.
const FLAT: f64 = 1e-8;
/// So many atoms at least are one piece of work.
const CHUNK: usize = 256;

/// A reference frame with its neighbours.
#[derive(Debug, Clone)]
pub struct Reference {
    pub(super) neighbours: Neighbours,
    pub(super) dimension: Dimension,
    places: Places,
    /// The inverse of `sum d d^T` over the neighbours of each atom; none where it has none.
    inverses: Vec<Option<Matrix3<f64>>>,
}

impl Reference {
    /// The reference with all neighbours within `cutoff` (in the unit of length of the file).
    ///
    /// # Errors
    /// Those of [`Neighbours::within`].
    pub fn within(frame: &Frame, cutoff: f64) -> Result<Self> {
        let neighbours = Neighbours::within(frame, cutoff)?;
        let inverse = |atom| inverse(neighbours.vectors(atom), frame.dimension);
        let inverses = (0..frame.len())
            .into_par_iter()
            .with_min_len(CHUNK)
            .map(inverse)
            .collect();
        Ok(Self {
            dimension: frame.dimension,
            places: frame.places,
            inverses,
            neighbours,
        })
    }

    /// The neighbours in the reference.
    pub fn neighbours(&self) -> &Neighbours {
        &self.neighbours
    }

    /// The atoms of the reference, put back into its cell.
    pub fn home(&self) -> &AtHome {
        self.neighbours.home()
    }

    /// Space or plane.
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// The best-fit deformation gradient and D2min of each atom in a later frame, from the neighbours that it had
    /// in the reference; none for an atom whose neighbours do not span the space.
    ///
    /// # Errors
    /// When the later frame has another number of atoms, repeats along other vectors, or has a position that is
    /// not finite.
    pub fn fits(&self, later: &Frame, change: CellChange) -> Result<Vec<Option<LocalFit>>> {
        let moved = self.follow(later, change)?;
        let atoms = (0..self.neighbours.len())
            .into_par_iter()
            .with_min_len(CHUNK);
        Ok(atoms
            .map_init(Vec::new, |buffer, atom| self.fit(atom, &moved, buffer))
            .collect())
    }

    /// How far each atom has come since the reference, the mean of all atoms taken off: with
    /// [`CellChange::Removed`] the non-affine displacement.
    ///
    /// # Errors
    /// As [`Self::fits`].
    pub fn displacements(&self, later: &Frame, change: CellChange) -> Result<Vec<Vector3<f64>>> {
        let moved = self.follow(later, change)?;
        let pairs = moved.points.iter().zip(&self.home().points);
        let mut all: Vec<_> = pairs.map(|(now, before)| now - before).collect();
        let mean = all.iter().sum::<Vector3<f64>>() / all.len().max(1) as f64;
        for u in &mut all {
            *u -= mean;
        }
        Ok(all)
    }

    pub(super) fn follow(&self, later: &Frame, change: CellChange) -> Result<Followed> {
        follow(self.home(), self.places, later, change)
    }

    /// `J = (sum u d^T) V^-1` and the rest `sum |u - J d|^2`, where u is the change of d.
    fn fit(
        &self,
        atom: usize,
        moved: &Followed,
        buffer: &mut Vec<Vector3<f64>>,
    ) -> Option<LocalFit> {
        let inverse = self.inverses[atom].as_ref()?;
        let before = self.neighbours.vectors(atom);
        let images = self.neighbours.images(atom);
        let centre = moved.points[atom];
        buffer.clear();
        let mut product = Matrix3::zeros();
        for ((d, index), image) in before.iter().zip(self.neighbours.indices(atom)).zip(images) {
            let mut u = moved.points[*index as usize] - centre - d;
            if *image != [0; 3] {
                u += moved.vectors * Vector3::from(image.map(f64::from));
            }
            product += u * d.transpose();
            buffer.push(u);
        }
        let displacement_gradient = product * inverse;
        let rest = before
            .iter()
            .zip(buffer)
            .map(|(d, u)| (*u - displacement_gradient * d).norm_squared());
        Some(LocalFit {
            displacement_gradient,
            d2min: rest.sum(),
            neighbours: u32::try_from(before.len()).unwrap_or(u32::MAX),
            dimension: self.dimension,
        })
    }
}

/// The inverse of `sum d d^T`; in a plane with 1 for zz, which leaves z alone.
pub(super) fn inverse(vectors: &[Vector3<f64>], dimension: Dimension) -> Option<Matrix3<f64>> {
    let mut sum: Matrix3<f64> = vectors.iter().map(|d| d * d.transpose()).sum();
    let count = dimension.count();
    let size = SymmetricTensor::symmetric_part(&sum).trace() / count as f64;
    if dimension == Dimension::Two {
        sum[(2, 2)] = 1.0;
    }
    let spans = sum.determinant() > FLAT * size.powf(count as f64);
    sum.try_inverse().filter(|_| spans)
}
