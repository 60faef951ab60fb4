//! What every answer carries: its layer, its validity flags, its error bars.

use serde::{Deserialize, Deserializer, Serialize};

/// Where a number comes from: the printed page, what follows exactly from it, or elasticity itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// The equation as the paper prints it, unambiguous misprints mended (`docs/errata.md`).
    Printed,
    /// The printed equations for `m = alpha mu_bar << 1`, Eqs. 18-22, without further approximation.
    SmallCoupling,
    /// What follows exactly from the printed flow: first integral and quadrature.
    Exact,
    /// What follows from elasticity itself.
    Elastic,
}

impl std::fmt::Display for Layer {
    /// The word of the command line: `printed`, `small-coupling`, `exact`, `elastic`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Printed => "printed",
            Self::SmallCoupling => "small-coupling",
            Self::Exact => "exact",
            Self::Elastic => "elastic",
        })
    }
}

/// A validity flag: the answer stands, and this is what it rests on or breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// A stable word for machines, in snake case.
    pub code: &'static str,
    /// A sentence for people, with the numbers.
    pub message: String,
}

impl Warning {
    /// A flag with its stable code and its sentence.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

/// An estimated number with its standard error and the number of independent samples behind it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The estimate.
    pub mean: f64,
    /// Its standard error. JSON has no infinity: it reads null as one.
    #[serde(deserialize_with = "null_is_infinite")]
    pub error: f64,
    /// How many independent samples stand behind it.
    pub independent_samples: f64,
}

fn null_is_infinite<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or(f64::INFINITY))
}
