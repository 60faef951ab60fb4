//! Adam and Gibbs: `log10 eta = log10_eta0 + c/(T (S + s0))`.

use super::column;
use super::scan::{Scan, geometric};
use crate::curve::{Curve, EntropyOrigin, Quantity};
use crate::law::{Law, Parameter};

/// The law of Adam and Gibbs (J. Chem. Phys. 43, 139, 1965) on a measured entropy.
///
/// Parameters: `log10_eta0` (the hot limit), `c >= 0` in J/mol, and `s0` in J/(mol K), the
/// configurational entropy where the curve's entropy is zero. Tables of heat capacity give the
/// entropy only up to that constant; it is bounded so that `S + s0 > 0` at every point. A table of
/// the configurational entropy itself leaves no constant open: then there is no `s0`.
#[derive(Debug, Clone, Copy)]
pub struct AdamGibbs;

/// The residual entropy as a fraction of the measured range of entropy: smallest and largest.
const RESIDUAL: (f64, f64) = (1e-4, 1e3);

/// The measured entropies, J/(mol K); none without the column.
fn values(curve: &Curve) -> Option<&[f64]> {
    curve
        .entropy
        .as_ref()
        .map(|entropy| entropy.values.as_slice())
}

/// Whether the entropies are counted from a zero that the law has to find.
fn open_constant(curve: &Curve) -> bool {
    curve
        .entropy
        .as_ref()
        .is_some_and(|entropy| entropy.origin != EntropyOrigin::Absolute)
}

/// The entropy where the curve's entropy is zero: the third parameter where there is one.
fn residual_entropy(p: &[f64]) -> f64 {
    p.get(2).copied().unwrap_or(0.0)
}

/// Smallest and largest measured entropy, J/(mol K); none without the column.
fn range(curve: &Curve) -> Option<(f64, f64)> {
    let entropy = values(curve)?;
    let low = entropy.iter().copied().fold(f64::INFINITY, f64::min);
    let high = entropy.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some((low, high))
}

/// log10 of the value for entropy `s` at temperature `t`.
fn log10(p: &[f64], t: f64, s: f64) -> f64 {
    let total = s + residual_entropy(p);
    if total > 0.0 {
        p[0] + p[1] / (t * total)
    } else {
        f64::INFINITY
    }
}

impl Law for AdamGibbs {
    fn name(&self) -> &'static str {
        "adam-gibbs"
    }

    fn title(&self) -> &'static str {
        "Adam-Gibbs"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta0 + c/(T (S(T) + s0))"
    }

    fn reference(&self) -> &'static str {
        "AdamGibbs1965"
    }

    fn needs(&self, curve: &Curve) -> Option<&'static str> {
        match range(curve) {
            None => Some("it needs heat capacities, from which the entropy follows"),
            Some((low, _)) if !open_constant(curve) && low <= 0.0 => {
                Some("the configurational entropy must be positive")
            }
            Some((low, high)) if high > low => None,
            Some(_) => Some("the entropy must change with temperature"),
        }
    }

    fn parameters(&self, curve: &Curve) -> Vec<Parameter> {
        let mut parameters = vec![
            Parameter::free("log10_eta0", ""),
            Parameter::within("c", "J/mol", 0.0, f64::INFINITY),
        ];
        if open_constant(curve) {
            let (low, high) = range(curve).unwrap_or((0.0, 1.0));
            let residual = |fraction: f64| fraction * (high - low) - low;
            let (least, most) = (residual(RESIDUAL.0), residual(RESIDUAL.1));
            parameters.push(Parameter::within("s0", "J/(mol K)", least, most));
        }
        parameters
    }

    fn log10_at(&self, _p: &[f64], _quantity: Quantity, _t: f64) -> f64 {
        f64::NAN
    }

    fn gradient_at(&self, _p: &[f64], _quantity: Quantity, _t: f64, gradient: &mut [f64]) {
        gradient.fill(f64::NAN);
    }

    fn log10_on(&self, p: &[f64], curve: &Curve, i: usize) -> f64 {
        match values(curve) {
            Some(entropy) => log10(p, curve.temperatures[i], entropy[i]),
            None => f64::NAN,
        }
    }

    fn gradient_on(&self, p: &[f64], curve: &Curve, i: usize, gradient: &mut [f64]) {
        let Some(entropy) = values(curve) else {
            return gradient.fill(f64::NAN);
        };
        let total = entropy[i] + residual_entropy(p);
        let by_c = 1.0 / (curve.temperatures[i] * total);
        let gradients = [1.0, by_c, -p[1] * by_c / total];
        gradient.copy_from_slice(&gradients[..p.len()]);
    }

    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        let (Some(entropy), Some((low, high))) = (values(curve), range(curve)) else {
            return Vec::new();
        };
        let grid: Vec<f64> = if open_constant(curve) {
            geometric(2.0 * RESIDUAL.0, 0.5 * RESIDUAL.1, 28)
                .iter()
                .map(|fraction| fraction * (high - low) - low)
                .collect()
        } else {
            vec![0.0]
        };
        Scan::new(curve)
            .valleys(&grid, |s0, i, t| 1.0 / (t * (entropy[i] + s0)))
            .iter()
            .map(|line| {
                [line.intercept, line.slope, line.at][..if open_constant(curve) { 3 } else { 2 }]
                    .to_vec()
            })
            .collect()
    }

    fn log10_along(&self, p: &[f64], curve: &Curve, t: f64) -> f64 {
        values(curve)
            .and_then(|entropy| column::sample(&curve.temperatures, entropy, t))
            .map_or(f64::NAN, |s| log10(p, t, s.value))
    }

    fn slope_along(&self, p: &[f64], curve: &Curve, t: f64) -> f64 {
        values(curve)
            .and_then(|entropy| column::sample(&curve.temperatures, entropy, t))
            .map_or(f64::NAN, |s| {
                let total = s.value + residual_entropy(p);
                -p[1] / (t * total) * (1.0 / t + s.slope / total)
            })
    }

    fn hot_limit(&self, p: &[f64]) -> Option<f64> {
        Some(p[0])
    }
}
