//! What a report says of the files that were asked about, and where it lies.

use std::path::{Path, PathBuf};

use glassmelt_report::{Pictures, ReportError, ReportMeta, ReportOptions};
use glassmelt_study::Document;
use pyo3::prelude::*;
use sha2::{Digest, Sha256};

use crate::errors;
use crate::json::VERSION;

/// The formats of the figures.
pub(crate) fn options(png: bool) -> ReportOptions {
    ReportOptions {
        pictures: if png {
            Pictures::SvgAndPng
        } else {
            Pictures::Svg
        },
    }
}

/// A digest in base sixteen.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes).into_iter();
    let halves = digits.flat_map(|byte| [byte >> 4, byte & 15]);
    halves
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// The name of a file without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    let name = path.file_name();
    name.map_or_else(String::new, |name| name.to_string_lossy().into())
}

/// What a report about files says of itself: the first is what was asked about.
pub(crate) fn meta(path: &Path, command: &str, inputs: &[&Document]) -> ReportMeta {
    let stem = path.file_stem();
    let digests = inputs
        .iter()
        .map(|document| format!("sha256:{}", sha256(document.text().as_bytes())));
    let texts = inputs.iter().map(|document| {
        let name = file_name(Path::new(document.name()));
        (name, document.text().to_owned())
    });
    ReportMeta {
        title: stem.map_or_else(String::new, |stem| stem.to_string_lossy().into()),
        command: command.to_owned(),
        version: VERSION.to_owned(),
        data_name: file_name(path),
        digest: digests.collect::<Vec<_>>().join(", "),
        inputs: texts.collect(),
        ..ReportMeta::default()
    }
}

/// Paths as text, the page first.
pub(crate) fn written(paths: Result<Vec<PathBuf>, ReportError>) -> PyResult<Vec<String>> {
    let paths = paths.map_err(|error| errors::told("ReportError")(&error))?;
    Ok(paths
        .iter()
        .map(|path| path.display().to_string())
        .collect())
}
