//! Tables with more than values: limits, errors of temperature, who measured.

use glassmelt::Warning;
use glassmelt_fit::read::{ReadOptions, Reading, read_curve};

use crate::error::BayesError;
use crate::measured::{Knowledge, Measured};

/// Reads a table as [`glassmelt_fit::read`] does, and what a likelihood can use beyond:
///
/// | column | says |
/// | --- | --- |
/// | `censored` | `>` or `above`, `<` or `below`: the value is a limit; empty, `no` or `0`: it was measured |
/// | `sigma_T_K`, `T_error_K` | one standard error of the temperature, K |
/// | `source`, `laboratory`, `batch` | who measured the point |
///
/// A value written `>13` or `<2` is a limit too.
///
/// # Errors
/// As [`read_curve`], and [`BayesError::File`] for a cell of these columns that is not understood.
///
/// ```
/// use glassmelt_bayes::table::read_measured;
/// use glassmelt_bayes::Knowledge;
///
/// let text = b"T_K,log10_eta_Pa_s,sigma_T_K\n700,>13,2\n800,9,2\n900,6,0\n1000,4,0\n";
/// let (data, _) = read_measured("glass.csv", text, &Default::default())?;
/// assert_eq!(data.knowledge[3], Knowledge::Above);
/// assert_eq!(data.temperature_errors, [0.0, 0.0, 2.0, 2.0]);
/// # Ok::<(), glassmelt_bayes::BayesError>(())
/// ```
pub fn read_measured(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<(Measured, Vec<Warning>), BayesError> {
    let text = std::str::from_utf8(bytes).ok().map(plain_lines);
    let Some(split) = text.as_deref().and_then(Split::of) else {
        let reading = read_curve(file, bytes, options)?;
        return Ok((Measured::from(reading.curve), reading.notes));
    };
    let extras = split.extras(file)?;
    let rest = extras.rest.as_bytes();
    let reading = read_curve(file, rest, &split.renumbered(options))?;
    let mut data = Measured::from(reading.curve.clone());
    for source in extras.rows.iter().filter_map(|row| row.source.as_ref()) {
        place(&mut data.sources, source);
    }
    let in_order = |i: &usize| extras.rows.get(*i);
    for (point, row) in reading.rows.iter().map(in_order).enumerate() {
        let Some(row) = row else { continue };
        data.knowledge[point] = row.knowledge_of(&reading, file)?;
        data.temperature_errors[point] = row.temperature_error;
        if let Some(source) = &row.source {
            data.source[point] = place(&mut data.sources, source);
        }
    }
    forget_unused(&mut data);
    Ok((data, reading.notes))
}

fn place(names: &mut Vec<String>, name: &str) -> usize {
    names
        .iter()
        .position(|known| known == name)
        .unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        })
}

/// The file's own name is no source where every point has another.
fn forget_unused(data: &mut Measured) {
    if data.sources.len() > 1 && !data.source.contains(&0) {
        data.sources.remove(0);
        for source in &mut data.source {
            *source -= 1;
        }
    }
}

/// What a column beyond the curve says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extra {
    Censored,
    TemperatureError,
    Source,
}

/// What a column's name means here.
fn meaning(name: &str) -> Option<Extra> {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    match letters.to_lowercase().as_str() {
        "censored" | "limit" => Some(Extra::Censored),
        "sigmatk" | "terrork" | "temperatureerrork" | "sigmatemperaturek" => {
            Some(Extra::TemperatureError)
        }
        "source" | "laboratory" | "lab" | "batch" => Some(Extra::Source),
        _ => None,
    }
}

/// A text with its separator and the columns that are not the curve's.
struct Split<'a> {
    text: &'a str,
    separator: Option<char>,
    extras: Vec<(usize, Extra)>,
    width: usize,
}

/// What a row says beyond its values.
#[derive(Debug, Default)]
struct Row {
    knowledge: Knowledge,
    temperature_error: f64,
    source: Option<String>,
    /// Cells written as limits: the column, counted from zero without the extra ones, and what was written.
    marks: Vec<(usize, Knowledge, String)>,
}

impl Row {
    /// A mark of the value makes it a limit; one of a column that is not used says nothing here.
    fn knowledge_of(&self, reading: &Reading, file: &str) -> Result<Knowledge, BayesError> {
        let mut knowledge = self.knowledge;
        for (column, marked, written) in &self.marks {
            if *column == reading.value_column {
                knowledge = *marked;
            } else if reading.columns.contains(column) {
                return Err(BayesError::File {
                    file: file.to_owned(),
                    message: format!(
                        "a point has \"{written}\" beside its value; expected a number: only values can be limits"
                    ),
                });
            }
        }
        Ok(knowledge)
    }
}

struct Extras {
    rest: String,
    rows: Vec<Row>,
}

