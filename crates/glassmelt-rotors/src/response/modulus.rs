//! Moduli in time and at a frequency.

use glassmelt::Estimate;

use super::correlation::Correlation;
use super::transform::dynamic_modulus_of;
use crate::error::{Result, positive};

/// What the fluctuations were measured in: fixed strain, in all cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conditions {
    /// mu0, the shear modulus of the medium without dipoles, an energy over a volume.
    pub shear_modulus: f64,
    /// V.
    pub volume: f64,
    /// `k_B T`.
    pub kt: f64,
}

/// G*(omega) with errors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ModulusEstimate {
    /// `G'`.
    pub storage: Estimate,
    /// `G''`.
    pub loss: Estimate,
    /// `|C|/(V k_B T)` at the end of the window: what part of the modulus had not relaxed there. Below the
    /// frequency 1/window, both parts can be off by so much.
    pub unrelaxed: f64,
}

/// The linear response that belongs to a C(t).
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    correlation: Correlation,
    conditions: Conditions,
}

impl Response {
    /// The response of rotors with this C(t) at fixed strain.
    ///
    /// # Errors
    /// Unless all conditions are positive and finite.
    pub fn new(correlation: Correlation, conditions: Conditions) -> Result<Self> {
        positive("shear modulus", conditions.shear_modulus)?;
        positive("volume", conditions.volume)?;
        positive("temperature", conditions.kt)?;
        Ok(Self {
            correlation,
            conditions,
        })
    }

    /// C(t).
    pub fn correlation(&self) -> &Correlation {
        &self.correlation
    }

    /// `V k_B T`.
    pub(super) fn weight(&self) -> f64 {
        self.conditions.volume * self.conditions.kt
    }

    /// `mu_R = G(inf) = mu0 - C(0)/(V k_B T)`.
    pub fn relaxed_modulus(&self) -> Estimate {
        let (mu0, weight) = (self.conditions.shear_modulus, self.weight());
        self.correlation.estimate(|c| mu0 - c[0] / weight)
    }

    /// `G(t) = mu0 - [C(0) - C(t)]/(V k_B T)` at each lag from zero, where it is mu0.
    pub fn relaxation_modulus(&self) -> Vec<Estimate> {
        let (mu0, weight) = (self.conditions.shear_modulus, self.weight());
        let after = |c: &[f64]| c.iter().map(|at| mu0 - (c[0] - at) / weight).collect();
        self.correlation.curve(after)
    }

    /// G*(omega), for omega in radians over the unit of time, positive: without a fit, C straight between its
    /// steps, up to the window that the data choose, or as far as it is known where it has not decayed.
    ///
    /// # Errors
    /// Unless omega is positive and finite.
    pub fn dynamic_modulus(&self, omega: f64) -> Result<ModulusEstimate> {
        positive("omega", omega)?;
        let (mu0, weight) = (self.conditions.shear_modulus, self.weight());
        let c = &self.correlation;
        let window = c.window().unwrap_or(c.lags() - 1);
        let step = c.time_step();
        let beyond = |c: &[f64]| dynamic_modulus_of(&c[..=window], step, weight, omega);
        Ok(ModulusEstimate {
            storage: c.estimate(|c| mu0 - c[0] / weight + beyond(c).storage),
            loss: c.estimate(|c| beyond(c).loss),
            unrelaxed: c.estimate(|c| c[window]).mean.abs() / weight,
        })
    }
}
