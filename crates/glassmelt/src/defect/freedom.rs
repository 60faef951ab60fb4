//! The directions in which a configuration may move, all measured as lengths.

use nalgebra::{DMatrix, DVector};

use super::model::Configuration;
use super::potential::Potential;

/// What may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Freedom {
    /// The core turns too.
    Everything,
    /// The orientation is held.
    Held,
}

impl Potential {
    /// Columns: the free directions in the coordinates d, w, u, each a length.
    ///
    /// A rotation counts as the arc that corners at the core's radius travel, so that eigenvalues of
    /// the Hessian have one unit, energy per length squared. Rotations that move no corner are left out.
    pub(super) fn free(&self, at: &Configuration, freedom: Freedom) -> DMatrix<f64> {
        let axes = match freedom {
            Freedom::Held => &[],
            Freedom::Everything => self.null_rotations.turning.as_slice(),
        };
        let (size, turns) = (self.dimension(), axes.len());
        let mut free = DMatrix::zeros(size, size - 3 + turns);
        for i in 0..3 {
            free[(i, i)] = 1.0;
        }
        for (k, axis) in axes.iter().enumerate() {
            let arc = at.rotation * axis / self.null_rotations.radius;
            free.fixed_view_mut::<3, 1>(3, 3 + k).copy_from(&arc);
        }
        for i in 6..size {
            free[(i, i - 3 + turns)] = 1.0;
        }
        free
    }

    /// The same directions with displacements in a shorter unit where the surroundings are much stiffer
    /// than the bonds, so that the Hessian along them is even: its eigenvalues tell a direction that
    /// costs nothing from one that costs as little as a bond.
    pub(super) fn even(&self, at: &Configuration, freedom: Freedom) -> DMatrix<f64> {
        let mut free = self.free(at, freedom);
        let mut cage = free.rows_mut(6, self.dimension() - 6);
        cage *= self.evenness();
        free
    }

    /// `sqrt(k/(k + K))` with the stiffness k of the bonds and K of the surroundings.
    fn evenness(&self) -> f64 {
        let bonds = self.bond_stiffness();
        let surroundings = self.stiffness.as_ref().map_or(0.0, |k| k.diagonal().amax());
        (bonds / (bonds + surroundings)).sqrt()
    }

    /// The stiffness of the stiffest bond, energy per length squared; one that bends counts over the
    /// square of the mean distance from corner to neighbour.
    pub fn bond_stiffness(&self) -> f64 {
        self.links.iter().fold(0.0, |most: f64, link| {
            most.max(link.stretch)
                .max(link.bend / self.length().powi(2))
        })
    }

    /// Gradient and Hessian along the free directions.
    pub(super) fn along(
        &self,
        at: &Configuration,
        free: &DMatrix<f64>,
    ) -> (DVector<f64>, DMatrix<f64>) {
        (
            free.tr_mul(&self.gradient(at)),
            free.tr_mul(&(self.hessian(at) * free)),
        )
    }

    /// A length of the defect: the mean distance from corner to neighbour in the reference state.
    pub(super) fn length(&self) -> f64 {
        let apart = |link: &super::bond::Link| {
            (self.defect.neighbours()[link.neighbour] - link.corner).norm()
        };
        self.links.iter().map(apart).sum::<f64>() / self.links.len() as f64
    }
}
