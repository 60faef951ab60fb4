//! The words of the theory: layers, criteria, forms of heat.

use glassmelt::length::Criterion;
use glassmelt::{HeatForm, Layer};
use pyo3::prelude::*;

use crate::errors;

/// A layer by its word.
pub(crate) fn layer(word: &str) -> PyResult<Layer> {
    let layers = [
        Layer::Printed,
        Layer::SmallCoupling,
        Layer::Exact,
        Layer::Elastic,
    ];
    let known = layers.into_iter().find(|layer| layer.to_string() == word);
    known.ok_or_else(|| errors::word("layer", word, "printed, small-coupling, exact or elastic"))
}

/// Which specific heat, by its word.
pub(crate) fn heat_form(word: &str) -> PyResult<HeatForm> {
    match word {
        "printed" => Ok(HeatForm::Printed),
        "singular" => Ok(HeatForm::Singular),
        _ => Err(errors::word("form", word, "printed or singular")),
    }
}

/// A criterion by its word and its number.
pub(crate) fn criterion(word: &str, number: Option<f64>) -> PyResult<Criterion> {
    match word {
        "fixed-line" => {
            Ok(number.map_or_else(Criterion::default, |factor| Criterion::FixedLine { factor }))
        }
        "fraction" => Ok(Criterion::Fraction {
            fraction: number.unwrap_or(0.9),
        }),
        _ => Err(errors::word("criterion", word, "fixed-line or fraction")),
    }
}
