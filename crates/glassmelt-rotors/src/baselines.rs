//! What the theories without simulation say of the same rotors: `mu_R/mu0` of each, or why it says nothing.
//!
//! With `x = n <Q_xy^2>/(k_B T mu0)` ([`free_softening`]), the coupling of the flow
//! `m = alpha mu_bar = 4 X0/9` for a dipole of any shape, and `y = n a^3`, the paper leaving their ratio
//! open.

use glassmelt::closure::ClausiusMossotti;
use glassmelt::dilute::{self, Dilute};
use glassmelt::flow::ExactFlow;
use glassmelt::screening::screened_modulus;
use glassmelt::validity::not_dilute;
use glassmelt::{DipoleTensor, Error as TheoryError, Layer, Medium, SymmetricTensor, Warning};
use serde::Serialize;

use crate::coupling::{free_softening, thermal_energy};
use crate::error::{Error, Result, positive};

/// The hard core a, the unit of length.
const CORE: f64 = 1.0;

/// A theory of the modulus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rival {
    /// Rotors that do not feel each other, mean strain given: `1 - x`.
    IndependentAtStrain,
    /// The same at finite q: `1/(1 + x)`.
    Independent,
    /// The mean field, `1 - x/(1 + beta x)`.
    ClausiusMossotti,
    /// The mean field with pairs at frozen places: `x (1 + 2 pi n a^3 J)` in place of x.
    Virial,
    /// The same with pairs at places in equilibrium with the rotors.
    VirialAnnealed,
    /// Eq. 15 cut at R = L/2, as it stands.
    ScreeningAtHalfSide,
    /// Eqs. 16-17 run to R = L/2.
    FlowAtHalfSide,
    /// Eqs. 16-17 run to their fixed line.
    FlowAtInfinity,
}

/// What one theory says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Baseline {
    /// Which theory.
    pub rival: Rival,
    /// The layer it belongs to.
    pub layer: Layer,
    /// `mu_R/mu0`; absent where the theory does not answer. It may be negative: then the theory breaks.
    pub mu_r: Option<f64>,
    /// Why there is no answer, or what it breaks.
    pub warnings: Vec<Warning>,
}

/// What all theories say at one coupling and density.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Baselines {
    /// X0.
    pub x0: f64,
    /// `n a^3`.
    pub density: f64,
    /// `x = n <Q_xy^2>/(k_B T mu0)`.
    pub softening: f64,
    /// The x at which the mean field's modulus vanishes, `1/(1 - beta)`.
    pub critical_softening: f64,
    /// `alpha mu_bar`, the coupling at which the flow starts.
    pub flow_coupling: f64,
    /// Each theory's answer.
    pub theories: Vec<Baseline>,
}

impl Baselines {
    /// What the theories say of `density` (`n a^3`) rotors with a `dipole` in a `medium` at the coupling
    /// `x0`, in a box of the length `side`; lengths in units of the hard core.
    ///
    /// # Errors
    /// Unless `x0`, `density` and `side` are finite and positive, and the dipole is one that turns. What a
    /// theory cannot answer is told in its [`Baseline`].
    pub fn new(
        medium: &Medium,
        dipole: &SymmetricTensor,
        (x0, density): (f64, f64),
        side: f64,
    ) -> Result<Self> {
        positive("density", density)?;
        positive("side", side)?;
        if dipole.is_isotropic() {
            let trace = dipole.trace();
            return Err(Error::Isotropic { trace });
        }
        let kt = thermal_energy(x0, dipole, medium, CORE)?;
        let x = positive("softening", free_softening(density, dipole, medium, kt))?;
        let flow = Flow::new(medium, dipole, (kt, density));
        let ell = (0.5 * side / CORE).ln();
        let dilute = dilute::average(medium, &DipoleTensor(*dipole), CORE, kt, density);
        let theories = vec![
            said(Rival::IndependentAtStrain, Layer::Elastic, Ok(1.0 - x)),
            said(Rival::Independent, Layer::Elastic, Ok(1.0 / (1.0 + x))),
            mean_field(medium, x),
            virial(Rival::Virial, &dilute),
            virial(Rival::VirialAnnealed, &dilute),
            flow.said(Rival::ScreeningAtHalfSide, Layer::Printed, |flow| {
                screened_modulus(flow.alpha, flow.mu_bar, flow.y, ell)
            }),
            flow.said(Rival::FlowAtHalfSide, Layer::Exact, |flow| {
                Ok(flow.exact()?.at(ell)?.mu_bar)
            }),
            flow.said(Rival::FlowAtInfinity, Layer::Exact, |flow| {
                Ok(flow.exact()?.fixed_point().mu_bar)
            }),
        ];
        Ok(Self {
            x0,
            density,
            softening: x,
            critical_softening: beta(medium).map_or(f64::NAN, |field| field.critical_softening()),
            flow_coupling: flow.alpha * flow.mu_bar,
            theories,
        })
    }

