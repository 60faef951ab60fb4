//! Shoving model: `log10 eta = log10_eta0 + v_c G(T)/(k_B T ln 10)`.

use std::f64::consts::LN_10;

use super::column;
use super::scan::Scan;
use crate::curve::{Curve, Quantity};
use crate::law::{Law, Parameter};

/// The shoving model of Dyre, Olsen and Christensen (Phys. Rev. B 53, 2171, 1996) on a measured
/// high-frequency shear modulus.
///
/// Parameters: `log10_eta0` and the characteristic volume `v_c >= 0` in nm^3.
#[derive(Debug, Clone, Copy)]
pub struct Shoving;

/// Decades of one GPa nm^3 at one kelvin: 1e-18 J over `k_B` = 1.380649e-23 J/K (exact, SI 2019) ln 10.
const DECADES: f64 = 1e-18 / (1.380649e-23 * LN_10);

impl Law for Shoving {
    fn name(&self) -> &'static str {
        "shoving"
    }

    fn title(&self) -> &'static str {
        "Shoving model"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta0 + v_c G(T)/(k_B T ln 10)"
    }

    fn reference(&self) -> &'static str {
        "Dyre1996"
    }

    fn needs(&self, curve: &Curve) -> Option<&'static str> {
        curve
            .modulus_gpa
            .is_none()
            .then_some("it needs the high-frequency shear modulus at every point")
    }

    fn parameters(&self, _curve: &Curve) -> Vec<Parameter> {
        vec![
            Parameter::free("log10_eta0", ""),
            Parameter::within("v_c", "nm^3", 0.0, f64::INFINITY),
        ]
    }

    fn log10_at(&self, _p: &[f64], _quantity: Quantity, _t: f64) -> f64 {
        f64::NAN
    }

    fn gradient_at(&self, _p: &[f64], _quantity: Quantity, _t: f64, gradient: &mut [f64]) {
        gradient.fill(f64::NAN);
    }

    fn log10_on(&self, p: &[f64], curve: &Curve, i: usize) -> f64 {
        match &curve.modulus_gpa {
            Some(modulus) => p[0] + p[1] * DECADES * modulus[i] / curve.temperatures[i],
            None => f64::NAN,
        }
    }

    fn gradient_on(&self, _p: &[f64], curve: &Curve, i: usize, gradient: &mut [f64]) {
        match &curve.modulus_gpa {
            Some(modulus) => {
                gradient.copy_from_slice(&[1.0, DECADES * modulus[i] / curve.temperatures[i]]);
            }
            None => gradient.fill(f64::NAN),
        }
    }

    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        let Some(modulus) = &curve.modulus_gpa else {
            return Vec::new();
        };
        let line = Scan::new(curve).line(0.0, |i, t| DECADES * modulus[i] / t);
        vec![vec![line.intercept, line.slope]]
    }

    fn log10_along(&self, p: &[f64], curve: &Curve, t: f64) -> f64 {
        curve
            .modulus_gpa
            .as_ref()
            .and_then(|modulus| column::sample(&curve.temperatures, modulus, t))
            .map_or(f64::NAN, |g| p[0] + p[1] * DECADES * g.value / t)
    }

    fn slope_along(&self, p: &[f64], curve: &Curve, t: f64) -> f64 {
        curve
            .modulus_gpa
            .as_ref()
            .and_then(|modulus| column::sample(&curve.temperatures, modulus, t))
            .map_or(f64::NAN, |g| p[1] * DECADES * (g.slope - g.value / t) / t)
    }

    /// `log10_eta0`, if the modulus stays finite when hot.
    fn hot_limit(&self, p: &[f64]) -> Option<f64> {
        Some(p[0])
    }
}
