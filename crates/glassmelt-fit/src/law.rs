//! A law: log10 of viscosity (or relaxation time) against temperature, with named parameters.

use crate::curve::Curve;

/// One parameter of a law: its name, unit and the range in which it means something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// One word for Rust, Python, JSON keys and CSV columns, such as `t0`.
    pub name: &'static str,
    /// Its unit, such as `K`; empty for a pure number.
    pub unit: &'static str,
    /// The smallest value with a meaning.
    pub lower: f64,
    /// The largest value with a meaning.
    pub upper: f64,
}

/// log10 of viscosity in Pa s (or relaxation time in s) as a function of temperature in K.
///
/// A law that needs more than the temperature (a measured modulus, an entropy) reads it from the
/// curve at index `i`; every other law looks at `curve.temperatures[i]` alone, through
/// [`Law::log10_at`].
pub trait Law: Send + Sync {
    /// One word for the command line and JSON, such as `vft` or `rotor-exact`.
    fn name(&self) -> &'static str;

    /// What people call it, such as `Vogel-Fulcher-Tammann`.
    fn title(&self) -> &'static str;

    /// The equation in plain characters, such as `log10 eta = log10_eta0 + b/(T - t0)`.
    fn equation(&self) -> &'static str;

    /// Its source: a key of `references.bib`.
    fn reference(&self) -> &'static str;

    /// Its parameters in order; the bounds may depend on the curve (T0 lies below the coldest point).
    fn parameters(&self, curve: &Curve) -> Vec<Parameter>;

    /// log10 of the value at temperature `t` in K; infinite where the law has no liquid.
    fn log10_at(&self, parameters: &[f64], t: f64) -> f64;

    /// Derivatives of [`Law::log10_at`] by each parameter, written into `gradient`.
    fn gradient_at(&self, parameters: &[f64], t: f64, gradient: &mut [f64]);

    /// Deterministic starting points for the least squares, best guess first, each within bounds.
    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>>;

    /// Why this law cannot be fitted to this curve (a column is missing), if so.
    fn needs(&self, _curve: &Curve) -> Option<&'static str> {
        None
    }

    /// log10 of the value at point `i` of the curve.
    fn log10_on(&self, parameters: &[f64], curve: &Curve, i: usize) -> f64 {
        self.log10_at(parameters, curve.temperatures[i])
    }

    /// Derivatives of [`Law::log10_on`] by each parameter.
    fn gradient_on(&self, parameters: &[f64], curve: &Curve, i: usize, gradient: &mut [f64]) {
        self.gradient_at(parameters, curve.temperatures[i], gradient);
    }
}
