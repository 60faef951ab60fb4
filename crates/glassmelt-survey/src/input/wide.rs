//! A wide table of levels: one row a curve, a column for each decade of viscosity or each temperature.

use std::collections::HashMap;

use glassmelt_fit::read::LEAST_POINTS;
use glassmelt_fit::{Curve, Quantity};

use super::sheet::{Row, Sheet, positive_modulus};
use super::{Columns, Input, Origin, Refused, Subject};
use crate::SurveyError;

/// The fewest columns of levels that make a table wide where nobody says so.
pub(super) const LEAST_COLUMNS: usize = 4;

/// What a column of levels holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Level {
    /// The temperature in K at which log10 of the viscosity in Pa s is this.
    TemperatureAt(f64),
    /// log10 of the viscosity in Pa s at this temperature in K.
    ViscosityAt(f64),
}

/// A column of levels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LevelColumn {
    column: usize,
    level: Level,
}

/// The columns whose names are those of levels.
pub(super) fn level_columns(
    sheet: &Sheet,
    columns: &Columns,
) -> Result<Vec<LevelColumn>, SurveyError> {
    let levels = Pattern::new(columns.levels.as_deref().unwrap_or("T{}"))?;
    let isotherms = Pattern::new(columns.isotherms.as_deref().unwrap_or("ViscosityAt{}K"))?;
    let level = |name: &str| {
        let at = levels.number(name).map(Level::TemperatureAt);
        at.or_else(|| isotherms.number(name).map(Level::ViscosityAt))
    };
    let named = sheet.header.iter().enumerate();
    Ok(named
        .filter_map(|(column, name)| {
            Some(LevelColumn {
                column,
                level: level(name)?,
            })
        })
        .collect())
}

/// A name with a number in it.
struct Pattern<'a> {
    before: &'a str,
    after: &'a str,
}

impl<'a> Pattern<'a> {
    fn new(text: &'a str) -> Result<Self, SurveyError> {
        match text.split_once("{}") {
            Some((before, after))
                if !(after.contains("{}") || before.is_empty() && after.is_empty()) =>
            {
                Ok(Self { before, after })
            }
            _ => Err(SurveyError::Pattern {
                pattern: text.to_owned(),
            }),
        }
    }

    fn number(&self, name: &str) -> Option<f64> {
        let inside = name.strip_prefix(self.before)?.strip_suffix(self.after)?;
        let digits = inside.strip_prefix('-').unwrap_or(inside);
        let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        plain.then(|| inside.parse().ok()).flatten()
    }
}

pub(super) fn read(sheet: &Sheet, columns: &Columns) -> Result<Input, SurveyError> {
    let levels = level_columns(sheet, columns)?;
    let id = sheet.id(columns.id.as_deref())?;
    let modulus = sheet.modulus(columns.modulus.as_deref())?;
    let group = sheet.group(columns.group.as_deref())?;
    let mut input = Input {
        reading: reading(sheet, &levels, id, modulus),
        ..Input::default()
    };
    let mut lines: HashMap<String, u64> = HashMap::new();
    for row in &sheet.rows {
        let name = match row.cell(id) {
            "" => format!("line {}", row.line),
            name => name.to_owned(),
        };
        let answer = match lines.insert(name.clone(), row.line) {
            Some(line) => Err(format!(
                "line {}: this name stands on line {line} already",
                row.line
            )),
            None => curve(sheet, &levels, row, &name),
        };
        let mu0 = modulus.map_or(Ok(None), |column| {
            positive_modulus(row.number(column, &sheet.header[column])?, row.line)
        });
        match (answer, mu0) {
            (Ok(curve), Ok(mu0_gpa)) => input.subjects.push(Subject {
                id: name.clone(),
                name,
                group: row.words(group),
                curve,
                origin: Origin::Levels,
                mu0_gpa,
            }),
            (Err(reason), _) | (_, Err(reason)) => input.refused.push(Refused { id: name, reason }),
        }
    }
    Ok(input)
}

fn reading(sheet: &Sheet, levels: &[LevelColumn], id: usize, modulus: Option<usize>) -> String {
    let temperatures = levels
        .iter()
        .filter(|l| matches!(l.level, Level::TemperatureAt(_)))
        .count();
    let modulus = modulus.map_or_else(
        || "no modulus".to_owned(),
        |column| format!("the shear modulus in {}", sheet.header[column]),
    );
    format!(
        "a wide table of {} rows: curves by {}, {temperatures} columns of temperatures at a viscosity, {} of \
         viscosities at a temperature, {modulus}",
        sheet.rows.len(),
        sheet.header[id],
        levels.len() - temperatures
    )
}

/// The points of a row, hottest first.
fn curve(sheet: &Sheet, levels: &[LevelColumn], row: &Row, name: &str) -> Result<Curve, String> {
    let mut points = Vec::new();
    for level in levels {
        let Some(number) = row.number(level.column, &sheet.header[level.column])? else {
            continue;
        };
        let point = match level.level {
            Level::TemperatureAt(log10) => (number, log10),
            Level::ViscosityAt(temperature) => (temperature, number),
        };
        if point.0 <= 0.0 {
            return Err(format!("line {}: a temperature of {} K", row.line, point.0));
        }
        points.push(point);
    }
    if points.len() < LEAST_POINTS {
        return Err(format!(
            "line {}: {} levels; a curve needs at least {LEAST_POINTS}",
            row.line,
            points.len()
        ));
    }
    points.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(Curve {
        name: name.to_owned(),
        quantity: Quantity::Viscosity,
        temperatures: points.iter().map(|point| point.0).collect(),
        log10_values: points.iter().map(|point| point.1).collect(),
        errors: None,
        modulus_gpa: None,
        entropy: None,
    })
}
