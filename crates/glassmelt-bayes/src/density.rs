//! What can be sampled: a log density with its gradient, and what its coordinates mean.

use serde::Serialize;

/// The logarithm of a density on the whole space, up to a constant.
pub trait Density: Clone + Send + Sync {
    /// How many coordinates there are.
    fn dimension(&self) -> usize;

    /// ln of the density at these coordinates, its derivatives written into `gradient`.
    ///
    /// Minus infinity or NaN where there is no density; the gradient then means nothing.
    fn evaluate(&mut self, at: &[f64], gradient: &mut [f64]) -> f64;
}

/// A quantity that each draw has a value of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variable {
    /// One word for JSON keys and CSV columns.
    pub name: String,
    /// Its unit; empty for a pure number.
    pub unit: &'static str,
    /// Its prior in plain characters.
    pub prior: String,
}

/// A posterior: a density whose coordinates stand for variables, and the points that it was made of.
pub trait Model: Density {
    /// What errors and answers call it.
    fn name(&self) -> String;

    /// The variables in order.
    fn variables(&self) -> Vec<Variable>;

    /// Coordinates to begin with, the best guess first.
    fn starts(&self) -> Vec<Vec<f64>>;

    /// The values of the variables at these coordinates.
    fn values(&self, at: &[f64]) -> Vec<f64>;

    /// How many points were measured.
    fn points(&self) -> usize;

    /// ln of the likelihood of each point for these values, written into `out`.
    fn log_likelihoods(&mut self, values: &[f64], out: &mut [f64]);
}
