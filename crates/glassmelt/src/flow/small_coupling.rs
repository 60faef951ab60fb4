//! The flow for `m = alpha mu_bar << 1`, Eqs. 18-22: closed form in E1, and the paper's shorter form.

use super::{FUGACITY_UNIT, FixedPoint, FlowPoint};
use crate::error::{Result, non_negative, positive, require};
use crate::special::root::newton_in_bracket;
use crate::special::{EULER_GAMMA, e1, e1_inverse};

/// The largest `ln(mu0_bar/mu_c_bar)` for which `E1` of it is a double.
const LARGEST_DISTANCE: f64 = 700.0;

/// One flow of Eq. 20, `d mu_bar/d ell = -alpha mu_bar^2 ln(mu_bar/mu_c_bar)`, solved by Eq. 21.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmallCouplingFlow {
    alpha: f64,
    mu0_bar: f64,
    z0: f64,
}

impl SmallCouplingFlow {
    /// The flow from `mu0_bar > 0` and `y0 >= 0`: by Eq. 19, `mu_c_bar = mu0_bar e^{-y0^2/32 pi}`.
    ///
    /// Needs `y0 < 265`: beyond, `mu_c_bar` is no double.
    pub fn new(alpha: f64, mu0_bar: f64, y0: f64) -> Result<Self> {
        positive("alpha", alpha)?;
        positive("mu0_bar", mu0_bar)?;
        non_negative("y0", y0)?;
        let z0 = y0 * y0 / FUGACITY_UNIT;
        require(
            "y0",
            y0,
            z0 <= LARGEST_DISTANCE,
            "below 265, or mu_c_bar underflows",
        )?;
        Ok(Self { alpha, mu0_bar, z0 })
    }

    /// The flow from `mu0_bar` that comes to rest at `mu_c_bar`, with `0 < mu_c_bar <= mu0_bar`.
    pub fn towards(alpha: f64, mu0_bar: f64, mu_c_bar: f64) -> Result<Self> {
        positive("alpha", alpha)?;
        positive("mu0_bar", mu0_bar)?;
        positive("mu_c_bar", mu_c_bar)?;
        let domain = "at most mu0_bar, since y^2 < 0 beyond";
        require("mu_c_bar", mu_c_bar, mu_c_bar <= mu0_bar, domain)?;
        let z0 = (mu0_bar / mu_c_bar).ln();
        require(
            "mu_c_bar",
            mu_c_bar,
            z0 <= LARGEST_DISTANCE,
            "above mu0_bar e^-700",
        )?;
        Ok(Self { alpha, mu0_bar, z0 })
    }

    /// `mu_c_bar`.
    pub fn mu_c_bar(&self) -> f64 {
        self.mu0_bar * (-self.z0).exp()
    }

    /// `ln(mu0_bar/mu_c_bar)`, the distance from the fixed line at `ell = 0`.
    pub fn z0(&self) -> f64 {
        self.z0
    }

    /// The fixed point and the rate `alpha mu_c_bar` at which it is approached.
    pub fn fixed_point(&self) -> FixedPoint {
        let m = self.alpha * self.mu_c_bar();
        FixedPoint {
            mu_bar: self.mu_c_bar(),
            m,
            rate: m,
        }
    }

    /// The constant of the flow, `y^2 - 32 pi ln mu_bar = -32 pi ln mu_c_bar`, Eqs. 18-19.
    pub fn first_integral(&self) -> f64 {
        -FUGACITY_UNIT * (self.mu0_bar.ln() - self.z0)
    }

    /// Modulus and squared fugacity at scale `ell >= 0`, by Eqs. 19 and 21.
    pub fn at(&self, ell: f64) -> Result<FlowPoint> {
        non_negative("ell", ell).map(|ell| self.point(ell, self.distance(self.reduced(ell))))
    }

    /// Modulus and squared fugacity at scale `ell >= 0` by the paper's approximation, Eq. 22:
    /// `mu_bar = mu_c_bar (mu0_bar/mu_c_bar)^((a/R)^(alpha mu_c_bar))`.
    pub fn at_printed(&self, ell: f64) -> Result<FlowPoint> {
        non_negative("ell", ell).map(|ell| self.point(ell, self.z0 * (-self.reduced(ell)).exp()))
    }

    /// By what fraction Eq. 22 exceeds Eq. 21 at scale `ell`.
    pub fn error_of_printed(&self, ell: f64) -> Result<f64> {
        non_negative("ell", ell)?;
        let s = self.reduced(ell);
        Ok((self.z0 * (-s).exp() - self.distance(s)).exp_m1())
    }

    /// The scale at which `mu_bar = e^z mu_c_bar`: `alpha mu_c_bar ell = E1(z) - E1(z0)`, Eq. 21.
    ///
    /// Zero from `z = z0` on, infinite at `z = 0`.
    pub fn ell_at_distance(&self, z: f64) -> f64 {
        if z >= self.z0 {
            0.0
        } else {
            (e1(z) - e1(self.z0)) / (self.alpha * self.mu_c_bar())
        }
    }

    /// `s = alpha mu_c_bar ell`, the scale in units of the approach.
    fn reduced(&self, ell: f64) -> f64 {
        self.alpha * self.mu_c_bar() * ell
    }

    /// `z` at reduced scale s: `E1(z) = E1(z0) + s`.
    fn distance(&self, s: f64) -> f64 {
        if s == 0.0 || self.z0 == 0.0 {
            self.z0
        } else {
            e1_inverse(e1(self.z0) + s)
        }
    }

    fn point(&self, ell: f64, z: f64) -> FlowPoint {
        let mu_bar = self.mu0_bar * (z - self.z0).exp();
        FlowPoint {
            ell,
            mu_bar,
            y2: FUGACITY_UNIT * z,
        }
    }
}

/// The largest relative excess of Eq. 22 over Eq. 21 along a whole flow, for `mu0/mu_c = ratio > 1`.
///
/// The excess `e^{z_22 - z_21} - 1` is largest where both fall equally fast, `z_22 = z_21 e^{z_21}`;
/// 2.5e-5 at 1.01, 4 percent at 1.5, 156 percent at 10.
pub fn largest_error_of_printed(ratio: f64) -> Result<f64> {
    require("mu0_over_mu_c", ratio, ratio > 1.0, "finite and above 1")?;
    let z0 = ratio.ln();
    let constant = z0.ln() + e1(z0);
    let z = newton_in_bracket(0.0, z0, 0.5 * z0.min(1.0), 1e-15, |z| {
        let value = z.ln() + z + e1(z) - constant;
        (value, 1.0 / z + 1.0 - (-z).exp() / z)
    });
    Ok((z * z.exp_m1()).exp_m1())
}

/// By what factor Eq. 22 exceeds Eq. 21 in its late approach to the line, `ln u exp(gamma + E1(ln u))`
/// with `u = mu0/mu_c > 1`.
pub fn late_amplitude_ratio(ratio: f64) -> Result<f64> {
    require("mu0_over_mu_c", ratio, ratio > 1.0, "finite and above 1")?;
    let z0 = ratio.ln();
    Ok(z0 * (EULER_GAMMA + e1(z0)).exp())
}
