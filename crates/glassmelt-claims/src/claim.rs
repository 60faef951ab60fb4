//! A claim that has been recomputed, and its verdict.

use std::fmt;

use serde::Serialize;

/// What a number says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The number meets the claim.
    Holds,
    /// It does not.
    Fails,
    /// It does, where something is assumed that the paper's own equations do not give.
    #[serde(rename = "holds with an assumption")]
    HoldsWithAnAssumption,
    /// What can be computed does not decide.
    Open,
}

impl Verdict {
    /// All verdicts, from the best.
    pub const ALL: [Self; 4] = [
        Self::Holds,
        Self::HoldsWithAnAssumption,
        Self::Open,
        Self::Fails,
    ];

    /// Its words, as in JSON.
    pub fn words(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "fails",
            Self::HoldsWithAnAssumption => "holds with an assumption",
            Self::Open => "open",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}

/// One claim of the paper with today's number and verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// A stable word.
    pub id: &'static str,
    /// What the paper says.
    pub claim: &'static str,
    /// Where it says so.
    pub equation: &'static str,
    /// What was computed, and how.
    pub computation: &'static str,
    /// What the number is.
    pub quantity: &'static str,
    /// Its unit; empty for a pure number.
    pub unit: &'static str,
    /// The number, rounded to what is the same on every machine.
    pub number: f64,
    /// What the claim asks of the number.
    pub expected: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What has to be assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumption: Option<&'static str>,
    /// The same number without the assumption, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_assumption: Option<f64>,
    /// The departure of `docs/errata.md` that tells more; empty where there is none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub erratum: &'static str,
}

impl Claim {
    /// The number with its unit, as people read it.
    pub fn number_in_words(&self) -> String {
        with_unit(self.number, self.unit)
    }

    /// What is assumed, and the number without it; nothing where nothing is assumed.
    pub fn assumption_in_words(&self) -> Option<String> {
        let assumption = self.assumption?;
        Some(match self.without_assumption {
            Some(number) => format!(
                "Assumed: {assumption}; otherwise {}.",
                with_unit(number, self.unit)
            ),
            None => format!("Assumed: {assumption}."),
        })
    }
}

fn with_unit(number: f64, unit: &str) -> String {
    let digits = if number != 0.0 && !(1e-4..1e6).contains(&number.abs()) {
        format!("{number:e}")
    } else {
        format!("{number}")
    };
    if unit.is_empty() {
        digits
    } else {
        format!("{digits} {unit}")
    }
}
