//! Parabolic law: `log10 eta = log10_eta_onset + j^2 (1/T - 1/t_onset)^2` below the onset.

use super::scan::{Scan, geometric};
use crate::curve::{Curve, Quantity};
use crate::law::{Law, Parameter};

/// The parabolic law of Elmatad, Chandler and Garrahan (J. Phys. Chem. B 113, 5563, 2009).
///
/// Parameters: `log10_eta_onset` (the logarithm of their `eta_o`), `j >= 0` in K (their J), `t_onset`
/// in K (their `T_o`) from the coldest point to ten times the hottest. Their law speaks of
/// temperatures below the onset only; above it this one stays at `log10_eta_onset`, which continues
/// value and slope.
#[derive(Debug, Clone, Copy)]
pub struct Parabolic;

/// The largest onset as a multiple of the hottest temperature: beyond it the curve hardly changes.
const LARGEST_ONSET: f64 = 10.0;

/// Inverse temperature below the onset, 1/K; zero above it.
fn supercooling(t: f64, t_onset: f64) -> f64 {
    (1.0 / t - 1.0 / t_onset).max(0.0)
}

impl Law for Parabolic {
    fn name(&self) -> &'static str {
        "parabolic"
    }

    fn title(&self) -> &'static str {
        "Parabolic (Elmatad-Chandler-Garrahan)"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta_onset + j^2 (1/T - 1/t_onset)^2 for T < t_onset, constant above"
    }

    fn reference(&self) -> &'static str {
        "Elmatad2009"
    }

    fn parameters(&self, curve: &Curve) -> Vec<Parameter> {
        vec![
            Parameter::free("log10_eta_onset", ""),
            Parameter::within("j", "K", 0.0, f64::INFINITY),
            Parameter::within("t_onset", "K", curve.t_min(), LARGEST_ONSET * curve.t_max()),
        ]
    }

    fn log10_at(&self, p: &[f64], _quantity: Quantity, t: f64) -> f64 {
        let excess = p[1] * supercooling(t, p[2]);
        p[0] + excess * excess
    }

    fn gradient_at(&self, p: &[f64], _quantity: Quantity, t: f64, gradient: &mut [f64]) {
        let [j, t_onset] = [p[1], p[2]];
        let beta = supercooling(t, t_onset);
        let by_onset = 2.0 * j * j * beta / (t_onset * t_onset);
        gradient.copy_from_slice(&[1.0, 2.0 * j * beta * beta, by_onset]);
    }

    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        let grid = geometric(
            1.02 * curve.t_min(),
            0.99 * LARGEST_ONSET * curve.t_max(),
            20,
        );
        Scan::new(curve)
            .valleys(&grid, |t_onset, _, t| supercooling(t, t_onset).powi(2))
            .iter()
            .map(|line| vec![line.intercept, line.slope.sqrt(), line.at])
            .collect()
    }

    fn slope_along(&self, p: &[f64], _curve: &Curve, t: f64) -> f64 {
        -2.0 * p[1] * p[1] * supercooling(t, p[2]) / (t * t)
    }

    fn hot_limit(&self, p: &[f64]) -> Option<f64> {
        Some(p[0])
    }

    /// `1/Tg = 1/t_onset + (12 - log10_eta_onset)^(1/2)/j`.
    fn tg(&self, p: &[f64], curve: &Curve) -> Option<f64> {
        let decades = curve.quantity.log10_at_tg() - p[0];
        (decades > 0.0 && p[1] > 0.0).then(|| 1.0 / (1.0 / p[2] + decades.sqrt() / p[1]))
    }
}
