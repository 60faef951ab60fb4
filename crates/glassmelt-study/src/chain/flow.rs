//! The exact flow that Eq. 11 drives: fixed point, rate and fate at each temperature.

use std::f64::consts::LOG10_E;

use glassmelt::fugacity::fugacity_squared;
use glassmelt::{Layer, Result, Warning};
use serde::Serialize;

use super::{CouplingStep, StudyPlan};

/// The flow at one temperature, the exact layer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FlowStep {
    /// What follows exactly from the printed flow.
    pub layer: Layer,
    /// Temperature, K.
    pub t: f64,
    /// Fugacity at `ell = 0`, Eq. 11.
    pub y: f64,
    /// Bare modulus in thermal units, `mu a^3/(k_B T)`.
    pub mu0_bar: f64,
    /// Bare coupling, `alpha mu0_bar`.
    pub m0: f64,
    /// The modulus where the flow comes to rest.
    pub mu_c_bar: f64,
    /// What is left of the modulus, `mu_c/mu_0`.
    pub mu_ratio: f64,
    /// The rate of approach, `kappa = e^(m_c) - 1`.
    pub kappa: f64,
    /// `ln(xi/a)` at which the modulus is 1.303 times that of its fixed point.
    pub healing_ell: f64,
    /// log10 of that length in nm.
    pub log10_healing_nm: f64,
    /// What becomes of the glass: the flow alone is always `solid`.
    pub fate: &'static str,
}

/// The flow at each temperature; none where there is no coupling.
pub(super) fn steps(plan: &StudyPlan, coupling: &CouplingStep) -> Result<Vec<FlowStep>> {
    if coupling.alpha == 0.0 {
        return Ok(Vec::new());
    }
    let one = |&t: &f64| step(coupling, t);
    plan.temperatures.iter().map(one).collect()
}

fn step(coupling: &CouplingStep, t: f64) -> Result<FlowStep> {
    let flow = coupling.fugacity().flow(t)?;
    let fixed = flow.fixed_point();
    let mu0_bar = coupling.mu0_k / t;
    let ell = flow.healing_ell();
    Ok(FlowStep {
        layer: Layer::Exact,
        t,
        y: fugacity_squared(coupling.y0, coupling.n_prime, coupling.e_d_k, t)?.sqrt(),
        mu0_bar,
        m0: coupling.alpha * mu0_bar,
        mu_c_bar: fixed.mu_bar,
        mu_ratio: fixed.mu_bar / mu0_bar,
        kappa: fixed.rate,
        healing_ell: ell,
        log10_healing_nm: coupling.a_nm.log10() + ell * LOG10_E,
        fate: "solid",
    })
}

pub(super) fn warnings(
    plan: &StudyPlan,
    coupling: &CouplingStep,
    steps: &[FlowStep],
) -> Vec<Warning> {
    let hottest = plan.temperatures.iter().copied().fold(0.0, f64::max);
    let Some(last) = steps.iter().find(|step| step.t == hottest) else {
        return Vec::new();
    };
    let mut warnings = vec![Warning::new(
        "flow_stays_solid",
        format!(
            "The flow ends at a finite modulus at every temperature: at {hottest:.1} K it keeps {:.4} \
             of the bare one. It has no liquid and no T0; a closure brings them in.",
            last.mu_ratio
        ),
    )];
    if last.y > coupling.y0 {
        warnings.extend(glassmelt::validity::not_dilute(last.y));
    }
    warnings
}
