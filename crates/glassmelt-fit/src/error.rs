//! Fits without an answer: one error enum, each with its numbers and what would be right.

use thiserror::Error;

/// A question about a curve that has no answer.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum FitError {
    /// No law has this name.
    #[error("there is no law \"{name}\"; did you mean \"{nearest}\"? Known laws: {known}")]
    UnknownLaw {
        /// What was asked for.
        name: String,
        /// The name nearest to it.
        nearest: String,
        /// All names.
        known: String,
    },
    /// The curve has too few points for the law.
    #[error(
        "{law} has {parameters} parameters and needs at least {needed} points; the curve has {points}"
    )]
    TooFewPoints {
        /// The law's word.
        law: &'static str,
        /// How many parameters it has.
        parameters: usize,
        /// How many points would do.
        needed: usize,
        /// How many there are.
        points: usize,
    },
    /// All points are at one temperature, or at fewer than the law has parameters.
    #[error(
        "{law} has {parameters} parameters and needs points at as many temperatures; the curve has {temperatures}"
    )]
    TooFewTemperatures {
        /// The law's word.
        law: &'static str,
        /// How many parameters it has.
        parameters: usize,
        /// How many different temperatures there are.
        temperatures: usize,
    },
    /// The law needs a column that the curve does not have.
    #[error("{law} cannot be fitted to this curve: {reason}")]
    Needs {
        /// The law's word.
        law: &'static str,
        /// What it needs.
        reason: &'static str,
    },
    /// The curve's columns are not of one length, or hold a number without a meaning.
    #[error("point {index} of the curve has {column} = {value}: it must be {domain}")]
    BadPoint {
        /// The point, counted from zero, hottest first.
        index: usize,
        /// The column.
        column: &'static str,
        /// What it holds.
        value: f64,
        /// What would be right.
        domain: &'static str,
    },
    /// A column is shorter or longer than the temperatures.
    #[error("the curve has {points} temperatures but {length} values of {column}")]
    Ragged {
        /// The column.
        column: &'static str,
        /// How many temperatures there are.
        points: usize,
        /// How many values it has.
        length: usize,
    },
    /// No start led to a minimum.
    #[error(
        "the fit of {law} found no minimum from {starts} starting points; the last solver said: {reason}"
    )]
    NoMinimum {
        /// The law's word.
        law: &'static str,
        /// How many starts were tried.
        starts: usize,
        /// The solver's own words.
        reason: String,
    },
    /// None of the laws could be fitted.
    #[error("none of the laws could be fitted: {0}")]
    NothingFitted(String),
}
