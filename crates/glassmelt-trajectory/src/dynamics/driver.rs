//! Two passes over a stream: times and S(k) first, then motion.

use glassmelt::Warning;

use super::accumulator::{Dynamics, MotionOptions};
use super::answer::DynamicsAnswer;
use super::plan::Plan;
use super::settings::{Clock, DynamicsOptions, WaveNumber};
use super::structure::Structure;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::frames::Frames;
use crate::watch::{Ending, Outcome, Watch};

/// So many frames at most tell where S(k) peaks: the first ones of a stream, with about so many atoms together.
const STRUCTURE_FRAMES: usize = 8;
const STRUCTURE_ATOMS: usize = 1 << 16;

/// Motion of atoms along a stream of unwrapped frames, which is read twice. The observer is told which part is
/// done, and can stop it.
///
/// A frame that is not later than those before it (a restart that writes a step again) is left out, with the
/// warning `repeated_frames`. A stream that fails keeps what came before; an observer that stops in the first half
/// of the way, where frames are only counted, leaves too few of them for an answer.
///
/// # Errors
/// When fewer than two frames can be read, a frame does not tell what is needed, or an option is outside its
/// domain.
pub fn dynamics(
    frames: &mut dyn Frames,
    options: &DynamicsOptions,
    observer: Watch,
) -> Result<Outcome<DynamicsAnswer>> {
    let mut second = frames.again()?;
    let first = survey(frames, options, &mut |part| observer(0.5 * part))?;
    if let (true, Ending::Broken(error)) = (first.times.len() < 2, &first.ending) {
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
    let plan = Plan::new(first.times.clone(), options.lags)?;
    let van_hove = options.distances.resolved(wave_number, plan.lags());
    let mut motion = Dynamics::new(
        plan,
        MotionOptions {
            wave_number,
            drift: options.drift.clone(),
            cage: options.cage,
            van_hove,
        },
    )?;
    let ending = follow(
        second.as_mut(),
        &first,
        options.clock,
        &mut motion,
        &mut |part| observer(0.5 + 0.5 * part),
    );
    let Outcome { mut answer, ending } = ending.with(motion.finish())?;
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
    let ending = match ending {
        Ending::Whole => first.ending,
        other => other,
    };
    Ok(Outcome { answer, ending })
}

/// The second pass: the frames of the first one, once more.
fn follow(
    frames: &mut dyn Frames,
    first: &Survey,
    clock: Clock,
    motion: &mut Dynamics,
    observer: Watch,
) -> Ending {
    let mut latest = f64::NEG_INFINITY;
    let mut left = first.times.len();
    let mut frame = Frame::empty();
    while left > 0 {
        let time = match frames.next_into(&mut frame) {
            Ok(true) => clock.time(&frame),
            Ok(false) => break,
            Err(error) => Err(error),
        };
        let added = time.and_then(|time| {
            if time > latest {
                motion.add(&frame)?;
                latest = time;
                left -= 1;
            }
            Ok(())
        });
        if let Err(error) = added {
            return Ending::Broken(error);
        }
        if observer(frames.progress().unwrap_or(0.0)).is_break() {
            return Ending::Cancelled;
        }
    }
    Ending::Whole
}

/// What the first pass finds.
struct Survey {
    times: Vec<f64>,
    repeated: usize,
    structure: Structure,
    ending: Ending,
}

fn survey(frames: &mut dyn Frames, options: &DynamicsOptions, observer: Watch) -> Result<Survey> {
    let mut survey = Survey {
        times: Vec::new(),
        repeated: 0,
        structure: Structure::new(),
        ending: Ending::Whole,
    };
    let mut frame = Frame::empty();
    loop {
        match frames.next_into(&mut frame) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                survey.ending = Ending::Broken(error);
                break;
            }
        }
        let time = match options.clock.time(&frame) {
            Ok(time) => time,
            Err(error) => {
                survey.ending = Ending::Broken(error);
                break;
            }
        };
        if survey.times.last().is_some_and(|last| time <= *last) {
            survey.repeated += 1;
            continue;
        }
        let enough = (STRUCTURE_ATOMS / frame.len().max(1)).clamp(2, STRUCTURE_FRAMES);
        if options.wave_number == WaveNumber::FirstPeak && survey.times.len() < enough {
            survey.structure.add(&frame)?;
        }
        survey.times.push(time);
        if observer(frames.progress().unwrap_or(0.0)).is_break() {
            survey.ending = Ending::Cancelled;
            break;
        }
    }
    Ok(survey)
}
