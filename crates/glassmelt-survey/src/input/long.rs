//! A long table: one row a point, a column that names the curve; units as `glassmelt fit` reads them.

use std::collections::HashMap;

use glassmelt::Warning;
use glassmelt_fit::read::{ReadOptions, read_curve};

use super::sheet::{Row, Sheet, positive_modulus};
use super::{Columns, Input, Origin, Refused, Subject};
use crate::SurveyError;

/// Whether a header is that of temperatures: `T_K`, `T [°C]`, `temperature`.
pub(super) fn is_temperature(name: &str) -> bool {
    let word: String = name.to_lowercase();
    let word = word
        .split(['_', ' ', '(', '[', '/'])
        .next()
        .unwrap_or_default();
    matches!(word, "t" | "temp" | "temperature")
}

/// Where the columns of a long table stand that are not those of a single curve.
struct Places {
    id: usize,
    modulus: Option<usize>,
    group: Option<usize>,
}

impl Places {
    /// The columns of a single curve, in their order.
    fn own(&self, sheet: &Sheet) -> Vec<usize> {
        let own = |column: &usize| {
            *column != self.id && Some(*column) != self.modulus && Some(*column) != self.group
        };
        (0..sheet.header.len()).filter(own).collect()
    }

    /// A column as the table of a single curve has it: a name stays, a number counts the columns of the whole table.
    fn in_own(
        &self,
        sheet: &Sheet,
        said: Option<&str>,
        role: &'static str,
    ) -> Result<Option<String>, SurveyError> {
        let Some(said) = said else {
            return Ok(None);
        };
        let own = self.own(sheet);
        let word = said.trim().to_lowercase();
        let named = own
            .iter()
            .any(|&column| sheet.header[column].to_lowercase() == word);
        let number = word.parse::<usize>().ok();
        let Some(column) = number
            .and_then(|number| number.checked_sub(1))
            .filter(|_| !named)
        else {
            return Ok(Some(said.to_owned()));
        };
        let place = own.iter().position(|&other| other == column);
        place
            .map(|place| Some((place + 1).to_string()))
            .ok_or_else(|| SurveyError::UnknownColumn {
                file: sheet.file.clone(),
                column: said.to_owned(),
                role,
                known: sheet.names(),
            })
    }
}

pub(super) fn read(sheet: &Sheet, columns: &Columns) -> Result<Input, SurveyError> {
    // A column of moduli beside temperatures is the modulus at each of them unless somebody says otherwise.
    let modulus = columns
        .modulus
        .as_deref()
        .map(|said| sheet.modulus(Some(said)));
    let places = Places {
        id: sheet.id(columns.id.as_deref())?,
        modulus: modulus.transpose()?.flatten(),
        group: sheet.group(columns.group.as_deref())?,
    };
    let of_curve = |said: &Option<String>, role| places.in_own(sheet, said.as_deref(), role);
    let options = ReadOptions {
        temperature_column: of_curve(&columns.temperature, "temperatures")?,
        value_column: of_curve(&columns.viscosity, "viscosities")?,
        error_column: of_curve(&columns.error, "errors of viscosities")?,
        temperature_unit: columns.temperature_unit,
        value_unit: columns.value_unit,
    };
    let mut input = Input {
        reading: format!(
            "a long table: curves by {}, {} points",
            sheet.header[places.id],
            sheet.rows.len()
        ),
        ..Input::default()
    };
    let mut notes: Vec<Warning> = Vec::new();
    for (id, rows) in by_id(sheet, places.id) {
        match subject(sheet, &places, &options, &id, &rows) {
            Ok((subject, said)) => {
                notes.extend(said);
                input.subjects.push(subject);
            }
            Err(reason) => input.refused.push(Refused { id, reason }),
        }
    }
    for note in notes {
        if !input.warnings.contains(&note) {
            input.warnings.push(note);
        }
    }
    Ok(input)
}

/// The rows of each curve, curves in the order of their first rows.
fn by_id(sheet: &Sheet, column: usize) -> Vec<(String, Vec<&Row>)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut curves: Vec<(String, Vec<&Row>)> = Vec::new();
    for row in &sheet.rows {
        let id = row.cell(column);
        let place = *places.entry(id).or_insert(curves.len());
        if place == curves.len() {
            curves.push((id.to_owned(), Vec::new()));
        }
        curves[place].1.push(row);
    }
    curves
}

fn subject(
    sheet: &Sheet,
    places: &Places,
    options: &ReadOptions,
    id: &str,
    rows: &[&Row],
) -> Result<(Subject, Vec<Warning>), String> {
    if id.is_empty() {
        let line = rows.first().map_or(0, |row| row.line);
        return Err(format!(
            "{} rows without a name, the first on line {line}",
            rows.len()
        ));
    }
    let reading = read_curve(
        &sheet.file,
        table(sheet, places, rows, Lines::Close).as_bytes(),
        options,
    )
    .or_else(|_| {
        // Once more with every row on its own line, so that the message names the right one.
        read_curve(
            &sheet.file,
            table(sheet, places, rows, Lines::AsTheyStand).as_bytes(),
            options,
        )
    })
    .map_err(|error| error.to_string())?;
    let mut curve = reading.curve;
    id.clone_into(&mut curve.name);
    let first = rows.first().ok_or("it has no rows")?;
    let subject = Subject {
        id: id.to_owned(),
        name: id.to_owned(),
        group: first.words(places.group),
        curve,
        origin: Origin::Measured,
        mu0_gpa: modulus(sheet, places, rows)?,
    };
    Ok((subject, reading.notes))
}

/// The modulus of the glass: the same on every row that has one.
fn modulus(sheet: &Sheet, places: &Places, rows: &[&Row]) -> Result<Option<f64>, String> {
    let Some(column) = places.modulus else {
        return Ok(None);
    };
    let mut known: Option<f64> = None;
    for row in rows {
        let number = row.number(column, &sheet.header[column])?;
        let Some(number) = positive_modulus(number, row.line)? else {
            continue;
        };
        if known.is_some_and(|known| known != number) {
            return Err(format!(
                "line {}: a second shear modulus, {number} GPa after {} GPa; expected one a curve",
                row.line,
                known.unwrap_or(f64::NAN)
            ));
        }
        known = Some(number);
    }
    Ok(known)
}

/// Where the rows of a curve stand in the table made of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// One below the other.
    Close,
    /// On the lines of the whole table, blank lines between.
    AsTheyStand,
}

/// The table of one curve: header and rows without the columns that are not the curve's.
fn table(sheet: &Sheet, places: &Places, rows: &[&Row], lines: Lines) -> String {
    let kept = places.own(sheet);
    let written = |cell: &dyn Fn(usize) -> String| {
        let cells: Vec<String> = kept.iter().map(|&column| quoted(&cell(column))).collect();
        cells.join("\t")
    };
    let mut text = written(&|column| sheet.header[column].clone()) + "\n";
    let mut line = 2;
    for row in rows {
        if lines == Lines::AsTheyStand {
            while line < row.line {
                text.push('\n');
                line += 1;
            }
        }
        text.push_str(&written(&|column| row.cell(column).to_owned()));
        text.push('\n');
        line += 1;
    }
    text
}

/// A cell that a reader of tables takes as one.
fn quoted(cell: &str) -> String {
    if cell.contains(['\t', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
