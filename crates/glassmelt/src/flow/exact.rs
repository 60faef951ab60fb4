//! The exact solution of Eqs. 16-17 by their first integral and one quadrature.
//!
//! `y^2 - 32 pi F(m)` is constant along the flow. With the distance to the fixed line
//! `z = ln(mu_bar/mu_c_bar)` and `D(z) = F(m) - F(m_c) = y^2/32 pi`, the flow is
//! `dz/dell = -m e^m D(z)`, hence `ell(z) = int_z^z0 e^{-m}/(m D) dz`. In the variable `ln z` the
//! integrand tends to `1/rate`, with `rate = e^{m_c} - 1`: nothing is stiff, near the line or far
//! from it. The integral is summed once, in series (`Approach`, and a `Stretch` at a time farther
//! out); [`scale_interval`] is the same by plain quadrature.

use super::approach::Approach;
use super::line::FixedLine;
use super::stretch::Stretch;
use super::{FUGACITY_UNIT, FixedPoint, FlowPoint};
use crate::error::{Error, Result, non_negative, positive, require};
use crate::special::quadrature::visit;
use crate::special::{FIXED_LINE_FACTOR, flow_primitive};

/// Scales beyond this are not resolved: `R/a` itself would have `1e300` digits.
const LARGEST_ELL: f64 = 1e300;

/// Fugacities beyond this put the fixed point below `e^(-1e18)`, where no step of `ln z` resolves it.
const LARGEST_Y0: f64 = 1e10;

/// One flow of Eqs. 16-17, solved: modulus and fugacity at every scale, and back.
///
/// ```
/// let flow = glassmelt::flow::ExactFlow::new(0.05, 10.0, 3.0)?;
/// let point = flow.at(1.0)?;
/// assert!((point.mu_bar - 9.4878925945678793).abs() < 1e-12);
/// # Ok::<(), glassmelt::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ExactFlow {
    alpha: f64,
    mu0_bar: f64,
    y0_squared: f64,
    line: FixedLine,
    z0: f64,
    /// From z0 inwards; none where z0 is near enough to the line.
    stretches: Vec<Stretch>,
    approach: Approach,
    /// The scale where the approach begins; infinite where no use reaches it.
    arrival: f64,
}

impl ExactFlow {
    /// The flow from `mu0_bar > 0` and `0 <= y0 <= 1e10`, for `alpha > 0`.
    pub fn new(alpha: f64, mu0_bar: f64, y0: f64) -> Result<Self> {
        positive("alpha", alpha)?;
        positive("mu0_bar", mu0_bar)?;
        non_negative("y0", y0)?;
        require("y0", y0, y0 <= LARGEST_Y0, "at most 1e10")?;
        let m0 = positive("alpha mu0_bar", alpha * mu0_bar)?;
        let y0_squared = y0 * y0;
        let z0 = FixedLine::distance(m0, y0_squared / FUGACITY_UNIT);
        Ok(Self::solve(alpha, mu0_bar, y0_squared, z0))
    }

    /// The flow from `mu0_bar` that comes to rest at `mu_c_bar`, which a closure gives.
    ///
    /// Needs `0 < mu_c_bar <= mu0_bar`: beyond, `y^2` would be negative.
    pub fn towards(alpha: f64, mu0_bar: f64, mu_c_bar: f64) -> Result<Self> {
        positive("alpha", alpha)?;
        positive("mu0_bar", mu0_bar)?;
        positive("mu_c_bar", mu_c_bar)?;
        require(
            "mu_c_bar",
            mu_c_bar,
            mu_c_bar <= mu0_bar,
            "at most mu0_bar, since y^2 < 0 beyond",
        )?;
        positive("alpha mu0_bar", alpha * mu0_bar)?;
        let z0 = positive("mu0_bar/mu_c_bar", mu0_bar / mu_c_bar)?.ln();
        let y0_squared = FUGACITY_UNIT * FixedLine::new(alpha * mu_c_bar).fugacity(z0);
        Ok(Self::solve(alpha, mu0_bar, y0_squared, z0))
    }

    fn solve(alpha: f64, mu0_bar: f64, y0_squared: f64, z0: f64) -> Self {
        let line = FixedLine::at_log((alpha * mu0_bar).ln() - z0);
        let reach = z0.min(Approach::longest(line.m_c()));
        let stretches = stretches(&line, z0.min(line.farthest()), reach);
        let last = stretches.last().map_or(0.0, |last| last.to);
        Self {
            alpha,
            mu0_bar,
            y0_squared,
            approach: Approach::new(&line, reach),
            arrival: if last < LARGEST_ELL {
                last
            } else {
                f64::INFINITY
            },
            line,
            z0,
            stretches,
        }
    }

    /// The fixed point `y = 0` and the exact rate `e^{m_c} - 1` (the paper's is `alpha mu_c_bar`).
    pub fn fixed_point(&self) -> FixedPoint {
        FixedPoint {
            mu_bar: self.mu0_bar * (-self.z0).exp(),
            m: self.line.m_c(),
            rate: self.line.rate(),
        }
    }

    /// The constant of the flow, `y^2 - 32 pi F(alpha mu_bar)`.
    pub fn first_integral(&self) -> f64 {
        self.y0_squared - FUGACITY_UNIT * flow_primitive(self.alpha * self.mu0_bar)
    }

    /// The starting fugacity squared.
    pub fn y0_squared(&self) -> f64 {
        self.y0_squared
    }

    /// `ln(mu0_bar/mu_c_bar)`, the distance from the fixed line at `ell = 0`.
    pub fn z0(&self) -> f64 {
        self.z0
    }

