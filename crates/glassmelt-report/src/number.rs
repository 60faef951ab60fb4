//! Numbers rounded to what is known of them: `12.340 ± 0.051`.

use std::fmt::Write as _;

/// What stands where there is no number.
pub const NONE: &str = "—";

/// Beyond these powers of ten a number is written with a factor `×10ⁿ`.
const PLAIN_POWERS: std::ops::RangeInclusive<i32> = -4..=5;

/// How many digits a number is shown with, and which power of ten is taken out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// Digits after the decimal point; negative where tens or hundreds are rounded away.
    pub decimals: i32,
    /// The power of ten taken out.
    pub exponent: i32,
}

impl Rounding {
    /// To the error's two significant digits.
    ///
    /// Four significant digits of the value itself where the error is unknown, zero or infinite.
    pub fn by_error(value: f64, error: Option<f64>) -> Self {
        match error.filter(|e| e.is_finite() && *e > 0.0) {
            Some(error) => Self::digits(value.abs().max(error), error, 2),
            None => Self::digits(value, value, 4),
        }
    }

    /// So many significant digits of `finest`, in the power of ten that suits `largest`.
    fn digits(largest: f64, finest: f64, significant: i32) -> Self {
        let power = power_of_ten(largest, significant);
        let exponent = if PLAIN_POWERS.contains(&power) {
            0
        } else {
            power
        };
        Self {
            decimals: significant - 1 - power_of_ten(finest, significant) + exponent,
            exponent,
        }
    }

    /// The number without its power of ten, with a true minus sign.
    pub fn text(self, value: f64) -> String {
        if value.is_nan() {
            return NONE.into();
        }
        if value.is_infinite() {
            return if value > 0.0 { "∞" } else { "−∞" }.into();
        }
        let scaled = value / 10f64.powi(self.exponent);
        let unit = 10f64.powi((-self.decimals).max(0));
        let digits = usize::try_from(self.decimals).unwrap_or(0);
        let text = format!(
            "{:.digits$}",
            (scaled / unit).round_ties_even_above(unit) * unit
        );
        true_minus(&text)
    }

    /// `×10ⁿ`, or nothing.
    pub fn factor(self) -> String {
        if self.exponent == 0 {
            String::new()
        } else {
            format!("×10{}", superscript(self.exponent))
        }
    }
}

/// Rounding to tens or hundreds happens before formatting; to decimals, while formatting.
trait RoundAbove {
    fn round_ties_even_above(self, unit: f64) -> f64;
}

impl RoundAbove for f64 {
    fn round_ties_even_above(self, unit: f64) -> f64 {
        if unit > 1.0 {
            self.round_ties_even()
        } else {
            self
        }
    }
}

/// The power of ten of a number once it is rounded to so many significant digits; 0 for zero.
fn power_of_ten(value: f64, significant: i32) -> i32 {
    let size = value.abs();
    if size == 0.0 || !size.is_finite() {
        return 0;
    }
    let digits = usize::try_from(significant - 1).unwrap_or(0);
    let text = format!("{size:.digits$e}");
    text.split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0)
}

/// `12.340 ± 0.051`, both to the error's two significant digits; the value alone without an error.
pub fn with_error(value: f64, error: Option<f64>) -> String {
    let rounding = Rounding::by_error(value, error);
    let factor = rounding.factor();
    match error.filter(|e| e.is_finite() && *e > 0.0 && value.is_finite()) {
        None if value.is_finite() => rounding.text(value) + &factor,
        None => rounding.text(value),
        Some(error) => {
            let both = format!("{} ± {}", rounding.text(value), rounding.text(error));
            if factor.is_empty() {
                both
            } else {
                format!("({both}){factor}")
            }
        }
    }
}

/// The number with so many significant digits.
pub fn significant(value: f64, digits: i32) -> String {
    let rounding = Rounding::digits(value, value, digits);
    if value.is_finite() {
        rounding.text(value) + &rounding.factor()
    } else {
        rounding.text(value)
    }
}

