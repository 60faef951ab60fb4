//! The correlation length: how fast the softening falls with the wave vector.
//!
//! With `chi(q) = mu_0/mu(q) - 1` for a bare modulus `mu_0`, and the form of Ornstein and Zernike
//! `chi(q) = chi(0)/(1 + xi^2 q^2)`, `1/chi` is a straight line in q^2 and `xi^2` its slope over its value at zero:
//! through two shells the same number that the rotors give.

use glassmelt::{Estimate, Warning};
use serde::Serialize;

use super::line::{Line, Point};
use super::shell::ShellModulus;

/// The softening falls with q when it does by so many standard errors.
const BEYOND: f64 = 2.0;

/// The correlation length, or why there is none to be told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CorrelationLength {
    /// xi, in the unit of length.
    pub xi: Option<Estimate>,
    /// `chi` of the smallest q, less that of the largest that the line goes through; absent without a line.
    pub fall: Option<Estimate>,
    /// How many shells the line goes through.
    pub shells: usize,
    /// Why there is no xi: `no_dependence_on_q`, `not_ornstein_zernike`, or `too_few_shells`.
    pub reason: Option<Warning>,
}

/// chi of a shell.
struct Softening {
    q2: f64,
    chi: Estimate,
}

impl CorrelationLength {
    pub(super) fn of(shells: &[ShellModulus], bare_modulus: f64) -> Self {
        let softenings: Vec<Softening> = shells
            .iter()
            .filter(|shell| shell.corrected)
            .map(|shell| Softening {
                q2: shell.q * shell.q,
                chi: chi(&shell.mu, bare_modulus),
            })
            .take_while(|softening| softening.chi.mean > BEYOND * softening.chi.error)
            .collect();
        let point = |softening: &Softening| Point {
            x: softening.q2,
            y: softening.chi.mean.recip(),
            error: softening.chi.error / softening.chi.mean.powi(2),
        };
        let points: Vec<Point> = softenings.iter().map(point).collect();
        let Some(line) = Line::through_the_first(&points) else {
            return Self::none(None, 0, too_few(points.len()));
        };
        let used = &softenings[..line.points];
        let fall = fall(used);
        if line.slope.abs() <= BEYOND * line.slope_error {
            return Self::none(fall, line.points, no_dependence(&line));
        }
        match xi(&line, used) {
            Some(xi) => Self {
                xi: Some(xi),
                fall,
                shells: line.points,
                reason: None,
            },
            None => Self::none(fall, line.points, not_of_this_form()),
        }
    }

    fn none(fall: Option<Estimate>, shells: usize, reason: Warning) -> Self {
        Self {
            xi: None,
            fall,
            shells,
            reason: Some(reason),
        }
    }
}

fn chi(mu: &Estimate, bare_modulus: f64) -> Estimate {
    Estimate {
        mean: bare_modulus / mu.mean - 1.0,
        error: bare_modulus * mu.error / (mu.mean * mu.mean),
        independent_samples: mu.independent_samples,
    }
}

fn fall(used: &[Softening]) -> Option<Estimate> {
    let (first, last) = (used.first()?, used.last()?);
    Some(Estimate {
        mean: first.chi.mean - last.chi.mean,
        error: first.chi.error.hypot(last.chi.error),
        independent_samples: first
            .chi
            .independent_samples
            .min(last.chi.independent_samples),
    })
}

/// `xi^2 = slope/at_zero`, with the error of both and their covariance.
fn xi(line: &Line, used: &[Softening]) -> Option<Estimate> {
    let square = line.slope / line.at_zero;
    let relative = (line.slope_error / line.slope).powi(2)
        + (line.at_zero_error / line.at_zero).powi(2)
        - 2.0 * line.covariance / (line.slope * line.at_zero);
    let of_form = line.at_zero > BEYOND * line.at_zero_error && square > 0.0;
    of_form.then(|| Estimate {
        mean: square.sqrt(),
        error: 0.5 * square.sqrt() * relative.max(0.0).sqrt(),
        independent_samples: used.iter().map(|s| s.chi.independent_samples).sum(),
    })
}

fn too_few(shells: usize) -> Warning {
    Warning::new(
        "too_few_shells",
        format!(
            "There are {shells} shells, of those corrected for their finite time from the smallest q on, whose modulus lies \
             below the bare one by two standard errors; a length needs two."
        ),
    )
}

fn no_dependence(line: &Line) -> Warning {
    Warning::new(
        "no_dependence_on_q",
        format!(
            "The softening does not depend on q beyond its errors: 1/chi rises by {:.4} +- {:.4} times q^2. No \
             correlation length can be told.",
            line.slope, line.slope_error
        ),
    )
}

fn not_of_this_form() -> Warning {
    Warning::new(
        "not_ornstein_zernike",
        "The softening rises with q, or falls faster than 1/q^2: it has no length of Ornstein and Zernike.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modulus::Observed;

    fn shells(chi: impl Fn(f64) -> f64, error: f64) -> Vec<ShellModulus> {
        let shell = |number: u32| {
            let q = 0.3 * f64::from(number).sqrt();
            let mu = Estimate {
                mean: 10.0 / (1.0 + chi(q * q)),
                error,
                independent_samples: 100.0,
            };
            let observed = Observed {
                as_observed: mu,
                correlation_time: None,
                share: None,
                scatter_of_waves: None,
            };
            ShellModulus {
                q,
                wavevectors: 3,
                mu,
                corrected: true,
                lambda_plus_2mu: mu,
                lambda_plus_2mu_corrected: true,
                transverse: observed,
                longitudinal: observed,
            }
        };
        (1..6).map(shell).collect()
    }

    #[test]
    fn a_softening_of_ornstein_and_zernike_gives_its_length() {
        let length = CorrelationLength::of(&shells(|q2| 2.0 / (1.0 + 6.25 * q2), 0.01), 10.0);
        let xi = length.xi.expect("of this form");
        assert!((xi.mean - 2.5).abs() < 1e-9, "{xi:?}");
        assert!(xi.error > 0.0 && xi.error < 0.1 && length.shells == 5);
    }

    #[test]
    fn an_upper_bound_takes_no_part_in_a_length() {
        let mut shells = shells(|q2| 2.0 / (1.0 + 6.25 * q2), 0.01);
        let all = CorrelationLength::of(&shells[1..], 10.0);
        shells[0].mu.mean = 9.0;
        shells[0].corrected = false;
        assert_eq!(CorrelationLength::of(&shells, 10.0), all);
    }

    #[test]
    fn where_there_is_no_length_the_reason_is_told() {
        let reason = |chi: &dyn Fn(f64) -> f64, error: f64| {
            let length = CorrelationLength::of(&shells(chi, error), 10.0);
            assert_eq!(length.xi, None);
            length.reason.expect("a reason").code
        };
        assert_eq!(reason(&|_| 1.0, 0.1), "no_dependence_on_q");
        assert_eq!(reason(&|q2| 1.0 + q2, 0.01), "not_ornstein_zernike");
        assert_eq!(reason(&|_| 0.0, 0.1), "too_few_shells");
    }
}
