//! Vogel-Fulcher-Tammann: `log10 eta = log10_eta0 + b/(T - t0)`.

use std::f64::consts::LN_10;

use super::scan::{Line, Scan};
use super::{DIVERGENCE_GRID, JUST_BELOW};
use crate::curve::{Curve, Quantity};
use crate::law::{Law, Parameter};

/// The Vogel-Fulcher-Tammann law (Vogel 1921, Fulcher 1925, Tammann and Hesse 1926).
///
/// Parameters: `log10_eta0` (the hot limit), `b >= 0` in K, `t0` in K from 0 to just below the coldest
/// point. It diverges at `t0`; the strength is `D = b ln 10/t0`.
#[derive(Debug, Clone, Copy)]
pub struct Vft;

/// The best Vogel-Fulcher curves at fixed T0, one for each valley over T0 (`Line::at` is T0).
pub(super) fn valleys(curve: &Curve) -> Vec<Line> {
    let t_min = curve.t_min();
    let grid = DIVERGENCE_GRID.map(|fraction| fraction * t_min);
    Scan::new(curve).valleys(&grid, |t0, _, t| 1.0 / (t - t0))
}

impl Law for Vft {
    fn name(&self) -> &'static str {
        "vft"
    }

    fn title(&self) -> &'static str {
        "Vogel-Fulcher-Tammann"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta0 + b/(T - t0)"
    }

    fn reference(&self) -> &'static str {
        "Fulcher1925"
    }

    fn parameters(&self, curve: &Curve) -> Vec<Parameter> {
        vec![
            Parameter::free("log10_eta0", ""),
            Parameter::within("b", "K", 0.0, f64::INFINITY),
            Parameter::within("t0", "K", 0.0, JUST_BELOW * curve.t_min()),
        ]
    }

    fn log10_at(&self, p: &[f64], _quantity: Quantity, t: f64) -> f64 {
        let [log10_eta0, b, t0] = [p[0], p[1], p[2]];
        if t > t0 {
            log10_eta0 + b / (t - t0)
        } else {
            f64::INFINITY
        }
    }

    fn gradient_at(&self, p: &[f64], _quantity: Quantity, t: f64, gradient: &mut [f64]) {
        let by_b = 1.0 / (t - p[2]);
        gradient.copy_from_slice(&[1.0, by_b, p[1] * by_b * by_b]);
    }

    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        valleys(curve)
            .into_iter()
            .map(|line| vec![line.intercept, line.slope, line.at])
            .collect()
    }

    fn slope_along(&self, p: &[f64], _curve: &Curve, t: f64) -> f64 {
        -p[1] / ((t - p[2]) * (t - p[2]))
    }

    fn hot_limit(&self, p: &[f64]) -> Option<f64> {
        Some(p[0])
    }

    /// `Tg = t0 + b/(12 - log10_eta0)`.
    fn tg(&self, p: &[f64], curve: &Curve) -> Option<f64> {
        let decades = curve.quantity.log10_at_tg() - p[0];
        (decades > 0.0 && p[1] > 0.0).then(|| p[2] + p[1] / decades)
    }

    fn strength(&self, p: &[f64], _curve: &Curve) -> Option<f64> {
        (p[2] > 0.0).then(|| p[1] * LN_10 / p[2])
    }
}
