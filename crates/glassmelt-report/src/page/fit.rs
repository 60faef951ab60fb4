//! The page of a fit: what is said, put into the template.

use glassmelt_fit::Quantity;
use glassmelt_fit::answer::Analysis;
use serde::Serialize;

use super::shared::{Head, Item, Notice, ShownFigure, ShownTable, render, shown_figures};
use super::{answer, laws, notices, prose};
use crate::number::{align_decimals, fixed, significant};
use crate::{Figure, ReportError, ReportMeta, ReportOptions, Table};

/// Everything the template shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    data: String,
    verdict: String,
    answer: Vec<Item>,
    cautions: Vec<Notice>,
    laws: Vec<laws::LawRow>,
    not_fitted: Vec<Notice>,
    withheld: bool,
    parameters: Vec<laws::LawParameters>,
    bootstraps: usize,
    breaks: Vec<Notice>,
    no_breaks: &'static str,
    undecided: Vec<Notice>,
    figures: Vec<ShownFigure>,
    points: ShownTable,
}

/// The page as one HTML file that needs no other.
///
/// # Errors
/// When the template refuses its contents.
pub fn render_page(
    analysis: &Analysis,
    meta: &ReportMeta,
    figures: &[Figure],
    tables: &[Table],
    options: ReportOptions,
) -> Result<String, ReportError> {
    render(
        "report.html",
        page(analysis, meta, figures, tables, options),
    )
}

/// What the template shows.
fn page<'a>(
    analysis: &'a Analysis,
    meta: &'a ReportMeta,
    figures: &[Figure],
    tables: &[Table],
    options: ReportOptions,
) -> Page<'a> {
    Page {
        head: Head::new(
            meta,
            tables,
            options,
            vec![("Bootstrap", bootstrap(analysis))],
        ),
        data: data_sentence(analysis),
        verdict: prose::sentence(&analysis.comparison.verdict),
        answer: answer::items(analysis),
        cautions: notices::of_data(analysis),
        laws: laws::rows(analysis),
        not_fitted: notices::not_fitted(analysis),
        withheld: analysis.withheld.is_some(),
        parameters: laws::parameters(analysis),
        bootstraps: analysis.bootstraps,
        breaks: notices::of_theory(analysis),
        no_breaks: no_breaks(analysis),
        undecided: notices::undecided(analysis),
        figures: shown_figures(figures.iter(), 1),
        points: points(analysis),
    }
}

/// How many replicas there are.
fn bootstrap(analysis: &Analysis) -> String {
    match analysis.bootstraps {
        0 => "none".into(),
        count => format!("{count} replicas a law, seed {}", analysis.seed),
    }
}

/// The curve in one sentence.
fn data_sentence(analysis: &Analysis) -> String {
    let curve = &analysis.curve;
    if curve.is_empty() {
        return "No points.".into();
    }
    let what = match curve.quantity {
        Quantity::Viscosity => "viscosity",
        Quantity::RelaxationTime => "relaxation time",
    };
    let errors = match curve.errors {
        Some(_) => "with",
        None => "without",
    };
    format!(
        "{} points from {}\u{a0}K to {}\u{a0}K, {} decades of {what}, {errors} stated errors.",
        curve.len(),
        significant(curve.t_min(), 4),
        significant(curve.t_max(), 4),
        significant(curve.decades(), 3),
    )
}

/// What is said where no assumption of the theory is known to break.
fn no_breaks(analysis: &Analysis) -> &'static str {
    if !analysis.predictions.is_empty() {
        "None of the assumptions that glassmelt checks breaks on these data."
    } else if analysis.fits.iter().any(|fit| fit.law.starts_with("rotor")) {
        "Nothing was predicted from the rotor law, so its assumptions were not put to the test."
    } else {
        "No rotor law was fitted, so none of its assumptions was put to the test."
    }
}

/// The measured points, decimal points below each other.
fn points(analysis: &Analysis) -> ShownTable {
    let curve = &analysis.curve;
    let mut columns = vec![shown(&curve.temperatures), shown(&curve.log10_values)];
    let mut header = vec![
        "T (K)".to_string(),
        match curve.quantity {
            Quantity::Viscosity => "log₁₀ η (Pa s)".to_string(),
            Quantity::RelaxationTime => "log₁₀ τ (s)".to_string(),
        },
    ];
    if let Some(errors) = &curve.errors {
        header.push("error (decades)".into());
        columns.push(shown(errors));
    }
    for fit in &analysis.fits {
        header.push(fit.title.to_string());
        let residuals: Vec<String> = fit.residuals.iter().map(|&r| fixed(Some(r), 3)).collect();
        columns.push(align_decimals(&residuals));
    }
    let rows = (0..curve.len())
        .map(|i| {
            columns
                .iter()
                .map(|c| c.get(i).cloned().unwrap_or_default())
                .collect()
        })
        .collect();
    ShownTable { header, rows }
}

/// A column of numbers as they were given.
fn shown(values: &[f64]) -> Vec<String> {
    let texts: Vec<String> = values
        .iter()
        .map(|v| {
            let text = v.to_string();
            match text.strip_prefix('-') {
                Some(rest) => format!("−{rest}"),
                None => text,
            }
        })
        .collect();
    align_decimals(&texts)
}
