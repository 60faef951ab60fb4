//! The words of a claim, and the function that finds its number.

use crate::claim::Claim;
use crate::error::Result;
use crate::finding::Finding;

/// To what a number is rounded, so that every machine prints the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Significant digits.
    Digits(usize),
    /// Decimals, where the number may be nothing but rounding.
    Decimals(usize),
}

impl Precision {
    /// The nearest number of this precision.
    pub fn round(self, number: f64) -> f64 {
        let text = match self {
            Self::Digits(digits) => format!("{number:.*e}", digits.saturating_sub(1)),
            Self::Decimals(decimals) => format!("{number:.decimals$}"),
        };
        // Adding zero takes the sign off a zero.
        text.parse().unwrap_or(number) + 0.0
    }
}

/// One claim of the paper and how to recompute it.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// A stable word.
    pub id: &'static str,
    /// What the paper says.
    pub claim: &'static str,
    /// Where it says so.
    pub equation: &'static str,
    /// What is computed, and how.
    pub computation: &'static str,
    /// What the number is.
    pub quantity: &'static str,
    /// Its unit; empty for a pure number.
    pub unit: &'static str,
    /// To what the number is rounded.
    pub precision: Precision,
    /// The departure of `docs/errata.md` that tells more; empty where there is none.
    pub erratum: &'static str,
    /// Finds the number and judges it.
    pub judge: fn() -> Result<Finding>,
}

impl Statement {
    /// The claim with today's number.
    ///
    /// # Errors
    /// Where the library has no answer to what the claim needs: a fault of ours.
    pub fn recompute(&self) -> Result<Claim> {
        let found = (self.judge)()?;
        Ok(Claim {
            id: self.id,
            claim: self.claim,
            equation: self.equation,
            computation: self.computation,
            quantity: self.quantity,
            unit: self.unit,
            number: self.precision.round(found.number),
            expected: found.expected.to_string(),
            verdict: found.verdict,
            assumption: found.assumption,
            without_assumption: found.without_assumption.map(|n| self.precision.round(n)),
            erratum: self.erratum,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Precision::{Decimals, Digits};

    #[test]
    fn numbers_are_rounded_and_nothing_has_no_sign() {
        assert_eq!(Digits(3).round(0.33333), 0.333);
        assert_eq!(Digits(2).round(-1.57e-7), -1.6e-7);
        assert!(Decimals(9).round(-1e-17).is_sign_positive());
        assert_eq!(Decimals(2).round(1.006), 1.01);
    }
}
