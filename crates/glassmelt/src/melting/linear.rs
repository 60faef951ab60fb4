//! The paper's closure: T0 put in by hand, a liquid above it.

use std::f64::consts::{LN_10, LOG10_E};

use super::{Laboratory, Melting, Point};
use crate::angell::{self, VogelFulcher};
use crate::answer::{Layer, Warning};
use crate::closure::{Closure, Linear};
use crate::error::Result;
use crate::length::{Criterion, log_length};
use crate::liquid::Liquid;
use crate::special::FIXED_LINE_FACTOR;
use crate::validity::{
    adam_gibbs_not_constant, correlation_length_at_tg, curve_rests_on_assumption,
    strength_outside_closure,
};

/// The paper's closure with T0 put in by hand: a liquid above it, in each layer of the flow.
///
/// Tg and m are taken at 1e12 Pa s, null where the liquid does not reach it.
///
/// # Errors
/// For the elastic layer, and where a temperature or a number of the laboratory is not positive.
///
/// ```
/// use glassmelt::{Layer, closure::Linear, melting::{Laboratory, linear}};
/// let glycerol = Laboratory { a_nm: 0.5, eta0_pa_s: 1e-4, omega_s: 1e13 };
/// let melting = linear(Linear::new(130.0, 20.0)?, Layer::Printed, glycerol, &[180.0])?;
/// assert!((melting.tg.unwrap() - 200.573).abs() < 1e-3);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn linear(
    closure: Linear,
    layer: Layer,
    laboratory: Laboratory,
    temperatures: &[f64],
) -> Result<Melting> {
    let laboratory = laboratory.checked()?;
    let liquid = Liquid::new(closure, layer)?;
    let (tg, m) = glass_transition(&liquid, laboratory.eta0_pa_s.log10());
    let points = temperatures
        .iter()
        .map(|&t| liquid_point(&laboratory, &liquid, t));
    Ok(Melting {
        layer,
        closure: closure.name(),
        t0: Some(closure.temperature()),
        strength: Some(closure.strength()),
        tg,
        m,
        points: points.collect::<Result<Vec<_>>>()?,
        warnings: warnings(&laboratory, &liquid, temperatures, tg),
    })
}

/// One temperature. On the glass side xi is the healing length of the flow to its fixed point, and
/// nothing flows.
fn liquid_point(laboratory: &Laboratory, liquid: &Liquid, t: f64) -> Result<Point> {
    let closure = liquid.closure();
    let ell = Some(liquid.log_length(t)).filter(|ell| ell.is_finite());
    let log10_xi_nm = ell
        .or_else(|| healing_length(liquid, t))
        .map(|ell| laboratory.a_nm.log10() + ell * LOG10_E);
    let log10_tau_s = ell.map(|ell| 2.0 * ell * LOG10_E - laboratory.omega_s.log10());
    let ln = ell.map(|_| liquid.ln_heat_and_entropy(t));
    let finite = |value: f64| Some(value).filter(|value| value.is_finite());
    Ok(Point {
        t,
        fate: closure.fate(t)?.word(),
        xi_nm: log10_xi_nm.and_then(|log10| finite(10_f64.powf(log10))),
        log10_xi_nm,
        log10_eta: ell.map(|ell| laboratory.eta0_pa_s.log10() + 2.0 * ell * LOG10_E),
        tau_s: log10_tau_s.and_then(|log10| finite(10_f64.powf(log10))),
        log10_tau_s,
        cv: ln.and_then(|ln| finite(ln.heat.exp())),
        log10_cv: ln.and_then(|ln| finite(ln.heat * LOG10_E)),
        entropy: ln.and_then(|ln| finite(ln.entropy.exp())),
        log10_entropy: ln.and_then(|ln| finite(ln.entropy * LOG10_E)),
        cv_singular: ln.and_then(|ln| finite(ln.heat_singular.exp())),
        entropy_singular: ln.and_then(|ln| finite(ln.entropy_singular.exp())),
        mu_bar_c: Some(closure.mu_c_bar(t)),
        mu_bar_0: Some(closure.mu0_bar(t)),
    })
}

/// `ln(xi/a)` of the glass below T0: the flow to `|mu_c|`, which the closure has on both sides of T0.
fn healing_length(liquid: &Liquid, t: f64) -> Option<f64> {
    let closure = liquid.closure();
    let (mu0_bar, mu_c_bar) = (closure.mu0_bar(t), closure.mu_c_bar(t).abs());
    let alpha = closure.m0(t) / mu0_bar;
    let ell = log_length(
        liquid.layer(),
        alpha,
        mu0_bar,
        mu_c_bar,
        Criterion::default(),
    );
    ell.ok().filter(|ell| ell.is_finite())
}

/// Tg and m at 1e12 Pa s: in closed form where the law is Vogel-Fulcher, else by bisection and the
/// slope of the length.
fn glass_transition(liquid: &Liquid, log10_eta0: f64) -> (Option<f64>, Option<f64>) {
    let closure = liquid.closure();
    let (t0, strength) = (closure.temperature(), closure.strength());
    let level = angell::GLASS_LEVEL;
    if liquid.layer() == Layer::Printed {
        let law = VogelFulcher::from_strength(log10_eta0, strength, t0);
        let of = |quantity: fn(&VogelFulcher, f64) -> Result<f64>| {
            law.as_ref().ok().and_then(|law| quantity(law, level).ok())
        };
        return (of(VogelFulcher::tg), of(VogelFulcher::fragility));
    }
    let target = 0.5 * (level - log10_eta0) * LN_10;
    if target <= 0.0 {
        return (None, None);
    }
    let (mut cold, mut hot) = (t0, closure.end_of_length(FIXED_LINE_FACTOR));
    for _ in 0..200 {
        let middle = 0.5 * (cold + hot);
        if liquid.log_length(middle) > target {
            cold = middle;
        } else {
            hot = middle;
        }
    }
    let tg = 0.5 * (cold + hot);
    (Some(tg), Some(-2.0 * LOG10_E * tg * liquid.length(tg).by_t))
}

fn warnings(
    laboratory: &Laboratory,
    liquid: &Liquid,
    temperatures: &[f64],
    tg: Option<f64>,
) -> Vec<Warning> {
    let closure = liquid.closure();
    let hottest = temperatures
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let coldest_liquid = temperatures
        .iter()
        .copied()
        .filter(|&t| t > closure.temperature())
        .fold(f64::INFINITY, f64::min);
    let decades = angell::GLASS_LEVEL - laboratory.eta0_pa_s.log10();
    let mut warnings = closure.warnings(hottest);
    if liquid.layer() == Layer::Printed {
        warnings.extend(strength_outside_closure(closure.strength(), decades));
    }
    let at_tg = |tg| correlation_length_at_tg(laboratory.a_nm, liquid.log_length(tg));
    warnings.extend(tg.and_then(at_tg));
    if hottest > coldest_liquid {
        let product = |t| liquid.ln_adam_gibbs_product(t);
        let ln_ratio = product(hottest) - product(coldest_liquid);
        warnings.extend(adam_gibbs_not_constant(coldest_liquid, hottest, ln_ratio));
    }
    warnings.push(curve_rests_on_assumption(
        "the closure mu_c = (mu_0/T0)(T - T0)/T0, with T0 put in by hand",
    ));
    warnings
}
