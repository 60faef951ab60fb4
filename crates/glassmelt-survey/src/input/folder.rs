//! A folder of tables, each one curve as `glassmelt fit` reads it, with the TOML beside it.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use glassmelt_fit::read::{Metadata, ReadOptions, read_file};
use serde::Deserialize;

use super::{Columns, Input, Origin, Refused, Subject};
use crate::SurveyError;

/// What the TOML beside a table may say for a survey; its other keys are those of [`Metadata`].
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Beside {
    /// Shear modulus of the glass, GPa.
    mu0_gpa: Option<f64>,
    /// What the curve belongs with.
    group: Option<String>,
}

pub(super) fn read(folder: &Path, columns: &Columns) -> Result<Input, SurveyError> {
    let tables = tables(folder)?;
    if tables.is_empty() {
        return Err(SurveyError::NoTables {
            path: folder.into(),
        });
    }
    let options = ReadOptions {
        temperature_column: columns.temperature.clone(),
        value_column: columns.viscosity.clone(),
        error_column: columns.error.clone(),
        temperature_unit: columns.temperature_unit,
        value_unit: columns.value_unit,
    };
    let mut input = Input {
        reading: format!("{} tables of one curve each", tables.len()),
        ..Input::default()
    };
    for (table, id) in tables.iter().zip(ids(&tables)) {
        match subject(table, &id, &options) {
            Ok(subject) => input.subjects.push(subject),
            Err(reason) => input.refused.push(Refused { id, reason }),
        }
    }
    Ok(input)
}

/// What each table is called: its name without the ending, or with it where another has the same without.
fn ids(tables: &[PathBuf]) -> Vec<String> {
    let mut count: HashMap<Option<&OsStr>, usize> = HashMap::new();
    for table in tables {
        *count.entry(table.file_stem()).or_default() += 1;
    }
    let id = |table: &PathBuf| {
        let stem = table.file_stem();
        let name = if count[&stem] > 1 {
            table.file_name()
        } else {
            stem
        };
        name.map_or_else(String::new, |name| name.to_string_lossy().into())
    };
    tables.iter().map(id).collect()
}

/// The tables of a folder, in the order of their names.
fn tables(folder: &Path) -> Result<Vec<PathBuf>, SurveyError> {
    let unreadable = |source| SurveyError::Unreadable {
        path: folder.into(),
        source,
    };
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        if path.is_file() && matches!(ending.as_deref(), Some("csv" | "tsv")) {
            tables.push(path);
        }
    }
    tables.sort();
    Ok(tables)
}

fn subject(table: &Path, id: &str, options: &ReadOptions) -> Result<Subject, String> {
    let reading = read_file(table, options).map_err(|error| error.to_string())?;
    let (metadata, _) = Metadata::beside(table);
    let beside = std::fs::read_to_string(table.with_extension("toml")).unwrap_or_default();
    let beside: Beside = toml::from_str(&beside).map_err(|error| error.message().to_owned())?;
    if let Some(modulus) = beside.mu0_gpa.filter(|mu0| !mu0.is_finite() || *mu0 <= 0.0) {
        return Err(format!(
            "mu0_gpa = {modulus}; expected a positive shear modulus in GPa"
        ));
    }
    let name = metadata.title.clone().unwrap_or_else(|| id.to_owned());
    let mut curve = reading.curve;
    curve.name.clone_from(&name);
    Ok(Subject {
        id: id.to_owned(),
        name,
        group: beside.group,
        curve,
        origin: if metadata.smoothed {
            Origin::Smoothed
        } else {
            Origin::Measured
        },
        mu0_gpa: beside.mu0_gpa,
    })
}
