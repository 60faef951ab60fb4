//! The tables of a posterior, pooled, with all that is known about them.

use std::path::Path;

use glassmelt::Warning;
use glassmelt_bayes::table::read_measured;
use glassmelt_bayes::{Measured, pool};
use glassmelt_fit::read::{Metadata, ReadOptions};

use super::{Arguments, Data};
use crate::error::Failure;
use crate::folder::digest;

/// The pooled data, what to know about them, and how to know the files again.
pub(super) struct Input {
    pub(super) data: Measured,
    pub(super) warnings: Vec<Warning>,
    pub(super) files: Vec<String>,
    pub(super) digests: Vec<String>,
    pub(super) citation: Option<String>,
}

impl Input {
    pub(super) fn open(arguments: &Arguments) -> Result<Self, Failure> {
        let mut curves = Vec::new();
        let (mut warnings, mut files, mut digests) = (Vec::new(), Vec::new(), Vec::new());
        let mut citations = Vec::new();
        for path in &arguments.data {
            let file = path.display().to_string();
            let bytes = std::fs::read(path).map_err(|error| {
                Failure::Question(format!("{file}: {error}; expected a readable table"))
            })?;
            let (mut data, notes) = read_measured(&file, &bytes, &read_options(arguments))?;
            let (metadata, left_aside) = Metadata::beside(path);
            named(&mut data, path, &metadata);
            warnings.extend(notes);
            warnings.extend(metadata.smoothing().into_iter().chain(left_aside));
            citations.extend(metadata.citation());
            digests.push(digest(&bytes));
            files.push(file);
            curves.push(data);
        }
        let (mut data, unpooled) = pool(curves)?;
        warnings.extend(unpooled);
        if let Some(sigma) = arguments.sigma_t {
            let none_given = |error: &&mut f64| **error == 0.0;
            for error in data.temperature_errors.iter_mut().filter(none_given) {
                *error = sigma;
            }
        }
        Ok(Self {
            data,
            warnings,
            files,
            digests,
            citation: (!citations.is_empty()).then(|| citations.join("; ")),
        })
    }

    pub(super) fn in_numbers(&self) -> Data {
        let curve = &self.data.curve;
        Data {
            name: curve.name.clone(),
            files: self.files.clone(),
            sha256: self.digests.clone(),
            quantity: curve.quantity,
            n: curve.len(),
            limits: self.data.limits(),
            sources: self.data.sources.clone(),
            t_min: curve.t_min(),
            t_max: curve.t_max(),
        }
    }
}

/// The title beside the table, else the file's stem, names the curve; a curve of one source names that.
fn named(data: &mut Measured, path: &Path, metadata: &Metadata) {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    if let Some(name) = metadata.title.clone().or(stem) {
        if data.sources == [data.curve.name.clone()] {
            data.sources = vec![name.clone()];
        }
        data.curve.name = name;
    }
}

fn read_options(arguments: &Arguments) -> ReadOptions {
    ReadOptions {
        temperature_column: arguments.temperature_column.clone(),
        value_column: arguments.value_column.clone(),
        error_column: arguments.error_column.clone(),
        temperature_unit: arguments.temperature_unit,
        value_unit: arguments.value_unit,
    }
}
