//! Two passes over a stream: times and S(k) first, then motion.

use std::ops::ControlFlow;

use glassmelt::Warning;

use super::accumulator::{Dynamics, MotionOptions};
use super::answer::DynamicsAnswer;
use super::plan::Plan;
use super::settings::{DynamicsOptions, WaveNumber};
use super::structure::Structure;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::frames::Frames;

/// So many frames at most tell where S(k) peaks: each of the first ones of a stream.
const STRUCTURE_FRAMES: usize = 8;

/// An answer, and why the frames ended where they did.
#[derive(Debug, Clone, PartialEq)]
pub struct DynamicsRun {
    /// From the frames that were seen.
    pub answer: DynamicsAnswer,
    /// How it ended.
    pub ending: Ending,
}

/// How a stream ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ending {
    /// All frames were seen.
    Complete,
    /// The observer asked to stop.
    Stopped,
    /// The stream failed; what came before it is in the answer.
    Failed(Error),
}

/// Motion of atoms along a stream of unwrapped frames, which is read twice. The observer is told which part is
/// done, and can stop it.
///
/// A frame that is not later than those before it (a restart that writes a step again) is left out, with the
/// warning `repeated_frames`.
///
/// # Errors
/// When fewer than two frames can be read, a frame does not tell what is needed, or an option is outside its
/// domain.
pub fn dynamics(
    frames: &mut dyn Frames,
    options: &DynamicsOptions,
    observer: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> Result<DynamicsRun> {
    let mut second = frames.again()?;
    let first = survey(frames, options, &mut |part| observer(0.5 * part))?;
    if let (true, Ending::Failed(error)) = (first.times.len() < 2, &first.ending) {
        return Err(error.clone());
    }
    let wave_number = match options.wave_number {
        WaveNumber::Given(k) => k,
        WaveNumber::FirstPeak => first.structure.first_peak().ok_or(Error::Missing {
            missing: "peak of S(k) near 2 pi over the mean distance",
            purpose: "the default wave number",
            remedy: "give the wave number",
        })?,
    };
    let mut motion = Dynamics::new(
        Plan::new(first.times.clone(), options.lags)?,
        MotionOptions {
            wave_number,
            drift: options.drift.clone(),
            cage: options.cage,
            van_hove: options.van_hove.clone(),
        },
    )?;
    let mut stopped = Ending::Complete;
    let mut latest = f64::NEG_INFINITY;
    let mut frame = Frame::empty();
    let mut left = first.times.len();
    while left > 0 && second.next_into(&mut frame)? {
        let time = options.clock.time(&frame)?;
        if time > latest {
            motion.add(&frame)?;
            latest = time;
            left -= 1;
        }
        let part = second.progress().unwrap_or(0.0);
        if observer(0.5 + 0.5 * part).is_break() {
            stopped = Ending::Stopped;
            break;
        }
    }
    let mut answer = motion.finish()?;
    answer.structure = first.structure.points();
    if first.repeated > 0 {
        answer.warnings.push(Warning::new(
            "repeated_frames",
            format!(
                "{} frames were not later than one before them and were left out",
                first.repeated
            ),
        ));
    }
    let ending = match stopped {
        Ending::Stopped => Ending::Stopped,
        _ => first.ending,
    };
    Ok(DynamicsRun { answer, ending })
}

/// What the first pass finds.
struct Survey {
    times: Vec<f64>,
    repeated: usize,
    structure: Structure,
    ending: Ending,
}

fn survey(
    frames: &mut dyn Frames,
    options: &DynamicsOptions,
    observer: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> Result<Survey> {
    let mut survey = Survey {
        times: Vec::new(),
        repeated: 0,
        structure: Structure::new(),
        ending: Ending::Complete,
    };
    let mut frame = Frame::empty();
    loop {
        match frames.next_into(&mut frame) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                survey.ending = Ending::Failed(error);
                break;
            }
        }
        let time = options.clock.time(&frame)?;
        if survey.times.last().is_some_and(|last| time <= *last) {
            survey.repeated += 1;
            continue;
        }
        if options.wave_number == WaveNumber::FirstPeak && survey.times.len() < STRUCTURE_FRAMES {
            survey.structure.add(&frame)?;
        }
        survey.times.push(time);
        if observer(frames.progress().unwrap_or(0.0)).is_break() {
            survey.ending = Ending::Stopped;
            break;
        }
    }
    Ok(survey)
}
