//! The tables of a report, each a pure function of the analysis, in CSV with full precision.

mod fits;
mod predictions;

use glassmelt_fit::answer::Analysis;

use crate::ReportError;

/// A table with one header row; a missing number is an empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its word: the stem of its file.
    pub name: &'static str,
    /// What it holds, in a few words.
    pub title: &'static str,
    /// Column names, with units where they have one.
    pub header: Vec<String>,
    /// Rows, each as long as the header.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table as CSV.
    ///
    /// # Errors
    /// When the writer refuses, as for a row of another length than the header.
    pub fn csv(&self) -> Result<Vec<u8>, ReportError> {
        let failed = |source| ReportError::Table {
            table: self.name,
            source,
        };
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header).map_err(failed)?;
        for row in &self.rows {
            writer.write_record(row).map_err(failed)?;
        }
        writer
            .into_inner()
            .map_err(|error| failed(error.into_error().into()))
    }
}

/// The words of all tables that a report can have.
pub(crate) const NAMES: [&str; 8] = [
    "data",
    "comparison",
    "parameters",
    "withheld",
    "predictions",
    "modulus",
    "complex_modulus",
    "flow_lines",
];

/// Every table that has rows.
pub fn all(analysis: &Analysis) -> Vec<Table> {
    let mut tables = vec![
        fits::data(analysis),
        fits::comparison(analysis),
        fits::parameters(analysis),
        fits::withheld(analysis),
        predictions::states(analysis),
        predictions::modulus(analysis),
        predictions::complex_modulus(analysis),
        predictions::flow_lines(analysis),
    ];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// The shortest text that reads back as the same number; empty for what is not a number.
pub(crate) fn number(value: f64) -> String {
    if value.is_nan() {
        String::new()
    } else {
        value.to_string()
    }
}

/// The same for a number that may be missing.
pub(crate) fn maybe(value: Option<f64>) -> String {
    value.map_or_else(String::new, number)
}

/// Column names.
pub(crate) fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}
