//! A law: log10 of viscosity (or relaxation time) against temperature, with named parameters.

use crate::curve::{Curve, Quantity};
use crate::laws::transition;

/// One parameter of a law: its name, unit and the range in which it means something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// One word for Rust, Python, JSON keys and CSV columns, such as `t0`.
    ///
    /// Written for viscosities (`log10_eta0`); [`Parameter::name_for`] turns it into the word for
    /// relaxation times (`log10_tau0`).
    pub name: &'static str,
    /// Its unit, such as `K`; empty for a pure number.
    pub unit: &'static str,
    /// The smallest value with a meaning.
    pub lower: f64,
    /// The largest value with a meaning.
    pub upper: f64,
}

impl Parameter {
    /// A parameter that may take any value.
    pub fn free(name: &'static str, unit: &'static str) -> Self {
        Self::within(name, unit, f64::NEG_INFINITY, f64::INFINITY)
    }

    /// A parameter that means something from `lower` to `upper` only.
    pub fn within(name: &'static str, unit: &'static str, lower: f64, upper: f64) -> Self {
        Self {
            name,
            unit,
            lower,
            upper,
        }
    }

    /// Its word for this quantity: `log10_eta0` for viscosities, `log10_tau0` for times.
    pub fn name_for(&self, quantity: Quantity) -> String {
        in_words_of(self.name, quantity)
    }
}

/// A parameter whose bound is technical, and another that would go to infinity beyond it: at that
/// bound the other has no error, and its interval is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runaway {
    /// Index of the parameter with the technical lower bound.
    pub bounded: usize,
    /// Index of the one that runs away.
    pub follows: usize,
}

/// A name or an equation written for `eta`, in the symbol of this quantity.
pub fn in_words_of(text: &str, quantity: Quantity) -> String {
    if quantity == Quantity::Viscosity {
        return text.to_owned();
    }
    let symbol = quantity.symbol();
    text.replace("log10_eta", &format!("log10_{symbol}"))
        .replace("log10 eta", &format!("log10 {symbol}"))
}

/// log10 of viscosity in Pa s (or relaxation time in s) as a function of temperature in K.
///
/// A law that needs more than the temperature (a measured modulus, an entropy) reads it from the
/// curve at index `i`; every other law looks at `curve.temperatures[i]` alone, through
/// [`Law::log10_at`].
///
/// A new law needs the first seven methods and `starts`; everything else follows from them, and is
/// there to be overridden where a law has a closed form.
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

    /// log10 of the value at temperature `t` in K; infinite where the law has no liquid, NaN where
    /// the temperature alone does not give it (see [`Law::log10_along`]).
    ///
    /// The quantity matters to laws that have Tg as a parameter: 1e12 Pa s, or 100 s.
    fn log10_at(&self, parameters: &[f64], quantity: Quantity, t: f64) -> f64;

    /// Derivatives of [`Law::log10_at`] by each parameter, written into `gradient`.
    fn gradient_at(&self, parameters: &[f64], quantity: Quantity, t: f64, gradient: &mut [f64]);

    /// Deterministic starting points for the least squares, best guess first, each within bounds.
    ///
    /// Every separate valley of the sum of squares should hold one of them.
    fn starts(&self, curve: &Curve) -> Vec<Vec<f64>>;

    /// Why this law cannot be fitted to this curve (a column is missing), if so.
    fn needs(&self, _curve: &Curve) -> Option<&'static str> {
        None
    }

    /// The law whose curves these are in other parameters; its own name unless it is a rewriting.
    ///
    /// Laws of one family are no rivals: they fit equally well whatever the data.
    fn family(&self) -> &'static str {
        self.name()
    }

    /// A bound that stands for no physics, if the law has one, and what runs away towards it.
    fn runaway(&self) -> Option<Runaway> {
        None
    }

    /// log10 of the value at point `i` of the curve.
    fn log10_on(&self, parameters: &[f64], curve: &Curve, i: usize) -> f64 {
        self.log10_at(parameters, curve.quantity, curve.temperatures[i])
    }

    /// Derivatives of [`Law::log10_on`] by each parameter.
    fn gradient_on(&self, parameters: &[f64], curve: &Curve, i: usize, gradient: &mut [f64]) {
        self.gradient_at(parameters, curve.quantity, curve.temperatures[i], gradient);
    }

    /// log10 at every point of the curve, written into `values`.
    fn log10_all(&self, parameters: &[f64], curve: &Curve, values: &mut [f64]) {
        for (i, value) in values.iter_mut().enumerate() {
            *value = self.log10_on(parameters, curve, i);
        }
    }

    /// Derivatives at every point, one row a point, written into `rows` (row after row).
    fn gradient_all(&self, parameters: &[f64], curve: &Curve, rows: &mut [f64]) {
        for (i, row) in rows.chunks_exact_mut(parameters.len()).enumerate() {
            self.gradient_on(parameters, curve, i, row);
        }
    }

    /// Both at once: a law whose value and derivatives come from one computation overrides this.
    fn evaluate_all(
        &self,
        parameters: &[f64],
        curve: &Curve,
        values: &mut [f64],
        rows: &mut [f64],
    ) {
        self.log10_all(parameters, curve, values);
        self.gradient_all(parameters, curve, rows);
    }

    /// log10 of the value at any temperature `t` in K between or beyond the points of the curve.
    ///
    /// A law that reads a column interpolates it, and answers NaN outside the measured range.
    fn log10_along(&self, parameters: &[f64], curve: &Curve, t: f64) -> f64 {
        self.log10_at(parameters, curve.quantity, t)
    }

    /// Derivative of [`Law::log10_along`] by temperature, 1/K.
    ///
    /// By default a central difference with Richardson's extrapolation (relative error 1e-10 or so).
    fn slope_along(&self, parameters: &[f64], curve: &Curve, t: f64) -> f64 {
        transition::richardson(|x| self.log10_along(parameters, curve, x), t)
    }

    /// log10 of the value that the law tends to when it is hot, where it has such a limit.
    fn hot_limit(&self, _parameters: &[f64]) -> Option<f64> {
        None
    }

    /// Glass transition temperature in K, where the law and the curve have one: the value reaches
    /// 1e12 Pa s, or 100 s.
    fn tg(&self, parameters: &[f64], curve: &Curve) -> Option<f64> {
        transition::tg_by_root(
            |t| self.log10_along(parameters, curve, t),
            curve,
            curve.quantity.log10_at_tg(),
        )
    }

    /// Strength D (large for strong liquids): by default from Angell's m at `tg` and the hot limit
    /// by the Vogel-Fulcher relation `D = K^2 ln 10/(m - K)`, `K` the decades from hot limit to Tg.
    fn strength(&self, parameters: &[f64], curve: &Curve) -> Option<f64> {
        let tg = self.tg(parameters, curve)?;
        let m = -tg * self.slope_along(parameters, curve, tg);
        let decades = curve.quantity.log10_at_tg() - self.hot_limit(parameters)?;
        transition::strength_of_fragility(m, decades)
    }
}
