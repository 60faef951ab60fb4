//! Avramov and Milchev: `log10 eta = log10_eta_inf + (12 - log10_eta_inf)(tg/T)^exponent`.

use super::myega::SMALLEST_RISE;
use super::scan::{Line, Scan};
use crate::curve::{Curve, Quantity};
use crate::law::{Law, Parameter};

/// The law of Avramov and Milchev (J. Non-Cryst. Solids 104, 253, 1988), with Tg where the value is
/// 1e12 Pa s (100 s for times) instead of their 1e12.5 or so.
///
/// Parameters: `log10_eta_inf` below 12, `tg > 0` in K, `exponent > 0` (their alpha; one is
/// Arrhenius). `m = exponent (12 - log10_eta_inf)`. It never diverges.
#[derive(Debug, Clone, Copy)]
pub struct Avramov;

const EXPONENT_GRID: [f64; 14] = [
    0.3, 0.6, 0.8, 1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 7.0, 10.0, 16.0,
];

impl Law for Avramov {
    fn name(&self) -> &'static str {
        "avramov"
    }

    fn title(&self) -> &'static str {
        "Avramov-Milchev"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta_inf + (log10 eta(tg) - log10_eta_inf)(tg/T)^exponent"
    }

    fn reference(&self) -> &'static str {
        "Avramov1988"
    }

    fn parameters(&self, curve: &Curve) -> Vec<Parameter> {
        let highest = curve.quantity.log10_at_tg() - SMALLEST_RISE;
        vec![
            Parameter::within("log10_eta_inf", "", f64::NEG_INFINITY, highest),
            Parameter::within("tg", "K", 0.0, f64::INFINITY),
            Parameter::within("exponent", "", 0.0, f64::INFINITY),
        ]
    }

    fn log10_at(&self, p: &[f64], quantity: Quantity, t: f64) -> f64 {
        p[0] + (quantity.log10_at_tg() - p[0]) * (p[1] / t).powf(p[2])
    }

    fn gradient_at(&self, p: &[f64], quantity: Quantity, t: f64, gradient: &mut [f64]) {
        let [log10_eta_inf, tg, exponent] = [p[0], p[1], p[2]];
        let ratio = tg / t;
        let power = ratio.powf(exponent);
        let rise = (quantity.log10_at_tg() - log10_eta_inf) * power;
        gradient.copy_from_slice(&[1.0 - power, rise * exponent / tg, rise * ratio.ln()]);
    }

    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        let t_min = curve.t_min();
        Scan::new(curve)
            .valleys(&EXPONENT_GRID, |exponent, _, t| (t_min / t).powf(exponent))
            .iter()
            .filter_map(|line| from_line(line, curve))
            .collect()
    }

    fn slope_along(&self, p: &[f64], curve: &Curve, t: f64) -> f64 {
        let rise = curve.quantity.log10_at_tg() - p[0];
        -rise * p[2] * (p[1] / t).powf(p[2]) / t
    }

    fn hot_limit(&self, p: &[f64]) -> Option<f64> {
        Some(p[0])
    }

    fn tg(&self, p: &[f64], _curve: &Curve) -> Option<f64> {
        Some(p[1])
    }
}

/// Parameters of `intercept + slope (t_min/T)^exponent`.
fn from_line(line: &Line, curve: &Curve) -> Option<Vec<f64>> {
    let rise = curve.quantity.log10_at_tg() - line.intercept;
    (rise > SMALLEST_RISE && line.slope > 0.0).then(|| {
        let tg = curve.t_min() * (line.slope / rise).powf(1.0 / line.at);
        vec![line.intercept, tg, line.at]
    })
}
