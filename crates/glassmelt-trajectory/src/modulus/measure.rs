//! Moduli of a trajectory: the question, the passes, the answer.

use std::ops::ControlFlow;

use super::answer::ModulusAnswer;
use super::passes::Run;
use super::question::Question;
use crate::error::{Error, Result};
use crate::frames::Frames;
use crate::watch::{Ending, Outcome, Watch};

/// Moduli against wave vector and observation time from the displacements in a trajectory, which is read from its
/// start (see the [module](super)).
///
/// # Errors
/// When `thermal_energy` is not positive and finite, a window is shorter than two frames, the wave vectors are
/// none (see [`super::Waves::new`]), the first frame has no cell or fewer than two atoms, positions are wrapped, or
/// not one window was filled: then what ended the reading, or that there are too few frames.
pub fn modulus(
    frames: &dyn Frames,
    question: &Question,
    watch: Watch,
) -> Result<Outcome<ModulusAnswer>> {
    question.checked()?;
    let mut run = Run::new(frames, question, watch);
    let flow = run.all();
    let filled = run.collectors.iter().any(|collector| collector.windows > 0);
    match (&run.setting, &run.broken) {
        (Some(setting), broken) if filled => Ok(Outcome {
            answer: ModulusAnswer::new(setting, question.thermal_energy, &run),
            ending: match (broken, flow) {
                (Some(error), _) => Ending::Broken(error.clone()),
                (None, ControlFlow::Break(())) => Ending::Cancelled,
                (None, ControlFlow::Continue(())) => Ending::Whole,
            },
        }),
        (_, Some(error)) => Err(error.clone()),
        _ => Err(Error::TooFewFrames {
            frames: run.frames_read,
            purpose: "a modulus from displacements",
            needed: question.windows.shortest() as u64,
        }),
    }
}
