//! The paper's closure: T0 put in by hand, a liquid above it.

use std::f64::consts::{LN_10, LOG10_E};

use glassmelt::closure::{Closure, Linear};
use glassmelt::length::{Criterion, log_length};
use glassmelt::special::FIXED_LINE_FACTOR;
use glassmelt::validity::{
    adam_gibbs_not_constant, correlation_length_at_tg, curve_rests_on_assumption,
    strength_outside_closure,
};
use glassmelt::{Layer, Liquid, VogelFulcher, Warning, angell};

use super::Arguments;
use super::answer::{Answer, Point};
use crate::answer::VERSION;
use crate::commands::LayerWord;
use crate::error::Failure;
/// Every temperature, Tg and m, and what the answer rests on.
pub(super) fn answer(arguments: &Arguments) -> Result<Answer, Failure> {
    let t0 = arguments.needed(arguments.t0, "--t0")?;
    let strength = arguments.needed(arguments.strength, "--strength")?;
    let closure = Linear::new(t0, strength)?.with_alpha(arguments.alpha)?;
    let layer = arguments.layer.unwrap_or(LayerWord::Printed);
    let liquid = Liquid::new(closure, layer.into())?;
    let log10_eta0 = arguments.eta0_pa_s.log10();
    let (tg, m) = glass_transition(&liquid, log10_eta0);
    let temperatures = &arguments.temperatures.0;
    let points = temperatures
        .iter()
        .map(|&t| liquid_point(arguments, &liquid, t))
        .collect::<Result<Vec<_>, Failure>>()?;
    Ok(Answer {
        glassmelt: VERSION,
        layer: liquid.layer(),
        closure: closure.name(),
        t0: Some(t0),
        strength: Some(strength),
        tg,
        m,
        points,
        warnings: warnings(arguments, &liquid, temperatures, tg),
    })
}

/// One temperature. On the glass side xi is the healing length of the flow to its fixed point, and
/// nothing flows.
fn liquid_point(arguments: &Arguments, liquid: &Liquid, t: f64) -> Result<Point, Failure> {
    let closure = liquid.closure();
    let ell = Some(liquid.log_length(t)).filter(|ell| ell.is_finite());
    let log10_xi_nm = ell
        .or_else(|| healing_length(liquid, t))
        .map(|ell| arguments.a_nm.log10() + ell * LOG10_E);
    let log10_tau_s = ell.map(|ell| 2.0 * ell * LOG10_E - arguments.omega_s.log10());
    let ln = ell.map(|_| liquid.ln_heat_and_entropy(t));
    let finite = |value: f64| Some(value).filter(|value| value.is_finite());
    Ok(Point {
        t,
        fate: closure.fate(t)?.word(),
        xi_nm: log10_xi_nm.and_then(|log10| finite(10_f64.powf(log10))),
        log10_xi_nm,
        log10_eta: ell.map(|ell| arguments.eta0_pa_s.log10() + 2.0 * ell * LOG10_E),
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
        let of = |quantity: fn(&VogelFulcher, f64) -> glassmelt::Result<f64>| {
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
    arguments: &Arguments,
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
    let decades = angell::GLASS_LEVEL - arguments.eta0_pa_s.log10();
    let mut warnings = closure.warnings(hottest);
    if liquid.layer() == Layer::Printed {
        warnings.extend(strength_outside_closure(closure.strength(), decades));
    }
    let at_tg = |tg| correlation_length_at_tg(arguments.a_nm, liquid.log_length(tg));
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
