//! `glassmelt trajectory relaxation`: answers of `dynamics` at several temperatures as a table that `glassmelt fit`
//! reads.

use std::io::Write;
use std::path::{Path, PathBuf};

use glassmelt_trajectory::Units;
use glassmelt_trajectory::dynamics::{
    Column, LaboratoryScale, Relaxation, RelaxationPoint, ShearViscosity, table,
};
use serde_json::Value;

use crate::error::Failure;

/// Gathers answers of `dynamics --json`, one a temperature, into a table in K, s and Pa s that `glassmelt fit` reads.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  glassmelt trajectory relaxation t*.json --species 1 --argon > tau.csv\n  glassmelt fit tau.csv --out report"
)]
pub(super) struct Arguments {
    /// Answers of `glassmelt trajectory dynamics --json`, with --temperature.
    #[arg(required = true, value_name = "FILE")]
    answers: Vec<PathBuf>,
    /// Of which species; by default of all atoms.
    #[arg(long)]
    species: Option<String>,
    /// The viscosity instead of the relaxation time.
    #[arg(long)]
    viscosity: bool,
    /// Reduced units are those of argon: 119.8 K, 0.3405 nm, 39.948 u.
    #[arg(long)]
    argon: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut points = Vec::new();
    let mut units = None;
    for path in &arguments.answers {
        let (point, told) = read(path, arguments.species.as_deref())?;
        if *units.get_or_insert(told) != told {
            return Err(question(path, "an answer in other units than the first"));
        }
        points.push(point);
    }
    points.sort_by(|a, b| b.temperature.total_cmp(&a.temperature));
    let scale = match units {
        Some(Units::Lj) if arguments.argon => LaboratoryScale::argon(),
        Some(Units::Lj) | None => {
            return Err(Failure::Question(
                "reduced units have no kelvins and seconds of their own; expected --argon, or a trajectory in other units"
                    .to_owned(),
            ));
        }
        Some(units) => LaboratoryScale::of(units)?,
    };
    let column = if arguments.viscosity {
        Column::Viscosity
    } else {
        Column::RelaxationTime
    };
    let mut output = std::io::stdout().lock();
    output.write_all(table(&points, scale, column).as_bytes())?;
    Ok(output.flush()?)
}

fn question(path: &Path, reason: &str) -> Failure {
    Failure::Question(format!("{}: {reason}", path.display()))
}

fn read(path: &Path, species: Option<&str>) -> Result<(RelaxationPoint, Units), Failure> {
    let what = "expected an answer of `glassmelt trajectory dynamics --json`";
    let text = std::fs::read_to_string(path)
        .map_err(|error| question(path, &format!("{error}; {what}")))?;
    let answer: Value = serde_json::from_str(&text)
        .map_err(|error| question(path, &format!("no JSON: {error}; {what}")))?;
    let motions = answer
        .pointer("/dynamics/motions")
        .and_then(Value::as_array);
    let motions = motions.ok_or_else(|| question(path, &format!("no motion in it; {what}")))?;
    let temperature = answer.get("temperature").and_then(Value::as_f64);
    let temperature =
        temperature.ok_or_else(|| question(path, "an answer without --temperature"))?;
    let units = answer.pointer("/units/name").cloned().unwrap_or_default();
    let units: Units = serde_json::from_value(units)
        .map_err(|_| question(path, &format!("no units in it; {what}")))?;
    let of = species.map_or(
        Value::from("all"),
        |name| serde_json::json!({ "species": name }),
    );
    let in_space = |motion: &&Value| motion["of"] == of && motion["against"] == "space";
    let motion = motions.iter().find(in_space);
    let motion = motion.ok_or_else(|| {
        question(
            path,
            &format!("no species is called {}", species.unwrap_or("all")),
        )
    })?;
    let known = |value: &Value| (!value.is_null()).then(|| value.clone());
    let tau_alpha: Relaxation = serde_json::from_value(motion["relaxation"].clone())
        .map_err(|_| question(path, "a relaxation time without a finite error"))?;
    let viscosity: Option<ShearViscosity> = answer
        .pointer("/viscosity/viscosity")
        .and_then(known)
        .and_then(|value| serde_json::from_value(value).ok());
    let point = RelaxationPoint {
        temperature,
        tau_alpha,
        viscosity,
    };
    Ok((point, units))
}