/// Lines end as they do on Unix, and a spreadsheet's first line that names its separator is empty.
fn plain_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    match text.strip_prefix("sep=") {
        Some(rest) => rest
            .find('\n')
            .map_or_else(String::new, |end| rest[end..].to_owned()),
        None => text,
    }
}

fn is_content(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

impl<'a> Split<'a> {
    /// None for texts whose first line is no header that a plain split understands.
    fn of(text: &'a str) -> Option<Self> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let header = text.lines().find(|line| is_content(line))?;
        let separator = ['\t', ';', ','].into_iter().find(|s| header.contains(*s));
        let names = cells(header, separator);
        let meanings = names.iter().enumerate();
        let extras = meanings.filter_map(|(i, name)| Some((i, meaning(name)?)));
        Some(Self {
            text,
            separator,
            extras: extras.collect(),
            width: names.len(),
        })
    }

    /// A column that was chosen by number keeps its place when others are taken out before it.
    fn renumbered(&self, options: &ReadOptions) -> ReadOptions {
        let moved = |column: &Option<String>| {
            let column = column.as_ref()?;
            let Ok(number) = column.trim().parse::<usize>() else {
                return Some(column.clone());
            };
            let before = self.extras.iter().filter(|(i, _)| i + 1 < number).count();
            Some((number - before).to_string())
        };
        ReadOptions {
            temperature_column: moved(&options.temperature_column),
            value_column: moved(&options.value_column),
            error_column: moved(&options.error_column),
            ..options.clone()
        }
    }

    /// The table without those columns and without marks of limits, line by line, and what they said.
    fn extras(&self, file: &str) -> Result<Extras, BayesError> {
        let mut rest = String::with_capacity(self.text.len());
        let mut rows = Vec::new();
        let mut header = true;
        for (number, line) in self.text.lines().enumerate() {
            if !is_content(line) {
                rest.push_str(line);
            } else if std::mem::take(&mut header) {
                rest.push_str(&self.joined(&cells(line, self.separator)));
                if cells(line, self.separator)
                    .iter()
                    .all(|c| as_number(c).is_some())
                {
                    rows.push(Row::default());
                }
            } else {
                let mut cells = cells(line, self.separator);
                rows.push(self.row(file, number + 1, &mut cells)?);
                rest.push_str(&self.joined(&cells));
            }
            rest.push('\n');
        }
        Ok(Extras { rest, rows })
    }

    fn joined(&self, cells: &[String]) -> String {
        let taken = |i: usize| cells.len() == self.width && self.is_extra(i);
        let kept = cells.iter().enumerate().filter(|(i, _)| !taken(*i));
        let kept: Vec<&str> = kept.map(|(_, cell)| cell.as_str()).collect();
        kept.join(&self.separator.map_or_else(|| "  ".to_owned(), String::from))
    }

    fn is_extra(&self, column: usize) -> bool {
        self.extras.iter().any(|(i, _)| *i == column)
    }

    /// What a row says; marks of limits are taken off its other cells.
    fn row(&self, file: &str, line: usize, cells: &mut [String]) -> Result<Row, BayesError> {
        let refuse = |cell: &str, expected: &str| BayesError::File {
            file: file.to_owned(),
            message: format!("line {line} has \"{cell}\"; expected {expected}"),
        };
        let mut row = Row::default();
        if cells.len() != self.width {
            return Ok(row);
        }
        for (i, extra) in &self.extras {
            let cell = bare(&cells[*i]);
            match extra {
                Extra::Source => row.source = (!cell.is_empty()).then(|| cell.to_owned()),
                Extra::Censored => {
                    row.knowledge = censored(cell)
                        .ok_or_else(|| refuse(cell, "above, below, >, < or nothing"))?;
                }
                Extra::TemperatureError if cell.is_empty() => {}
                Extra::TemperatureError => {
                    row.temperature_error = as_number(cell)
                        .filter(|error| *error >= 0.0)
                        .ok_or_else(|| refuse(cell, "an error of temperature in K, or nothing"))?;
                }
            }
        }
        let mut column = 0;
        for (i, cell) in cells.iter_mut().enumerate() {
            if self.is_extra(i) {
                continue;
            }
            let written = cell.clone();
            let mark = without_mark(cell);
            row.marks
                .extend(mark.map(|knowledge| (column, knowledge, written)));
            column += 1;
        }
        Ok(row)
    }
}

fn cells(line: &str, separator: Option<char>) -> Vec<String> {
    match separator {
        Some(separator) => quoted_split(line, separator),
        None => line.split_whitespace().map(str::to_owned).collect(),
    }
}

/// Splits outside quotes; the quotes stay.
fn quoted_split(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        quoted ^= character == '"';
        if character == separator && !quoted {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(character);
        }
    }
    cells
}

