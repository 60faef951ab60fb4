//! The renormalization flow of the shear modulus and the fugacity, Eqs. 16-22.
//!
//! `dy^2/dell = y^2 (1 - e^m)` (16) and `d(1/mu_bar)/dell = (alpha/32 pi) y^2 e^m` (17), with the
//! coupling `m = alpha mu_bar` and the scale `ell = ln(R/a)`. [`exact`] solves them by their first
//! integral and one quadrature, [`small_coupling`] in the limit `m << 1` in closed form, and `ode`
//! step by step, with any other flow that a user writes.

mod approach;
pub mod exact;
mod line;
#[cfg(feature = "ode")]
pub mod ode;
mod printed;
pub mod small_coupling;
mod stretch;
mod system;

use std::f64::consts::PI;

pub use exact::ExactFlow;
pub use printed::PrintedFlow;
use serde::Serialize;
pub use small_coupling::SmallCouplingFlow;
pub use system::Flow;

/// The 32 pi of Eqs. 15-19: `y^2/32 pi` is measured against `ln mu_bar`.
pub const FUGACITY_UNIT: f64 = 32.0 * PI;

/// The flow at one scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FlowPoint {
    /// `ell = ln(R/a)`.
    pub ell: f64,
    /// `mu_bar = mu_R a^3/(k_B T)` at that scale.
    pub mu_bar: f64,
    /// The squared fugacity at that scale.
    pub y2: f64,
}

/// Where the flow comes to rest, `y = 0`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FixedPoint {
    /// The modulus there, `mu_c_bar`.
    pub mu_bar: f64,
    /// The coupling there, `m_c = alpha mu_c_bar`.
    pub m: f64,
    /// The rate of approach: `mu_bar - mu_c_bar` falls as `exp(-rate ell)`.
    pub rate: f64,
}

/// What becomes of the glass at infinite length.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "fate")]
pub enum Fate {
    /// The modulus stays finite.
    Solid {
        /// `mu_bar = mu a^3/(k_B T)` at infinite length.
        mu_bar: f64,
    },
    /// A closure, not the flow, says that the modulus vanishes at large lengths.
    Liquid,
    /// Neither the flow nor the closure decides.
    Undecided,
}

impl Fate {
    /// The word for JSON: `solid`, `liquid` or `undecided`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Solid { .. } => "solid",
            Self::Liquid => "liquid",
            Self::Undecided => "undecided",
        }
    }
}