    /// Modulus and squared fugacity at scale `ell = ln(R/a)`, for `0 <= ell <= 1e300`.
    ///
    /// Relative error below 1e-12 for `mu_bar`, and for `y2` until it underflows (2e-12 for couplings
    /// in the hundreds, where a rounding of `m_c` alone shifts it that far).
    pub fn at(&self, ell: f64) -> Result<FlowPoint> {
        non_negative("ell", ell)?;
        require("ell", ell, ell <= LARGEST_ELL, "at most 1e300")?;
        if ell == 0.0 || self.z0 == 0.0 {
            let (mu_bar, y2) = (self.mu0_bar, self.y0_squared);
            return Ok(FlowPoint { ell, mu_bar, y2 });
        }
        let (z, fugacity) = self.distance_and_fugacity(ell);
        Ok(FlowPoint {
            ell,
            mu_bar: self.mu0_bar * (z - self.z0).exp(),
            y2: FUGACITY_UNIT * fugacity,
        })
    }

    /// `z` and `y^2/32 pi` at a scale.
    fn distance_and_fugacity(&self, ell: f64) -> (f64, f64) {
        let after = self.stretches.partition_point(|stretch| stretch.to < ell);
        if let Some(stretch) = self.stretches.get(after) {
            let z = stretch.log_z_at(ell).exp();
            (z, self.line.fugacity(z))
        } else {
            let scaled = self.line.rate() * (ell - self.arrival);
            let z = self.approach.log_z_at(scaled).exp();
            (z, self.approach.fugacity(z))
        }
    }

    /// The scale at which the flow takes the value `mu_bar`.
    ///
    /// Infinite at the fixed point itself; an error outside `mu_c_bar..=mu0_bar`.
    pub fn ell_at(&self, mu_bar: f64) -> Result<f64> {
        positive("mu_bar", mu_bar)?;
        let z = self.z0 + (mu_bar / self.mu0_bar).ln();
        if z < 0.0 || mu_bar > self.mu0_bar {
            return Err(Error::NotOnFlow {
                mu_bar,
                from: self.mu0_bar,
                to: self.fixed_point().mu_bar,
            });
        }
        Ok(self.ell_at_distance(z))
    }

    /// The scale at which `mu_bar = e^z mu_c_bar`: zero from `z = z0` on, infinite at `z = 0`.
    pub fn ell_at_distance(&self, z: f64) -> f64 {
        if z >= self.z0 {
            return 0.0;
        }
        let log_z = z.ln();
        let after = self
            .stretches
            .partition_point(|stretch| stretch.low() > log_z);
        match self.stretches.get(after) {
            Some(stretch) => stretch.ell(log_z),
            None if self.arrival.is_infinite() => f64::INFINITY,
            None => self.arrival + self.approach.scaled_ell(log_z) / self.line.rate(),
        }
    }

    /// The squared fugacity at distance `z >= 0` from the fixed line, `32 pi (F(m_c e^z) - F(m_c))`.
    pub fn y2_at_distance(&self, z: f64) -> f64 {
        FUGACITY_UNIT * self.line.fugacity(z.max(0.0))
    }

    /// The scale at which the flow comes within the factor 1.303.. of its fixed line, Eq. 23.
    pub fn healing_ell(&self) -> f64 {
        self.ell_at_distance(FIXED_LINE_FACTOR.ln())
    }

    /// `ln C` of the late approach `m - m_c = C e^{-rate ell}`.
    ///
    /// Infinite where the approach begins beyond all use, at `ell > 1e300`.
    pub fn log_late_amplitude(&self) -> f64 {
        self.line.log_m_c() + self.approach.late_constant(self.line.rate() * self.arrival)
    }
}

/// A scale between two distances from the fixed line, with its sensitivity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleInterval {
    /// `ell(z_near) - ell(z_far)`.
    pub ell: f64,
    /// Its derivative by `ln m_c` at fixed distances.
    pub by_log_m_c: f64,
    /// Its derivative by `z_far`: `e^{-m}/(m D)` there.
    pub by_z_far: f64,
}

/// The scale that the flow needs from distance `z_far` to `z_near` of the fixed point `m_c > 0`, for
/// `0 < z_near <= z_far`; zero if `z_far <= z_near`.
///
/// One pass of quadrature without a table, for a law that is fitted: from
/// `d ln(e^{-m}/(m D))/d ln m_c = -1 - m - (h(m) - h(m_c))/D`, with `h = dF/d ln m`.
pub fn scale_interval(m_c: f64, z_near: f64, z_far: f64) -> ScaleInterval {
    let line = FixedLine::new(m_c);
    let (mut ell, mut by_log_m_c, mut z) = (0.0, 0.0, z_far.min(line.farthest()));
    while z > z_near {
        let next = line.next_panel(z, z_near);
        visit(line.rule(next, z), next.ln(), z.ln(), |log_z, weight| {
            let (slope, sensitivity) = line.scale_slope_and_sensitivity(log_z.exp());
            ell += weight * slope;
            by_log_m_c += weight * slope * sensitivity;
        });
        z = next;
    }
    let by_z_far = if z_far > z_near {
        line.scale_slope(z_far) / z_far
    } else {
        0.0
    };
    ScaleInterval {
        ell,
        by_log_m_c,
        by_z_far,
    }
}

/// The flow from `z0` down to `reach`, or to scales beyond all use.
fn stretches(line: &FixedLine, z0: f64, reach: f64) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let (mut z, mut ell) = (z0, 0.0);
    while z > reach && ell < LARGEST_ELL {
        let near = Stretch::near_end(line, z, reach);
        let stretch = Stretch::new(line, near, z, ell);
        (z, ell) = (near, stretch.to);
        stretches.push(stretch);
    }
    stretches
}
