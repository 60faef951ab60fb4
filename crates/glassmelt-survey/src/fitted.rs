//! What one curve answers: every law's parameters with errors, who is preferred, and Vogel's T0, Tg and D.

use glassmelt_fit::answer::Fit;
use glassmelt_fit::laws::Arrhenius;
use glassmelt_fit::{FitError, FitOptions, Law, compare, fit};
use serde::{Deserialize, Serialize};

use crate::input::{Origin, Subject};

/// Residuals of a Vogel-Fulcher fit below this, in decades, are rounding: the values were computed from such a law.
pub const SMOOTHED_DEX: f64 = 1e-3;
/// The fewest points on which three parameters that leave no residual say anything.
pub const LEAST_TO_TELL: usize = 5;

/// A parameter of a law.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// Its name.
    pub name: String,
    /// Its best value.
    pub value: f64,
    /// One standard error from the covariance; none where the parameter sits at its bound.
    pub error: Option<f64>,
    /// Whether it sits at its bound.
    pub at_bound: bool,
}

/// One law on one curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FittedLaw {
    /// Its word.
    pub law: String,
    /// The law whose curves these are in other parameters; its own word unless it is a rewriting.
    pub family: String,
    /// Its parameters.
    pub parameters: Vec<Value>,
    /// Root mean square residual, decades.
    pub rms_dex: f64,
    /// Largest residual, decades.
    pub largest_dex: f64,
    /// Corrected Akaike information criterion; none where there are too few points.
    pub aicc: Option<f64>,
    /// AICc above the best law's.
    pub delta_aicc: Option<f64>,
    /// One standard error of `delta_aicc`.
    pub delta_error: Option<f64>,
    /// Whether the curve cannot tell this law from the best.
    pub tied: bool,
    /// Glass transition temperature, K.
    pub tg: Option<f64>,
    /// One standard error of `tg`.
    pub tg_error: Option<f64>,
    /// Angell's fragility.
    pub m: Option<f64>,
    /// One standard error of `m`.
    pub m_error: Option<f64>,
    /// Strength D, large for strong liquids.
    pub strength_d: Option<f64>,
    /// One standard error of `strength_d`.
    pub strength_d_error: Option<f64>,
}

/// A law that this curve has no fit of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotFitted {
    /// Its word.
    pub law: String,
    /// Why.
    pub reason: String,
}

/// The Vogel-Fulcher numbers that the theory speaks of, where T0 is not at its bound.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Vogel {
    /// T0, K.
    pub t0: f64,
    /// One standard error of `t0`.
    pub t0_error: f64,
    /// `B = b ln 10`, K, of `eta = eta0 exp(B/(T - T0))`.
    pub b: f64,
    /// Strength `D = B/T0`.
    pub strength_d: f64,
    /// Standard error of `ln D`.
    pub ln_strength_error: f64,
    /// Standard error of `ln(D/T0)`, which the prediction `D = (2/alpha)(k_B T0/(mu0 a^3))` compares with `1/mu0`.
    pub ln_strength_over_t0_error: f64,
    /// Tg at 10^12 Pa s, K, where the law has one.
    pub tg: Option<f64>,
    /// T0/Tg.
    pub t0_over_tg: Option<f64>,
    /// One standard error of `t0_over_tg`.
    pub t0_over_tg_error: Option<f64>,
}

/// Everything that is kept of one curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FittedCurve {
    /// What tells it from all others.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it belongs with (a paper, a laboratory), where the input says.
    pub group: Option<String>,
    /// Measured points, levels of a compiler, or values of a law.
    pub origin: Origin,
    /// Shear modulus of the glass, GPa.
    pub mu0_gpa: Option<f64>,
    /// How many points.
    pub points: usize,
    /// The coldest, K.
    pub t_min: f64,
    /// The hottest, K.
    pub t_max: f64,
    /// How many decades they span.
    pub decades: f64,
    /// The laws that were fitted.
    pub fits: Vec<FittedLaw>,
    /// The laws that were not.
    pub not_fitted: Vec<NotFitted>,
    /// Whether there are enough points to rank the laws.
    pub ranked: bool,
    /// The law that the curve prefers; none where the best cannot be told from another.
    pub preferred: Option<String>,
    /// T0, B, D and Tg of Vogel and Fulcher; none where T0 is at its bound or that law was not fitted.
    pub vogel: Option<Vogel>,
    /// Whether T0 of Vogel and Fulcher is at its lower bound, zero, or a line in 1/T meets every point to 0.001 decades.
    pub t0_at_zero: bool,
    /// Temperatures and log10 of the value, rounded: how curves that are the same are known.
    pub fingerprint: Vec<(i64, i64)>,
}

