//! Dipoles a second time: how the relaxed energy changes when everything is strained.

use nalgebra::{DMatrix, Matrix3, Vector3};

use super::freedom::Freedom;
use super::model::Configuration;
use super::potential::Potential;
use super::relaxed::RelaxedDefect;
use crate::dipole::DipoleTensor;
use crate::error::{Error, Result};
use crate::tensor::SymmetricTensor;

/// Strain of one step of the differences, smaller where a soft direction answers strongly.
const STEP: f64 = 1e-3;
/// Share of the stiffest direction below which one counts as soft.
const SOFT: f64 = 0.03;
/// Share of the step that is left however soft it is: below, rounding would win.
const SMALLEST: f64 = 0.03;
/// Central differences of eighth order: weights of one, two, three and four steps.
const WEIGHTS: [f64; 4] = [4.0 / 5.0, -1.0 / 5.0, 4.0 / 105.0, -1.0 / 280.0];

/// What a strain carries along.
#[derive(Clone, Copy)]
enum Carried {
    /// The displaced neighbours, `y = (1 + eps)(a + u)`.
    Displaced,
    /// The undisplaced sites, `y = (1 + eps) a + u`: the medium around them is strained.
    Sites,
}

impl Potential {
    /// The dipole of Eq. 5 as `-dE/d eps` of the relaxed energy when the displaced neighbours are
    /// strained, `y = (1 + eps)(a + u)`, and the elastic energy of u is what it was.
    ///
    /// Differences of eighth order of energies relaxed again; no force enters.
    ///
    /// # Errors
    /// For a member of a continuous family, of which a strain selects one; when a relaxation fails.
    pub fn dipole_by_strain(&self, relaxed: &RelaxedDefect) -> Result<DipoleTensor> {
        self.by_strain(relaxed, Carried::Displaced)
    }

    /// The far dipole as `-dE/d eps` of the relaxed energy in a strained medium, `y = (1 + eps) a + u`.
    ///
    /// # Errors
    /// As for [`Potential::dipole_by_strain`].
    pub fn far_dipole_by_strain(&self, relaxed: &RelaxedDefect) -> Result<DipoleTensor> {
        self.by_strain(relaxed, Carried::Sites)
    }

    fn by_strain(&self, relaxed: &RelaxedDefect, carried: Carried) -> Result<DipoleTensor> {
        if relaxed.zero_modes > 0 {
            return Err(Error::NotIsolated {
                zero_modes: relaxed.zero_modes,
                lowest: relaxed.hessian_min(),
            });
        }
        let step = step(relaxed);
        let mut components = [0.0; 6];
        for (i, component) in components.iter_mut().enumerate() {
            for (k, weight) in WEIGHTS.iter().enumerate() {
                let strain = UNIT_STRAINS[i] * (step * (k + 1) as f64);
                let up = self.energy_under(strain, relaxed, carried)?;
                let down = self.energy_under(strain * -1.0, relaxed, carried)?;
                *component -= weight * (up - down) / step;
            }
        }
        Ok(DipoleTensor(SymmetricTensor::from_components(components)))
    }

    /// The energy under a strain, balanced again from the unstrained state on.
    fn energy_under(
        &self,
        strain: SymmetricTensor,
        relaxed: &RelaxedDefect,
        carried: Carried,
    ) -> Result<f64> {
        let deformed = Matrix3::identity() + strain.matrix();
        let potential = self.strained(&deformed, carried);
        let start = match carried {
            Carried::Sites => relaxed.configuration.clone(),
            Carried::Displaced => carried_along(&relaxed.configuration, &deformed),
        };
        let end = potential.balance(&start, Freedom::Everything)?;
        Ok(potential.energy(&end))
    }

    /// The potential with strained sites.
    ///
    /// Where displacements are carried along, `v = (1 + eps) u` is the new displacement and the
    /// energy `u K u/2` of the old one is written in it.
    fn strained(&self, deformed: &Matrix3<f64>, carried: Carried) -> Self {
        let undone = match carried {
            Carried::Displaced => deformed.try_inverse().unwrap_or_else(Matrix3::identity),
            Carried::Sites => Matrix3::identity(),
        };
        let written = |k: &DMatrix<f64>| in_blocks(k, &undone);
        Self {
            sites: self.sites.iter().map(|a| deformed * a).collect(),
            stiffness: self.stiffness.as_ref().map(written),
            ..self.clone()
        }
    }
}

/// Unit strains of the six components; a shear enters the energy through both of its components.
const UNIT_STRAINS: [SymmetricTensor; 6] = [
    SymmetricTensor::from_components([1.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
    SymmetricTensor::from_components([0.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
    SymmetricTensor::from_components([0.0, 0.0, 1.0, 0.0, 0.0, 0.0]),
    SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.5, 0.0, 0.0]),
    SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 0.5, 0.0]),
    SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 0.0, 0.5]),
];

/// The strain of one step for this state.
fn step(relaxed: &RelaxedDefect) -> f64 {
    let sizes = relaxed.hessian_eigenvalues.iter().map(|l| l.abs());
    let (softest, stiffest) = sizes.fold((f64::INFINITY, 0.0), |(low, high): (f64, f64), l| {
        (low.min(l), high.max(l))
    });
    STEP * (softest / (SOFT * stiffest)).clamp(SMALLEST, 1.0)
}

fn carried_along(at: &Configuration, deformed: &Matrix3<f64>) -> Configuration {
    let carry = |u: &Vector3<f64>| deformed * u;
    Configuration {
        displacements: at.displacements.iter().map(carry).collect(),
        ..at.clone()
    }
}

/// `S K S` with the same symmetric S for each neighbour.
fn in_blocks(k: &DMatrix<f64>, s: &Matrix3<f64>) -> DMatrix<f64> {
    DMatrix::from_fn(k.nrows(), k.ncols(), |i, j| {
        let block = k.fixed_view::<3, 3>(i / 3 * 3, j / 3 * 3);
        (s.row(i % 3) * block * s.column(j % 3))[0]
    })
}
