//! Arrhenius: `log10 eta = log10_eta0 + b/T`.

use super::scan::Scan;
use crate::curve::{Curve, Quantity};
use crate::law::{Law, Parameter};

/// The Arrhenius law (Arrhenius 1889, for viscosities de Guzman 1913 and Andrade 1930).
///
/// Parameters: `log10_eta0` (the hot limit) and `b >= 0` in K; the activation energy is
/// `k_B b ln 10`. Its m is the number of decades from the hot limit to Tg, and it has no finite D.
#[derive(Debug, Clone, Copy)]
pub struct Arrhenius;

impl Law for Arrhenius {
    fn name(&self) -> &'static str {
        "arrhenius"
    }

    fn title(&self) -> &'static str {
        "Arrhenius"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta0 + b/T"
    }

    fn reference(&self) -> &'static str {
        "Arrhenius1889"
    }

    fn parameters(&self, _curve: &Curve) -> Vec<Parameter> {
        vec![
            Parameter::free("log10_eta0", ""),
            Parameter::within("b", "K", 0.0, f64::INFINITY),
        ]
    }

    fn log10_at(&self, p: &[f64], _quantity: Quantity, t: f64) -> f64 {
        p[0] + p[1] / t
    }

    fn gradient_at(&self, _p: &[f64], _quantity: Quantity, t: f64, gradient: &mut [f64]) {
        gradient.copy_from_slice(&[1.0, 1.0 / t]);
    }

    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        let line = Scan::new(curve).line(0.0, |_, t| 1.0 / t);
        vec![vec![line.intercept, line.slope]]
    }

    fn slope_along(&self, p: &[f64], _curve: &Curve, t: f64) -> f64 {
        -p[1] / (t * t)
    }

    fn hot_limit(&self, p: &[f64]) -> Option<f64> {
        Some(p[0])
    }

    /// `Tg = b/(12 - log10_eta0)`.
    fn tg(&self, p: &[f64], curve: &Curve) -> Option<f64> {
        let decades = curve.quantity.log10_at_tg() - p[0];
        (decades > 0.0 && p[1] > 0.0).then(|| p[1] / decades)
    }

    fn strength(&self, _p: &[f64], _curve: &Curve) -> Option<f64> {
        None
    }
}
