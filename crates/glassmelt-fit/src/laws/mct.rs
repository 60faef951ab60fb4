//! Mode-coupling power law: `log10 eta = log10_eta0 - gamma log10((T - tc)/tc)`.

use std::f64::consts::LN_10;

use super::JUST_BELOW;
use super::scan::Scan;
use crate::curve::{Curve, Quantity};
use crate::law::{Law, Parameter};

/// The power law of idealized mode-coupling theory (Bengtzelius, Gotze and Sjolander 1984).
///
/// Parameters: `log10_eta0` (the value at twice tc), `gamma >= 0`, `tc` in K from a hundredth of the
/// coldest point (its meaning fades towards zero) to just below it. It diverges at `tc`, and falls
/// without limit when hot, so it has no strength D.
#[derive(Debug, Clone, Copy)]
pub struct ModeCoupling;

const SMALLEST_TC: f64 = 1e-2;

const TC_GRID: [f64; 16] = [
    0.011, 0.05, 0.1, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.86, 0.9, 0.94, 0.97, 0.985, 0.995, 0.999,
];

impl Law for ModeCoupling {
    fn name(&self) -> &'static str {
        "mct"
    }

    fn title(&self) -> &'static str {
        "Mode-coupling power law"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta0 - gamma log10((T - tc)/tc)"
    }

    fn reference(&self) -> &'static str {
        "Bengtzelius1984"
    }

    fn parameters(&self, curve: &Curve) -> Vec<Parameter> {
        let t_min = curve.t_min();
        vec![
            Parameter::free("log10_eta0", ""),
            Parameter::within("gamma", "", 0.0, f64::INFINITY),
            Parameter::within("tc", "K", SMALLEST_TC * t_min, JUST_BELOW * t_min),
        ]
    }

    fn log10_at(&self, p: &[f64], _quantity: Quantity, t: f64) -> f64 {
        let [log10_eta0, gamma, tc] = [p[0], p[1], p[2]];
        if t > tc {
            log10_eta0 - gamma * ((t - tc) / tc).log10()
        } else {
            f64::INFINITY
        }
    }

    fn gradient_at(&self, p: &[f64], _quantity: Quantity, t: f64, gradient: &mut [f64]) {
        let [gamma, tc] = [p[1], p[2]];
        let by_gamma = -((t - tc) / tc).log10();
        let by_tc = gamma * t / (tc * (t - tc) * LN_10);
        gradient.copy_from_slice(&[1.0, by_gamma, by_tc]);
    }

    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        let grid = TC_GRID.map(|fraction| fraction * curve.t_min());
        Scan::new(curve)
            .valleys(&grid, |tc, _, t| -((t - tc) / tc).log10())
            .iter()
            .map(|line| vec![line.intercept, line.slope, line.at])
            .collect()
    }

    fn slope_along(&self, p: &[f64], _curve: &Curve, t: f64) -> f64 {
        -p[1] / ((t - p[2]) * LN_10)
    }

    /// `Tg = tc (1 + 10^((log10_eta0 - 12)/gamma))`.
    fn tg(&self, p: &[f64], curve: &Curve) -> Option<f64> {
        let rise = (p[0] - curve.quantity.log10_at_tg()) / p[1];
        let tg = p[2] * (1.0 + 10f64.powf(rise));
        tg.is_finite().then_some(tg)
    }
}
