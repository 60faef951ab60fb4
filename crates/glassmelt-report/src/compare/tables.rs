//! The curves and their differences as tables.

use glassmelt::modulus_curve::{Knowledge, Scale};

use super::{NamedCurve, pairs};
use crate::Table;
use crate::tables::{header, number};

/// The words of all tables of curves.
pub(super) const NAMES: [&str; 2] = ["curves", "deviations"];

/// Every table that has rows.
pub(super) fn all(curves: &[NamedCurve]) -> Vec<Table> {
    let mut tables = vec![points(curves), deviations(curves)];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// Every point of every curve against length.
fn points(curves: &[NamedCurve]) -> Table {
    let rows = curves.iter().flat_map(|named| {
        let curve = named.curve.along(Scale::Length);
        let row = |point: &glassmelt::modulus_curve::ModulusPoint| {
            let mut row = vec![named.name.to_owned(), curve.layer.to_string()];
            row.extend([point.at, point.ratio, point.error()].map(number));
            row.push(match point.known {
                Knowledge::Exact => String::new(),
                Knowledge::Estimated {
                    independent_samples,
                    ..
                } => number(independent_samples),
            });
            row
        };
        curve.points.iter().map(row).collect::<Vec<_>>()
    });
    Table {
        name: "curves",
        title: "Modulus against length",
        rows: rows.collect(),
        header: header(&[
            "curve",
            "layer",
            "length (a)",
            "mu_r (mu_0)",
            "mu_r_error (mu_0)",
            "independent_samples",
        ]),
    }
}

/// Each two curves at the lengths that they share.
fn deviations(curves: &[NamedCurve]) -> Table {
    let rows = pairs(curves).into_iter().flat_map(|pair| {
        let [one, other] = pair.curves.map(|i| curves[i].name.to_owned());
        pair.deviations.into_iter().map(move |deviation| {
            let mut row = vec![one.clone(), other.clone()];
            row.extend([deviation.at, deviation.difference, deviation.error].map(number));
            row
        })
    });
    Table {
        name: "deviations",
        title: "Differences of curves",
        rows: rows.collect(),
        header: header(&[
            "one",
            "minus",
            "length (a)",
            "difference (mu_0)",
            "error (mu_0)",
        ]),
    }
}
