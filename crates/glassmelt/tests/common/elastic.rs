//! Tables of Kelvin's solution and of pairs, and how tensors are compared.
#![allow(dead_code)] // each test binary uses its own part of it

use glassmelt::SymmetricTensor;
use glassmelt::medium::{Medium, Separation};
use nalgebra::Vector3;
use serde_json::Value;

/// `tools/elastic_values.py`: mpmath at 120 digits, by differences.
pub(crate) fn reference() -> Value {
    serde_json::from_str(include_str!("../reference/elastic.json")).expect("the table is JSON")
}

/// `tools/elaston_table.py`: the Python package elaston.
pub(crate) fn elaston() -> Value {
    serde_json::from_str(include_str!("../reference/elaston.json")).expect("the table is JSON")
}

/// All numbers of a value, in order, however deep; decimal strings or numbers.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        Value::String(text) => vec![text.parse().expect("a number")],
        other => vec![other.as_f64().expect("a number")],
    }
}

pub(crate) fn number(value: &Value) -> f64 {
    numbers(value)[0]
}

pub(crate) fn tensor(value: &Value) -> SymmetricTensor {
    SymmetricTensor::from_components(numbers(value).try_into().expect("six components"))
}

pub(crate) fn vector(value: &Value) -> Vector3<f64> {
    Vector3::from_row_slice(&numbers(value))
}

pub(crate) fn medium(row: &Value) -> Medium {
    Medium::new(number(&row["lambda"]), number(&row["mu"])).expect("stable")
}

pub(crate) fn separation(row: &Value) -> Separation {
    Separation::new(vector(&row["r"])).expect("apart")
}

pub(crate) fn apart(x: f64, y: f64, z: f64) -> Separation {
    Separation::new(Vector3::new(x, y, z)).expect("apart")
}

/// Row by row.
pub(crate) fn rows(matrix: &nalgebra::Matrix3<f64>) -> Vec<f64> {
    matrix.transpose().iter().copied().collect()
}

/// The largest difference relative to the largest number of both.
pub(crate) fn difference(found: &[f64], expected: &[f64]) -> f64 {
    assert_eq!(found.len(), expected.len());
    let largest = |numbers: &[f64]| numbers.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
    let apart: Vec<f64> = found.iter().zip(expected).map(|(f, e)| f - e).collect();
    assert!(apart.iter().all(|x| x.is_finite()), "{found:?}");
    largest(&apart) / largest(expected).max(largest(found)).max(f64::MIN_POSITIVE)
}

#[track_caller]
pub(crate) fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    let off = difference(found, expected);
    assert!(
        off <= tolerance,
        "off by {off:.2e}:\n{found:?}\n{expected:?}"
    );
}

/// Tensors and places of every kind: the same on every machine.
pub(crate) struct Scatter(u64);

impl Scatter {
    pub(crate) fn new() -> Self {
        Self(20261123)
    }

    /// A number between -1 and 1 (Weyl's sequence, scrambled).
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }

    pub(crate) fn tensor(&mut self) -> SymmetricTensor {
        SymmetricTensor::from_components(std::array::from_fn(|_| self.next()))
    }

    pub(crate) fn vector(&mut self) -> Vector3<f64> {
        Vector3::from_fn(|_, _| self.next())
    }

    pub(crate) fn separation(&mut self) -> Separation {
        Separation::new(self.vector()).expect("apart")
    }

    /// lambda/mu between -0.6 and 5.
    pub(crate) fn medium(&mut self) -> Medium {
        Medium::new(2.2 + 2.8 * self.next(), 1.0).expect("stable")
    }
}
