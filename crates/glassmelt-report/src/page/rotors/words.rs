//! Couplings and measured numbers in words.

use glassmelt_runs::{CouplingResult, Quantity, RunResults};

use crate::number::{NONE, with_error};
use crate::rotors::plain;

/// How many standard errors make a sign.
const SURE: f64 = 2.0;

/// What can be said of a number's sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Above zero by more than two standard errors.
    Above,
    /// Below zero by more than two standard errors.
    Below,
    /// Neither.
    Open,
    /// There is no number, or none of its error.
    Unknown,
}

/// The sign of a measured number.
pub(super) fn sign(quantity: &Quantity) -> Sign {
    let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
    match (finite(quantity.mean), finite(quantity.error)) {
        (Some(mean), Some(error)) if mean > SURE * error => Sign::Above,
        (Some(mean), Some(error)) if mean < -SURE * error => Sign::Below,
        (Some(_), Some(_)) => Sign::Open,
        _ => Sign::Unknown,
    }
}

/// `0.396 ± 0.016`; without an error `0.396 ± ?`; a dash for nothing.
pub(super) fn quantity_text(quantity: &Quantity) -> String {
    let known = |error: &f64| error.is_finite() && *error > 0.0;
    match (
        quantity.mean.filter(|mean| mean.is_finite()),
        quantity.error,
    ) {
        (None, _) => NONE.into(),
        (Some(mean), Some(error)) if known(&error) => with_error(mean, Some(error)),
        (Some(mean), Some(_)) => plain(mean),
        (Some(mean), None) => format!("{} ± ?", plain(mean)),
    }
}

/// `X_0 = 0.5, 1 and 3`.
pub(super) fn couplings_text(couplings: &[f64]) -> String {
    let all: Vec<String> = couplings.iter().copied().map(plain).collect();
    let listed = match all.as_slice() {
        [] => NONE.into(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    format!("X_{{0}} = {listed}")
}

/// The strongest coupling at which nothing speaks against equilibrium.
pub(super) fn strongest_equilibrated(results: &RunResults) -> Option<&CouplingResult> {
    let calm = results.results.iter().filter(|at| at.equilibrated);
    calm.max_by(|a, b| a.x0.total_cmp(&b.x0))
}

/// A count with its noun, `1 sample` or `2 samples`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(mean: f64, error: Option<f64>) -> Quantity {
        Quantity {
            mean: Some(mean),
            error,
            independent_samples: 10.0,
            correlation_sweeps: None,
        }
    }

    #[test]
    fn a_sign_takes_two_standard_errors() {
        assert_eq!(sign(&of(0.21, Some(0.1))), Sign::Above);
        assert_eq!(sign(&of(0.19, Some(0.1))), Sign::Open);
        assert_eq!(sign(&of(-0.21, Some(0.1))), Sign::Below);
        assert_eq!(sign(&of(5.0, None)), Sign::Unknown);
        assert_eq!(sign(&of(f64::NAN, Some(0.1))), Sign::Unknown);
    }

    #[test]
    fn a_number_of_unknown_error_says_so() {
        assert_eq!(quantity_text(&of(0.25, None)), "0.25 ± ?");
        assert_eq!(quantity_text(&of(1.0, Some(0.0))), "1");
        assert_eq!(quantity_text(&of(f64::INFINITY, None)), NONE);
    }

    #[test]
    fn couplings_are_listed_as_one_speaks() {
        assert_eq!(couplings_text(&[0.5]), "X_{0} = 0.5");
        assert_eq!(couplings_text(&[1.0, 2.0, 3.5]), "X_{0} = 1, 2 and 3.5");
    }
}
