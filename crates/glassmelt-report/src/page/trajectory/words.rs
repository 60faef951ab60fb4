//! Estimates in words.

use glassmelt::Estimate;

use crate::number::{NONE, with_error};
use crate::trajectory::plain;

/// `0.396 ± 0.016`; without a finite error `0.396 ± ?`; a dash for what is no number.
pub(super) fn estimate_text(estimate: &Estimate) -> String {
    let Estimate { mean, error, .. } = *estimate;
    if !mean.is_finite() {
        return NONE.into();
    }
    if error == 0.0 {
        return plain(mean);
    }
    if error.is_finite() {
        with_error(mean, Some(error))
    } else {
        format!("{} ± ?", plain(mean))
    }
}

/// The same of an estimate that may be missing.
pub(super) fn estimate_or_dash(estimate: Option<&Estimate>) -> String {
    estimate.map_or_else(|| NONE.into(), estimate_text)
}

/// The same with a unit, which a dash has none of.
pub(super) fn in_unit(estimate: &Estimate, unit: &str) -> String {
    let text = estimate_text(estimate);
    if text == NONE || unit.is_empty() {
        text
    } else if text.contains('±') && !text.starts_with('(') {
        format!("({text})\u{a0}{unit}")
    } else {
        format!("{text}\u{a0}{unit}")
    }
}

/// `1 window` or `2 windows`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// So many standard errors make a number one that is not zero.
const SURE: f64 = 2.0;

/// Whether an estimate is above a value, or below it, by more than two standard errors.
pub(super) fn against(estimate: &Estimate, value: f64) -> std::cmp::Ordering {
    let Estimate { mean, error, .. } = *estimate;
    let away = mean - value;
    if error.is_finite() && away > SURE * error {
        std::cmp::Ordering::Greater
    } else if error.is_finite() && away < -SURE * error {
        std::cmp::Ordering::Less
    } else {
        std::cmp::Ordering::Equal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(mean: f64, error: f64) -> Estimate {
        Estimate {
            mean,
            error,
            independent_samples: 10.0,
        }
    }

    #[test]
    fn an_error_that_is_not_known_says_so_and_no_number_is_a_dash() {
        assert_eq!(estimate_text(&of(0.25, f64::INFINITY)), "0.25 ± ?");
        assert_eq!(estimate_text(&of(f64::INFINITY, 0.1)), NONE);
        assert_eq!(estimate_text(&of(2.5, 0.0)), "2.5");
        assert_eq!(in_unit(&of(12.0, 0.5), "GPa"), "(12.00 ± 0.50)\u{a0}GPa");
        assert_eq!(in_unit(&of(f64::NAN, 0.5), "GPa"), NONE);
    }

    #[test]
    fn a_difference_takes_two_standard_errors() {
        use std::cmp::Ordering::{Equal, Greater, Less};
        assert_eq!(against(&of(1.3, 0.1), 1.0), Greater);
        assert_eq!(against(&of(1.1, 0.1), 1.0), Equal);
        assert_eq!(against(&of(0.7, 0.1), 1.0), Less);
        assert_eq!(against(&of(9.0, f64::INFINITY), 1.0), Equal);
    }
}
