//! `glassmelt defect`: the minima of a rigid defect in its cage, their dipoles, alpha.

mod text;

use std::path::PathBuf;

use glassmelt_study::{DefectModel, DefectReport, SolvedDefect};
use serde::Serialize;

pub(super) use text::minima;

use crate::answer::{Form, VERSION, print};
use crate::error::Failure;
use crate::progress::Wait;

/// Relaxes a rigid defect in its cage from many starts.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt defect examples/defects/tetrahedron.toml\n  glassmelt defect examples/defects/asymmetric.toml --starts 48 --json"
)]
pub(crate) struct Arguments {
    /// What the defect is: a file such as examples/defects/tetrahedron.toml.
    file: PathBuf,
    /// How many orientations to start from, in place of what the file says.
    #[arg(long, value_parser = starts)]
    starts: Option<usize>,
    #[command(flatten)]
    form: Form,
}

/// The answer.
#[derive(Debug, Serialize)]
struct Answer {
    glassmelt: &'static str,
    #[serde(flatten)]
    report: DefectReport,
}

/// A number of starts on the command line.
pub(super) fn starts(text: &str) -> Result<usize, String> {
    let count = text
        .parse()
        .ok()
        .filter(|count| (1..=100_000).contains(count));
    count.ok_or_else(|| "expected a whole number from 1 to 100000".to_owned())
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut model = DefectModel::read(&arguments.file)?;
    model.starts = arguments.starts.unwrap_or(model.starts);
    let solved = solve(model)?;
    let answer = Answer {
        glassmelt: VERSION,
        report: solved.report(),
    };
    print(arguments.form, &answer, |answer| {
        text::whole(&answer.report)
    })
}

/// Relaxes, with a sign of life where it takes long.
pub(super) fn solve(model: DefectModel) -> Result<SolvedDefect, Failure> {
    let _wait = Wait::new("relaxing the defect");
    Ok(SolvedDefect::new(model)?)
}
