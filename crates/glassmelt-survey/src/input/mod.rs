//! From a folder of tables, a long table or a table of levels to curves, each with what is known of it.

mod columns;
mod folder;
mod long;
mod sheet;
mod wide;

use std::path::Path;

use glassmelt::Warning;
use glassmelt_fit::Curve;
use serde::{Deserialize, Serialize};

pub use columns::Columns;

use crate::SurveyError;
use sheet::Sheet;

/// What the points of a curve are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Points as somebody measured them, as far as the input says.
    Measured,
    /// Temperatures of given viscosities or viscosities at given temperatures, interpolated by a compiler.
    Levels,
    /// Values of a fitted law: the source says so, or a Vogel-Fulcher law meets every point to 0.001 decades.
    Smoothed,
}

impl Origin {
    /// Its name in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Levels => "levels",
            Self::Smoothed => "smoothed",
        }
    }
}

/// A curve to be surveyed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Subject {
    /// What tells it from all others.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it belongs with, where the input says.
    pub group: Option<String>,
    /// Its points.
    pub curve: Curve,
    /// What they are.
    pub origin: Origin,
    /// Shear modulus of the glass, GPa.
    pub mu0_gpa: Option<f64>,
}

/// A curve that has no answer, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Its name.
    pub id: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Everything that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Input {
    /// The curves.
    pub subjects: Vec<Subject>,
    /// Those that could not be read.
    pub refused: Vec<Refused>,
    /// How the input was understood, in a sentence.
    pub reading: String,
    /// What to know about it.
    pub warnings: Vec<Warning>,
}

impl Input {
    /// Reads a folder of tables, or one table of many curves; the TOML beside a table may describe its columns, and
    /// what `columns` says goes before it.
    ///
    /// # Errors
    /// When the input cannot be read or understood as a whole. A single curve at fault is listed as refused.
    pub fn read(path: &Path, columns: &Columns) -> Result<Self, SurveyError> {
        if path.is_dir() {
            return folder::read(path, columns);
        }
        let columns = columns.clone().or(Columns::beside(path)?);
        let sheet = Sheet::read(path)?;
        match Shape::of(&sheet, &columns)? {
            Shape::Long => long::read(&sheet, &columns),
            Shape::Wide => wide::read(&sheet, &columns),
        }
    }
}

/// How a table holds many curves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Long,
    Wide,
}

impl Shape {
    /// Long where temperatures have a column, wide where levels have columns; never guessed.
    fn of(sheet: &Sheet, columns: &Columns) -> Result<Self, SurveyError> {
        let said_long = columns.temperature.is_some() || columns.viscosity.is_some();
        let said_wide = columns.levels.is_some() || columns.isotherms.is_some();
        let wide = wide::level_columns(sheet, columns)?.len() >= wide::LEAST_COLUMNS;
        let long = sheet.header.iter().any(|name| long::is_temperature(name));
        let wrong = |told| SurveyError::Shape {
            file: sheet.file.clone(),
            told,
        };
        match (
            said_long || (long && !said_wide),
            said_wide || (wide && !said_long),
        ) {
            (true, false) => Ok(Self::Long),
            (false, true) => Ok(Self::Wide),
            (true, true) => Err(wrong("it has columns of both kinds")),
            (false, false) => Err(wrong("it has columns of neither kind")),
        }
    }
}
