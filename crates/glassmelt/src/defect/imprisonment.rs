//! How a far strain turns the core: the relation of rotation and strain that follows Eq. 4.

use nalgebra::{Cholesky, DMatrix, DVector, Matrix3, SMatrix, SymmetricEigen, Vector3};

use super::freedom::Freedom;
use super::hessian::block;
use super::model::Configuration;
use super::potential::Potential;
use super::relaxed::RelaxedDefect;
use crate::error::{Error, Result};
use crate::tensor::SymmetricTensor;

/// Three rows (the rotation vector), six columns (xx, yy, zz, yz, xz, xy).
pub type ByStrain = SMatrix<f64, 3, 6>;

/// The imprisonment of a core: `theta = curl u/2 + K^-1 L : strain`, to first order in a far distortion.
///
/// The paper claims a coefficient of `curl u` that depends on anisotropy. Turned together, core, cage
/// and medium cost nothing, so [`Imprisonment::by_rotation`] is the unit matrix; anisotropy enters
/// through the strain alone, and not at all for a regular polyhedron in a regular cage.
#[derive(Debug, Clone, PartialEq)]
pub struct Imprisonment {
    /// K, the torque that a rotation of the core meets while everything else relaxes, an energy.
    pub stiffness: Matrix3<f64>,
    /// L, the torque by a far strain with the core's orientation held, an energy: the columns are the
    /// components xx, yy, zz, yz, xz, xy of the tensor, a shear counted with both its entries.
    pub coupling: ByStrain,
    /// `K^-1 L`, the rotation vector (space-fixed) by each strain, pure numbers.
    pub by_strain: ByStrain,
    /// The rotation vector by each rotation `curl u/2` of the far medium, pure numbers, as computed.
    pub by_rotation: Matrix3<f64>,
}

impl Imprisonment {
    /// The rotation vector of the core in a far strain and rotation (`curl u/2`).
    pub fn rotation(&self, strain: &SymmetricTensor, rotation: &Vector3<f64>) -> Vector3<f64> {
        self.by_rotation * rotation + self.by_strain * SMatrix::from(strain.components())
    }
}

impl Potential {
    /// How the core of a defect at rest answers to a far distortion of its surroundings.
    ///
    /// # Errors
    /// When the state is no isolated minimum: a strain then does not tell where the core turns. A
    /// rotation that moves no corner stays zero and has no stiffness.
    pub fn imprisonment(&self, at: &RelaxedDefect) -> Result<Imprisonment> {
        let place = &at.configuration;
        let compliance = self.compliance(at)?;
        let answer = |pull: DVector<f64>| -> Vector3<f64> { compliance.fixed_rows::<3>(3) * -pull };
        let by_strain = ByStrain::from_columns(&std::array::from_fn::<_, 6, _>(|k| {
            answer(self.pull(place, &strain(k)))
        }));
        let turns: [Vector3<f64>; 3] =
            std::array::from_fn(|k| answer(self.pull_by_rotation(place, k)));
        let stiffness = stiffness(&compliance.fixed_view::<3, 3>(3, 3).into());
        Ok(Imprisonment {
            stiffness,
            coupling: stiffness * by_strain,
            by_strain,
            by_rotation: Matrix3::from_columns(&turns),
        })
    }

    /// The inverse of the Hessian over the free directions, in the coordinates d, w, u.
    fn compliance(&self, at: &RelaxedDefect) -> Result<DMatrix<f64>> {
        let free = self.even(&at.configuration, Freedom::Everything);
        let hessian = self.along(&at.configuration, &free).1;
        let inverse = Cholesky::new(hessian).filter(|_| at.zero_modes == 0);
        let inverse = inverse.ok_or(Error::NotIsolated {
            zero_modes: at.zero_modes,
            lowest: at.hessian_min(),
        })?;
        Ok(&free * inverse.solve(&free.transpose()))
    }

    /// The derivative of the gradient by a distortion of the medium, `a -> a + e a`; a clamped cage is
    /// distorted as it stands.
    fn pull(&self, at: &Configuration, distortion: &Matrix3<f64>) -> DVector<f64> {
        let mut pull = DVector::zeros(self.dimension());
        for (link, c, l) in self.placed(at) {
            let block = block(&c, &link.slopes(&c, &l), &link.curvatures(&c, &l));
            let site = match self.stiffness {
                None => self.neighbour(at, link.neighbour),
                Some(_) => self.sites[link.neighbour],
            };
            let by_site = block.fixed_columns::<3>(6) * (distortion * site);
            let mut core = pull.fixed_rows_mut::<6>(0);
            core += by_site.fixed_rows::<6>(0);
            if self.stiffness.is_some() {
                let mut cage = pull.fixed_rows_mut::<3>(6 + 3 * link.neighbour);
                cage += by_site.fixed_rows::<3>(6);
            }
        }
        pull
    }

    /// The same for a rotation of the medium about axis k: its stiffness turns with it,
    /// `K -> W K W^T`.
    fn pull_by_rotation(&self, at: &Configuration, axis: usize) -> DVector<f64> {
        let turn = Vector3::ith(axis, 1.0).cross_matrix();
        let mut pull = self.pull(at, &turn);
        if let Some(k) = &self.stiffness {
            let displacements = self.stacked(at);
            let turned = each(&turn, &(k * &displacements)) - k * each(&turn, &displacements);
            let mut cage = pull.rows_mut(6, k.nrows());
            cage += turned;
        }
        pull
    }
}

/// The inverse of a flexibility; a rotation that moves nothing has no stiffness.
fn stiffness(flexibility: &Matrix3<f64>) -> Matrix3<f64> {
    let eigen = SymmetricEigen::new(*flexibility);
    let least = 1e-12 * eigen.eigenvalues.amax();
    let inverse = eigen
        .eigenvalues
        .map(|x| if x > least { 1.0 / x } else { 0.0 });
    let vectors = eigen.eigenvectors;
    vectors * Matrix3::from_diagonal(&inverse) * vectors.transpose()
}

/// The unit strain of component k in the order xx, yy, zz, yz, xz, xy.
fn strain(k: usize) -> Matrix3<f64> {
    SymmetricTensor::from_components(std::array::from_fn(|i| f64::from(u8::from(i == k)))).matrix()
}

/// A matrix on each of the vectors that stand one below the other.
fn each(matrix: &Matrix3<f64>, stacked: &DVector<f64>) -> DVector<f64> {
    let columns = DMatrix::from_column_slice(3, stacked.len() / 3, stacked.as_slice());
    DVector::from_column_slice((matrix * columns).as_slice())
}
