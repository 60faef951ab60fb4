//! `glassmelt study`: the whole chain, from a defect to a viscosity curve.

mod text;

use std::path::{Path, PathBuf};

use glassmelt_report::write_study_report;
use glassmelt_study::{Document, SolvedDefect, Study, StudyPlan};
use serde::Serialize;

use crate::answer::{Form, VERSION, print};
use crate::error::Failure;
use crate::folder::{Folder, meta, written_line};
use crate::progress::Wait;

/// Walks the chain: defect, dipole, coupling, flow, closures, viscosity.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt study examples/study.toml --out report\n  glassmelt study examples/study.toml --json"
)]
pub(crate) struct Arguments {
    /// What to study: a file such as examples/study.toml.
    file: PathBuf,
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
    study: Study,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    arguments.folder.check()?;
    let document = Document::read(&arguments.file)?;
    let beside = arguments.file.parent().unwrap_or(Path::new(""));
    let plan = StudyPlan::of(&document, beside)?;
    let solved = super::defect::solve(plan.model.clone())?;
    let answer = Answer {
        glassmelt: VERSION,
        study: walk(&plan, &solved)?,
    };
    let written = match &arguments.folder.out {
        Some(folder) => write(arguments, (&document, &plan), &solved, &answer, folder)?,
        None => Vec::new(),
    };
    print(arguments.form, &answer, |answer| {
        text::whole(&answer.study) + &written_line(&written)
    })
}

/// The page, figures, tables, atoms and the answer in JSON, with a sign of life where it takes long.
fn write(
    arguments: &Arguments,
    (document, plan): (&Document, &StudyPlan),
    solved: &SolvedDefect,
    answer: &Answer,
    folder: &Path,
) -> Result<Vec<PathBuf>, Failure> {
    let _wait = Wait::new("drawing the study");
    let json = serde_json::to_vec_pretty(answer)?;
    let inputs: Vec<&Document> = std::iter::once(document).chain(&plan.defect_file).collect();
    Ok(write_study_report(
        plan,
        solved,
        &answer.study,
        &meta(&arguments.file, &inputs),
        folder,
        arguments.folder.options(),
        vec![("study.json".to_owned(), json)],
    )?)
}

/// Walks the chain, with a sign of life where it takes long.
fn walk(plan: &StudyPlan, solved: &SolvedDefect) -> Result<Study, Failure> {
    let _wait = Wait::new("walking from the defect to the viscosity");
    Ok(Study::run(plan, solved)?)
}
