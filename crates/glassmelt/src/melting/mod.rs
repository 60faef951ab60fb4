//! A glass heated under a closure: fate, length, viscosity, time, heat and entropy at each temperature.

mod linear;
mod solid;

use serde::Serialize;

use crate::answer::{Layer, Warning};
use crate::error::{Result, positive};
pub use linear::linear;
pub use solid::{clausius_mossotti, fugacity};

/// What turns `ln(xi/a)` into nanometres, pascal seconds and seconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Laboratory {
    /// Cut-off length a, nm.
    pub a_nm: f64,
    /// Viscosity where `xi = a`, Pa s.
    pub eta0_pa_s: f64,
    /// Frequency of local shear phonons, rad/s.
    pub omega_s: f64,
}

impl Laboratory {
    /// The same if each number is positive.
    fn checked(self) -> Result<Self> {
        positive("a_nm", self.a_nm)?;
        positive("eta0_pa_s", self.eta0_pa_s)?;
        positive("omega_s", self.omega_s)?;
        Ok(self)
    }
}

/// One temperature. What the closure does not give is none.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Point {
    /// Temperature, K.
    pub t: f64,
    /// `solid`, `liquid` or `undecided`.
    pub fate: &'static str,
    /// Correlation length, nm; below T0 the healing length of the flow.
    pub xi_nm: Option<f64>,
    /// Its log10.
    pub log10_xi_nm: Option<f64>,
    /// log10 of the viscosity in Pa s.
    pub log10_eta: Option<f64>,
    /// Relaxation time, s.
    pub tau_s: Option<f64>,
    /// Its log10.
    pub log10_tau_s: Option<f64>,
    /// Specific heat as printed, `(a/xi)^3`.
    pub cv: Option<f64>,
    /// Its log10.
    pub log10_cv: Option<f64>,
    /// Entropy of the printed heat.
    pub entropy: Option<f64>,
    /// Its log10.
    pub log10_entropy: Option<f64>,
    /// Specific heat of `f = -k_B T xi^-3`, `k_B` a cell.
    pub cv_singular: Option<f64>,
    /// Entropy of that free energy, `k_B` a cell.
    pub entropy_singular: Option<f64>,
    /// The modulus at the fixed point, `mu_c a^3/(k_B T)`.
    pub mu_bar_c: Option<f64>,
    /// The bare modulus, `mu_0 a^3/(k_B T)`.
    pub mu_bar_0: Option<f64>,
}

/// A glass heated under one closure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Melting {
    /// Where its numbers come from.
    pub layer: Layer,
    /// The closure's word.
    pub closure: &'static str,
    /// Where the modulus vanishes, K, if the closure has such a temperature.
    pub t0: Option<f64>,
    /// The strength D, if the closure has one.
    pub strength: Option<f64>,
    /// Temperature of the viscosity 1e12 Pa s, K.
    pub tg: Option<f64>,
    /// Angell's fragility there.
    pub m: Option<f64>,
    /// Each temperature, in the order asked for.
    pub points: Vec<Point>,
    /// What the numbers rest on.
    pub warnings: Vec<Warning>,
}
