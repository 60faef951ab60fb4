//! The comparison of the laws and their parameters, as rows of text.

use glassmelt_fit::answer::{Analysis, Fit, FittedParameter, Standing};
use serde::Serialize;

use crate::law_line::best_first;
use crate::number::{NONE, Rounding, align_decimals, fixed, with_error};
use crate::style::law_style;

/// One law in the comparison.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct LawRow {
    law: &'static str,
    title: &'static str,
    color: &'static str,
    dash: String,
    count: usize,
    rms: String,
    aicc: String,
    delta: String,
    bic: String,
    withheld: String,
    standing: &'static str,
}

/// One law's equation and parameters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct LawParameters {
    title: &'static str,
    color: &'static str,
    dash: String,
    equation: String,
    tg: String,
    m: String,
    strength: String,
    rows: Vec<ParameterRow>,
}

/// One parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ParameterRow {
    name: String,
    unit: &'static str,
    value: String,
    interval: String,
    bootstrap: String,
    at_bound: bool,
}

/// The comparison, best law first, numbers aligned by column.
pub(super) fn rows(analysis: &Analysis) -> Vec<LawRow> {
    let mut rows: Vec<LawRow> = best_first(analysis)
        .into_iter()
        .map(|fit| row(analysis, fit))
        .collect();
    let columns: [fn(&mut LawRow) -> &mut String; 3] =
        [|r| &mut r.rms, |r| &mut r.aicc, |r| &mut r.bic];
    for column in columns {
        let texts: Vec<String> = rows.iter_mut().map(|r| column(r).clone()).collect();
        for (row, text) in rows.iter_mut().zip(align_decimals(&texts)) {
            *column(row) = text;
        }
    }
    rows
}

/// One row.
fn row(analysis: &Analysis, fit: &Fit) -> LawRow {
    let style = law_style(fit.law);
    let comparison = &analysis.comparison;
    let standing = comparison.standings.iter().find(|s| s.law == fit.law);
    LawRow {
        law: fit.law,
        title: fit.title,
        color: style.color,
        dash: dash(style.dash),
        count: fit.parameters.len(),
        rms: fixed(Some(fit.rms_dex), 4),
        aicc: fixed(Some(fit.aicc), 1),
        delta: standing.map_or(NONE.into(), delta),
        bic: fixed(Some(fit.bic), 1),
        withheld: optional(fit.withheld_rms_dex, fit.withheld_error),
        standing: if comparison.preferred == Some(fit.law) {
            "preferred"
        } else if same_curve(analysis, fit) {
            "the same curve as the preferred law"
        } else if comparison.tied.contains(&fit.law) {
            "not told apart from the best"
        } else {
            ""
        },
    }
}

/// Whether a law is the preferred one in other parameters.
fn same_curve(analysis: &Analysis, fit: &Fit) -> bool {
    let preferred = analysis.comparison.preferred;
    let family = analysis
        .fits
        .iter()
        .find(|other| Some(other.law) == preferred)
        .map(|other| other.family);
    family == Some(fit.family)
}

/// The distance to the best law with its error.
fn delta(standing: &Standing) -> String {
    if standing.delta_aicc.is_nan() {
        NONE.into()
    } else if standing.delta_aicc.abs() < 0.05 {
        "0".into()
    } else if standing.delta_error > 0.0 && standing.delta_error.is_finite() {
        format!(
            "{} ± {}",
            fixed(Some(standing.delta_aicc), 1),
            fixed(Some(standing.delta_error), 1)
        )
    } else {
        fixed(Some(standing.delta_aicc), 1)
    }
}

/// A number with its error, or a dash.
fn optional(value: Option<f64>, error: Option<f64>) -> String {
    value.map_or(NONE.into(), |value| with_error(value, error))
}

/// Dashes as SVG writes them.
fn dash(lengths: &[f64]) -> String {
    let lengths: Vec<String> = lengths.iter().map(f64::to_string).collect();
    lengths.join(" ")
}

/// Every law's parameters, best law first.
pub(super) fn parameters(analysis: &Analysis) -> Vec<LawParameters> {
    best_first(analysis)
        .into_iter()
        .map(|fit| {
            let style = law_style(fit.law);
            LawParameters {
                title: fit.title,
                color: style.color,
                dash: dash(style.dash),
                equation: fit.equation.clone(),
                tg: optional(fit.derived.tg, fit.derived.tg_error),
                m: optional(fit.derived.m, fit.derived.m_error),
                strength: optional(fit.derived.strength_d, fit.derived.strength_d_error),
                rows: fit.parameters.iter().map(parameter_row).collect(),
            }
        })
        .collect()
}

/// One parameter's row: all its numbers rounded by its error.
fn parameter_row(parameter: &FittedParameter) -> ParameterRow {
    let rounding = Rounding::by_error(parameter.value, parameter.error);
    let text = |value: Option<f64>, open: &str| {
        value.map_or(open.to_string(), |value| {
            rounding.text(value) + &rounding.factor()
        })
    };
    ParameterRow {
        name: parameter.name.clone(),
        unit: parameter.unit,
        value: with_error(parameter.value, parameter.error),
        interval: match (parameter.low, parameter.high) {
            (None, None) => "open".into(),
            (low, high) => format!("{} … {}", text(low, "open"), text(high, "open")),
        },
        bootstrap: parameter.bootstrap.map_or(NONE.into(), |[low, high]| {
            format!("{} … {}", text(Some(low), ""), text(Some(high), ""))
        }),
        at_bound: parameter.at_bound,
    }
}
