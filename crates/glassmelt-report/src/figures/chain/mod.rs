//! The figures of a chain from a defect to a viscosity: dilute gas, flow, closures.
//!
//! Each is a pure function to a [`Figure`], or none where the chain has nothing to draw.

mod dilute;
mod heat;
mod length;
mod modulus;
mod viscosity;

use glassmelt::melting::{Melting, Point};
use glassmelt_study::{Curves, Study};

pub use dilute::dilute;
pub use heat::heat;
pub use length::length;
pub use modulus::modulus;
pub use viscosity::viscosity;

use super::Figure;
use crate::canvas::Line;

/// The words of all figures of a chain, beside those of its defect.
pub(crate) const NAMES: [&str; 5] = [
    "dilute",
    "flow-modulus",
    "correlation-length",
    "viscosity",
    "configurational-heat",
];

/// A figure of a chain.
type Draw = fn(&Study, &Curves) -> Option<Figure>;

/// How the line of a closure looks: colours of Okabe and Ito (2008).
fn line_of(closure: &str) -> Line {
    let (color, dash): (_, &[f64]) = match closure {
        "linear" => ("#0072B2", &[]),
        "fugacity" => ("#D55E00", &[7.0, 2.5]),
        _ => ("#009E73", &[3.0, 2.0]),
    };
    Line::dashed(color, 1.6, dash)
}

/// The name of a closure for a legend, with its layer.
pub(crate) fn closure_name(melting: &Melting) -> String {
    let name = match melting.closure {
        "linear" => "linear closure, T_{0} put in by hand",
        "fugacity" => "flow driven by Eq. 11",
        "clausius-mossotti" => "mean field of free rotors",
        other => other,
    };
    format!("{name} ({})", melting.layer)
}

/// `(T, value)` of a curve; NaN where it has none, so that its line breaks there.
fn against_temperature(melting: &Melting, of: impl Fn(&Point) -> Option<f64>) -> Vec<(f64, f64)> {
    let value = |p: &Point| (p.t, of(p).unwrap_or(f64::NAN));
    melting.points.iter().map(value).collect()
}

/// Every figure of the chain, by the step that it belongs to.
pub(crate) fn of_step(step: &str, study: &Study, curves: &Curves) -> Vec<Figure> {
    let draws: &[Draw] = match step {
        "dilute" => &[dilute],
        "flow" => &[modulus],
        "closure" => &[length, viscosity, heat],
        _ => &[],
    };
    draws
        .iter()
        .filter_map(|draw| draw(study, curves))
        .collect()
}
