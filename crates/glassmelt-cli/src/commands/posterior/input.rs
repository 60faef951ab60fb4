//! The tables of a posterior, pooled, with all that is known about them.

use std::path::Path;

use glassmelt::Warning;
use glassmelt_bayes::joint::{self, JointFile};
use glassmelt_bayes::table::read_measured;
use glassmelt_bayes::{Knowledge, Measured, pool};
use glassmelt_fit::read::{Metadata, ReadOptions};

use super::{Arguments, Data};
use crate::error::Failure;
use crate::folder::digest;

/// What is drawn from.
pub(super) enum Tables {
    /// Curves of one quantity, pooled.
    Curve(Measured),
    /// Tables of several quantities.
    Joint(JointFile),
}

/// The data, what to know about them, and how to know the files again.
pub(super) struct Input {
    pub(super) tables: Tables,
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
            tables: Tables::Curve(data),
            warnings,
            files,
            digests,
            citation: (!citations.is_empty()).then(|| citations.join("; ")),
        })
    }

    /// The tables of a joint fit.
    pub(super) fn joint(path: &Path) -> Result<Self, Failure> {
        let file = joint::read(path)?;
        let bytes = std::fs::read(path).unwrap_or_default();
        Ok(Self {
            // The joint fit's own warnings stand in its analysis.
            warnings: Vec::new(),
            files: vec![path.display().to_string()],
            digests: vec![digest(&bytes)],
            citation: None,
            tables: Tables::Joint(file),
        })
    }

    /// What people call the liquid.
    pub(super) fn name(&self) -> String {
        match &self.tables {
            Tables::Curve(data) => data.curve.name.clone(),
            Tables::Joint(file) => file.title.clone().unwrap_or_else(|| self.files.concat()),
        }
    }

    /// The points that laws are drawn over.
    pub(super) fn data(&self) -> Option<&Measured> {
        match &self.tables {
            Tables::Curve(data) => Some(data),
            Tables::Joint(file) => file.curve.as_ref(),
        }
    }

    pub(super) fn in_numbers(&self) -> Data {
        let (t, n, limits): (Vec<f64>, usize, usize) = match &self.tables {
            Tables::Curve(data) => {
                let t = data.curve.temperatures.clone();
                (t, data.len(), data.limits())
            }
            Tables::Joint(file) => {
                let all = &file.observations;
                let limits = all.iter().filter(|o| o.knowledge != Knowledge::Measured);
                (all.iter().map(|o| o.t).collect(), all.len(), limits.count())
            }
        };
        Data {
            name: self.name(),
            files: self.files.clone(),
            sha256: self.digests.clone(),
            quantity: match &self.tables {
                Tables::Curve(data) => Some(data.curve.quantity),
                Tables::Joint(_) => None,
            },
            n,
            limits,
            sources: self.data().map_or(Vec::new(), |data| data.sources.clone()),
            t_min: t.iter().copied().min_by(f64::total_cmp),
            t_max: t.iter().copied().max_by(f64::total_cmp),
        }
    }
}

/// The title beside the table, else the file's stem, names the curve; a curve of one source names that.
fn named(data: &mut Measured, path: &Path, metadata: &Metadata) {
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
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
