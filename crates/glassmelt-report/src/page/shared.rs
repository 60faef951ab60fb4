//! What all pages share: the template's surroundings, figures as a page shows them, scripts, tables.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, HtmlEscape, Value};
use serde::Serialize;

use crate::canvas::text::{Place, parts};
use crate::{Figure, Pictures, ReportError, ReportMeta, ReportOptions, Table};

/// The templates by name: a page extends `base.html` and takes the rest as parts.
const TEMPLATES: [(&str, &str); 6] = [
    ("base.html", include_str!("../../templates/base.html")),
    ("facts.html", include_str!("../../templates/facts.html")),
    ("parts.html", include_str!("../../templates/parts.html")),
    ("report.html", include_str!("../../templates/report.html")),
    ("steps.html", include_str!("../../templates/steps.html")),
    ("style.css", include_str!("../../templates/style.css")),
];

/// What stands around the contents of every page.
#[derive(Debug, Serialize)]
pub(super) struct Head<'a> {
    title: &'a str,
    source: Option<&'a str>,
    command: &'a str,
    version: &'a str,
    facts: Vec<(&'static str, String)>,
    tables: Vec<(&'static str, &'static str)>,
    png: bool,
}

impl<'a> Head<'a> {
    /// The words of `meta`, with further facts between the version and the date.
    pub(super) fn new(
        meta: &'a ReportMeta,
        tables: &[Table],
        options: ReportOptions,
        further: Vec<(&'static str, String)>,
    ) -> Self {
        let mut facts = vec![
            ("File", meta.data_name.clone()),
            ("Digest", meta.digest.clone()),
            ("glassmelt", meta.version.clone()),
        ];
        facts.extend(further);
        facts.extend(meta.generated.clone().map(|when| ("Made", when)));
        facts.retain(|(_, value)| !value.is_empty());
        Self {
            title: &meta.title,
            source: meta.source.as_deref(),
            command: &meta.command,
            version: &meta.version,
            facts,
            tables: tables.iter().map(|t| (t.name, t.title)).collect(),
            png: options.pictures == Pictures::SvgAndPng,
        }
    }
}

/// One line of the box of answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Item {
    /// Its symbol, scripts as `_{...}`.
    pub symbol: &'static str,
    /// What it is.
    pub name: &'static str,
    /// The number with error and unit.
    pub value: String,
    /// Where it comes from or what it means.
    pub note: String,
}

/// Sentences under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Notice {
    /// The laws concerned; empty for the data as a whole.
    pub laws: String,
    /// The sentences.
    pub messages: Vec<String>,
}

/// A figure as the template shows it.
#[derive(Debug, Serialize)]
pub(super) struct ShownFigure {
    number: usize,
    name: &'static str,
    title: String,
    caption: String,
    place: &'static str,
    svg: Value,
}

/// A table as the template shows it.
#[derive(Debug, Default, Serialize)]
pub(super) struct ShownTable {
    /// Names of the columns.
    pub header: Vec<String>,
    /// Rows, each as long as the header.
    pub rows: Vec<Vec<String>>,
}

/// A template of this name with its contents.
pub(super) fn render(name: &str, page: impl Serialize) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("scripts", |text: String| {
        Value::from_safe_string(scripts(&text))
    });
    for (name, text) in TEMPLATES {
        environment.add_template(name, text)?;
    }
    let template = environment.get_template(name)?;
    Ok(template.render(Value::from(Serde(page)))?)
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

/// The figures, numbered from `first` on; their SVG is our own and goes in as it is.
pub(super) fn shown_figures<'a>(
    figures: impl Iterator<Item = &'a Figure>,
    first: usize,
) -> Vec<ShownFigure> {
    let figures: Vec<&Figure> = figures.collect();
    let wide: Vec<bool> = figures.iter().map(|figure| figure.is_wide()).collect();
    figures
        .iter()
        .zip(places(&wide))
        .enumerate()
        .map(|(i, (figure, place))| ShownFigure {
            number: first + i,
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
