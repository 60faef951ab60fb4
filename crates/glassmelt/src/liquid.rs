//! The liquid of the linear closure above T0, in each layer: its length and all that follows from it.

use crate::answer::Layer;
use crate::closure::Linear;
use crate::error::{Error, Result};
use crate::flow::exact::scale_interval;
use crate::flow::{ExactFlow, SmallCouplingFlow};
use crate::length_heat::{LengthAndSlope, LnHeatAndEntropy, ln_heat_and_entropy};
use crate::special::{FIXED_LINE_FACTOR, e1};
use crate::thermodynamics::{ConfigurationalHeat, HeatForm};

/// A liquid that melts at the closure's T0: correlation length, heat, entropy and modulus above it.
///
/// Printed: Eqs. 22 and 23. Small coupling: Eq. 21. Exact: Eqs. 16-17. The last two take the length
/// where the modulus is 1.303 times its fixed-point value.
///
/// ```
/// use glassmelt::{Layer, Liquid, closure::Linear};
/// let liquid = Liquid::new(Linear::new(130.0, 20.0)?, Layer::Printed)?;
/// assert!((liquid.log_length(180.0) - 0.5 * 20.0 * 130.0 / 50.0).abs() < 1e-12);
/// # Ok::<(), glassmelt::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Liquid {
    closure: Linear,
    layer: Layer,
}

impl Liquid {
    /// The liquid of this closure in this layer; an error for the elastic layer, whose liquid is not
    /// that of a closure.
    pub fn new(closure: Linear, layer: Layer) -> Result<Self> {
        if layer == Layer::Elastic {
            return Err(Error::NotInLayer {
                layer,
                quantity: "liquid under the linear closure",
            });
        }
        Ok(Self { closure, layer })
    }

    /// Its closure.
    pub fn closure(&self) -> Linear {
        self.closure
    }

    /// Its layer.
    pub fn layer(&self) -> Layer {
        self.layer
    }

    /// `ln(xi/a)`: zero beyond the closure (exact and small coupling), infinite at T0 and below.
    pub fn log_length(&self, t: f64) -> f64 {
        self.length(t).ell
    }

    /// `ln(xi/a)` and its derivative by temperature.
    pub fn length(&self, t: f64) -> LengthAndSlope {
        let t0 = self.closure.temperature();
        let excess = t - t0;
        if excess.is_nan() || excess <= 0.0 {
            return LengthAndSlope {
                ell: f64::INFINITY,
                by_t: f64::NEG_INFINITY,
            };
        }
        let (m_c, z0) = (self.closure.m_c(t), self.closure.z0(t));
        let z0_by_t = -1.0 / t - 1.0 / excess;
        let near = FIXED_LINE_FACTOR.ln();
        match self.layer {
            Layer::Printed | Layer::Elastic => LengthAndSlope {
                ell: 1.0 / m_c,
                by_t: -1.0 / (m_c * excess),
            },
            _ if z0 <= near => LengthAndSlope {
                ell: 0.0,
                by_t: 0.0,
            },
            Layer::SmallCoupling => {
                let ell = (e1(near) - e1(z0)) / m_c;
                let by_z0 = (-z0).exp() / (z0 * m_c);
                LengthAndSlope {
                    ell,
                    by_t: by_z0 * z0_by_t - ell / excess,
                }
            }
            Layer::Exact => {
                let interval = scale_interval(m_c, near, z0);
                let by_t = interval.by_log_m_c / excess + interval.by_z_far * z0_by_t;
                LengthAndSlope {
                    ell: interval.ell,
                    by_t,
                }
            }
        }
    }

    /// Logarithms of heat and entropy at temperature t, K: in closed form where printed.
    pub fn ln_heat_and_entropy(&self, t: f64) -> LnHeatAndEntropy {
        let t0 = self.closure.temperature();
        if self.layer == Layer::Printed {
            return self.closed_form(t);
        }
        let end = self.closure.end_of_length(FIXED_LINE_FACTOR);
        ln_heat_and_entropy(|t| self.length(t), t0, end, t)
    }

    /// `ln(T S ln(eta/eta0))` with the entropy of the printed heat: constant if Adam and Gibbs hold.
    ///
    /// Minus infinity where the length is down to a.
    pub fn ln_adam_gibbs_product(&self, t: f64) -> f64 {
        t.ln() + self.ln_heat_and_entropy(t).entropy + (2.0 * self.log_length(t)).ln()
    }

    fn closed_form(&self, t: f64) -> LnHeatAndEntropy {
        let t0 = self.closure.temperature();
        let heat = ConfigurationalHeat::new(self.closure.strength() * t0, t0);
        let of = |quantity: fn(&ConfigurationalHeat, HeatForm, f64) -> Result<f64>, form| {
            heat.as_ref()
                .map_or(f64::NAN, |heat| quantity(heat, form, t).unwrap_or(f64::NAN))
        };
        LnHeatAndEntropy {
            heat: of(ConfigurationalHeat::ln_abs_heat, HeatForm::Printed),
            heat_singular: of(ln_positive_heat, HeatForm::Singular),
            entropy: of(ConfigurationalHeat::ln_entropy, HeatForm::Printed),
            entropy_singular: of(ConfigurationalHeat::ln_entropy, HeatForm::Singular),
        }
    }

