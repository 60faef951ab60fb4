//! The rotor law as it follows exactly from the printed flow: finite coupling, fixed-line criterion.

use std::f64::consts::LN_10;

use glassmelt::flow::exact::{ScaleInterval, scale_interval};
use glassmelt::special::{FIXED_LINE_FACTOR, e1};

use super::JUST_BELOW;
use super::scan::{Line, Scan};
use crate::curve::{Curve, Quantity};
use crate::law::{Law, Parameter};

/// Varma's flow, Eqs. 16-17, solved exactly under the closure `mu_c = (mu0/T0)(T - T0)/T0`, with
/// `eta = eta0 (xi/a)^2` and xi where the modulus is 1.303 times its fixed-point value.
///
/// Parameters: `log10_eta0`, `strength = 2 T0/(alpha mu0)`, `t0` in K. Not a Vogel-Fulcher curve: the
/// length shrinks to a, and the viscosity to eta0, at `T = 1.508 T0`, where the closure puts the
/// starting point as near to the fixed line as the criterion asks; beyond, the law is flat.
#[derive(Debug, Clone, Copy)]
pub struct RotorExact;

/// Where the length is down to a, in units of T0: 1.508.
pub fn end_of_the_law() -> f64 {
    0.5 * (1.0 + (1.0 + 4.0 / FIXED_LINE_FACTOR).sqrt())
}

/// `ln(mu_0/mu_c)` at temperature t: the distance of the bare modulus from the fixed line.
fn start_distance(t0: f64, t: f64) -> f64 {
    (t0 / t * (t0 / (t - t0))).ln()
}

/// `ln(xi/a)` with its derivatives, for `t > t0`.
fn log_length(strength: f64, t0: f64, t: f64) -> ScaleInterval {
    let m_c = 2.0 / strength * (t - t0) / t0;
    scale_interval(m_c, FIXED_LINE_FACTOR.ln(), start_distance(t0, t))
}

/// Derivatives of the law by its parameters at temperature t, from those of the length.
fn derivatives(p: &[f64], t: f64, length: &ScaleInterval) -> [f64; 3] {
    let [strength, t0] = [p[1], p[2]];
    let inverse = 1.0 / (t - t0);
    let by_t0 = -length.by_log_m_c * (inverse + 1.0 / t0) + length.by_z_far * (2.0 / t0 + inverse);
    let by_strength = -length.by_log_m_c / strength;
    [1.0, 2.0 * by_strength / LN_10, 2.0 * by_t0 / LN_10]
}

/// How many T0 are tried for a start.
const GRID: u32 = 33;

/// `2 ln(xi/a)` per unit of strength in the limit of weak coupling, from Eq. 21.
fn weak_coupling_length(t0: f64, t: f64) -> f64 {
    let near = FIXED_LINE_FACTOR.ln();
    (e1(near) - e1(start_distance(t0, t).max(near))) * t0 / (t - t0)
}

/// The best line at the same t0 when the length per strength is that of the strength found so far.
fn at_finite_coupling(scan: &Scan, line: Line) -> Line {
    let length = |strength: f64, t: f64| 2.0 * log_length(strength, line.at, t).ell / LN_10;
    (0..3).fold(line, |line, _| {
        let strength = line.slope.clamp(0.01, 1e5);
        scan.line(line.at, |_, t| length(strength, t) / strength)
    })
}