/// The number with so many decimals, a dash where there is none.
pub fn fixed(value: Option<f64>, decimals: usize) -> String {
    match value {
        Some(value) => Rounding {
            decimals: i32::try_from(decimals).unwrap_or(0),
            exponent: 0,
        }
        .text(value),
        None => NONE.into(),
    }
}

/// Right-aligned texts whose decimal points stand below each other: short fractions are filled with
/// blanks as wide as a digit.
pub fn align_decimals(texts: &[String]) -> Vec<String> {
    let fraction = |text: &str| text.split_once('.').map_or(0, |(_, f)| f.chars().count());
    let longest = texts.iter().map(|t| fraction(t)).max().unwrap_or(0);
    texts
        .iter()
        .map(|text| {
            let mut padded = text.clone();
            if text.starts_with(|c: char| c.is_ascii_digit() || c == '−') && longest > 0 {
                if !text.contains('.') {
                    padded.push('\u{2008}');
                }
                padded.extend(std::iter::repeat_n('\u{2007}', longest - fraction(text)));
            }
            padded
        })
        .collect()
}

/// The exponent in superscript characters.
fn superscript(exponent: i32) -> String {
    let mut raised = String::new();
    let _ = write!(raised, "{exponent}");
    raised
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
        })
        .collect()
}

/// A hyphen in front becomes a minus sign; `-0` loses it.
fn true_minus(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().any(|c| c.is_ascii_digit() && c != '0') => format!("−{rest}"),
        Some(rest) => rest.to_string(),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_rounded_to_two_digits_of_its_error() {
        assert_eq!(with_error(12.34021, Some(0.0512)), "12.340 ± 0.051");
        assert_eq!(with_error(833.127, Some(2.13)), "833.1 ± 2.1");
        assert_eq!(with_error(-4.5678, Some(0.3)), "−4.57 ± 0.30");
        assert_eq!(with_error(1234.5, Some(251.0)), "1230 ± 250");
        assert_eq!(with_error(0.0, Some(0.012)), "0.000 ± 0.012");
    }

    #[test]
    fn an_error_that_rounds_up_to_the_next_power_keeps_two_digits() {
        assert_eq!(with_error(1.0, Some(0.0996)), "1.00 ± 0.10");
        assert_eq!(with_error(50.0, Some(9.97)), "50 ± 10");
    }

    #[test]
    fn very_large_and_very_small_numbers_take_out_a_power_of_ten() {
        assert_eq!(with_error(1.2341e-7, Some(5.1e-9)), "(1.234 ± 0.051)×10⁻⁷");
        assert_eq!(with_error(6.02e23, None), "6.020×10²³");
        assert_eq!(significant(1.0e13, 2), "1.0×10¹³");
    }

    #[test]
    fn an_unknown_error_leaves_four_digits_of_the_value() {
        assert_eq!(with_error(994.6234, None), "994.6");
        assert_eq!(with_error(994.6234, Some(f64::NAN)), "994.6");
        assert_eq!(with_error(994.6234, Some(0.0)), "994.6");
    }

    #[test]
    fn what_is_not_a_number_is_a_dash_and_never_a_panic() {
        assert_eq!(with_error(f64::NAN, Some(1.0)), NONE);
        assert_eq!(with_error(f64::NEG_INFINITY, None), "−∞");
        assert_eq!(fixed(None, 3), NONE);
        assert_eq!(fixed(Some(-0.0001), 2), "0.00");
        for exponent in -320..=308 {
            assert!(!with_error(10f64.powi(exponent), Some(0.3)).is_empty());
            assert!(!with_error(0.3, Some(10f64.powi(exponent))).is_empty());
        }
    }

    #[test]
    fn decimal_points_stand_below_each_other() {
        let texts = ["1.25", "−30", "4.5", NONE].map(String::from);
        let aligned = align_decimals(&texts);
        let behind = |t: &str| {
            t.chars()
                .rev()
                .take_while(|c| *c != '.' && *c != '\u{2008}')
                .count()
        };
        assert_eq!(behind(&aligned[0]), 2);
        assert_eq!(behind(&aligned[1]), 2);
        assert_eq!(behind(&aligned[2]), 2);
        assert_eq!(aligned[3], NONE);
    }
}
