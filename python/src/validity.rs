//! Where the theory's own assumptions break, and the dilute gas of turning dipoles.

use glassmelt::{DipoleTensor, Warning, dilute, validity as rust};
use pyo3::prelude::*;

use crate::elastic::Medium;
use crate::errors::theory;
use crate::json::{Versioned, text};
use crate::rows::tensor;
use crate::threads::beside;

/// A code and a sentence, where there is something to know.
type Note = Option<(&'static str, String)>;

fn note(warning: Option<Warning>) -> Note {
    warning.map(|warning| (warning.code, warning.message))
}

/// `fn name(a, b);` as questions of Python, each with a note or none.
macro_rules! questions {
    ($($(#[$doc:meta])* fn $name:ident($($argument:ident),+);)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        pub(crate) fn $name($($argument: f64),+) -> Note {
            note(rust::$name($($argument),+))
        }
    )+};
}

questions! {
    /// A fugacity y0 > 1: the flow is an expansion in the density of defects. (code, message), or None.
    fn not_dilute(y0);
    /// A strength too large for the linear closure to hold at Tg, for decades between eta0 and Tg. (code, message), or None.
    fn strength_outside_closure(strength, decades);
    /// A temperature beyond 1.618 T0, both in K, where the linear closure ends. (code, message), or None.
    fn outside_closure(temperature, t0);
    /// A fixed point above the starting point, Eq. 19: couplings m0 and m_c at a temperature in K. (code, message), or None.
    fn negative_fugacity(temperature, m0, m_c);
    /// A length at Tg beyond what experiments find: a_nm in nm, ln_xi = ln(xi/a). (code, message), or None.
    fn correlation_length_at_tg(a_nm, ln_xi);
    /// An Adam-Gibbs product that changes by more than a factor of two; ln_ratio its logarithm from t_low to t_high, K.
    fn adam_gibbs_not_constant(t_low, t_high, ln_ratio);
}

/// The dilute gas of turning dipoles, Eqs. 12-15 by elasticity itself, as JSON.
#[pyfunction]
pub(crate) fn dilute_json(
    py: Python<'_>,
    medium: Medium,
    dipole: [f64; 6],
    cell: f64,
    kt: f64,
    density: f64,
) -> PyResult<String> {
    let dipole = DipoleTensor(tensor(dipole));
    let averaged = beside(py, move |_| {
        dilute::average(&medium.0, &dipole, cell, kt, density)
    })?;
    text(&Versioned::new(averaged.map_err(theory)?))
}
