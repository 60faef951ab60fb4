//! Pages that go step by step: each with its words, tables, figures and warnings beside it.

use glassmelt::{Layer, Warning};
use serde::Serialize;

use super::prose::sentence;
use super::shared::{Head, Item, Notice, ShownFigure, ShownTable, shown_figures};
use crate::Figure;
use crate::number::{NONE, Rounding};

/// Everything the template of such a page shows.
#[derive(Debug, Serialize)]
pub(super) struct StepsPage<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    /// What was asked, in one line.
    pub data: String,
    /// What came out, in plain words.
    pub verdict: String,
    /// The numbers that people look for.
    pub answer: Vec<Item>,
    /// What to know about all of it.
    pub cautions: Vec<Notice>,
    /// The steps.
    pub steps: Vec<Step>,
    /// The files that were asked about.
    pub inputs: &'a [(String, String)],
}

/// One step.
#[derive(Debug, Default, Serialize)]
pub(super) struct Step {
    /// Its word in links.
    pub id: &'static str,
    /// What it is.
    pub heading: String,
    /// The equations of the paper behind it.
    pub equations: &'static str,
    /// The layer that its numbers come from.
    pub layer: Option<String>,
    /// What is said of it.
    pub words: Vec<String>,
    /// Its numbers.
    pub tables: Vec<StepTable>,
    /// Its warnings.
    pub cautions: Vec<Notice>,
    /// Its figures.
    pub figures: Vec<ShownFigure>,
}

/// A table under its title.
#[derive(Debug, Default, Serialize)]
pub(super) struct StepTable {
    title: String,
    /// Whether all columns but the first are words.
    text: bool,
    #[serde(flatten)]
    table: ShownTable,
}

impl Step {
    /// A step with its heading, the equations behind it and its layer.
    pub(super) fn new(
        id: &'static str,
        heading: &str,
        equations: &'static str,
        layer: Option<Layer>,
    ) -> Self {
        Self {
            id,
            heading: heading.into(),
            equations,
            layer: layer.map(|layer| layer.to_string()),
            ..Self::default()
        }
    }
}

/// The figures of several steps, numbered through.
#[derive(Debug)]
pub(super) struct Numbering(usize);

impl Numbering {
    /// From 1 on.
    pub(super) fn new() -> Self {
        Self(1)
    }

    /// The next figures.
    pub(super) fn next<'a>(
        &mut self,
        figures: impl Iterator<Item = &'a Figure>,
    ) -> Vec<ShownFigure> {
        let shown = shown_figures(figures, self.0);
        self.0 += shown.len();
        shown
    }
}

/// Columns of one table: each a header and its cells.
#[derive(Debug, Default)]
pub(super) struct Columns(Vec<(String, Vec<String>)>);

impl Columns {
    /// One more column of words.
    #[must_use]
    pub(super) fn words(mut self, header: &str, cells: Vec<String>) -> Self {
        self.0.push((header.into(), cells));
        self
    }

    /// The same; left out where every cell is empty or a dash.
    #[must_use]
    pub(super) fn told(self, header: &str, cells: Vec<String>) -> Self {
        if cells.iter().all(|cell| cell.is_empty() || cell == NONE) {
            return self;
        }
        self.words(header, cells)
    }

    /// One more column of numbers, so many digits of the largest; left out where there is none at all.
    #[must_use]
    pub(super) fn numbers(mut self, header: &str, values: &[Option<f64>], digits: i32) -> Self {
        if values.iter().flatten().any(|value| value.is_finite()) {
            self.0.push((header.into(), numbers(values, digits)));
        }
        self
    }

    /// The table under a title.
    pub(super) fn table(self, title: &str) -> StepTable {
        let count = self
            .0
            .iter()
            .map(|(_, cells)| cells.len())
            .max()
            .unwrap_or(0);
        let cell = |cells: &Vec<String>, i: usize| cells.get(i).cloned().unwrap_or_default();
        let row = |i| self.0.iter().map(|(_, cells)| cell(cells, i)).collect();
        StepTable {
            title: title.into(),
            text: false,
            table: ShownTable {
                rows: (0..count).map(row).collect(),
                header: self.0.iter().map(|(header, _)| header.clone()).collect(),
            },
        }
    }
}

