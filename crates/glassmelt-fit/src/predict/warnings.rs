//! Where the theory's own assumptions break on these data, with the numbers.

use std::f64::consts::LOG10_E;

use glassmelt::units::PASCAL_PER_GIGAPASCAL;
use glassmelt::validity::{
    adam_gibbs_not_constant, correlation_length_at_tg, curve_rests_on_assumption, not_dilute,
    outside_closure, strength_outside_closure,
};
use glassmelt::{Layer, Warning};

use super::Rotor;
use crate::answer::Fit;
use crate::curve::{Curve, Quantity};

/// Every flag that this fit raises, the gravest first; `cold` is the cold end of the prediction.
pub(super) fn of(curve: &Curve, fit: &Fit, rotor: &Rotor, cold: f64) -> Vec<Warning> {
    let decades = curve.quantity.log10_at_tg() - rotor.log10_value0();
    let tg = fit.derived.tg.filter(|&tg| tg > rotor.t0());
    let length = |t: f64| correlation_length_at_tg(rotor.options().a_nm, rotor.log_length(t));
    let mut warnings = Vec::new();
    warnings.extend(tg.and_then(length));
    warnings.extend(tg.and_then(|tg| heat_at_tg(rotor, tg)));
    warnings.extend(points_outside_closure(curve, rotor));
    if rotor.liquid().layer() == Layer::Printed {
        // The exact length is down to a before the closure ends, whatever the strength.
        let strength = rotor.closure().strength();
        warnings.extend(strength_outside_closure(strength, decades));
    }
    warnings.extend(implied_modulus(curve.quantity, rotor));
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

/// Shear moduli of glasses at high frequency, GPa, generously.
const MODULI_GPA: std::ops::RangeInclusive<f64> = 0.1..=1000.0;

/// The modulus `mu_0 = eta_0 omega_s` that the fitted `eta_0` asks for, where no glass has it.
fn implied_modulus(quantity: Quantity, rotor: &Rotor) -> Option<Warning> {
    let omega_s = rotor.options().omega_s;
    let mu0_gpa = 10_f64.powf(rotor.log10_value0()) * omega_s / PASCAL_PER_GIGAPASCAL;
    (quantity == Quantity::Viscosity && !MODULI_GPA.contains(&mu0_gpa)).then(|| {
        Warning::new(
            "implied_modulus",
            format!(
                "eta_0 = mu_0/omega_s asks for a shear modulus of {mu0_gpa:.1e} GPa (omega_s = \
                 {omega_s:.1e} rad/s); glasses have about 1 to 100 GPa."
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
