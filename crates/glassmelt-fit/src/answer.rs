//! What comes out of a fit: parameters with intervals, comparisons, predictions with bands.

use std::collections::BTreeMap;

use glassmelt::{Layer, Warning};
use serde::Serialize;

use crate::Curve;

/// A fitted parameter with everything known about its uncertainty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FittedParameter {
    /// Its name as in JSON keys.
    #[serde(skip)]
    pub name: String,
    /// Its unit; empty for a pure number.
    pub unit: &'static str,
    /// The best value.
    pub value: f64,
    /// One standard error from the covariance; none where the parameter sits at its bound.
    pub error: Option<f64>,
    /// Lower end of the 95 percent profile-likelihood interval; none where it is open.
    pub low: Option<f64>,
    /// Upper end of the 95 percent profile-likelihood interval; none where it is open.
    pub high: Option<f64>,
    /// Whether the best value lies at the edge of the parameter's meaning.
    pub at_bound: bool,
    /// The 2.5 and 97.5 percent points of the bootstrap, where one was run.
    pub bootstrap: Option<[f64; 2]>,
}

/// What every law says of a liquid, whatever its own parameters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Derived {
    /// Glass transition temperature in K: 1e12 Pa s, or 100 s.
    pub tg: Option<f64>,
    /// One standard error of `tg`, K.
    pub tg_error: Option<f64>,
    /// Angell's fragility `d log10 eta / d (Tg/T)` at Tg.
    pub m: Option<f64>,
    /// One standard error of `m`.
    pub m_error: Option<f64>,
    /// Strength D (large for strong liquids): `b ln 10/t0`, or from m by the Vogel-Fulcher relation.
    pub strength_d: Option<f64>,
    /// One standard error of `strength_d`.
    pub strength_d_error: Option<f64>,
}

/// One law fitted to one curve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fit {
    /// The law's word.
    pub law: &'static str,
    /// The law whose curves these are in other parameters; its own word unless it is a rewriting.
    pub family: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Its equation, in the symbol of the quantity (eta or tau).
    pub equation: String,
    /// Its parameters in order.
    #[serde(serialize_with = "by_name")]
    pub parameters: Vec<FittedParameter>,
    /// Covariance of the parameters, in order; rows and columns of a parameter at its bound are zero.
    pub covariance: Vec<Vec<f64>>,
    /// Correlations of the parameters, in order.
    pub correlations: Vec<Vec<f64>>,
    /// Sum of squared residuals, weighted where errors are given (then it is chi-square).
    pub rss: f64,
    /// Points minus parameters that are not held by a bound.
    pub degrees_of_freedom: usize,
    /// Chi-square per degree of freedom where errors are given: about one if they are right.
    pub reduced_chi_square: Option<f64>,
    /// Log-likelihood of each point: their sum is what AICc and BIC rest on.
    #[serde(skip)]
    pub log_likelihoods: Vec<f64>,
    /// Root mean square residual in decades.
    pub rms_dex: f64,
    /// Corrected Akaike information criterion (Hurvich and Tsai 1989); Akaike's own where errors are
    /// given, since then no scatter is estimated.
    pub aicc: f64,
    /// Bayesian information criterion (Schwarz 1978).
    pub bic: f64,
    /// Root mean square error, in decades, of the withheld cold part predicted from the hot part.
    pub withheld_rms_dex: Option<f64>,
    /// One standard error of `withheld_rms_dex`, from the covariance of the hot fit, which all
    /// withheld points share, and their scatter.
    pub withheld_error: Option<f64>,
    /// Tg, m, D.
    pub derived: Derived,
    /// Measured minus fitted, in decades, point by point as in the curve.
    pub residuals: Vec<f64>,
    /// Bootstrap replicas of the parameters, where they were run.
    #[serde(skip)]
    pub replicas: Vec<Vec<f64>>,
    /// What these data cannot decide, and what else to know about this fit.
    pub warnings: Vec<Warning>,
}

/// Parameters as a JSON object keyed by name.
fn by_name<S: serde::Serializer>(
    parameters: &[FittedParameter],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let map: BTreeMap<&str, &FittedParameter> =
        parameters.iter().map(|p| (p.name.as_str(), p)).collect();
    serializer.collect_map(map)
}

impl Fit {
    /// The best values in the law's order.
    pub fn values(&self) -> Vec<f64> {
        self.parameters.iter().map(|p| p.value).collect()
    }
}

/// How one law stands against the preferred one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// The law's word.
    pub law: &'static str,
    /// AICc above the smallest, zero or larger; NaN where there are too few points to rank the laws.
    pub delta_aicc: f64,
    /// BIC above the smallest.
    pub delta_bic: f64,
    /// One standard error of the AICc difference to the best, from the spread of pointwise
    /// log-likelihood differences (Vuong 1989).
    pub delta_error: f64,
    /// Akaike weight.
    pub weight: f64,
    /// Withheld-decade error, decades.
    pub withheld_rms_dex: Option<f64>,
    /// Whether the data cannot tell this law from the best.
    pub tied: bool,
}