/// Fits these laws to a curve, with covariances and no other intervals.
///
/// A law that lacks a column of the curve, or points, is listed with its reason.
///
/// # Errors
/// When no law could be fitted, or the curve itself is at fault.
pub fn fit_curve(
    subject: &Subject,
    laws: &[&dyn Law],
    options: FitOptions,
) -> Result<FittedCurve, FitError> {
    let curve = &subject.curve;
    let (mut fits, mut not_fitted) = (Vec::new(), Vec::new());
    for law in laws {
        match fit(curve, *law, options) {
            Ok(fit) => fits.push(fit),
            Err(error @ (FitError::BadPoint { .. } | FitError::Ragged { .. })) => {
                return Err(error);
            }
            Err(error) => not_fitted.push(NotFitted {
                law: law.name().to_owned(),
                reason: error.to_string(),
            }),
        }
    }
    if fits.is_empty() {
        let reasons: Vec<String> = not_fitted.into_iter().map(|law| law.reason).collect();
        return Err(FitError::NothingFitted(reasons.join("; ")));
    }
    let vft = fits.iter().find(|fit| fit.law == "vft");
    let straight = vft.is_some() && is_straight(subject, &fits, options);
    let comparison = compare(&fits);
    let shown = |fit: &Fit| {
        let standing = comparison.standings.iter().find(|s| s.law == fit.law);
        law_of(
            fit,
            standing.map(|s| (s.delta_aicc, s.delta_error)),
            comparison.tied.contains(&fit.law),
        )
    };
    Ok(FittedCurve {
        id: subject.id.clone(),
        name: subject.name.clone(),
        group: subject.group.clone(),
        origin: vft.map_or(subject.origin, |fit| origin(subject.origin, fit)),
        mu0_gpa: subject.mu0_gpa,
        points: curve.len(),
        t_min: curve.t_min(),
        t_max: curve.t_max(),
        decades: curve.decades(),
        ranked: !comparison.tied.is_empty(),
        preferred: comparison.preferred.map(str::to_owned),
        vogel: vft.filter(|_| !straight).and_then(vogel),
        t0_at_zero: straight || vft.is_some_and(at_zero),
        fits: fits.iter().map(shown).collect(),
        not_fitted,
        fingerprint: fingerprint(subject),
    })
}

/// Whether a line in 1/T meets every point to rounding: then T0 of Vogel and Fulcher is rounding too.
fn is_straight(subject: &Subject, fits: &[Fit], options: FitOptions) -> bool {
    let meets = |fit: &Fit| largest(&fit.residuals) < SMOOTHED_DEX;
    match fits.iter().find(|fit| fit.law == "arrhenius") {
        Some(known) => meets(known),
        None => fit(&subject.curve, &Arrhenius, options).is_ok_and(|fit| meets(&fit)),
    }
}

/// Whether T0 sits at its lower bound.
fn at_zero(vft: &Fit) -> bool {
    let t0 = &vft.parameters[2];
    t0.at_bound && t0.value == 0.0
}

/// What the points are: those that leave no residual about Vogel and Fulcher were computed from such a law.
fn origin(told: Origin, vft: &Fit) -> Origin {
    let enough = vft.residuals.len() >= LEAST_TO_TELL;
    if enough && largest(&vft.residuals) < SMOOTHED_DEX {
        Origin::Smoothed
    } else {
        told
    }
}

