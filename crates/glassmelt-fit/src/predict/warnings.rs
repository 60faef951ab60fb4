//! Where the theory's own assumptions break on these data, with the numbers.

use std::f64::consts::LOG10_E;

use glassmelt::Warning;
use glassmelt::validity::{
    adam_gibbs_not_constant, correlation_length_at_tg, curve_rests_on_assumption, not_dilute,
    outside_closure, strength_outside_closure,
};

use super::Rotor;
use crate::answer::Fit;
use crate::curve::Curve;

/// Every flag that this fit raises, the gravest first; `cold` is the cold end of the prediction.
pub(super) fn of(curve: &Curve, fit: &Fit, rotor: &Rotor, cold: f64) -> Vec<Warning> {
    let decades = curve.quantity.log10_at_tg() - rotor.log10_value0();
    let tg = fit.derived.tg.filter(|&tg| tg > rotor.t0());
    let length = |t: f64| correlation_length_at_tg(rotor.options().a_nm, rotor.log_length(t));
    let mut warnings = Vec::new();
    warnings.extend(tg.and_then(length));
    warnings.extend(tg.and_then(|tg| heat_at_tg(rotor, tg)));
    warnings.extend(points_outside_closure(curve, rotor));
    warnings.extend(strength_outside_closure(
        rotor.closure().strength(),
        decades,
    ));
    warnings.extend(adam_gibbs(rotor, cold, curve.t_max()));
    warnings.extend(dense(rotor, cold, curve.t_max()));
    warnings.push(curve_rests_on_assumption(
        "the closure mu_c = (mu_0/T0)(T - T0)/T0, with T0 put in by hand",
    ));
    warnings
}

/// The printed heat at Tg, against the jump of order `k_B` a particle that calorimeters see.
fn heat_at_tg(rotor: &Rotor, tg: f64) -> Option<Warning> {
    let log10_heat = -3.0 * rotor.log_length(tg) * LOG10_E;
    (log10_heat < -1.0).then(|| {
        Warning::new(
            "specific_heat_at_tg",
            format!(
                "The specific heat (a/xi)^3 at Tg is 10^{log10_heat:.1} k_B a cell; measured jumps of \
                 the specific heat at Tg are of the order of k_B a particle."
            ),
        )
    })
}

/// How much of the curve lies where the closure has `mu_c > mu_0`.
fn points_outside_closure(curve: &Curve, rotor: &Rotor) -> Option<Warning> {
    let mut warning = outside_closure(curve.t_max(), rotor.t0())?;
    let outside = curve
        .temperatures
        .iter()
        .filter(|&&t| t > rotor.end_of_closure())
        .count();
    warning.message = format!(
        "{outside} of {} points lie outside the closure. {}",
        curve.len(),
        warning.message
    );
    Some(warning)
}

/// How the product `T S ln(eta/eta0)`, constant for Adam and Gibbs, changes over the part of the
/// curve where the law has a length.
fn adam_gibbs(rotor: &Rotor, cold: f64, hot: f64) -> Option<Warning> {
    let liquid = rotor.liquid();
    let hot = if liquid.log_length(hot) > 0.0 {
        hot
    } else {
        rotor.end_of_length()
    };
    let product = |t: f64| liquid.ln_adam_gibbs_product(t);
    (hot > cold).then(|| adam_gibbs_not_constant(cold, hot, product(hot) - product(cold)))?
}

/// The fugacity that the closure asks for, largest over the part of the curve that it covers.
fn dense(rotor: &Rotor, cold: f64, hot: f64) -> Option<Warning> {
    let largest = [cold, hot.min(0.999 * rotor.end_of_closure())]
        .into_iter()
        .filter_map(|t| rotor.closure().flow(t).ok())
        .map(|flow| flow.y0_squared().sqrt())
        .reduce(f64::max)?;
    not_dilute(largest)
}
