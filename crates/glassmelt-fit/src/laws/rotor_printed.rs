//! The rotor law as the paper prints it: the viscosity eta0 (xi/a)^2 with Eq. 23 for the length.

use std::f64::consts::LN_10;

use super::{JUST_BELOW, vft};
use crate::curve::{Curve, Quantity};
use crate::law::{Law, Parameter, Runaway};
use crate::task::{FitOptions, Task};

/// Varma's printed law, Eqs. 23 and 24 with the closure `mu_c = (mu0/T0)(T - T0)/T0`:
/// `ln(eta/eta0) = D t0/(T - t0)` with the strength `D = 2 T0/(alpha mu0)`.
///
/// Parameters: `log10_eta0`, `strength >= 0`, `t0` in K from a thousandth of the coldest point (at
/// zero the strength loses its meaning) to just below it. Its curves are those of
/// [`Vft`](super::Vft) with `b = strength t0/ln 10`; only the parameters differ.
#[derive(Debug, Clone, Copy)]
pub struct RotorPrinted;

/// The smallest T0 as a fraction of the coldest temperature.
const SMALLEST_T0: f64 = 1e-3;

impl Law for RotorPrinted {
    fn name(&self) -> &'static str {
        "rotor-printed"
    }

    fn title(&self) -> &'static str {
        "Rotor law as printed"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta0 + strength t0/((T - t0) ln 10), strength = 2 T0/(alpha mu0)"
    }

    fn reference(&self) -> &'static str {
        "Varma2022"
    }

    fn family(&self) -> &'static str {
        "vft"
    }

    fn parameters(&self, curve: &Curve) -> Vec<Parameter> {
        let t_min = curve.t_min();
        vec![
            Parameter::free("log10_eta0", ""),
            Parameter::within("strength", "", 0.0, f64::INFINITY),
            Parameter::within("t0", "K", SMALLEST_T0 * t_min, JUST_BELOW * t_min),
        ]
    }

    /// As T0 goes to zero the strength goes to infinity: an Arrhenius liquid has neither.
    fn runaway(&self) -> Option<Runaway> {
        Some(Runaway {
            bounded: 2,
            follows: 1,
        })
    }

    fn log10_at(&self, p: &[f64], _quantity: Quantity, t: f64) -> f64 {
        let [log10_eta0, strength, t0] = [p[0], p[1], p[2]];
        if t > t0 {
            log10_eta0 + strength * t0 / ((t - t0) * LN_10)
        } else {
            f64::INFINITY
        }
    }

    fn gradient_at(&self, p: &[f64], _quantity: Quantity, t: f64, gradient: &mut [f64]) {
        let [strength, t0] = [p[1], p[2]];
        let inverse = 1.0 / (t - t0);
        let by_strength = t0 * inverse / LN_10;
        let by_t0 = strength * t * inverse * inverse / LN_10;
        gradient.copy_from_slice(&[1.0, by_strength, by_t0]);
    }

    /// The minimum of the Vogel-Fulcher law in these parameters, which is this law's own: the valley
    /// of strong liquids is too flat in strength and T0 to walk along. Then its valleys.
    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        let smallest = SMALLEST_T0 * curve.t_min();
        let in_our_parameters = |log10_eta0: f64, b: f64, t0: f64| {
            let t0 = t0.max(smallest);
            vec![log10_eta0, b * LN_10 / t0, t0]
        };
        let minimum = Task::new(&vft::Vft, curve, FitOptions::default()).and_then(|t| t.solve());
        let minimum = minimum.ok().map(|(minimum, _)| minimum.values);
        let valleys = vft::valleys(curve);
        minimum
            .into_iter()
            .map(|p| in_our_parameters(p[0], p[1], p[2]))
            .chain(
                valleys
                    .iter()
                    .map(|v| in_our_parameters(v.intercept, v.slope, v.at)),
            )
            .collect()
    }

    fn slope_along(&self, p: &[f64], _curve: &Curve, t: f64) -> f64 {
        -p[1] * p[2] / (LN_10 * (t - p[2]) * (t - p[2]))
    }

    fn hot_limit(&self, p: &[f64]) -> Option<f64> {
        Some(p[0])
    }

    /// `Tg = t0 (1 + strength/((12 - log10_eta0) ln 10))`.
    fn tg(&self, p: &[f64], curve: &Curve) -> Option<f64> {
        let decades = curve.quantity.log10_at_tg() - p[0];
        (decades > 0.0 && p[1] > 0.0).then(|| p[2] * (1.0 + p[1] / (decades * LN_10)))
    }

    fn strength(&self, p: &[f64], _curve: &Curve) -> Option<f64> {
        Some(p[1])
    }
}
