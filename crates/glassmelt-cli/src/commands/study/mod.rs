//! `glassmelt study`: the whole chain, from a defect to a viscosity curve.

mod text;

use std::path::PathBuf;

use glassmelt_study::{SolvedDefect, Study, StudyPlan};
use serde::Serialize;

use crate::answer::{Form, VERSION, print};
use crate::error::Failure;
use crate::progress::Wait;

/// Walks the chain: defect, dipole, coupling, flow, closures, viscosity.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt study examples/study.toml\n  glassmelt study examples/study.toml --json"
)]
pub(crate) struct Arguments {
    /// What to study: a file such as examples/study.toml.
    file: PathBuf,
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
    let plan = StudyPlan::read(&arguments.file)?;
    let solved = super::defect::solve(plan.model.clone())?;
    let answer = Answer {
        glassmelt: VERSION,
        study: walk(&plan, &solved)?,
    };
    print(arguments.form, &answer, |answer| text::whole(&answer.study))
}

/// Walks the chain, with a sign of life where it takes long.
fn walk(plan: &StudyPlan, solved: &SolvedDefect) -> Result<Study, Failure> {
    let _wait = Wait::new("walking from the defect to the viscosity");
    Ok(Study::run(plan, solved)?)
}