    /// `mu_R/mu_0` at each scale `ell`; NaN outside the closure.
    pub fn modulus(&self, t: f64, ells: &[f64]) -> Vec<f64> {
        let (m0, m_c) = (self.closure.m0(t), self.closure.m_c(t).abs());
        let exact = ExactFlow::towards(1.0, m0, m_c).ok();
        let small = SmallCouplingFlow::towards(1.0, m0, m_c).ok();
        let at = |ell: f64| match self.layer {
            Layer::Exact => exact.as_ref()?.at(ell).ok(),
            Layer::SmallCoupling => small.as_ref()?.at(ell).ok(),
            Layer::Printed | Layer::Elastic => small.as_ref()?.at_printed(ell).ok(),
        };
        ells.iter()
            .map(|&ell| at(ell).map_or(f64::NAN, |point| point.mu_bar / m0))
            .collect()
    }
}

/// `ln C` where C is positive, NaN where the singular heat is negative.
fn ln_positive_heat(heat: &ConfigurationalHeat, form: HeatForm, t: f64) -> Result<f64> {
    let negative = heat.singular_heat_vanishes_at().is_some_and(|end| t > end);
    if negative {
        Ok(f64::NAN)
    } else {
        heat.ln_abs_heat(form, t)
    }
}

#[cfg(test)]
mod tests {
    use approx::assert_relative_eq;

    use super::*;

    const LAYERS: [Layer; 3] = [Layer::Printed, Layer::SmallCoupling, Layer::Exact];

    #[test]
    fn weakly_coupled_liquids_agree_between_exact_and_small_coupling() {
        let closure = Linear::new(100.0, 1e5).unwrap();
        let length = |layer, t| Liquid::new(closure, layer).unwrap().log_length(t);
        for t in [101.0, 110.0, 130.0, 145.0] {
            let (small, exact) = (length(Layer::SmallCoupling, t), length(Layer::Exact, t));
            assert_relative_eq!(small, exact, max_relative = 3e-4);
        }
    }

    #[test]
    fn the_reduced_length_under_the_closure_is_what_the_audit_lists() {
        // alpha mu_c ln(xi/a) at (T - T0)/T0, for the factor 1.303 and weak coupling.
        let listed = [
            (0.001, 0.99987),
            (0.01, 0.9981),
            (0.05, 0.986),
            (0.1, 0.963),
            (0.2, 0.888),
            (0.3, 0.758),
            (0.4, 0.527),
            (0.5, 0.063),
        ];
        let liquid = Liquid::new(Linear::new(1.0, 7.0).unwrap(), Layer::SmallCoupling).unwrap();
        for (excess, expected) in listed {
            let reduced = liquid.closure().m_c(1.0 + excess) * liquid.log_length(1.0 + excess);
            assert!((reduced - expected).abs() < 6e-4, "{excess}: {reduced}");
        }
    }

    #[test]
    fn slopes_are_derivatives_of_the_length_in_every_layer() {
        for layer in LAYERS {
            let liquid = Liquid::new(Linear::new(600.0, 7.0).unwrap(), layer).unwrap();
            for t in [610.0, 700.0, 850.0] {
                let h = 1e-3;
                let numeric = (liquid.log_length(t + h) - liquid.log_length(t - h)) / (2.0 * h);
                assert_relative_eq!(liquid.length(t).by_t, numeric, max_relative = 1e-6);
            }
        }
    }

    #[test]
    fn a_negative_singular_heat_has_no_logarithm() {
        // For D < 4/3 the heat of f = -k_B T xi^-3 turns negative far above T0: at 208 K here.
        let liquid = Liquid::new(Linear::new(130.0, 0.5).unwrap(), Layer::Printed).unwrap();
        assert!(liquid.ln_heat_and_entropy(200.0).heat_singular.is_finite());
        assert!(liquid.ln_heat_and_entropy(300.0).heat_singular.is_nan());
    }

    #[test]
    fn the_adam_gibbs_product_is_far_from_constant_in_every_layer() {
        let vogel = Liquid::new(Linear::new(1.0, 5.0).unwrap(), Layer::Printed).unwrap();
        let heat = ConfigurationalHeat::new(5.0, 1.0).unwrap();
        let closed = heat.ln_adam_gibbs_product(HeatForm::Printed, 1.2).unwrap();
        assert_relative_eq!(
            vogel.ln_adam_gibbs_product(1.2),
            closed,
            max_relative = 1e-12
        );
        for layer in LAYERS {
            let liquid = Liquid::new(Linear::new(1.0, 5.0).unwrap(), layer).unwrap();
            assert!(liquid.ln_adam_gibbs_product(1.3) - liquid.ln_adam_gibbs_product(1.05) > 20.0);
        }
    }

    #[test]
    fn the_modulus_falls_from_the_bare_one_to_the_fixed_point() {
        for layer in LAYERS {
            let liquid = Liquid::new(Linear::new(600.0, 7.0).unwrap(), layer).unwrap();
            let modulus = liquid.modulus(700.0, &[0.0, 3.0, 30.0, 3e4]);
            assert_relative_eq!(modulus[0], 1.0, max_relative = 1e-14);
            assert!(
                modulus.windows(2).all(|pair| pair[0] >= pair[1]),
                "{layer:?}: {modulus:?}"
            );
            let ratio = liquid.closure().m_c(700.0) / liquid.closure().m0(700.0);
            assert_relative_eq!(modulus[3], ratio, max_relative = 1e-12);
        }
    }

    #[test]
    fn outside_the_closure_there_is_no_modulus_and_no_length() {
        let liquid = Liquid::new(Linear::new(100.0, 7.0).unwrap(), Layer::Exact).unwrap();
        assert!(liquid.modulus(170.0, &[1.0])[0].is_nan());
        assert_eq!(liquid.log_length(170.0), 0.0);
        assert_eq!(liquid.log_length(100.0), f64::INFINITY);
    }
}
