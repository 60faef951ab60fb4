//! `glassmelt defect`: the minima of a rigid defect in its cage, their dipoles, alpha.

mod text;

use std::path::{Path, PathBuf};

use glassmelt_report::write_defect_report;
use glassmelt_study::{DefectModel, DefectReport, Document, SolvedDefect};
use serde::Serialize;

pub(super) use text::minima;

use crate::answer::{Form, VERSION, print};
use crate::error::Failure;
use crate::folder::{Folder, meta, written_line};
use crate::progress::Wait;

/// Relaxes a rigid defect in its cage from many starts.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt defect examples/defects/tetrahedron.toml --out report\n  glassmelt defect examples/defects/asymmetric.toml --starts 48 --json"
)]
pub(crate) struct Arguments {
    /// What the defect is: a file such as examples/defects/tetrahedron.toml.
    file: PathBuf,
    /// How many orientations to start from, in place of what the file says.
    #[arg(long, value_parser = starts)]
    starts: Option<usize>,
    #[command(flatten)]
    folder: Folder,
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
    arguments.folder.check()?;
    let document = Document::read(&arguments.file)?;
    let mut model = DefectModel::of(&document)?;
    model.starts = arguments.starts.unwrap_or(model.starts);
    let solved = solve(model)?;
    let answer = Answer {
        glassmelt: VERSION,
        report: solved.report(),
    };
    let written = match &arguments.folder.out {
        Some(folder) => write(arguments, &document, &solved, &answer, folder)?,
        None => Vec::new(),
    };
    print(arguments.form, &answer, |answer| {
        text::whole(&answer.report) + &written_line(&written)
    })
}

/// The page, figures, tables, atoms and the answer in JSON, with a sign of life where it takes long.
fn write(
    arguments: &Arguments,
    document: &Document,
    solved: &SolvedDefect,
    answer: &Answer,
    folder: &Path,
) -> Result<Vec<PathBuf>, Failure> {
    let _wait = Wait::new("drawing the defect");
    let json = serde_json::to_vec_pretty(answer)?;
    Ok(write_defect_report(
        solved,
        &meta(&arguments.file, &[document]),
        folder,
        arguments.folder.options(),
        vec![("defect.json".to_owned(), json)],
    )?)
}

/// Relaxes, with a sign of life where it takes long.
pub(super) fn solve(model: DefectModel) -> Result<SolvedDefect, Failure> {
    let _wait = Wait::new("relaxing the defect");
    Ok(SolvedDefect::new(model)?)
}
