//! Questions without an answer: one error enum, each with its numbers and what would be right.

use glassmelt_fit::FitError;
use glassmelt_fit::read::ReadError;
use thiserror::Error;

/// A posterior that cannot be drawn from.
#[derive(Debug, Error)]
pub enum BayesError {
    /// The law or the curve is at fault.
    #[error(transparent)]
    Fit(#[from] FitError),
    /// A table is at fault.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file cannot be read.
    #[error("{file}: {source}; expected a readable file")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file of priors or of a joint model says something else than it should.
    #[error("{file}: {message}")]
    File {
        /// The file.
        file: String,
        /// What is wrong, where, and what would be right.
        message: String,
    },
    /// A prior has a number without a meaning.
    #[error("the prior of {parameter} has {number} = {value}: it must be {domain}")]
    BadPrior {
        /// The parameter.
        parameter: String,
        /// Which number.
        number: &'static str,
        /// What it is.
        value: f64,
        /// What would be right.
        domain: &'static str,
    },
    /// A prior leaves nothing within the bounds of its parameter.
    #[error(
        "the prior of {parameter} reaches from {low} to {high}, its law from {lower} to {upper}: they must overlap"
    )]
    NoOverlap {
        /// The parameter.
        parameter: String,
        /// Where the prior begins.
        low: f64,
        /// Where it ends.
        high: f64,
        /// Where the law begins.
        lower: f64,
        /// Where it ends.
        upper: f64,
    },
    /// Curves that cannot be pooled.
    #[error("{first} and {second} cannot be pooled: {reason}")]
    NotPoolable {
        /// The first curve's name.
        first: String,
        /// The other's.
        second: String,
        /// Why not, and what would be right.
        reason: String,
    },
    /// A number of chains or draws that says nothing.
    #[error("{what} = {value}: it must be {domain}")]
    Settings {
        /// Which number.
        what: &'static str,
        /// What it is.
        value: usize,
        /// What would be right.
        domain: &'static str,
    },
    /// The density is nowhere finite.
    #[error("the posterior of {model} has no finite density at any of {starts} starting points")]
    NoStart {
        /// The law or model.
        model: String,
        /// How many were tried.
        starts: usize,
    },
    /// The sampler gave up.
    #[error("the sampler stopped at {model}: {reason}")]
    Sampler {
        /// The law or model.
        model: String,
        /// Its own words.
        reason: String,
    },
    /// Somebody stopped the work.
    #[error("stopped")]
    Stopped,
}
