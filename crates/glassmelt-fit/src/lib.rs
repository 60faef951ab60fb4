//! Measured curves of glass formers against the theory and its rivals.
//!
//! [`read`] turns a table into a [`Curve`]; each [`Law`] of [`laws`] is one file; [`fit`] finds its
//! parameters with their intervals; [`compare`] says which law the data prefer, and whether they can;
//! [`predict`] follows the fitted rotor law to what else it says; [`analyse`] does all of it.

pub mod answer;
pub mod covariance;
pub mod curve;
pub mod derived;
pub mod error;
pub mod fit;
pub mod law;
pub mod laws;
mod notes;
pub mod read;
pub mod solve;
pub mod task;

pub use curve::{Curve, Entropy, EntropyOrigin, Quantity};
pub use error::FitError;
pub use fit::fit;
pub use law::{Law, Parameter};
pub use solve::Loss;
pub use task::{FitOptions, Weighting};