/// Which law the data prefer, and whether they can say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The laws, best AICc first.
    pub standings: Vec<Standing>,
    /// The preferred law; none when the best cannot be told from another law that says something else.
    pub preferred: Option<&'static str>,
    /// The laws that cannot be told apart from the best, the best included.
    pub tied: Vec<&'static str>,
    /// The verdict in a sentence or two.
    pub verdict: String,
}

/// The withheld-decades test: the part of the curve hotter than `split` is fitted, the rest predicted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Withheld {
    /// The coldest fitted temperature, K.
    pub split: f64,
    /// How many points are withheld.
    pub points: usize,
    /// How many decades they span beyond the fitted part.
    pub decades: f64,
    /// For each law: its word and its prediction (log10) at each withheld temperature, in order.
    pub predictions: Vec<(&'static str, Vec<f64>)>,
    /// The withheld temperatures, K.
    pub temperatures: Vec<f64>,
}

/// A number with the band that the fit's uncertainty leaves: 16 and 84 percent points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// At the best parameters.
    pub value: f64,
    /// 16 percent point.
    pub low: f64,
    /// 84 percent point.
    pub high: f64,
}

/// What the rotor law says at one temperature.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RotorState {
    /// Temperature, K.
    pub t: f64,
    /// log10 of the viscosity (Pa s) or relaxation time (s).
    pub log10_value: Band,
    /// log10 of the correlation length in nm.
    pub log10_xi_nm: Band,
    /// log10 of the specific heat as printed, `xi^-3`, in `k_B` a cell `a^3`.
    pub log10_cv: Band,
    /// log10 of the specific heat from `f = -k_B T xi^-3`, in `k_B` a cell.
    pub log10_cv_singular: Band,
    /// log10 of the entropy of the printed specific heat, in `k_B` a cell.
    pub log10_entropy: Band,
    /// log10 of the entropy of the singular free energy, in `k_B` a cell.
    pub log10_entropy_singular: Band,
    /// Fixed point of the coupling `alpha mu_c_bar` that the closure asks for.
    pub m_c: f64,
    /// Bare coupling `alpha mu0_bar` at this temperature.
    pub m0: f64,
}

/// Shear modulus against length at one temperature, in units of the bare modulus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModulusAtTemperature {
    /// Temperature, K.
    pub t: f64,
    /// log10 of the length in nm.
    pub log10_length_nm: Vec<f64>,
    /// `mu_R/mu_0` at each length.
    pub mu_over_mu0: Vec<Band>,
}

/// Complex shear modulus against frequency at one temperature, in units of the bare modulus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComplexModulusAtTemperature {
    /// Temperature, K.
    pub t: f64,
    /// log10 of the angular frequency in rad/s.
    pub log10_omega: Vec<f64>,
    /// Maxwell storage modulus `G'/G_inf`.
    pub storage: Vec<Band>,
    /// Maxwell loss modulus `G''/G_inf`.
    pub loss: Vec<Band>,
    /// The flow stopped at `R = a (omega_s/omega)^(1/2)`: an extension that is not in the paper.
    pub stopped_flow: Vec<f64>,
}

/// A flow line of this liquid in the plane of coupling and fugacity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowLineAtTemperature {
    /// Temperature, K.
    pub t: f64,
    /// Coupling `alpha mu_bar` along the line, from the bare value to the fixed point.
    pub m: Vec<f64>,
    /// Fugacity y along the line.
    pub y: Vec<f64>,
}

/// What the fitted rotor law predicts beyond the curve that it was fitted to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prediction {
    /// The rotor law's word.
    pub law: &'static str,
    /// Its layer.
    pub layer: Layer,
    /// Cut-off length a assumed, nm.
    pub a_nm: f64,
    /// Frequency of local shear phonons assumed, rad/s.
    pub omega_s: f64,
    /// On a grid of temperatures, coldest first.
    pub states: Vec<RotorState>,
    /// At a few temperatures.
    pub modulus: Vec<ModulusAtTemperature>,
    /// At a few temperatures.
    pub complex_modulus: Vec<ComplexModulusAtTemperature>,
    /// At a few temperatures.
    pub flow_lines: Vec<FlowLineAtTemperature>,
    /// Where the theory's own assumptions break on these data.
    pub warnings: Vec<Warning>,
}

/// Everything that one curve tells.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// The data.
    pub curve: Curve,
    /// Every law that could be fitted, in the order asked for.
    pub fits: Vec<Fit>,
    /// Which law the data prefer.
    pub comparison: Comparison,
    /// The withheld-decades test, where the curve is long enough.
    pub withheld: Option<Withheld>,
    /// For each fitted rotor law.
    pub predictions: Vec<Prediction>,
    /// How many bootstrap replicas each law got.
    pub bootstraps: usize,
    /// The seed of the bootstrap.
    pub seed: u64,
    /// What to know about the data and the verdict.
    pub warnings: Vec<Warning>,
}
