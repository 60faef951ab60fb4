//! The table of high-precision values made by `tools/reference_values.py`.
#![allow(dead_code)] // each test binary uses its own part of it

pub(crate) mod defects;

use serde_json::Value;

/// The whole table.
pub(crate) fn reference() -> Value {
    serde_json::from_str(include_str!("../reference/values.json")).expect("the table is JSON")
}

/// A number that the table holds as a decimal string.
pub(crate) fn number(value: &Value) -> f64 {
    value
        .as_str()
        .expect("a decimal string")
        .parse()
        .expect("a number")
}

/// Pairs of argument and value.
pub(crate) fn pairs(table: &Value) -> Vec<(f64, f64)> {
    let rows = table.as_array().expect("a table");
    rows.iter()
        .map(|row| (number(&row[0]), number(&row[1])))
        .collect()
}

/// `|a/b - 1|`, or `|a|` where b is zero.
pub(crate) fn relative_error(a: f64, b: f64) -> f64 {
    if b == 0.0 {
        a.abs()
    } else {
        (a / b - 1.0).abs()
    }
}
