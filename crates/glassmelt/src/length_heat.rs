//! Specific heat and entropy of any correlation length: `C = (a/xi)^3`, and from `f = -k_B T xi^-3`.

use crate::special::quadrature::{GAUSS_16, visit};

/// `ln(xi/a)` and its derivative by temperature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LengthAndSlope {
    /// `ln(xi/a)`; infinite at T0 and below.
    pub ell: f64,
    /// Its derivative by temperature, 1/K.
    pub by_t: f64,
}

/// Natural logarithms of specific heat and entropy, in `k_B` a cell `a^3`; NaN where they are not
/// positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LnHeatAndEntropy {
    /// Of the specific heat as printed, `(a/xi)^3`.
    pub heat: f64,
    /// Of the specific heat that follows from `f = -k_B T xi^-3`.
    pub heat_singular: f64,
    /// Of the entropy of the printed heat, zero at T0.
    pub entropy: f64,
    /// Of the entropy `-df/dT`.
    pub entropy_singular: f64,
}

/// Heat and entropy at temperature `t > t0` of a length that diverges at `t0` and is a from `end` on.
///
/// With `f = -T e^{-3 ell}`: `S = -df/dT = e^{-3 ell} (1 - 3 T ell')` and
/// `C = T dS/dT = T e^{-3 ell} (9 T ell'^2 - 6 ell' - 3 T ell'')`.
pub(crate) fn ln_heat_and_entropy(
    length: impl Fn(f64) -> LengthAndSlope,
    t0: f64,
    end: f64,
    t: f64,
) -> LnHeatAndEntropy {
    let LengthAndSlope { ell, by_t } = length(t);
    let h = 1e-4 * (t - t0);
    let curvature = (length(t + h).by_t - length(t - h).by_t) / (2.0 * h);
    let singular_heat = t * (9.0 * t * by_t * by_t - 6.0 * by_t - 3.0 * t * curvature);
    LnHeatAndEntropy {
        heat: -3.0 * ell,
        heat_singular: singular_heat.ln() - 3.0 * ell,
        entropy: ln_printed_entropy(length, t0, end, t),
        entropy_singular: (1.0 - 3.0 * t * by_t).ln() - 3.0 * ell,
    }
}

/// `ln int_T0^T e^{-3 ell}/T' dT'`: panels over which the integrand changes by a few factors of e,
/// marched down from T until what is left cannot matter.
fn ln_printed_entropy(length: impl Fn(f64) -> LengthAndSlope, t0: f64, end: f64, t: f64) -> f64 {
    let mut upper = t.min(end);
    let reference = -3.0 * length(upper).ell;
    let mut scaled = if t > end {
        (t / end).ln() * (-reference).exp()
    } else {
        0.0
    };
    while upper - t0 > 1e-12 * t0 {
        let LengthAndSlope { ell, by_t } = length(upper);
        if -3.0 * ell - reference < -45.0 {
            break;
        }
        let width = (0.5 * (upper - t0)).min(4.0 / (3.0 * by_t.abs()));
        visit(&GAUSS_16, upper - width, upper, |t, weight| {
            scaled += weight * (-3.0 * length(t).ell - reference).exp() / t;
        });
        upper -= width;
    }
    reference + scaled.ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ConfigurationalHeat, HeatForm};
    use approx::assert_relative_eq;

    #[test]
    fn a_vogel_fulcher_length_has_the_closed_forms_of_the_theory() {
        let (natural_b, t0) = (2000.0, 300.0);
        let closed = ConfigurationalHeat::new(natural_b, t0).unwrap();
        let length = |t: f64| LengthAndSlope {
            ell: 0.5 * natural_b / (t - t0),
            by_t: -0.5 * natural_b / ((t - t0) * (t - t0)),
        };
        for t in [305.0, 340.0, 420.0, 700.0] {
            let of = ln_heat_and_entropy(length, t0, f64::INFINITY, t);
            let (printed, singular) = (HeatForm::Printed, HeatForm::Singular);
            assert_relative_eq!(
                of.heat,
                closed.ln_abs_heat(printed, t).unwrap(),
                epsilon = 1e-11
            );
            let expected = closed.ln_abs_heat(singular, t).unwrap();
            assert_relative_eq!(of.heat_singular, expected, epsilon = 1e-7);
            assert_relative_eq!(
                of.entropy,
                closed.ln_entropy(printed, t).unwrap(),
                epsilon = 1e-9
            );
            let expected = closed.ln_entropy(singular, t).unwrap();
            assert_relative_eq!(of.entropy_singular, expected, epsilon = 1e-10);
        }
    }

    #[test]
    fn where_the_length_is_down_to_a_each_cell_has_one_unit_of_heat() {
        let length = |t: f64| LengthAndSlope {
            ell: (200.0 - t).max(0.0),
            by_t: if t < 200.0 { -1.0 } else { 0.0 },
        };
        let at = |t: f64| ln_heat_and_entropy(length, 100.0, 200.0, t);
        assert_eq!(at(250.0).heat, 0.0);
        let gained = at(250.0).entropy.exp() - at(220.0).entropy.exp();
        assert_relative_eq!(gained, (250.0_f64 / 220.0).ln(), max_relative = 1e-12);
    }
}
