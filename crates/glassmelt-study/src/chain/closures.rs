//! The closures that tie the flow to temperature, and the curves that follow from them.

use glassmelt::closure::{ClausiusMossotti, Linear};
use glassmelt::melting::{self, Laboratory, Melting};
use glassmelt::viscosity::strength_from_coupling;
use glassmelt::{Result, Warning};

use super::{CouplingStep, DipoleStep, StudyPlan};
use crate::file::ClosureKind;

/// The curve of each closure that can have one, and why another has none.
type Curves = (Vec<Melting>, Vec<(ClosureKind, Warning)>);

pub(super) fn steps(
    plan: &StudyPlan,
    dipole: &DipoleStep,
    coupling: &CouplingStep,
    laboratory: Laboratory,
) -> Result<Curves> {
    let (mut curves, mut without) = (Vec::new(), Vec::new());
    for &kind in &plan.closures {
        match kind {
            ClosureKind::Linear | ClosureKind::Fugacity if coupling.alpha == 0.0 => {
                without.push((kind, no_curve(kind)));
            }
            ClosureKind::Linear => curves.push(linear(plan, coupling, laboratory)?),
            ClosureKind::Fugacity => {
                let closure = coupling.fugacity();
                curves.push(melting::fugacity(&closure, laboratory, &plan.temperatures)?);
            }
            ClosureKind::ClausiusMossotti => {
                let closure = ClausiusMossotti::new(
                    coupling.n_a3,
                    dipole.deviator_norm_k.powi(2),
                    coupling.mu0_k,
                    coupling.lambda_over_mu,
                )?;
                let temperatures = &plan.temperatures;
                curves.push(melting::clausius_mossotti(
                    &closure,
                    laboratory,
                    temperatures,
                )?);
            }
        }
    }
    Ok((curves, without))
}

/// The strength `D = 2 T0/(alpha mu_0 a^3/k_B)` is no longer free: alpha comes from the defect.
fn linear(plan: &StudyPlan, coupling: &CouplingStep, laboratory: Laboratory) -> Result<Melting> {
    let t0 = plan.t0.unwrap_or(f64::NAN);
    let strength = strength_from_coupling(coupling.alpha, coupling.mu0_k, t0)?;
    let closure = Linear::new(t0, strength)?.with_alpha(coupling.alpha)?;
    melting::linear(closure, plan.layer.into(), laboratory, &plan.temperatures)
}

fn no_curve(kind: ClosureKind) -> Warning {
    Warning::new(
        "no_curve",
        format!(
            "The closure {} has no curve here: without a dipole that shears alpha is zero.",
            kind.word()
        ),
    )
}