fn largest(residuals: &[f64]) -> f64 {
    residuals
        .iter()
        .fold(0.0, |largest, r| largest.max(r.abs()))
}

fn law_of(fit: &Fit, delta: Option<(f64, f64)>, tied: bool) -> FittedLaw {
    let finite = |x: f64| x.is_finite().then_some(x);
    FittedLaw {
        law: fit.law.to_owned(),
        family: fit.family.to_owned(),
        parameters: fit
            .parameters
            .iter()
            .map(|p| Value {
                name: p.name.clone(),
                value: p.value,
                error: p.error.and_then(finite),
                at_bound: p.at_bound,
            })
            .collect(),
        rms_dex: fit.rms_dex,
        largest_dex: largest(&fit.residuals),
        aicc: finite(fit.aicc),
        delta_aicc: delta.and_then(|d| finite(d.0)),
        delta_error: delta.and_then(|d| finite(d.1)),
        tied,
        tg: fit.derived.tg.and_then(finite),
        tg_error: fit.derived.tg_error.and_then(finite),
        m: fit.derived.m.and_then(finite),
        m_error: fit.derived.m_error.and_then(finite),
        strength_d: fit.derived.strength_d.and_then(finite),
        strength_d_error: fit.derived.strength_d_error.and_then(finite),
    }
}

/// T0, B and D with their errors from the covariance of `log10_eta0`, `b` and `t0`.
fn vogel(fit: &Fit) -> Option<Vogel> {
    let [log10_eta0, b, t0] = [0, 1, 2].map(|i| fit.parameters[i].value);
    if fit
        .parameters
        .iter()
        .any(|p| p.at_bound || p.error.is_none())
        || b <= 0.0
        || t0 <= 0.0
    {
        return None;
    }
    let error = |gradient: [f64; 3]| propagated(&fit.covariance, gradient);
    let strength_d = fit.derived.strength_d?;
    let decades = GLASS - log10_eta0;
    let tg = fit.derived.tg.filter(|tg| *tg > t0 && decades > 0.0);
    // Tg = t0 + b/(12 - log10_eta0), so the derivatives of t0/Tg are:
    let ratio_error = |tg: f64| {
        let by_tg = -t0 / (tg * tg);
        error([
            by_tg * b / (decades * decades),
            by_tg / decades,
            tg.recip() + by_tg,
        ])
    };
    let vogel = Vogel {
        t0,
        t0_error: error([0.0, 0.0, 1.0]),
        b: b * std::f64::consts::LN_10,
        strength_d,
        ln_strength_error: error([0.0, b.recip(), -t0.recip()]),
        ln_strength_over_t0_error: error([0.0, b.recip(), -2.0 / t0]),
        tg,
        t0_over_tg: tg.map(|tg| t0 / tg),
        t0_over_tg_error: tg.map(ratio_error),
    };
    vogel.ln_strength_over_t0_error.is_finite().then_some(vogel)
}

/// log10 of the viscosity in Pa s at Tg.
const GLASS: f64 = 12.0;

/// `(g^T C g)^(1/2)`.
fn propagated(covariance: &[Vec<f64>], gradient: [f64; 3]) -> f64 {
    let rows = covariance.iter().zip(gradient);
    let variance: f64 = rows
        .map(|(row, gi)| {
            row.iter()
                .zip(gradient)
                .map(|(c, gj)| gi * c * gj)
                .sum::<f64>()
        })
        .sum();
    variance.max(0.0).sqrt()
}

/// Points to 1 K and 0.01 decades: a paper and who copied it round differently.
fn fingerprint(subject: &Subject) -> Vec<(i64, i64)> {
    #[allow(clippy::cast_possible_truncation)]
    // temperatures and logarithms are far from the ends of i64
    let whole = |x: f64| x.round() as i64;
    let curve = &subject.curve;
    let points = curve.temperatures.iter().zip(&curve.log10_values);
    let mut points: Vec<(i64, i64)> = points.map(|(t, y)| (whole(*t), whole(100.0 * y))).collect();
    points.sort_unstable();
    points
}
