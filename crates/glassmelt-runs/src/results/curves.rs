//! What the theories say between the couplings of a run.

use glassmelt_rotors::{Baselines, Boundary, Rival};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::plan::RunPlan;

/// What the theories say at one coupling, `mu_R/mu0`; absent where a theory has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TheoryPoint {
    /// X0.
    pub x0: f64,
    /// Rotors that do not feel each other, under what the run holds.
    pub independent: Option<f64>,
    /// The mean field.
    pub clausius_mossotti: Option<f64>,
    /// The mean field with pairs, places frozen.
    pub virial: Option<f64>,
    /// Eqs. 16-17 at R = L/2.
    pub flow: Option<f64>,
}

/// The theories at any couplings, for the rotors of a run.
///
/// # Errors
/// Unless every coupling is finite and positive.
pub fn theories_at(plan: &RunPlan, couplings: &[f64]) -> Result<Vec<TheoryPoint>> {
    let cell = plan.cell();
    let density = plan.count() as f64 / cell.volume();
    let at = |&x0: &f64| {
        let side = cell.sides().min();
        let baselines = Baselines::new(&plan.medium, &plan.dipole, (x0, density), side)?;
        Ok(TheoryPoint::of(&plan.boundary, &baselines))
    };
    couplings.iter().map(at).collect()
}

impl TheoryPoint {
    fn of(boundary: &Boundary, baselines: &Baselines) -> Self {
        let mu_r = |rival| baselines.of(rival).and_then(|theory| theory.mu_r);
        Self {
            x0: baselines.x0,
            independent: mu_r(independent_under(boundary)),
            clausius_mossotti: mu_r(Rival::ClausiusMossotti),
            virial: mu_r(Rival::Virial),
            flow: mu_r(Rival::FlowAtHalfSide),
        }
    }
}

/// Which theory of independent rotors answers to what is held.
pub(super) fn independent_under(boundary: &Boundary) -> Rival {
    match boundary {
        Boundary::Strain(_) => Rival::IndependentAtStrain,
        Boundary::Stress(_) => Rival::Independent,
    }
}
