//! `glassmelt trajectory relaxation`: answers of `dynamics` at several temperatures as a table that `glassmelt fit`
//! reads.

use std::fmt::Write as _;
use std::io::Write as _;
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
    let Gathered {
        mut points,
        units,
        left_out,
    } = gathered(arguments)?;
    points.sort_by(|a, b| b.temperature.total_cmp(&a.temperature));
    let scale = match units {
        Units::Lj if arguments.argon => LaboratoryScale::argon(),
        Units::Lj => {
            return Err(Failure::Question(
                "reduced units have no kelvins and seconds of their own; expected --argon, or a trajectory in other units"
                    .to_owned(),
            ));
        }
        units => LaboratoryScale::of(units)?,
    };
    let column = if arguments.viscosity {
        Column::Viscosity
    } else {
        Column::RelaxationTime
    };
    let mut text = String::new();
    for reason in &left_out {
        // A comment is one line, whatever an error says.
        let reason = reason.replace(['\n', '\r'], " ");
        eprintln!("glassmelt: left out: {reason}");
        let _ = writeln!(text, "# left out: {reason}");
    }
    text += &table(&points, scale, column);
    let mut output = std::io::stdout().lock();
    output.write_all(text.as_bytes())?;
    Ok(output.flush()?)
}

/// The answers that can be used, and why the others cannot.
struct Gathered {
    points: Vec<RelaxationPoint>,
    units: Units,
    left_out: Vec<String>,
}

/// All answers in the units of the first one that can be read; an error where there is none.
fn gathered(arguments: &Arguments) -> Result<Gathered, Failure> {
    let (mut points, mut left_out) = (Vec::new(), Vec::new());
    let mut units = None;
    for path in &arguments.answers {
        let found = read(path, arguments.species.as_deref()).and_then(|(point, told)| {
            if *units.get_or_insert(told) == told {
                Ok(point)
            } else {
                Err(question(path, "an answer in other units than the first"))
            }
        });
        match found {
            Ok(point) => points.push(point),
            Err(error) => left_out.push(error.to_string()),
        }
    }
    match units {
        Some(units) => Ok(Gathered {
            points,
            units,
            left_out,
        }),
        None => Err(Failure::Question(left_out.join("\n"))),
    }
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
    let tau_alpha: Relaxation = serde_json::from_value(motion["relaxation"].clone())
        .map_err(|_| question(path, &format!("no relaxation time in it; {what}")))?;
    let viscosity = answer.pointer("/viscosity/viscosity").cloned();
    let viscosity: Option<ShearViscosity> =
        serde_json::from_value(viscosity.unwrap_or_default())
            .map_err(|_| question(path, &format!("no viscosity that can be read; {what}")))?;
    let point = RelaxationPoint {
        temperature,
        tau_alpha,
        viscosity,
    };
    Ok((point, units))
}