    /// What one theory says.
    pub fn of(&self, rival: Rival) -> Option<&Baseline> {
        self.theories.iter().find(|theory| theory.rival == rival)
    }
}

/// An answer, or why there is none.
fn said(rival: Rival, layer: Layer, answer: std::result::Result<f64, TheoryError>) -> Baseline {
    let (mu_r, warnings) = match answer {
        Ok(mu_r) => (Some(mu_r), modulus_negative(mu_r).into_iter().collect()),
        Err(problem) => (None, vec![Warning::new("no_answer", problem.to_string())]),
    };
    Baseline {
        rival,
        layer,
        mu_r,
        warnings,
    }
}

fn modulus_negative(mu_r: f64) -> Option<Warning> {
    (mu_r < 0.0).then(|| {
        Warning::new(
            "modulus_negative",
            format!("The theory gives {mu_r:.4} mu0, below zero: it no longer describes a medium."),
        )
    })
}

/// The mean field of the medium alone: its beta needs neither density nor dipole.
fn beta(medium: &Medium) -> std::result::Result<ClausiusMossotti, TheoryError> {
    ClausiusMossotti::new(0.0, 0.0, 1.0, medium.lambda() / medium.mu())
}

fn mean_field(medium: &Medium, x: f64) -> Baseline {
    let answer = beta(medium).map(|field| field.ratio_at(x));
    said(Rival::ClausiusMossotti, Layer::Elastic, answer)
}

/// The second virial, with the warnings of the dilute gas.
fn virial(rival: Rival, dilute: &std::result::Result<Dilute, TheoryError>) -> Baseline {
    let dilute = match dilute {
        Ok(dilute) => dilute,
        Err(problem) => return said(rival, Layer::Elastic, Err(problem.clone())),
    };
    let pairs = dilute.pairs.as_ref();
    let mu_r = pairs.and_then(|pairs| match rival {
        Rival::Virial => pairs.modulus_ratio_frozen,
        _ => pairs.modulus_ratio,
    });
    let mut warnings = dilute.warnings.clone();
    warnings.extend(mu_r.and_then(modulus_negative));
    if mu_r.is_none() && pairs.is_some() {
        warnings.push(Warning::new(
            "no_answer",
            "Pairs outweigh the first order in the density: the expansion says nothing.",
        ));
    }
    Baseline {
        rival,
        layer: Layer::Elastic,
        mu_r,
        warnings,
    }
}

/// Where the flow starts.
struct Flow {
    alpha: f64,
    mu_bar: f64,
    y: f64,
}

impl Flow {
    fn new(medium: &Medium, dipole: &SymmetricTensor, (kt, density): (f64, f64)) -> Self {
        let alpha = DipoleTensor(*dipole).alpha(medium, CORE);
        Self {
            // Not a number where there is none: the flow then refuses it by name.
            alpha: alpha.map_or(f64::NAN, |alpha| alpha.mean),
            mu_bar: medium.mu() * CORE.powi(3) / kt,
            y: density,
        }
    }

    fn exact(&self) -> std::result::Result<ExactFlow, TheoryError> {
        ExactFlow::new(self.alpha, self.mu_bar, self.y)
    }

    /// `mu_bar` of the flow over that at its start.
    fn said(
        &self,
        rival: Rival,
        layer: Layer,
        mu_bar: impl Fn(&Self) -> std::result::Result<f64, TheoryError>,
    ) -> Baseline {
        let ratio = mu_bar(self).map(|mu_bar| mu_bar / self.mu_bar);
        let mut baseline = said(rival, layer, ratio);
        baseline.warnings.extend(not_dilute(self.y));
        baseline
    }
}
