//! The coupling alpha, the bare modulus and the fugacity: what the flow starts from, Eqs. 11 and 15.

use glassmelt::closure::Fugacity;
use glassmelt::dipole::OverDirections;
use glassmelt::units::{modulus_in_gigapascal, modulus_in_kelvin};
use glassmelt::validity::not_dilute;
use glassmelt::{Layer, Warning};
use serde::Serialize;

use super::{DipoleStep, StudyPlan};
use crate::error::Result;
use crate::solved::SolvedDefect;

/// What the flow starts from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CouplingStep {
    /// The paper's alpha and fugacity, printed; its dipole is of the elastic layer.
    pub layer: Layer,
    /// `alpha = 16 pi |p|^2`, mean over directions: the one the flow takes.
    pub alpha: f64,
    /// The smallest over directions.
    pub alpha_min: f64,
    /// The largest over directions.
    pub alpha_max: f64,
    /// Cut-off length a, nm; alpha goes as its sixth power downwards.
    pub a_nm: f64,
    /// Bare shear modulus, GPa.
    pub mu0_gpa: f64,
    /// Bare shear modulus `mu a^3/k_B`, K.
    pub mu0_k: f64,
    /// `lambda/mu` of the medium.
    pub lambda_over_mu: f64,
    /// Density of the defects, n a^3.
    pub n_a3: f64,
    /// Fugacity at T = 0.
    pub y0: f64,
    /// Weight of the defects that heat creates.
    pub n_prime: f64,
    /// Energy of one of them, K.
    pub e_d_k: f64,
}

impl CouplingStep {
    /// The closure of Eq. 11: the fugacity with temperature, and the flow that it drives.
    pub fn fugacity(&self) -> Fugacity {
        Fugacity {
            alpha: self.alpha,
            mu0: self.mu0_k,
            y0: self.y0,
            n_prime: self.n_prime,
            e_d: self.e_d_k,
        }
    }
}

pub(super) fn step(
    plan: &StudyPlan,
    solved: &SolvedDefect,
    dipole: &DipoleStep,
) -> Result<CouplingStep> {
    let medium = dipole.medium;
    let a_nm = plan.model.cell * plan.scale.length_nm;
    let kelvin_a_cell = medium.mu() * plan.model.cell.powi(3) * plan.scale.energy_k;
    let mu0_gpa = modulus_in_gigapascal(kelvin_a_cell, a_nm)?;
    let alpha = solved.alpha(solved.minimum(plan.minimum)?);
    let of = |part: fn(OverDirections) -> f64| alpha.map_or(0.0, part);
    Ok(CouplingStep {
        layer: Layer::Printed,
        alpha: of(|alpha| alpha.mean),
        alpha_min: of(|alpha| alpha.min),
        alpha_max: of(|alpha| alpha.max),
        a_nm,
        mu0_gpa,
        mu0_k: modulus_in_kelvin(mu0_gpa, a_nm)?,
        lambda_over_mu: medium.lambda() / medium.mu(),
        n_a3: plan.n_a3,
        y0: plan.y0,
        n_prime: plan.n_prime,
        e_d_k: plan.e_d_k,
    })
}

pub(super) fn warnings(plan: &StudyPlan, coupling: &CouplingStep) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = not_dilute(coupling.y0).into_iter().collect();
    if plan.y0_from_density {
        warnings.push(Warning::new(
            "y0_from_density",
            format!(
                "The fugacity y0 = {:.4} is the density n a^3 itself, for want of [density] y0: the \
                 paper leaves their ratio open.",
                coupling.y0
            ),
        ));
    }
    if coupling.alpha == 0.0 {
        warnings.push(Warning::new(
            "no_coupling",
            "The dipole has no part that shears, so alpha = 0: defects do not feel each other, the \
             flow leaves the modulus as it is, and the linear closure has no strength.",
        ));
    }
    warnings
}
