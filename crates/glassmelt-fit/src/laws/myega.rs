//! MYEGA: `log10 eta = log10_eta_inf + (12 - log10_eta_inf)(tg/T) exp[(m/(12 - log10_eta_inf) - 1)(tg/T - 1)]`.

use super::scan::{Line, Scan};
use super::transition;
use crate::curve::{Curve, Quantity};
use crate::law::{Law, Parameter};

/// The law of Mauro, Yue, Ellison, Gupta and Allan (PNAS 106, 19780, 2009).
///
/// Parameters: `log10_eta_inf` below 12, `tg > 0` in K (1e12 Pa s; 100 s for times), Angell's
/// `m > 0`. It never diverges. Written so, no conversion stands between the fit and Angell's plot.
#[derive(Debug, Clone, Copy)]
pub struct Myega;

/// How close to the value at Tg the hot limit may come, decades.
pub(super) const SMALLEST_RISE: f64 = 1e-6;

/// Energies over `k_B` in `exp(C/T)`, as fractions of the coldest temperature.
const STEEPNESS_GRID: [f64; 14] = [
    -1.0, -0.5, -0.2, 0.0, 0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0,
];

/// The law as `log10_eta_inf + rise x exp(steepness (x - 1))` with `x = tg/T`.
struct Shape {
    rise: f64,
    steepness: f64,
    growth: f64,
    x: f64,
}

impl Shape {
    fn new(p: &[f64], quantity: Quantity, t: f64) -> Self {
        let rise = quantity.log10_at_tg() - p[0];
        let steepness = p[2] / rise - 1.0;
        let x = p[1] / t;
        let growth = (steepness * (x - 1.0)).exp();
        Self {
            rise,
            steepness,
            growth,
            x,
        }
    }
}

impl Law for Myega {
    fn name(&self) -> &'static str {
        "myega"
    }

    fn title(&self) -> &'static str {
        "MYEGA"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta_inf + K (tg/T) exp[(m/K - 1)(tg/T - 1)], K = log10 eta(tg) - log10_eta_inf"
    }

    fn reference(&self) -> &'static str {
        "Mauro2009"
    }

    fn parameters(&self, curve: &Curve) -> Vec<Parameter> {
        let highest = curve.quantity.log10_at_tg() - SMALLEST_RISE;
        vec![
            Parameter::within("log10_eta_inf", "", f64::NEG_INFINITY, highest),
            Parameter::within("tg", "K", 0.0, f64::INFINITY),
            Parameter::within("m", "", 0.0, f64::INFINITY),
        ]
    }

    fn log10_at(&self, p: &[f64], quantity: Quantity, t: f64) -> f64 {
        let s = Shape::new(p, quantity, t);
        p[0] + s.rise * s.x * s.growth
    }

    fn gradient_at(&self, p: &[f64], quantity: Quantity, t: f64, gradient: &mut [f64]) {
        let s = Shape::new(p, quantity, t);
        let value = s.x * s.growth;
        let by_steepness = s.rise * value * (s.x - 1.0);
        gradient[0] = 1.0 - value + by_steepness * p[2] / (s.rise * s.rise);
        gradient[1] = s.rise * s.growth * (1.0 + s.steepness * s.x) / t;
        gradient[2] = by_steepness / s.rise;
    }

    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        let t_min = curve.t_min();
        let shapes = STEEPNESS_GRID.map(|fraction| fraction * t_min);
        // The factor exp(-c/t_min) keeps the abscissa near 1/t_min.
        Scan::new(curve)
            .valleys(&shapes, |c, _, t| (c / t - c / t_min).exp() / t)
            .iter()
            .filter_map(|line| from_line(line, curve))
            .collect()
    }

    fn slope_along(&self, p: &[f64], curve: &Curve, t: f64) -> f64 {
        let s = Shape::new(p, curve.quantity, t);
        -s.rise * s.x * s.growth * (1.0 + s.steepness * s.x) / t
    }

    fn hot_limit(&self, p: &[f64]) -> Option<f64> {
        Some(p[0])
    }

    fn tg(&self, p: &[f64], _curve: &Curve) -> Option<f64> {
        Some(p[1])
    }
}

/// Parameters of `intercept + slope exp(c/T - c/t_min)/T`: Tg by bracketing, then m from the
/// logarithmic slope there.
fn from_line(line: &Line, curve: &Curve) -> Option<Vec<f64>> {
    let (c, t_min) = (line.at, curve.t_min());
    let level = curve.quantity.log10_at_tg();
    let log10 = |t: f64| line.intercept + line.slope * (c / t - c / t_min).exp() / t;
    let tg = transition::tg_by_root(log10, curve, level)?;
    let rise = level - line.intercept;
    (rise > SMALLEST_RISE)
        .then(|| vec![line.intercept, tg, (rise * (1.0 + c / tg)).max(1e-3 * rise)])
}
