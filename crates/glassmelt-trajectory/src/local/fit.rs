//! The deformation gradient around one atom, and the strains, the rotation and the invariants that follow from it.

use glassmelt::SymmetricTensor;
use nalgebra::{Matrix3, Rotation3, Vector3};

use crate::frame::Dimension;

/// The best affine fit to what the neighbours of an atom did. In a plane all components with z are zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalFit {
    /// `J = F - 1`, rows i and columns j of `du_i/dX_j`.
    pub displacement_gradient: Matrix3<f64>,
    /// D2min: the SUM over neighbours of the squared distance between where a neighbour is and where F puts it, as
    /// Falk and Langer define it and OVITO writes it; a squared length.
    pub d2min: f64,
    /// How many neighbours; D2min over it is the mean that some programs write.
    pub neighbours: u32,
    /// Space or plane.
    pub dimension: Dimension,
}

impl LocalFit {
    /// The deformation gradient F, which takes a vector of the reference to that of the later frame.
    pub fn deformation_gradient(&self) -> Matrix3<f64> {
        Matrix3::identity() + self.displacement_gradient
    }

    /// D2min over the number of neighbours.
    pub fn mean_d2min(&self) -> f64 {
        self.d2min / f64::from(self.neighbours)
    }

    /// The infinitesimal strain `(J + J^T)/2`.
    pub fn strain(&self) -> SymmetricTensor {
        SymmetricTensor::symmetric_part(&self.displacement_gradient)
    }

    /// The Green-Lagrange strain `(F^T F - 1)/2 = (J + J^T + J^T J)/2`, which no rotation changes.
    pub fn green_lagrange(&self) -> SymmetricTensor {
        let j = &self.displacement_gradient;
        SymmetricTensor::symmetric_part(&(j + j.transpose() * j * 0.5))
    }

    /// `curl u/2`: the antisymmetric part of F as a vector, the rotation where it is small.
    pub fn half_curl(&self) -> Vector3<f64> {
        let j = &self.displacement_gradient;
        Vector3::new(
            j[(2, 1)] - j[(1, 2)],
            j[(0, 2)] - j[(2, 0)],
            j[(1, 0)] - j[(0, 1)],
        ) * 0.5
    }

    /// The rotation R of the polar decomposition F = R U, as axis times angle; none where F turns space inside
    /// out.
    pub fn rotation(&self) -> Option<Vector3<f64>> {
        let f = self.deformation_gradient();
        if f.determinant() <= 0.0 {
            return None;
        }
        nearest_rotation(&f)
    }

    /// The volumetric invariant `tr(eta)/d` of the Green-Lagrange strain eta.
    pub fn volumetric_strain(&self) -> f64 {
        self.green_lagrange().trace() / self.dimension.count() as f64
    }

    /// The von Mises invariant of the Green-Lagrange strain, `sqrt(dev:dev/2)` with the deviator of this
    /// dimension: |gamma|/2 for a small simple shear by gamma, in space and in a plane.
    pub fn shear_strain(&self) -> f64 {
        let eta = self.green_lagrange();
        let (squares, trace) = (eta.contract(&eta), eta.trace());
        let deviator = squares - trace * trace / self.dimension.count() as f64;
        (0.5 * deviator.max(0.0)).sqrt()
    }
}

/// The rotation R that is nearest to a matrix (the largest `tr(R^T m)`), as axis times angle; none where the
/// matrix is not finite.
pub(super) fn nearest_rotation(m: &Matrix3<f64>) -> Option<Vector3<f64>> {
    let svd = m.try_svd(true, true, f64::EPSILON, 100)?;
    let (u, mut v_t) = (svd.u?, svd.v_t?);
    if (u * v_t).determinant() < 0.0 {
        // The direction that counts least is turned around.
        let least = svd.singular_values.imin();
        let row = -v_t.row(least);
        v_t.set_row(least, &row);
    }
    let axis = Rotation3::from_matrix_unchecked(u * v_t).scaled_axis();
    axis.iter().all(|x| x.is_finite()).then_some(axis)
}
