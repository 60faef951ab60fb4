//! A fitted rotor law as the theory sees it: its closure, its length, and what follows from them.

use std::f64::consts::{LN_10, LOG10_E};

use glassmelt::closure::{GOLDEN_RATIO, Linear};
use glassmelt::dynamic_modulus::{DynamicModulus, maxwell, stopping_scale};
use glassmelt::flow::exact::scale_interval;
use glassmelt::flow::{ExactFlow, SmallCouplingFlow};
use glassmelt::special::FIXED_LINE_FACTOR;
use glassmelt::{ConfigurationalHeat, HeatForm, Layer};

use super::PredictOptions;
use super::heat::LengthAndSlope;
use crate::laws::end_of_the_law;

/// The rotor law of one set of parameters, printed or exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rotor {
    layer: Layer,
    log10_value0: f64,
    closure: Linear,
    options: PredictOptions,
}

impl Rotor {
    /// The law `rotor-printed` or `rotor-exact` with parameters `[log10_eta0, strength, t0]`; none
    /// for any other law, or where strength or T0 have no meaning.
    pub fn new(law: &str, values: &[f64], options: PredictOptions) -> Option<Self> {
        let layer = match law {
            "rotor-printed" => Layer::Printed,
            "rotor-exact" => Layer::Exact,
            _ => return None,
        };
        let &[log10_value0, strength, t0] = values else {
            return None;
        };
        let closure = Linear::new(t0, strength).ok()?;
        Some(Self {
            layer,
            log10_value0,
            closure,
            options,
        })
    }

    /// Its layer.
    pub fn layer(&self) -> Layer {
        self.layer
    }

    /// Its closure.
    pub fn closure(&self) -> Linear {
        self.closure
    }

    /// What was assumed beside the fit.
    pub fn options(&self) -> PredictOptions {
        self.options
    }

    /// T0, K.
    pub fn t0(&self) -> f64 {
        self.closure.temperature()
    }

    /// log10 of the value where `xi = a`.
    pub fn log10_value0(&self) -> f64 {
        self.log10_value0
    }

    /// Where the closure ends, `mu_c = mu_0`, K.
    pub fn end_of_closure(&self) -> f64 {
        GOLDEN_RATIO * self.t0()
    }

    /// `ln(xi/a)`; infinite at T0 and below.
    pub fn log_length(&self, t: f64) -> f64 {
        self.length(t).ell
    }

    /// `ln(xi/a)` and its derivative by temperature: Eq. 23, or the exact flow.
    pub(super) fn length(&self, t: f64) -> LengthAndSlope {
        let t0 = self.t0();
        let excess = t - t0;
        if excess <= 0.0 {
            return LengthAndSlope {
                ell: f64::INFINITY,
                by_t: f64::NEG_INFINITY,
            };
        }
        let m_c = self.closure.m_c(t);
        if self.layer == Layer::Printed {
            return LengthAndSlope {
                ell: 1.0 / m_c,
                by_t: -1.0 / (m_c * excess),
            };
        }
        let z0 = (t0 / t * (t0 / excess)).ln();
        let interval = scale_interval(m_c, FIXED_LINE_FACTOR.ln(), z0);
        let by_t = interval.by_log_m_c / excess - interval.by_z_far * (1.0 / t + 1.0 / excess);
        LengthAndSlope {
            ell: interval.ell,
            by_t,
        }
    }

    /// log10 of value, length in nm, heat (printed, singular) and entropy (printed, singular).
    pub(super) fn state(&self, t: f64) -> [f64; 6] {
        let ell = self.log_length(t);
        let heat = self.ln_heat_and_entropy(t).map(|x| x * LOG10_E);
        [
            self.log10_value0 + 2.0 * ell * LOG10_E,
            self.options.a_nm.log10() + ell * LOG10_E,
            heat[0],
            heat[1],
            heat[2],
            heat[3],
        ]
    }

    /// Logarithms of heat (printed, singular) and entropy (printed, singular) in `k_B` a cell; NaN
    /// where there is none.
    fn ln_heat_and_entropy(&self, t: f64) -> [f64; 4] {
        if self.layer == Layer::Exact {
            let end = end_of_the_law() * self.t0();
            return super::heat::ln_heat_and_entropy(|t| self.length(t), self.t0(), end, t);
        }
        let natural_b = self.closure.strength() * self.t0();
        let Ok(heat) = ConfigurationalHeat::new(natural_b, self.t0()) else {
            return [f64::NAN; 4];
        };
        let printed = HeatForm::Printed;
        let singular = HeatForm::Singular;
        [
            heat.ln_abs_heat(printed, t).unwrap_or(f64::NAN),
            heat.ln_abs_heat(singular, t).unwrap_or(f64::NAN),
            heat.ln_entropy(printed, t).unwrap_or(f64::NAN),
            heat.ln_entropy(singular, t).unwrap_or(f64::NAN),
        ]
    }

    /// `mu_R/mu_0` at each scale: Eq. 22, or the exact flow; NaN outside the closure.
    pub(super) fn modulus(&self, t: f64, ells: &[f64]) -> Vec<f64> {
        let (m0, m_c) = (self.closure.m0(t), self.closure.m_c(t).abs());
        let at = |ell: f64| -> Option<f64> {
            match self.layer {
                Layer::Exact => self.flow(t)?.at(ell).ok(),
                _ => SmallCouplingFlow::towards(1.0, m0, m_c)
                    .ok()?
                    .at_printed(ell)
                    .ok(),
            }
            .map(|point| point.mu_bar / m0)
        };
        ells.iter()
            .map(|&ell| at(ell).unwrap_or(f64::NAN))
            .collect()
    }

    fn flow(&self, t: f64) -> Option<ExactFlow> {
        self.closure.flow(t).ok()
    }

    /// log10 of the relaxation time `(xi/a)^2/omega_s` in s.
    pub fn log10_tau(&self, t: f64) -> f64 {
        2.0 * self.log_length(t) * LOG10_E - self.options.omega_s.log10()
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
        self.modulus(t, &ells)
    }
}
