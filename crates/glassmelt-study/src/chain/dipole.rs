//! The dipole that feeds the chain, in the laboratory's units and reduced, Eqs. 5 and 10.

use glassmelt::dipole::{DipoleTensor, OverDirections};
use glassmelt::{Layer, Medium, SymmetricTensor};
use serde::Serialize;

use super::StudyPlan;
use crate::error::Result;
use crate::solved::SolvedDefect;

/// The dipole of one minimum, the elastic layer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DipoleStep {
    /// What follows from elasticity itself.
    pub layer: Layer,
    /// Which minimum, from zero in order of energy.
    pub minimum: usize,
    /// The dipole Q of Eq. 5 over `k_B`, K.
    pub dipole_k: DipoleTensor,
    /// Its trace, K: positive when the defect expands.
    pub trace_k: f64,
    /// Length of its deviator, `sqrt(Q_dev:Q_dev)`, K.
    pub deviator_norm_k: f64,
    /// Its principal values in ascending order, K.
    pub principal_k: [f64; 3],
    /// The reduced dipole `p = Q/(8 pi mu a^3)` of Eq. 10.
    pub reduced: DipoleTensor,
    /// `|p eta|^2` of its deviator over all directions eta.
    pub squared_length: OverDirections,
    #[serde(skip)]
    pub(super) medium: Medium,
}

pub(super) fn step(plan: &StudyPlan, solved: &SolvedDefect) -> Result<DipoleStep> {
    let dipole = solved.dipole(solved.minimum(plan.minimum)?);
    let medium = plan.medium;
    let kelvin = dipole.0 * plan.scale.energy_k;
    let cell = plan.model.cell;
    let deviator = DipoleTensor(dipole.deviator());
    Ok(DipoleStep {
        layer: Layer::Elastic,
        minimum: plan.minimum,
        dipole_k: DipoleTensor(kelvin),
        trace_k: kelvin.trace(),
        deviator_norm_k: kelvin.deviator().norm(),
        principal_k: kelvin.principal().map(|(value, _)| value),
        reduced: DipoleTensor(reduced(&dipole.0, &medium, cell)),
        squared_length: deviator.squared_length(&medium, cell)?,
        medium,
    })
}

/// `Q/(8 pi mu a^3)`.
fn reduced(dipole: &SymmetricTensor, medium: &Medium, cell: f64) -> SymmetricTensor {
    *dipole * (8.0 * std::f64::consts::PI * medium.mu() * cell.powi(3)).recip()
}
