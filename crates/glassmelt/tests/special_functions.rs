//! Special functions against mpmath's table and against series in sixty-digit arithmetic.

mod common;

use common::{pairs, reference, relative_error};
use dashu_float::DBig;
use glassmelt::special::{
    FIXED_LINE_FACTOR, e1, e1_inverse, e1_scaled, ei, flow_primitive, flow_primitive_inverse, li,
    li_two_terms,
};
use proptest::prelude::*;

/// The accuracy promised: 18 units in the last place.
const PROMISED: f64 = 4e-15;

fn meets_table(name: &str, function: impl Fn(f64) -> f64) {
    let table = pairs(&reference()["special_functions"][name]);
    assert!(table.len() > 50, "{name} has a table");
    for (x, value) in table {
        let error = relative_error(function(x), value);
        assert!(error <= PROMISED, "{name}({x:e}) is off by {error:e}");
    }
}

#[test]
fn e1_meets_mpmath() {
    meets_table("e1", e1);
}

#[test]
fn ei_meets_mpmath_on_both_sides_of_zero_and_near_its_root() {
    meets_table("ei", ei);
}

#[test]
fn li_meets_mpmath_from_1e_minus_300_to_1e300() {
    meets_table("li", li);
}

#[test]
fn the_flow_primitive_meets_mpmath_from_1e_minus_12_to_700() {
    meets_table("flow_primitive", flow_primitive);
}

#[test]
fn the_inverse_of_the_flow_primitive_meets_mpmath() {
    meets_table("flow_primitive_inverse", flow_primitive_inverse);
}

#[test]
fn the_inverse_of_e1_meets_mpmath() {
    meets_table("e1_inverse", e1_inverse);
}

#[test]
fn the_fixed_line_factor_is_where_e1_of_its_logarithm_is_one() {
    let factor = common::number(&reference()["special_functions"]["fixed_line_factor"]);
    assert_eq!(FIXED_LINE_FACTOR, factor);
    assert!((e1(FIXED_LINE_FACTOR.ln()) - 1.0).abs() < 4e-15);
}

/// A second source, in decimal arithmetic of sixty digits: the defining series of E1 below 20, the
/// continued fraction taken to depth 400 above.
mod sixty_digits {
    use super::DBig;

    /// DLMF 5.2.3 to 60 digits.
    const EULER_GAMMA: &str = "0.577215664901532860606512090082402431042159335939923598805767";

    fn exactly(x: f64) -> DBig {
        let scaled = format!("{x:.60e}");
        scaled
            .parse::<DBig>()
            .expect("a decimal number")
            .with_precision(70)
            .value()
    }

    fn integer(k: u32) -> DBig {
        k.to_string()
            .parse::<DBig>()
            .expect("an integer")
            .with_precision(70)
            .value()
    }

    /// `Ein(x) = sum_k (-1)^(k+1) x^k/(k k!)`.
    fn ein(x: &DBig) -> DBig {
        let mut power = integer(1);
        let mut sum = integer(0);
        for k in 1..=200 {
            power = -power * x / integer(k);
            sum -= &power / integer(k);
        }
        sum
    }

    pub(crate) fn e1(x: f64) -> DBig {
        let x = exactly(x);
        if x < integer(20) {
            let gamma: DBig = EULER_GAMMA.parse().expect("a decimal number");
            return ein(&x) - x.ln() - gamma.with_precision(70).value();
        }
        let mut tail = integer(0);
        for k in (1..=400).rev() {
            tail = integer(k) * integer(k) / (&x + integer(2 * k + 1) - tail);
        }
        (-&x).exp() / (x + integer(1) - tail)
    }

    pub(crate) fn flow_primitive(m: f64) -> DBig {
        let x = exactly(m);
        -(integer(1) - (-&x).exp()) / x - e1(m)
    }

    pub(crate) fn relative_error(value: f64, truth: &DBig) -> f64 {
        let ratio = exactly(value) / truth - integer(1);
        ratio.to_f64().value().abs()
    }
}

#[test]
fn e1_and_the_flow_primitive_meet_series_in_sixty_digit_arithmetic() {
    let mut m = 1.3e-12;
    while m < 700.0 {
        let error =
            sixty_digits::relative_error(flow_primitive(m), &sixty_digits::flow_primitive(m));
        assert!(error <= PROMISED, "F({m:e}) is off by {error:e}");
        let error = sixty_digits::relative_error(e1(m), &sixty_digits::e1(m));
        assert!(error <= PROMISED, "E1({m:e}) is off by {error:e}");
        m *= 1.37;
    }
}

#[test]
fn outside_their_domains_the_functions_are_not_numbers() {
    assert!(e1(-1.0).is_nan() && li(-1.0).is_nan() && flow_primitive(-1.0).is_nan());
    assert!(flow_primitive_inverse(0.5).is_nan() && e1_inverse(-1.0).is_nan());
    assert!(e1(f64::NAN).is_nan() && ei(f64::NAN).is_nan() && li(f64::NAN).is_nan());
}

#[test]
fn inverses_below_the_smallest_double_are_zero() {
    assert_eq!(
        (e1_inverse(800.0), flow_primitive_inverse(-800.0)),
        (0.0, 0.0)
    );
    assert!(e1_inverse(700.0) > 0.0 && flow_primitive_inverse(-700.0) > 0.0);
}

#[test]
fn the_logarithmic_integral_is_zero_at_zero_and_minus_infinity_at_one() {
    assert_eq!(li(0.0), 0.0);
    assert_eq!(li(1.0), f64::NEG_INFINITY);
}

#[test]
fn the_two_terms_of_li_are_off_by_as_much_as_the_audit_of_eq_22_says() {
    for (x, error) in [(0.99, 0.010), (0.9, 0.10), (0.5, 0.59), (0.1, 1.44)] {
        assert!(
            (li_two_terms(x) - li(x) - error).abs() < 0.006,
            "at x = {x}"
        );
    }
}

proptest! {
    #[test]
    fn the_flow_primitive_and_its_inverse_undo_each_other(log_m in -25.0..6.5_f64) {
        let m = log_m.exp();
        let value = flow_primitive(m);
        // The inverse cannot know m better than a rounding of the value allows.
        let condition = 1.0 + value.abs() * m / (1.0 - (-m).exp());
        prop_assert!(relative_error(flow_primitive_inverse(value), m) < 4e-15 * condition);
    }

    #[test]
    fn e1_and_its_inverse_undo_each_other(log_z in -20.0..6.5_f64) {
        let z = log_z.exp();
        let value = e1(z);
        let condition = 1.0 + value * z.exp();
        prop_assert!(relative_error(e1_inverse(value), z) < 4e-15 * condition);
    }

    #[test]
    fn the_scaled_e1_lies_between_its_rational_bounds(log_x in -20.0..20.0_f64) {
        // (1/2) ln(1 + 2/x) < e^x E1(x) < ln(1 + 1/x), DLMF 6.8.1
        let x = log_x.exp();
        let value = e1_scaled(x);
        prop_assert!(0.5 * (2.0 / x).ln_1p() <= value * (1.0 + 1e-14));
        prop_assert!(value <= (1.0 / x).ln_1p() * (1.0 + 1e-14));
    }
}
