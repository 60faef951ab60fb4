//! The page of an analysis of a trajectory: what came out, what to mind, every number with its error.

mod dynamics;
mod local;
mod modulus;
mod units;
mod words;

use glassmelt::Warning;

use super::shared::{Head, Item, render};
use super::steps::{Numbering, Step, StepsPage, cautions, message};
use crate::trajectory::{TrajectoryAnswer, TrajectoryPictures, TrajectoryWords};
use crate::{ReportError, ReportMeta, ReportOptions};

/// What a kind of answer says of itself.
struct Told {
    /// What was looked at, in one line.
    data: String,
    /// What came out, in plain words.
    verdict: Vec<String>,
    /// The numbers that people look for.
    answer: Vec<Item>,
    /// Its sections, each with the names of its figures.
    steps: Vec<(Step, &'static [&'static str])>,
    /// What to mind.
    warnings: Vec<Warning>,
}

/// The page as one HTML file that needs no other.
pub(crate) fn render_trajectory(
    answer: TrajectoryAnswer,
    words: &TrajectoryWords,
    pictures: &TrajectoryPictures,
    meta: &ReportMeta,
    options: ReportOptions,
) -> Result<String, ReportError> {
    let told = match answer {
        TrajectoryAnswer::Modulus {
            displacements,
            stress,
        } => modulus::told(displacements, stress, words),
        TrajectoryAnswer::Dynamics { motion, viscosity } => {
            dynamics::told(motion, viscosity, words)
        }
        TrajectoryAnswer::Local(answer) => local::told(answer, words),
        TrajectoryAnswer::Units(answer) => units::told(answer, words),
    };
    let mut warnings: Vec<&Warning> = Vec::new();
    for warning in words.warnings.iter().chain(&told.warnings) {
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    let reading = vec![("Reading", words.reading.clone())];
    let page = StepsPage {
        head: Head::new(meta, &pictures.tables, options, reading),
        data: told.data,
        verdict: told.verdict.join(" "),
        answer: told.answer,
        cautions: cautions(warnings.into_iter().map(message)),
        steps: with_figures(told.steps, pictures),
        inputs: &meta.inputs,
    };
    render("steps.html", page)
}

/// The sections with their figures, numbered through.
fn with_figures(
    steps: Vec<(Step, &'static [&'static str])>,
    pictures: &TrajectoryPictures,
) -> Vec<Step> {
    let mut numbering = Numbering::new();
    let drawn = steps.into_iter().map(|(mut step, names)| {
        let chosen = pictures.figures.iter();
        step.figures = numbering.next(chosen.filter(|figure| names.contains(&figure.name)));
        step
    });
    drawn.collect()
}
