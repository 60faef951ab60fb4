//! From a number to a verdict: the only place where verdicts are made.

use std::fmt;

use crate::claim::Verdict;

/// What a claim asks of its number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Criterion {
    /// This value, to within so much.
    Near {
        /// The value.
        value: f64,
        /// How far from it the number may lie.
        within: f64,
    },
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
}

impl Criterion {
    /// Whether a number meets it; what is no number meets nothing.
    pub fn is_met_by(&self, number: f64) -> bool {
        match *self {
            Self::Near { value, within } => (number - value).abs() <= within,
            Self::AtMost(limit) => number <= limit,
            Self::AtLeast(limit) => number >= limit,
        }
    }
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |x: f64| {
            if x != 0.0 && x.abs() < 1e-3 {
                format!("{x:e}")
            } else {
                format!("{x}")
            }
        };
        match *self {
            Self::Near { value, within } => write!(f, "{} within {}", short(value), short(within)),
            Self::AtMost(limit) => write!(f, "at most {}", short(limit)),
            Self::AtLeast(limit) => write!(f, "at least {}", short(limit)),
        }
    }
}

/// A number, what was asked of it, and what follows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// The number.
    pub number: f64,
    /// What the claim asks of it.
    pub expected: Criterion,
    /// What follows.
    pub verdict: Verdict,
    /// What is assumed.
    pub assumption: Option<&'static str>,
    /// The number without the assumption.
    pub without_assumption: Option<f64>,
}

impl Finding {
    /// It holds if the number meets what is asked, and fails if it does not.
    pub fn of(number: f64, expected: Criterion) -> Self {
        let verdict = if expected.is_met_by(number) {
            Verdict::Holds
        } else {
            Verdict::Fails
        };
        Self {
            number,
            expected,
            verdict,
            assumption: None,
            without_assumption: None,
        }
    }

    /// It fails if not even the number under the assumption meets what is asked; it holds outright if the
    /// number without the assumption does too.
    pub fn assuming(
        assumption: &'static str,
        number: f64,
        without: Option<f64>,
        expected: Criterion,
    ) -> Self {
        let plain = Self::of(number, expected);
        let needless = without.is_some_and(|number| expected.is_met_by(number));
        if plain.verdict == Verdict::Fails || needless {
            return plain;
        }
        Self {
            verdict: Verdict::HoldsWithAnAssumption,
            assumption: Some(assumption),
            without_assumption: without,
            ..plain
        }
    }

    /// It holds where `expected` is met, fails where `denied` is, and is open where neither is.
    pub fn between(number: f64, expected: Criterion, denied: Criterion) -> Self {
        let plain = Self::of(number, expected);
        let open = plain.verdict == Verdict::Fails && !denied.is_met_by(number);
        Self {
            verdict: if open { Verdict::Open } else { plain.verdict },
            ..plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Criterion = Criterion::Near {
        value: 1.0,
        within: 0.1,
    };

    #[test]
    fn a_number_on_the_other_side_turns_the_verdict() {
        assert_eq!(Finding::of(1.05, ONE).verdict, Verdict::Holds);
        assert_eq!(Finding::of(1.2, ONE).verdict, Verdict::Fails);
        assert_eq!(
            Finding::of(0.0, Criterion::AtMost(0.0)).verdict,
            Verdict::Holds
        );
        assert_eq!(
            Finding::of(1e-9, Criterion::AtMost(0.0)).verdict,
            Verdict::Fails
        );
        assert_eq!(
            Finding::of(1e-9, Criterion::AtLeast(0.0)).verdict,
            Verdict::Holds
        );
    }

    #[test]
    fn what_is_no_number_meets_nothing() {
        for criterion in [
            ONE,
            Criterion::AtMost(f64::MAX),
            Criterion::AtLeast(f64::MIN),
        ] {
            assert_eq!(Finding::of(f64::NAN, criterion).verdict, Verdict::Fails);
        }
    }

    #[test]
    fn an_assumption_counts_only_where_it_is_needed_and_helps() {
        let of = |number, without| Finding::assuming("so", number, without, ONE);
        assert_eq!(of(1.0, Some(3.0)).verdict, Verdict::HoldsWithAnAssumption);
        assert_eq!(of(1.0, None).verdict, Verdict::HoldsWithAnAssumption);
        assert_eq!(of(1.0, Some(1.0)).verdict, Verdict::Holds);
        assert_eq!(of(1.0, Some(1.0)).assumption, None);
        assert_eq!(of(3.0, Some(1.0)).verdict, Verdict::Fails);
    }

    #[test]
    fn between_what_holds_and_what_is_denied_a_claim_is_open() {
        let denied = Criterion::AtLeast(2.0);
        let of = |number| Finding::between(number, ONE, denied).verdict;
        assert_eq!(
            [of(1.0), of(1.5), of(2.5)],
            [Verdict::Holds, Verdict::Open, Verdict::Fails]
        );
    }

    #[test]
    fn criteria_say_what_they_ask() {
        assert_eq!(ONE.to_string(), "1 within 0.1");
        assert_eq!(Criterion::AtMost(1e-12).to_string(), "at most 1e-12");
        assert_eq!(Criterion::AtLeast(0.5).to_string(), "at least 0.5");
    }
}
