//! The page: what is said, put into the template, everything from outside escaped.

mod answer;
mod laws;
mod notices;
mod prose;

use glassmelt_fit::Quantity;
use glassmelt_fit::answer::Analysis;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, HtmlEscape, Value};
use serde::Serialize;

use crate::canvas::text::{Place, parts};
use crate::number::{align_decimals, fixed, significant};
use crate::{Figure, Pictures, ReportError, ReportMeta, ReportOptions, Table};

/// The page's text and style.
const TEMPLATE: &str = include_str!("../../templates/report.html");

/// The unit of a measured value.
pub(crate) fn unit(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Viscosity => "Pa s",
        Quantity::RelaxationTime => "s",
    }
}

/// A figure as the template shows it.
#[derive(Debug, Serialize)]
struct ShownFigure {
    number: usize,
    name: &'static str,
    title: String,
    caption: String,
    place: &'static str,
    svg: Value,
}

/// A table of the data as the template shows it.
#[derive(Debug, Serialize)]
struct ShownTable {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Everything the template shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    title: &'a str,
    source: Option<&'a str>,
    command: &'a str,
    version: &'a str,
    data_name: &'a str,
    digest: &'a str,
    generated: Option<&'a str>,
    data: String,
    verdict: String,
    answer: Vec<answer::Item>,
    cautions: Vec<notices::Notice>,
    laws: Vec<laws::LawRow>,
    not_fitted: Vec<notices::Notice>,
    withheld: bool,
    parameters: Vec<laws::LawParameters>,
    bootstraps: usize,
    seed: u64,
    breaks: Vec<notices::Notice>,
    no_breaks: &'static str,
    undecided: Vec<notices::Notice>,
    figures: Vec<ShownFigure>,
    png: bool,
    tables: Vec<(&'static str, &'static str)>,
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
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("scripts", |text: String| {
        Value::from_safe_string(scripts(&text))
    });
    environment.add_template("report.html", TEMPLATE)?;
    let page = page(analysis, meta, figures, tables, options);
    Ok(environment
        .get_template("report.html")?
        .render(Value::from(Serde(page)))?)
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
        title: &meta.title,
        source: meta.source.as_deref(),
        command: &meta.command,
        version: &meta.version,
        data_name: &meta.data_name,
        digest: &meta.digest,
        generated: meta.generated.as_deref(),
        data: data_sentence(analysis),
        verdict: prose::sentence(&analysis.comparison.verdict),
        answer: answer::items(analysis),
        cautions: notices::of_data(analysis),
        laws: laws::rows(analysis),
        not_fitted: notices::not_fitted(analysis),
        withheld: analysis.withheld.is_some(),
        parameters: laws::parameters(analysis),
        bootstraps: analysis.bootstraps,
        seed: analysis.seed,
        breaks: notices::of_theory(analysis),
        no_breaks: no_breaks(analysis),
        undecided: notices::undecided(analysis),
        figures: shown_figures(figures),
        png: options.pictures == Pictures::SvgAndPng,
        tables: tables.iter().map(|t| (t.name, t.title)).collect(),
        points: points(analysis),
    }
}

/// A text as HTML, escaped, `_{...}` lowered and `^{...}` raised.
fn scripts(text: &str) -> String {
    parts(text)
        .into_iter()
        .map(|(place, part)| {
            let part = HtmlEscape(part);
            match place {
                Place::Line => part.to_string(),
                Place::Raised => format!("<sup>{part}</sup>"),
                Place::Lowered => format!("<sub>{part}</sub>"),
            }
        })
        .collect()
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

/// The figures, numbered; their SVG is our own and goes in as it is.
fn shown_figures(figures: &[Figure]) -> Vec<ShownFigure> {
    let places = places(&figures.iter().map(Figure::is_wide).collect::<Vec<_>>());
    figures
        .iter()
        .zip(places)
        .enumerate()
        .map(|(i, (figure, place))| ShownFigure {
            number: i + 1,
            name: figure.name,
            title: figure.title.clone(),
            caption: figure.caption.clone(),
            place,
            svg: Value::from_safe_string(figure.svg()),
        })
        .collect()
}

/// How each figure stands on the page: across it, beside another, or beside its own caption where
/// nothing else fills the row.
fn places(wide: &[bool]) -> Vec<&'static str> {
    let mut places = Vec::with_capacity(wide.len());
    let mut row_open = false;
    for (i, &is_wide) in wide.iter().enumerate() {
        let followed = wide.get(i + 1) == Some(&false);
        places.push(match (is_wide, row_open) {
            (true, _) => "wide",
            (false, false) if !followed => "alone",
            (false, _) => "beside",
        });
        row_open = !is_wide && !row_open && followed;
    }
    places
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_figure_without_a_neighbour_stands_beside_its_caption() {
        assert_eq!(
            places(&[false, true, false, false]),
            ["alone", "wide", "beside", "beside"]
        );
        assert_eq!(
            places(&[false, false, false]),
            ["beside", "beside", "alone"]
        );
    }

    #[test]
    fn scripts_are_lowered_and_raised_and_all_else_escaped() {
        assert_eq!(
            scripts("T_{g}/T < 10^{2}"),
            "T<sub>g</sub>&#x2f;T &lt; 10<sup>2</sup>"
        );
        assert_eq!(scripts("_{<b>}"), "<sub>&lt;b&gt;</sub>");
    }
}