/// A matrix with names of its rows and columns, all its numbers with the same decimals.
pub(super) fn matrix<const C: usize>(
    title: &str,
    names: [&str; C],
    rows: [[f64; C]; 3],
    digits: i32,
) -> StepTable {
    let flat = rows.iter().flatten();
    let noise = 1e-9 * flat.clone().fold(0.0, |a: f64, b| a.max(b.abs()));
    let values: Vec<Option<f64>> = flat
        .map(|&x| Some(if x.abs() <= noise { 0.0 } else { x }))
        .collect();
    let cells = numbers(&values, digits);
    let rows = ["x", "y", "z"].iter().zip(cells.chunks(C));
    let row = |(name, cells): (&&str, &[String])| {
        let first = std::iter::once((*name).to_string());
        first.chain(cells.iter().cloned()).collect()
    };
    StepTable {
        title: title.into(),
        text: false,
        table: ShownTable {
            rows: rows.map(row).collect(),
            header: std::iter::once("").chain(names).map(String::from).collect(),
        },
    }
}

/// A table of words: what, how much, what about it.
pub(super) fn list(title: &str, header: &[&str], rows: Vec<Vec<String>>) -> StepTable {
    StepTable {
        title: title.into(),
        text: true,
        table: ShownTable {
            header: header.iter().map(ToString::to_string).collect(),
            rows,
        },
    }
}

/// Numbers with so many digits of the largest, in one power of ten.
fn numbers(values: &[Option<f64>], digits: i32) -> Vec<String> {
    let finite = values.iter().flatten().filter(|value| value.is_finite());
    let largest = finite.fold(0.0, |largest: f64, value| largest.max(value.abs()));
    #[allow(clippy::cast_possible_truncation)] // the power of ten of a finite number
    let power = if largest > 0.0 {
        largest.log10().floor() as i32
    } else {
        0
    };
    let exponent = if (-4..=5).contains(&power) { 0 } else { power };
    let most = (digits - 1 - power + exponent).max(0);
    let with = |decimals: i32| Rounding { decimals, exponent };
    let same = |decimals: &i32| {
        let all = |rounding: Rounding| values.iter().flatten().map(move |&v| rounding.text(v));
        let digits = |text: String| text.replace('−', "-").parse::<f64>().ok();
        all(with(*decimals))
            .map(digits)
            .eq(all(with(most)).map(digits))
    };
    // Zeros that all of them end in are not told.
    let rounding = with((0..most).find(same).unwrap_or(most));
    let cell = |value: f64| {
        if value == 0.0 {
            "0".into()
        } else if value.is_finite() {
            rounding.text(value) + &rounding.factor()
        } else {
            rounding.text(value)
        }
    };
    let told = values.iter();
    told.map(|value| value.map_or(NONE.into(), cell)).collect()
}

/// Warnings as sentences under no heading; none where there are none.
pub(super) fn cautions<'a>(warnings: impl Iterator<Item = &'a str>) -> Vec<Notice> {
    let messages: Vec<String> = warnings.map(sentence).collect();
    if messages.is_empty() {
        return Vec::new();
    }
    vec![Notice {
        laws: String::new(),
        messages,
    }]
}

/// The message of a warning.
pub(super) fn message(warning: &Warning) -> &str {
    &warning.message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_a_number_are_left_out_and_points_align() {
        let table = Columns::default()
            .numbers("a", &[Some(1.25), Some(100.0), Some(0.0), None], 4)
            .numbers("b", &[None, None], 3)
            .table("");
        assert_eq!(table.table.header, ["a"]);
        assert_eq!(table.table.rows[0], ["1.2"]);
        assert_eq!(table.table.rows[1], ["100.0"]);
        assert_eq!(table.table.rows[3], [NONE]);
        let whole = Columns::default().numbers("T", &[Some(150.0), Some(155.0)], 5);
        assert_eq!(whole.table("").table.rows[1], ["155"]);
    }
}
