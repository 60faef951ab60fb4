//! Symmetric tensors of rank two: strains, stresses, dipoles.

use std::ops::{Add, Mul, Sub};

use nalgebra::{Matrix3, SymmetricEigen, Vector3};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// A symmetric tensor by its six components in the order xx, yy, zz, yz, xz, xy.
///
/// The shear components are those of the tensor, not the doubled ones of engineers. In JSON it is
/// three rows of three.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(into = "[[f64; 3]; 3]", from = "[[f64; 3]; 3]")]
pub struct SymmetricTensor {
    /// Component xx.
    pub xx: f64,
    /// Component yy.
    pub yy: f64,
    /// Component zz.
    pub zz: f64,
    /// Component yz, equal to zy.
    pub yz: f64,
    /// Component xz, equal to zx.
    pub xz: f64,
    /// Component xy, equal to yx.
    pub xy: f64,
}

impl SymmetricTensor {
    /// The tensor with nothing in it.
    pub const ZERO: Self = Self::from_components([0.0; 6]);

    /// The unit tensor.
    pub const IDENTITY: Self = Self::from_components([1.0, 1.0, 1.0, 0.0, 0.0, 0.0]);

    /// From xx, yy, zz, yz, xz, xy.
    pub const fn from_components([xx, yy, zz, yz, xz, xy]: [f64; 6]) -> Self {
        Self {
            xx,
            yy,
            zz,
            yz,
            xz,
            xy,
        }
    }

    /// xx, yy, zz, yz, xz, xy.
    pub const fn components(&self) -> [f64; 6] {
        [self.xx, self.yy, self.zz, self.yz, self.xz, self.xy]
    }

    /// The symmetric part of a matrix.
    pub fn symmetric_part(matrix: &Matrix3<f64>) -> Self {
        let off = |i, j| 0.5 * (matrix[(i, j)] + matrix[(j, i)]);
        Self::from_components([
            matrix[(0, 0)],
            matrix[(1, 1)],
            matrix[(2, 2)],
            off(1, 2),
            off(0, 2),
            off(0, 1),
        ])
    }

    /// `P0 (n n - 1/3)`: uniaxial without trace, along the unit vector of `axis`.
    pub fn uniaxial(strength: f64, axis: Vector3<f64>) -> Self {
        let n = axis.normalize();
        Self::symmetric_part(&(strength * n * n.transpose())) - Self::IDENTITY * (strength / 3.0)
    }

    /// The full matrix.
    pub fn matrix(&self) -> Matrix3<f64> {
        Matrix3::new(
            self.xx, self.xy, self.xz, self.xy, self.yy, self.yz, self.xz, self.yz, self.zz,
        )
    }

    /// Its sum along the diagonal.
    pub fn trace(&self) -> f64 {
        self.xx + self.yy + self.zz
    }

    /// What is left without the isotropic part: from differences, so that a small deviator beside a
    /// large trace keeps its digits.
    #[must_use]
    pub fn deviator(&self) -> Self {
        let [xx, yy, zz, yz, xz, xy] = self.components();
        let third = |one: f64, other: f64| (one + other) / 3.0;
        Self::from_components([
            third(xx - yy, xx - zz),
            third(yy - zz, yy - xx),
            third(zz - xx, zz - yy),
            yz,
            xz,
            xy,
        ])
    }

    /// The five components of the deviator that are one shear each, in axes turned against each other: xy, xz, yz,
    /// `(xx - yy)/2`, `(2 zz - xx - yy)/12^(1/2)`. An average over all rotations gives each the mean square
    /// `dev:dev/10`; the first and the fourth are those of a plane.
    pub fn shears(&self) -> [f64; 5] {
        let axial = (2.0 * self.zz - self.xx - self.yy) / 12.0_f64.sqrt();
        let planar = 0.5 * (self.xx - self.yy);
        [self.xy, self.xz, self.yz, planar, axial]
    }

    /// Whether it is a number times the unit tensor.
    pub fn is_isotropic(&self) -> bool {
        self.deviator() == Self::ZERO
    }

    /// `a:b = a_ij b_ij`.
    pub fn contract(&self, other: &Self) -> f64 {
        self.xx * other.xx
            + self.yy * other.yy
            + self.zz * other.zz
            + 2.0 * (self.yz * other.yz + self.xz * other.xz + self.xy * other.xy)
    }

    /// Its length, `sqrt(a:a)`.
    pub fn norm(&self) -> f64 {
        self.contract(self).sqrt()
    }

    /// The vector `a v`.
    pub fn apply(&self, v: &Vector3<f64>) -> Vector3<f64> {
        Vector3::new(
            self.xx * v.x + self.xy * v.y + self.xz * v.z,
            self.xy * v.x + self.yy * v.y + self.yz * v.z,
            self.xz * v.x + self.yz * v.y + self.zz * v.z,
        )
    }

    /// The number `v a v`.
    pub fn along(&self, v: &Vector3<f64>) -> f64 {
        v.dot(&self.apply(v))
    }

    /// `R a R^T`, the tensor turned by a rotation.
    #[must_use]
    pub fn rotated(&self, rotation: &Matrix3<f64>) -> Self {
        Self::symmetric_part(&(rotation * self.matrix() * rotation.transpose()))
    }

    /// Eigenvalues in ascending order with their unit eigenvectors.
    pub fn principal(&self) -> [(f64, Vector3<f64>); 3] {
        let eigen = SymmetricEigen::new(self.matrix());
        let mut pairs: [(f64, Vector3<f64>); 3] =
            std::array::from_fn(|i| (eigen.eigenvalues[i], eigen.eigenvectors.column(i).into()));
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        pairs
    }

    /// The same tensor if each component is finite; otherwise an error that names it.
    pub fn finite(self, name: &'static str) -> Result<Self> {
        match self.components().into_iter().find(|c| !c.is_finite()) {
            None => Ok(self),
            Some(value) => Err(Error::Domain {
                name,
                value,
                domain: "finite in every component",
            }),
        }
    }
}

impl Add for SymmetricTensor {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let (a, b) = (self.components(), other.components());
        Self::from_components(std::array::from_fn(|i| a[i] + b[i]))
    }
}

impl Sub for SymmetricTensor {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + other * -1.0
    }
}

impl Mul<f64> for SymmetricTensor {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::from_components(self.components().map(|c| c * factor))
    }
}

impl From<SymmetricTensor> for [[f64; 3]; 3] {
    fn from(t: SymmetricTensor) -> Self {
        [[t.xx, t.xy, t.xz], [t.xy, t.yy, t.yz], [t.xz, t.yz, t.zz]]
    }
}

impl From<[[f64; 3]; 3]> for SymmetricTensor {
    /// The symmetric part.
    fn from(rows: [[f64; 3]; 3]) -> Self {
        Self::symmetric_part(&Matrix3::from_fn(|i, j| rows[i][j]))
    }
}
