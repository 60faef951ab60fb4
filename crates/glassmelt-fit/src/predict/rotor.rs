//! A fitted rotor law as the theory sees it: its liquid, and what was assumed beside the fit.

use std::f64::consts::{LN_10, LOG10_E};

use glassmelt::closure::{GOLDEN_RATIO, Linear};
use glassmelt::dynamic_modulus::{DynamicModulus, maxwell, stopping_scale};
use glassmelt::special::FIXED_LINE_FACTOR;
use glassmelt::{Layer, Liquid};

use super::PredictOptions;
use crate::curve::Quantity;

/// The rotor law of one set of parameters, printed or exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rotor {
    quantity: Quantity,
    log10_value0: f64,
    liquid: Liquid,
    options: PredictOptions,
}

impl Rotor {
    /// The law `rotor-printed` or `rotor-exact` with parameters `[log10_eta0, strength, t0]`; none
    /// for any other law, or where strength or T0 have no meaning.
    pub fn new(
        law: &str,
        quantity: Quantity,
        values: &[f64],
        options: PredictOptions,
    ) -> Option<Self> {
        let layer = match law {
            "rotor-printed" => Layer::Printed,
            "rotor-exact" => Layer::Exact,
            _ => return None,
        };
        let &[log10_value0, strength, t0] = values else {
            return None;
        };
        let liquid = Liquid::new(Linear::new(t0, strength).ok()?, layer).ok()?;
        Some(Self {
            quantity,
            log10_value0,
            liquid,
            options,
        })
    }

    /// The liquid of the theory.
    pub fn liquid(&self) -> Liquid {
        self.liquid
    }

    /// Its closure.
    pub fn closure(&self) -> Linear {
        self.liquid.closure()
    }

    /// What was assumed beside the fit.
    pub fn options(&self) -> PredictOptions {
        self.options
    }

    /// T0, K.
    pub fn t0(&self) -> f64 {
        self.closure().temperature()
    }

    /// log10 of the value where `xi = a`.
    pub fn log10_value0(&self) -> f64 {
        self.log10_value0
    }

    /// Where the closure ends, `mu_c = mu_0`, K.
    pub fn end_of_closure(&self) -> f64 {
        GOLDEN_RATIO * self.t0()
    }

    /// The hottest temperature with a length beyond a (but for a hundredth), K, in the exact layer.
    pub(super) fn end_of_length(&self) -> f64 {
        0.99 * self.closure().end_of_length(FIXED_LINE_FACTOR)
    }

    /// `ln(xi/a)`; infinite at T0 and below.
    pub fn log_length(&self, t: f64) -> f64 {
        self.liquid.log_length(t)
    }

    /// log10 of value, length in nm, heat (printed, singular) and entropy (printed, singular).
    pub(super) fn state(&self, t: f64) -> [f64; 6] {
        let ell = self.log_length(t);
        let ln = self.liquid.ln_heat_and_entropy(t);
        [
            self.log10_value0 + 2.0 * ell * LOG10_E,
            self.options.a_nm.log10() + ell * LOG10_E,
            ln.heat * LOG10_E,
            ln.heat_singular * LOG10_E,
            ln.entropy * LOG10_E,
            ln.entropy_singular * LOG10_E,
        ]
    }

    /// log10 of the relaxation time in s: as fitted, or `(xi/a)^2/omega_s` where viscosities were.
    pub fn log10_tau(&self, t: f64) -> f64 {
        let log10_tau0 = match self.quantity {
            Quantity::RelaxationTime => self.log10_value0,
            Quantity::Viscosity => -self.options.omega_s.log10(),
        };
        2.0 * self.log_length(t) * LOG10_E + log10_tau0
    }

    /// A part of Maxwell's modulus over its high-frequency value.
    pub(super) fn maxwell(
        &self,
        t: f64,
        log10_omega: &[f64],
        part: impl Fn(DynamicModulus) -> f64,
    ) -> Vec<f64> {
        let log10_tau = self.log10_tau(t);
        log10_omega
            .iter()
            .map(|omega| ((omega + log10_tau) * LN_10).clamp(-700.0, 700.0).exp())
            .map(|omega_tau| maxwell(omega_tau).map_or(f64::NAN, &part))
            .collect()
    }

    /// The flow stopped at `R = a (omega_s/omega)^(1/2)`, over the bare modulus: an extension.
    pub(super) fn stopped_flow(&self, t: f64, log10_omega: &[f64]) -> Vec<f64> {
        let ells: Vec<f64> = log10_omega
            .iter()
            .map(|x| stopping_scale(10_f64.powf(*x), self.options.omega_s).unwrap_or(0.0))
            .collect();
        self.liquid.modulus(t, &ells)
    }
}
