//! The pass through a trajectory: the stress and the Born term of each frame, of which a bounded number is kept.

use glassmelt::Warning;

use super::answer::StressAnswer;
use super::look::Look;
use super::question::StressQuestion;
use super::series::Series;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::frames::Frames;
use crate::modulus::pace::Pace;
use crate::potential::Potential;
use crate::watch::{Ending, Outcome, Watch};

/// The fewest frames of a window: its variance must be told.
const SHORTEST: usize = 4;
/// The most frames, of each of which 240 bytes are kept: a quarter of a gibibyte. A window of any length, anywhere,
/// asks for each of its frames, so that means over blocks would move its fluctuation.
pub const MOST_FRAMES: usize = 1 << 20;

/// Moduli from the fluctuations of the stress in a trajectory (see the [module](super)). Of each frame 240 bytes
/// are kept, of at most [`MOST_FRAMES`].
///
/// # Errors
/// When `thermal_energy` is not positive and finite, or fewer than four frames could be used: then what ended the
/// reading, or that there are too few; no pair of the species interacts. A frame without a cell, of other atoms, or
/// with a cell much smaller than the cutoff ends it, and so does one more than [`MOST_FRAMES`].
pub fn stress_modulus(
    frames: &mut dyn Frames,
    question: &StressQuestion,
    watch: Watch,
) -> Result<Outcome<StressAnswer>> {
    up_to(frames, question, watch, MOST_FRAMES)
}

fn up_to(
    frames: &mut dyn Frames,
    question: &StressQuestion,
    watch: Watch,
    most: usize,
) -> Result<Outcome<StressAnswer>> {
    let energy = question.thermal_energy;
    if !(energy > 0.0 && energy.is_finite()) {
        return Err(Error::Domain {
            name: "k_B T",
            value: energy,
            domain: "positive and finite",
        });
    }
    let mut kept = Kept::default();
    let mut frame = Frame::empty();
    let ending = loop {
        match kept.next(frames, &mut frame, &question.potential, most) {
            Ok(true) => {}
            Ok(false) => break Ending::Whole,
            Err(error) => break Ending::Broken(error),
        }
        if watch(frames.progress().unwrap_or(0.0)).is_break() {
            break Ending::Cancelled;
        }
    };
    let count = kept.looks.len();
    match ending {
        Ending::Broken(error) if count < SHORTEST => Err(error),
        _ if count < SHORTEST => Err(Error::TooFewFrames {
            frames: count as u64,
            purpose: "a modulus from stress",
            needed: SHORTEST as u64,
        }),
        ending => {
            let series = Series::new(&kept.looks, kept.atoms, frame.dimension, energy);
            let mut answer = series.answer(question, kept.pace.time());
            answer.warnings.extend(kept.unnamed);
            Ok(Outcome { answer, ending })
        }
    }
}

/// What is kept of the frames so far.
#[derive(Default)]
struct Kept {
    looks: Vec<Look>,
    atoms: usize,
    pace: Pace,
    /// The pairs that the potential leaves out.
    unnamed: Option<Warning>,
}

impl Kept {
    /// Whether there was one more frame.
    fn next(
        &mut self,
        frames: &mut dyn Frames,
        frame: &mut Frame,
        potential: &Potential,
        most: usize,
    ) -> Result<bool> {
        if !frames.next_into(frame)? {
            return Ok(false);
        }
        let number = self.looks.len();
        if number == most {
            return Err(Error::TooManyFrames {
                purpose: "a modulus from stress",
                most: most as u64,
                remedy: "take every second frame, or fewer",
            });
        }
        if frame.cell.is_none() {
            return Err(Error::Missing {
                missing: "cell",
                purpose: "a stress",
                remedy: "write the cell with the frames",
            });
        }
        if number == 0 {
            potential.knows(&frame.species)?;
            self.atoms = frame.len();
            self.unnamed = potential.warning(frame);
        }
        if frame.len() != self.atoms {
            return Err(Error::OtherAtoms {
                frame: number as u64,
                difference: format!("it has {} atoms, not {}", frame.len(), self.atoms),
            });
        }
        self.looks.push(Look::at(frame, potential)?);
        self.pace.add(frame);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::cell::Cell;
    use crate::frames::InMemory;
    use crate::modulus::Windows;
    use crate::modulus::stress::Tensor;
    use crate::potential::{Form, Pair, Shift};

    fn question() -> StressQuestion {
        let form = Form::LennardJones {
            epsilon: 1.0,
            sigma: 1.0,
        };
        let pair = Pair::new(form, 2.5, Shift::Force).expect("a pair");
        let names = ["1".to_owned(), "1".to_owned()];
        StressQuestion {
            potential: Potential::new(vec![(names, pair)]),
            thermal_energy: 1.0,
            windows: Windows::PowersOfTwo,
            tensor: Tensor::Skip,
        }
    }

    fn frames(count: i32) -> Vec<Frame> {
        let one = |number: i32| {
            let mut frame = Frame::empty();
            frame.time = Some(0.5 * f64::from(number));
            frame.step = number.into();
            frame.cell = Cell::orthorhombic([6.0; 3]).ok();
            frame.species = vec!["1".to_owned()];
            (frame.kinds, frame.ids) = (vec![0; 2], vec![1, 2]);
            let apart = 1.2 + 0.01 * f64::from(number % 3);
            frame.positions = vec![[0.0; 3].into(), [apart, 0.0, 0.0].into()];
            frame
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn what_is_kept_of_a_frame_has_the_bytes_that_are_told() {
        assert_eq!(size_of::<Look>(), 240);
    }

    #[test]
    fn one_frame_too_many_is_an_error_with_the_answer_of_those_before() {
        let ask = |count: i32, most: usize| {
            let mut frames = InMemory::new(frames(count));
            let go = &mut |_| ControlFlow::Continue(());
            up_to(&mut frames, &question(), go, most).expect("frames enough")
        };
        let whole = ask(40, 40);
        assert_eq!(whole.ending, Ending::Whole);
        let cut = ask(41, 40);
        assert_eq!(cut.answer, whole.answer);
        let Ending::Broken(error @ Error::TooManyFrames { .. }) = cut.ending else {
            panic!("{:?}", cut.ending)
        };
        assert!(error.to_string().contains("at most 40"), "{error}");
        let times: Vec<_> = whole.answer.windows.iter().map(|w| w.time).collect();
        assert_eq!(times, [Some(8.0), Some(16.0), Some(20.0)]);
    }
}
