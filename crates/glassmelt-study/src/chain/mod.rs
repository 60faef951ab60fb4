//! The chain of the theory: defect, dipole, coupling, dilute averages, flow, closures, viscosity.

mod closures;
mod coupling;
mod curves;
mod dilute;
mod dipole;
mod flow;
mod plan;

use glassmelt::Warning;
use glassmelt::melting::{Laboratory, Melting};
use glassmelt::viscosity::liquid_viscosity;
use serde::Serialize;

use crate::error::Result;
use crate::report::DefectReport;
use crate::solved::SolvedDefect;
pub use coupling::CouplingStep;
pub use curves::{Curves, ModulusAtTemperature};
pub use dilute::DiluteStep;
pub use dipole::DipoleStep;
pub use flow::FlowStep;
pub use plan::StudyPlan;

/// The answer of a study: each step of the chain with its numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Study {
    /// The defect and its minima, in its own units.
    pub defect: DefectReport,
    /// The dipole of the minimum that feeds the chain, Eq. 5.
    pub dipole: DipoleStep,
    /// The coupling alpha and the density, Eqs. 10-15.
    pub coupling: CouplingStep,
    /// The dilute gas of these defects at a few temperatures by elasticity itself, Eqs. 12-15.
    pub dilute: Vec<DiluteStep>,
    /// The exact flow under Eq. 11 at each temperature, Eqs. 16-17.
    pub flow: Vec<FlowStep>,
    /// What turns lengths into viscosities.
    pub liquid: Laboratory,
    /// Each closure: length, viscosity, heat, Tg and fragility, Eqs. 20-24.
    pub closures: Vec<Melting>,
    /// Every warning with the step that it comes from first.
    pub warnings: Vec<StepWarning>,
}

/// A warning with the step of the chain that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepWarning {
    /// `defect`, `dipole`, `coupling`, `dilute`, `flow`, or `closure` with its word.
    pub step: String,
    /// A stable word for machines.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
}

impl StepWarning {
    fn of(step: &str, warning: Warning) -> Self {
        Self {
            step: step.to_owned(),
            code: warning.code,
            message: warning.message,
        }
    }
}

impl Study {
    /// Walks the chain from a defect that is relaxed already.
    ///
    /// # Errors
    /// When the minimum asked for was not found, or a step has no answer to its numbers.
    pub fn run(plan: &StudyPlan, solved: &SolvedDefect) -> Result<Self> {
        let defect = solved.report();
        let dipole = dipole::step(plan, solved)?;
        let coupling = coupling::step(plan, solved, &dipole)?;
        let liquid = laboratory(plan, &coupling)?;
        let (dilute, left_out) = dilute::steps(plan, &dipole, &dilute::temperatures(plan))?;
        let flow = flow::steps(plan, &coupling)?;
        let (closures, about_closures) = closures::steps(plan, &dipole, &coupling, liquid)?;
        let mut warnings: Vec<StepWarning> = Vec::new();
        let mut collect = |step: &str, list: Vec<Warning>| {
            for warning in list {
                let told = warnings
                    .iter()
                    .any(|other| other.message == warning.message);
                if !told {
                    warnings.push(StepWarning::of(step, warning));
                }
            }
        };
        collect("defect", defect.warnings.clone());
        collect("coupling", coupling::warnings(plan, &coupling));
        collect("dilute", dilute::warnings(&dilute, left_out));
        collect("flow", flow::warnings(plan, &coupling, &flow));
        for melting in &closures {
            collect(
                &format!("closure {}", melting.closure),
                melting.warnings.clone(),
            );
        }
        for (closure, warning) in about_closures {
            collect(&format!("closure {}", closure.word()), vec![warning]);
        }
        Ok(Self {
            defect,
            dipole,
            coupling,
            dilute,
            flow,
            liquid,
            closures,
            warnings,
        })
    }
}

/// a, eta0 and `omega_s`, one of the last two from the other by `eta0 = mu/omega_s`.
fn laboratory(plan: &StudyPlan, coupling: &CouplingStep) -> Result<Laboratory> {
    let other = |given: f64| liquid_viscosity(coupling.mu0_gpa, given);
    let (eta0_pa_s, omega_s) = match (plan.eta0_pa_s, plan.omega_s) {
        (Some(eta0), Some(omega_s)) => (eta0, omega_s),
        (Some(eta0), None) => (eta0, other(eta0)?),
        (None, omega_s) => {
            let omega_s = omega_s.unwrap_or(f64::NAN);
            (other(omega_s)?, omega_s)
        }
    };
    Ok(Laboratory {
        a_nm: coupling.a_nm,
        eta0_pa_s,
        omega_s,
    })
}