impl Law for RotorExact {
    fn name(&self) -> &'static str {
        "rotor-exact"
    }

    fn title(&self) -> &'static str {
        "Rotor law, exact flow"
    }

    fn equation(&self) -> &'static str {
        "log10 eta = log10_eta0 + 2 ell(T)/ln 10, ell = int e^-m dz/(m D) from z = ln 1.303 to z0, \
         m_c = (2/strength)(T - t0)/t0"
    }

    fn reference(&self) -> &'static str {
        "Varma2022"
    }

    fn parameters(&self, curve: &Curve) -> Vec<Parameter> {
        let t_min = curve.t_min();
        let smallest = 1.001 * t_min / end_of_the_law();
        vec![
            Parameter::free("log10_eta0", ""),
            Parameter::within("strength", "", 1e-3, 1e6),
            Parameter::within("t0", "K", smallest, JUST_BELOW * t_min),
        ]
    }

    fn log10_at(&self, p: &[f64], _quantity: Quantity, t: f64) -> f64 {
        let [log10_eta0, strength, t0] = [p[0], p[1], p[2]];
        if t > t0 {
            log10_eta0 + 2.0 * log_length(strength, t0, t).ell / LN_10
        } else {
            f64::INFINITY
        }
    }

    fn gradient_at(&self, p: &[f64], _quantity: Quantity, t: f64, gradient: &mut [f64]) {
        let length = log_length(p[1], p[2], t);
        gradient.copy_from_slice(&derivatives(p, t, &length));
    }

    /// One quadrature gives the length and its derivatives.
    fn evaluate_all(&self, p: &[f64], curve: &Curve, values: &mut [f64], rows: &mut [f64]) {
        let points = curve
            .temperatures
            .iter()
            .zip(values)
            .zip(rows.chunks_exact_mut(3));
        for ((&t, value), row) in points {
            if t > p[2] {
                let length = log_length(p[1], p[2], t);
                *value = p[0] + 2.0 * length.ell / LN_10;
                row.copy_from_slice(&derivatives(p, t, &length));
            } else {
                *value = f64::INFINITY;
                row.fill(f64::NAN);
            }
        }
    }

    /// For weak coupling `ell = (strength/2)(E1(ln 1.303) - E1(z0)) t0/(T - t0)`: a straight line in
    /// the strength once t0 is given. Each valley is then walked to finite coupling.
    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>> {
        let smallest = 1.002 / end_of_the_law();
        let grid: Vec<f64> = (0..GRID)
            .map(|i| f64::from(i) / f64::from(GRID - 1))
            .map(|share| curve.t_min() * (smallest + (0.999 - smallest) * share))
            .collect();
        let scan = Scan::new(curve);
        scan.valleys(&grid, |t0, _, t| weak_coupling_length(t0, t) / LN_10)
            .into_iter()
            .map(|line| at_finite_coupling(&scan, line))
            .map(|line| vec![line.intercept, line.slope.clamp(0.01, 1e5), line.at])
            .collect()
    }

    fn hot_limit(&self, p: &[f64]) -> Option<f64> {
        Some(p[0])
    }

    fn strength(&self, p: &[f64], _curve: &Curve) -> Option<f64> {
        Some(p[1])
    }
}

#[cfg(test)]
mod tests {
    use approx::assert_relative_eq;
    use glassmelt::closure::Linear;

    use super::*;

    #[test]
    fn the_length_is_that_of_the_closure_and_the_exact_flow() {
        for (strength, t0, t) in [
            (3.0, 200.0, 210.0),
            (8.0, 130.0, 160.0),
            (40.0, 600.0, 890.0),
        ] {
            let flow = Linear::new(t0, strength).unwrap().flow(t).unwrap();
            let expected = -4.0 + 2.0 * flow.healing_ell() / LN_10;
            let value = RotorExact.log10_at(&[-4.0, strength, t0], Quantity::Viscosity, t);
            assert_relative_eq!(value, expected, max_relative = 1e-11);
        }
    }

    #[test]
    fn near_t0_the_law_is_vogel_fulcher_but_for_a_double_logarithm() {
        // To first order in m the integrand is (1/m - 1)/z + 1/(2 z^2): ell = 1/m_c - ln z0 + const,
        // with z0 = ln(mu_0/mu_c) growing like ln(1/(T - T0)).
        let (strength, t0) = (6.0, 100.0);
        let vogel_fulcher = |t: f64| strength * t0 / (t - t0);
        let excess = |t: f64| {
            let value = RotorExact.log10_at(&[0.0, strength, t0], Quantity::Viscosity, t) * LN_10;
            value - vogel_fulcher(t)
        };
        let (near, nearer) = (100.02, 100.002);
        assert!(excess(nearer).abs() < 1e-4 * vogel_fulcher(nearer));
        let double_log = 2.0 * (start_distance(t0, nearer) / start_distance(t0, near)).ln();
        let change = excess(near) - excess(nearer);
        assert!(
            change > 0.5 * double_log && change < double_log,
            "{change} {double_log}"
        );
    }

    #[test]
    fn beyond_1_508_t0_the_law_is_flat() {
        let p = [-4.0, 10.0, 100.0];
        assert_relative_eq!(end_of_the_law(), 1.5075, max_relative = 1e-3);
        assert_relative_eq!(RotorExact.log10_at(&p, Quantity::Viscosity, 151.0), -4.0);
        assert!(RotorExact.log10_at(&p, Quantity::Viscosity, 150.0) > -4.0);
    }
}
