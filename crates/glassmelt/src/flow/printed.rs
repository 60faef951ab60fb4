//! Eqs. 16-17 as printed, for `state = [mu_bar, y2]`.

use super::FUGACITY_UNIT;
use super::system::Flow;
use crate::error::{Result, positive};
use crate::special::flow_primitive;

/// The printed flow with its one parameter alpha.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PrintedFlow {
    alpha: f64,
}

impl PrintedFlow {
    /// The flow for `alpha = 16 pi |p|^2 > 0`.
    pub fn new(alpha: f64) -> Result<Self> {
        positive("alpha", alpha).map(|alpha| Self { alpha })
    }

    /// `dy^2/d ell = y^2 (1 - e^{alpha mu_bar})`, Eq. 16.
    pub fn fugacity_slope(&self, mu_bar: f64, y2: f64) -> f64 {
        -y2 * (self.alpha * mu_bar).exp_m1()
    }

    /// `d mu_bar/d ell = -mu_bar^2 (alpha/32 pi) y^2 e^{alpha mu_bar}`, Eq. 17.
    pub fn modulus_slope(&self, mu_bar: f64, y2: f64) -> f64 {
        -mu_bar * mu_bar * self.alpha / FUGACITY_UNIT * y2 * (self.alpha * mu_bar).exp()
    }
}

impl Flow for PrintedFlow {
    fn dimension(&self) -> usize {
        2
    }

    fn slope(&self, _ell: f64, state: &[f64], slope: &mut [f64]) {
        let (mu_bar, y2) = (state[0], state[1]);
        slope[0] = self.modulus_slope(mu_bar, y2);
        slope[1] = self.fugacity_slope(mu_bar, y2);
    }

    /// `y^2 - 32 pi F(alpha mu_bar)`.
    fn invariant(&self, state: &[f64]) -> Option<f64> {
        Some(state[1] - FUGACITY_UNIT * flow_primitive(self.alpha * state[0]))
    }
}
