//! The dilute gas of these defects by elasticity itself, beside the paper's flow, Eqs. 12-15.

use glassmelt::dilute::{self, Dilute, TurningPair};
use glassmelt::{Medium, Result, Warning};
use serde::Serialize;

use super::{DipoleStep, StudyPlan};

/// Above this coupling at contact a sum over pairs says nothing, and its averages take long.
const STRONGEST: f64 = 5.0;

/// The dilute gas at one temperature, the elastic layer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DiluteStep {
    /// Temperature, K.
    pub t: f64,
    /// All averages.
    #[serde(flatten)]
    pub gas: Dilute,
}

/// The averages at these temperatures, and where they are left out.
pub(super) fn steps(
    plan: &StudyPlan,
    dipole: &DipoleStep,
    temperatures: &[f64],
) -> Result<(Vec<DiluteStep>, Vec<Warning>)> {
    let (mut steps, mut left_out) = (Vec::new(), Vec::new());
    let cell = plan.model.cell;
    let medium = in_kelvin(&dipole.medium, plan.scale.energy_k)?;
    for &t in temperatures {
        let pair = TurningPair::new(&medium, &dipole.dipole_k).ok();
        let coupling = pair.and_then(|pair| pair.coupling(t, cell).ok());
        match coupling {
            Some(coupling) if coupling > STRONGEST => left_out.push(too_strong(t, coupling)),
            _ => {
                let gas = dilute::average(&medium, &dipole.dipole_k, cell, t, plan.n_a3)?;
                steps.push(DiluteStep { t, gas });
            }
        }
    }
    Ok((steps, left_out))
}

/// The medium with its moduli in K over length cubed.
fn in_kelvin(medium: &Medium, energy_k: f64) -> Result<Medium> {
    Medium::new(medium.lambda() * energy_k, medium.mu() * energy_k)
}

/// Those at which a study takes the averages, in ascending order: the coldest, the hottest and T0.
pub(super) fn temperatures(plan: &StudyPlan) -> Vec<f64> {
    let ends = [
        plan.temperatures.first(),
        plan.temperatures.last(),
        plan.t0.as_ref(),
    ];
    let mut temperatures: Vec<f64> = ends.into_iter().flatten().copied().collect();
    temperatures.sort_by(f64::total_cmp);
    temperatures.dedup();
    temperatures
}

fn too_strong(t: f64, coupling: f64) -> Warning {
    Warning::new(
        "dilute_left_out",
        format!(
            "At {t:.1} K pairs at contact are bound, X0 = {coupling:.2}: a sum over pairs says nothing \
             there, and the dilute averages are left out."
        ),
    )
}

/// The warnings of all temperatures, each kind once: at the temperature that comes first.
pub(super) fn warnings(steps: &[DiluteStep], left_out: Vec<Warning>) -> Vec<Warning> {
    let mut once: Vec<Warning> = Vec::new();
    let all = steps
        .iter()
        .flat_map(|step| step.gas.warnings.iter().cloned());
    for warning in all.chain(left_out) {
        if once.iter().all(|other| other.code != warning.code) {
            once.push(warning);
        }
    }
    once
}
