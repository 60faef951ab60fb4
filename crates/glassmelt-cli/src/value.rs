//! Single numbers on the command line, each with its domain: what is outside is refused by its flag.

/// A finite number.
pub(crate) fn finite(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err("expected a finite number such as 12.5".to_owned()),
    }
}

/// A finite number above zero.
pub(crate) fn positive(text: &str) -> Result<f64, String> {
    finite(text)
        .ok()
        .filter(|&value| value > 0.0)
        .ok_or_else(|| "expected a finite number above zero".to_owned())
}

/// A finite number that is zero or larger.
pub(crate) fn non_negative(text: &str) -> Result<f64, String> {
    finite(text)
        .ok()
        .filter(|&value| value >= 0.0)
        .ok_or_else(|| "expected a finite number, zero or larger".to_owned())
}

/// A number above one.
pub(crate) fn above_one(text: &str) -> Result<f64, String> {
    finite(text)
        .ok()
        .filter(|&value| value > 1.0)
        .ok_or_else(|| "expected a finite number above 1".to_owned())
}

/// A number between zero and one, neither of them included.
pub(crate) fn fraction(text: &str) -> Result<f64, String> {
    finite(text)
        .ok()
        .filter(|&value| value > 0.0 && value < 1.0)
        .ok_or_else(|| "expected a number between 0 and 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_domain_belong_to_it_only_where_it_says_so() {
        assert_eq!(non_negative("0"), Ok(0.0));
        assert!(positive("0").is_err() && above_one("1").is_err());
        assert!(fraction("0").is_err() && fraction("1").is_err());
        assert_eq!(fraction(" 0.9"), Ok(0.9));
    }

    #[test]
    fn what_is_no_number_is_in_no_domain() {
        for parse in [finite, positive, non_negative, above_one, fraction] {
            for text in ["", "nan", "inf", "-inf", "1e999", "1,5", "ten"] {
                assert!(parse(text).is_err(), "{text}");
            }
        }
    }
}
