//! The table to fit, with all that is known about it.

use glassmelt::Warning;
use glassmelt_fit::Curve;
use glassmelt_fit::read::{LEAST_POINTS, Metadata, ReadOptions, Reading, read_curve};
use sha2::{Digest, Sha256};

use super::Arguments;
use crate::error::Failure;
use crate::folder::hexadecimal;

/// A table, its metadata, what to know about both, and how to know the file again.
pub(super) struct Input {
    pub(super) reading: Reading,
    pub(super) metadata: Metadata,
    pub(super) warnings: Vec<Warning>,
    pub(super) digest: String,
    pub(super) file_name: String,
}

impl Input {
    /// Reads the table of the command line and the TOML beside it.
    pub(super) fn open(arguments: &Arguments) -> Result<Self, Failure> {
        let path = &arguments.data;
        let bytes = std::fs::read(path).map_err(|error| {
            Failure::Question(format!(
                "{}: {error}; expected a readable table",
                path.display()
            ))
        })?;
        let mut reading = read_curve(
            &path.display().to_string(),
            &bytes,
            &read_options(arguments),
        )?;
        let outside = restrict(&mut reading.curve, arguments)?;
        let (metadata, left_aside) = Metadata::beside(path);
        let file_name = path
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into());
        if let Some(title) = &metadata.title {
            reading.curve.name.clone_from(title);
        } else if let Some(stem) = path.file_stem() {
            reading.curve.name = stem.to_string_lossy().into();
        }
        let warnings = reading
            .notes
            .iter()
            .cloned()
            .chain(outside)
            .chain(metadata.smoothing())
            .chain(left_aside)
            .collect();
        let digest = hexadecimal(&Sha256::digest(&bytes));
        Ok(Self {
            reading,
            metadata,
            warnings,
            digest,
            file_name,
        })
    }
}

/// Leaves out what lies outside `--t-min` and `--t-max`, and says how much that was.
fn restrict(curve: &mut Curve, arguments: &Arguments) -> Result<Option<Warning>, Failure> {
    let bounds = match (arguments.t_min, arguments.t_max) {
        (None, None) => return Ok(None),
        (Some(low), None) => format!("--t-min {low}"),
        (None, Some(high)) => format!("--t-max {high}"),
        (Some(low), Some(high)) => format!("--t-min {low} --t-max {high}"),
    };
    let low = arguments.t_min.unwrap_or(0.0);
    let high = arguments.t_max.unwrap_or(f64::INFINITY);
    let (before, coldest, hottest) = (curve.len(), curve.t_min(), curve.t_max());
    let inside: Vec<usize> = (0..before)
        .filter(|&i| (low..=high).contains(&curve.temperatures[i]))
        .collect();
    if inside.len() < LEAST_POINTS {
        return Err(Failure::Question(format!(
            "{bounds} leaves {} of {before} points, which lie from {coldest} to {hottest} K; \
             expected at least {LEAST_POINTS} to remain",
            inside.len()
        )));
    }
    *curve = curve.select(&inside);
    let left_out = before - inside.len();
    let message = format!("{left_out} of {before} points are left out by {bounds}.");
    Ok((left_out > 0).then(|| Warning::new("points_left_out", message)))
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
