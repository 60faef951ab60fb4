//! The end of every flow: `rate ell = const - ln z - R(z)`, with R smooth on the fixed line itself.

use std::array::from_fn;

use super::line::FixedLine;
use crate::special::chebyshev::{Chebyshev, means, nodes};
use crate::special::flow_primitive_slope;

/// The flow at distances `z = ln(mu_bar/mu_c_bar)` from 0 to `reach`.
///
/// With `D(z) = z d(z)`, where d is the mean of `h = dF/d ln m` from 0 to z, the flow is
/// `-rate dell/d ln z = sigma(z) = e^{-(m - m_c) - z} h(m_c)/d(z)`, which is one on the line, so
/// that `R(z) = int_0^z (sigma - 1)/z dz` has nothing singular and is summed as a Chebyshev series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Approach {
    reach: f64,
    /// d, as a function of `z/reach`.
    mean_slope: Chebyshev,
    /// `(sigma - 1) reach/z`.
    excess: Chebyshev,
    /// R.
    remainder: Chebyshev,
    /// `ln z + R(z)` and sigma at `reach`.
    end: (f64, f64),
}

impl Approach {
    /// How far from the line sixteen terms hold to rounding: 3 in m, 1.5 in z.
    pub(super) fn longest(m_c: f64) -> f64 {
        1.0_f64.min((2.0 / m_c).ln_1p())
    }

    /// The flow from `reach > 0` on.
    pub(super) fn new(line: &FixedLine, reach: f64) -> Self {
        let m_c = line.m_c();
        let climb: [f64; _] = from_fn(|j| m_c * (reach * nodes()[j]).exp_m1());
        let mean = means(&climb.map(|climb| flow_primitive_slope(m_c + climb)));
        let on_the_line = line.slope();
        let excess = from_fn(|j| {
            let t = nodes()[j];
            let sigma = (-climb[j] - reach * t).exp() * on_the_line / mean[j];
            (sigma - 1.0) / t
        });
        let excess = Chebyshev::through(&excess);
        let remainder = excess.integral();
        Self {
            reach,
            mean_slope: Chebyshev::through(&mean),
            excess,
            remainder,
            end: (reach.ln() + remainder.at(1.0), 1.0 + excess.at(1.0)),
        }
    }

    /// `rate (ell(z) - ell(reach))` at the distance with this logarithm, at most `ln reach`.
    pub(super) fn scaled_ell(&self, log_z: f64) -> f64 {
        self.end.0 - log_z - self.remainder.at(log_z.exp() / self.reach)
    }

    /// `rate ell(reach) + ln z + R(z)`, the constant of the late law `z = e^{const - rate ell}`.
    pub(super) fn late_constant(&self, scaled_ell_at_reach: f64) -> f64 {
        scaled_ell_at_reach + self.end.0
    }

    /// `ln z` where `rate (ell - ell(reach))` is `scaled >= 0`.
    ///
    /// `ln z + R` is concave in `ln z`: its tangents at infinity and at `reach` both start Newton
    /// below the root, and from there it only rises.
    pub(super) fn log_z_at(&self, scaled: f64) -> f64 {
        let target = self.end.0 - scaled;
        let mut log_z = target.max(self.reach.ln() - scaled / self.end.1);
        for _ in 0..50 {
            let t = log_z.exp() / self.reach;
            if t == 0.0 {
                break;
            }
            let sigma = 1.0 + t * self.excess.at(t);
            let step = (target - log_z - self.remainder.at(t)) / sigma;
            log_z += step;
            // Newton's next step would be of order step^2.
            if step.abs() < 1e-9 {
                break;
            }
        }
        log_z
    }

    /// `D(z) = y^2/32 pi`.
    pub(super) fn fugacity(&self, z: f64) -> f64 {
        z * self.mean_slope.at(z / self.reach)
    }
}
