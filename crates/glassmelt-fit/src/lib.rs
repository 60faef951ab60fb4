//! Measured curves of glass formers against the theory and its rivals.
//!
//! [`read`] turns a table into a [`Curve`]; each [`Law`] of [`laws`] is one file; [`fit()`] finds its
//! parameters with their intervals; [`compare()`] says which law the data prefer, and whether they can;
//! [`analyse()`] does all of it.

pub mod analyse;
pub mod answer;
pub mod bootstrap;
pub mod compare;
pub mod covariance;
pub mod curve;
pub mod derived;
pub mod error;
pub mod fit;
pub mod law;
pub mod laws;
mod notes;
pub mod observe;
pub mod predict;
pub mod profile;
pub mod read;
pub mod solve;
pub mod task;
pub mod withheld;

pub use analyse::{Intervals, Options, analyse};
pub use compare::compare;
pub use curve::{Curve, Entropy, EntropyOrigin, Quantity};
pub use error::FitError;
pub use fit::fit;
pub use law::{Law, Parameter};
pub use observe::{Observer, Silent};
pub use predict::{PredictOptions, predictions};
pub use solve::Loss;
pub use task::{FitOptions, Weighting};

/// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