fn bare(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

fn as_number(cell: &str) -> Option<f64> {
    let number: f64 = bare(cell).replace(',', ".").parse().ok()?;
    number.is_finite().then_some(number)
}

fn censored(cell: &str) -> Option<Knowledge> {
    match cell.to_lowercase().as_str() {
        "" | "no" | "0" | "false" | "-" => Some(Knowledge::Measured),
        ">" | "above" | "≥" => Some(Knowledge::Above),
        "<" | "below" | "≤" => Some(Knowledge::Below),
        _ => None,
    }
}

/// Takes `>` or `<` off a number, and says which it was.
fn without_mark(cell: &mut String) -> Option<Knowledge> {
    let plain = bare(cell);
    let first = plain.chars().next()?;
    let knowledge = match first {
        '>' | '≥' => Knowledge::Above,
        '<' | '≤' => Knowledge::Below,
        _ => return None,
    };
    let number = plain[first.len_utf8()..]
        .trim_start_matches('=')
        .trim()
        .to_owned();
    as_number(&number)?;
    *cell = number;
    Some(knowledge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(Measured, Vec<Warning>), BayesError> {
        read_measured("t.csv", text.as_bytes(), &ReadOptions::default())
    }

    #[test]
    fn columns_follow_their_points_into_the_order_of_the_curve() {
        let text = "# a table\nT_K;log10_eta_Pa_s;source;censored\n500;12,0;A;\n900;1,5;B;\n\n\
                    700;>4,2;A;\n800;2,5;B;below\n";
        let (data, notes) = read(text).unwrap();
        assert_eq!(data.curve.temperatures, [900.0, 800.0, 700.0, 500.0]);
        assert_eq!(data.curve.log10_values, [1.5, 2.5, 4.2, 12.0]);
        assert_eq!(data.sources, ["A", "B"]);
        assert_eq!(data.source, [1, 1, 0, 0]);
        let known = [
            Knowledge::Measured,
            Knowledge::Below,
            Knowledge::Above,
            Knowledge::Measured,
        ];
        assert_eq!(data.knowledge, known);
        assert!(
            notes.iter().all(|n| !n.message.contains("source")),
            "{notes:?}"
        );
    }

    #[test]
    fn a_table_without_such_columns_is_the_curve_itself() {
        let text = "T_K  log10_eta_Pa_s\n900 1\n800 2\n700 4\n600 7\n";
        let (data, _) = read(text).unwrap();
        let curve = read_curve("t.csv", text.as_bytes(), &ReadOptions::default());
        assert_eq!(data, Measured::from(curve.unwrap().curve));
    }

    #[test]
    fn a_cell_that_says_nothing_is_refused_with_its_line() {
        let text = "T_K,log10_eta_Pa_s,censored\n900,1,\n800,2,perhaps\n700,4,\n600,7,\n";
        let error = read(text).unwrap_err().to_string();
        assert!(
            error.contains("line 3") && error.contains("perhaps"),
            "{error}"
        );
        assert!(read("T_K,log10_eta_Pa_s,T_error_K\n900,1,-2\n800,2,\n700,4,\n600,7,\n").is_err());
    }

    #[test]
    fn a_column_chosen_by_number_keeps_its_place() {
        let text = "lab,T_K,log10_eta_Pa_s\nA,900,1\nA,800,2\nB,700,4\nB,600,7\n";
        let options = ReadOptions {
            value_column: Some("3".to_owned()),
            ..ReadOptions::default()
        };
        let (data, _) = read_measured("t.csv", text.as_bytes(), &options).unwrap();
        assert_eq!(data.curve.log10_values, [1.0, 2.0, 4.0, 7.0]);
    }

    #[test]
    fn only_a_mark_of_the_value_makes_a_limit() {
        let table = |first: &str| {
            format!(
                "T_K,log10_eta_Pa_s,error,purity\n{first}\n800,2,0.1,1\n700,4,0.1,1\n600,7,0.1,1\n"
            )
        };
        let (data, _) = read(&table("900,1,0.1,>99.9")).unwrap();
        assert_eq!(data.limits(), 0);
        let (data, _) = read(&table("900,<1,0.1,99")).unwrap();
        assert_eq!(data.limits(), 1);
        for misplaced in ["900,1,<0.05,99", ">900,1,0.1,99"] {
            let error = read(&table(misplaced)).unwrap_err().to_string();
            assert!(error.contains("only values can be limits"), "{error}");
        }
    }

    #[test]
    fn ends_of_lines_and_a_named_separator_hide_no_limit() {
        for text in [
            "T_K,log10_eta_Pa_s,censored\r900,1,\r800,2,\r700,4,>\r600,7,\r",
            "sep=,\nT_K,log10_eta_Pa_s,censored\n900,1,\n800,2,\n700,4,>\n600,7,\n",
        ] {
            assert_eq!(read(text).unwrap().0.limits(), 1, "{text:?}");
        }
    }
}
