//! The correlation length: two criteria, three layers, Eqs. 21 and 23.

use serde::Serialize;

use crate::answer::Layer;
use crate::error::{Error, Result, positive, require};
use crate::flow::{ExactFlow, SmallCouplingFlow};
use crate::special::FIXED_LINE_FACTOR;

/// Where the flow has reached the correlation length.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// `mu(xi) = factor mu_c`, with `factor > 1`: the modulus has come near its fixed line. This one
    /// gives the Vogel-Fulcher form.
    FixedLine {
        /// How near: 1.303.. gives Eq. 23 with no further factor.
        factor: f64,
    },
    /// `mu(xi) = fraction mu_0`, with `0 < fraction < 1`, the criterion that the paper states. With
    /// it xi tends to a at T0: Eq. 23 does not follow.
    Fraction {
        /// Of the bare modulus.
        fraction: f64,
    },
}

impl Default for Criterion {
    fn default() -> Self {
        Self::FixedLine {
            factor: FIXED_LINE_FACTOR,
        }
    }
}

impl Criterion {
    /// `ln(mu(xi)/mu_c)` for a flow that starts at `z0 = ln(mu_0/mu_c)`.
    pub fn distance(&self, z0: f64) -> Result<f64> {
        match *self {
            Self::FixedLine { factor } => {
                require("factor", factor, factor > 1.0, "above 1").map(f64::ln)
            }
            Self::Fraction { fraction } => {
                let inside = fraction > 0.0 && fraction < 1.0;
                require("fraction", fraction, inside, "between 0 and 1").map(|f| z0 + f.ln())
            }
        }
    }
}

/// `ell = ln(xi/a)` for a flow from `mu0_bar` to the fixed point `mu_c_bar`, both positive.
///
/// Zero where the flow starts beyond the criterion; infinite where it never comes to it (a fraction
/// below `mu_c/mu_0`). Printed is Eq. 23, `1/(alpha mu_c_bar)` whatever the criterion; the other
/// layers need `mu_c_bar <= mu0_bar`; the elastic layer has no such length.
///
/// ```
/// use glassmelt::{Layer, length::{Criterion, log_length}};
/// let printed = log_length(Layer::Printed, 0.05, 10.0, 1.0, Criterion::default())?;
/// let exact = log_length(Layer::Exact, 0.05, 10.0, 1.0, Criterion::default())?;
/// assert!((printed - 20.0).abs() < 1e-12 && exact < printed);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn log_length(
    layer: Layer,
    alpha: f64,
    mu0_bar: f64,
    mu_c_bar: f64,
    criterion: Criterion,
) -> Result<f64> {
    positive("alpha", alpha)?;
    positive("mu0_bar", mu0_bar)?;
    positive("mu_c_bar", mu_c_bar)?;
    let z = criterion.distance((mu0_bar / mu_c_bar).ln())?;
    let reach = |at: &dyn Fn(f64) -> f64| if z > 0.0 { at(z) } else { f64::INFINITY };
    match layer {
        Layer::Printed => Ok(1.0 / (alpha * mu_c_bar)),
        Layer::Elastic => Err(Error::NotInLayer {
            layer,
            quantity: "correlation length",
        }),
        Layer::SmallCoupling => SmallCouplingFlow::towards(alpha, mu0_bar, mu_c_bar)
            .map(|flow| reach(&|z| flow.ell_at_distance(z))),
        Layer::Exact => ExactFlow::towards(alpha, mu0_bar, mu_c_bar)
            .map(|flow| reach(&|z| flow.ell_at_distance(z))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elastic_layer_has_no_length_of_a_flow() {
        let length = log_length(Layer::Elastic, 0.05, 10.0, 1.0, Criterion::default());
        let message = length.expect_err("no such length").to_string();
        assert_eq!(message, "the layer elastic has no correlation length");
    }

    #[test]
    fn a_fraction_below_the_fixed_point_is_never_reached() {
        let criterion = Criterion::Fraction { fraction: 0.05 };
        for layer in [Layer::SmallCoupling, Layer::Exact] {
            assert_eq!(
                log_length(layer, 0.05, 10.0, 1.0, criterion),
                Ok(f64::INFINITY)
            );
        }
    }

    #[test]
    fn measured_against_the_bare_modulus_the_length_shrinks_to_a_as_mu_c_vanishes() {
        // The criterion that the paper states: it does not give Vogel and Fulcher.
        let criterion = Criterion::Fraction { fraction: 0.9 };
        let reduced = |mu_c_bar: f64| {
            0.5 * log_length(Layer::SmallCoupling, 0.05, 10.0, mu_c_bar, criterion).unwrap()
        };
        for (ratio, listed) in [(2.0, 0.174), (10.0, 0.0494), (100.0, 0.0244), (1e6, 0.0081)] {
            assert!(
                (reduced(10.0 / ratio) - listed).abs() < 6e-4,
                "{ratio}: {}",
                reduced(10.0 / ratio)
            );
        }
    }
}
