//! The passes through a trajectory: windows that fit into memory together, longer ones by a leader that makes the
//! mean and a follower that makes the amplitudes.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use nalgebra::Vector3;

use super::amplitudes::{BATCH, amplitudes};
use super::answer::ModulusAnswer;
use super::collector::{Collector, Means};
use super::reader::{Reader, Setting, Steps};
use super::waves::WaveChoice;
use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::frames::Frames;

type Positions = Vec<Vector3<f64>>;

/// Positions of one window are kept up to so many bytes.
const BUFFER: usize = 512 << 20;
/// The shortest window of the default: two halves, each with a mean of its own.
const SHORTEST: usize = 4;

/// How long to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Windows {
    /// 4, 8, 16 ... frames, and all.
    PowersOfTwo,
    /// These numbers of frames; those that the trajectory does not hold are left out.
    Lengths(Vec<usize>),
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// `k_B T`, in the unit of energy: `units.boltzmann() * T`.
    pub thermal_energy: f64,
    /// Which waves.
    pub waves: WaveChoice,
    /// Which observation times.
    pub windows: Windows,
    /// The cell of frames that have none: a microscope's field of view.
    pub cell: Option<Cell>,
    /// Bytes for the positions of a window (24 an atom and frame). Longer windows are read twice. The amplitudes
    /// of the longest window take 48 bytes a wave and frame besides.
    pub buffer: usize,
}

impl Question {
    /// Twelve shells, all powers of two, half a gibibyte.
    pub fn new(thermal_energy: f64) -> Self {
        Self {
            thermal_energy,
            waves: WaveChoice::Shells(12),
            windows: Windows::PowersOfTwo,
            cell: None,
            buffer: BUFFER,
        }
    }
}

/// Is told which part of the work is done, and may end it.
pub type Watch<'a> = &'a mut dyn FnMut(f64) -> ControlFlow<()>;

/// How the reading ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ending {
    /// All frames were read.
    Whole,
    /// The watcher ended it: the answer is that of the windows until then.
    Cancelled,
    /// The stream failed: the answer is that of the windows until then.
    Broken(Error),
}

/// An answer, and how far it got.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The moduli.
    pub answer: ModulusAnswer,
    /// Whether all was read.
    pub ending: Ending,
}

/// Moduli against wave vector and observation time from the displacements in a trajectory, which is read from its
/// start (see the [module](self)).
///
/// # Errors
/// When `thermal_energy` is not positive and finite, a window is shorter than two frames, the wave vectors are
/// none (see [`super::Waves::new`]), the first frame has no cell or fewer than two atoms, positions are wrapped, or
/// not one window was filled: then what ended the reading, or that there are too few frames.
pub fn modulus(frames: &dyn Frames, question: &Question, watch: Watch) -> Result<Outcome> {
    checked(question)?;
    let mut run = Run {
        frames,
        question,
        watch,
        setting: None,
        collectors: Vec::new(),
        steps: Steps::default(),
        moves: false,
        frames_read: 0,
        broken: None,
        passes: (0.0, 1.0),
    };
    let flow = run.all();
    let filled = run.collectors.iter().any(|collector| collector.windows > 0);
    match (run.setting, run.broken) {
        (Some(setting), broken) if filled => Ok(Outcome {
            answer: ModulusAnswer::new(
                &setting,
                question.thermal_energy,
                &run.collectors,
                run.frames_read,
                (run.steps, run.moves),
            ),
            ending: match (broken, flow) {
                (Some(error), _) => Ending::Broken(error),
                (None, ControlFlow::Break(())) => Ending::Cancelled,
                (None, ControlFlow::Continue(())) => Ending::Whole,
            },
        }),
        (_, Some(error)) => Err(error),
        _ => Err(Error::TooFewFrames {
            frames: run.frames_read,
            purpose: "a modulus from displacements",
            needed: shortest(&question.windows) as u64,
        }),
    }
}

fn checked(question: &Question) -> Result<()> {
    let energy = question.thermal_energy;
    if !(energy > 0.0 && energy.is_finite()) {
        return Err(Error::Domain {
            name: "k_B T",
            value: energy,
            domain: "positive and finite",
        });
    }
    let shortest = shortest(&question.windows);
    if shortest < 2 {
        return Err(Error::Domain {
            name: "the frames of a window",
            value: shortest as f64,
            domain: "at least 2, and at least one window",
        });
    }
    Ok(())
}

fn shortest(windows: &Windows) -> usize {
    match windows {
        Windows::PowersOfTwo => SHORTEST,
        Windows::Lengths(lengths) => lengths.iter().copied().min().unwrap_or(0),
    }
}

struct Run<'a> {
    frames: &'a dyn Frames,
    question: &'a Question,
    watch: Watch<'a>,
    setting: Option<Setting>,
    collectors: Vec<Collector>,
    steps: Steps,
    moves: bool,
    frames_read: u64,
    /// What ended the reading before its time.
    broken: Option<Error>,
    /// How many are done, of how many.
    passes: (f64, f64),
}

impl Run<'_> {
    fn all(&mut self) -> ControlFlow<()> {
        let mut lengths = match &self.question.windows {
            Windows::Lengths(lengths) => lengths.clone(),
            Windows::PowersOfTwo => powers_of_two(self.count()?),
        };
        lengths.sort_unstable();
        lengths.dedup();
        let Some(atoms) = self.first() else {
            return ControlFlow::Continue(());
        };
        let fits = |length: &usize| length.saturating_mul(24 * atoms) <= self.question.buffer;
        let (short, long): (Vec<usize>, Vec<usize>) = lengths.into_iter().partition(fits);
        self.passes.1 = self.passes.0 + 1.0 + 2.0 * long.len() as f64;
        self.together(&short)?;
        self.passes.0 += 1.0;
        for length in long {
            self.twice(length)?;
            self.passes.0 += 2.0;
        }
        ControlFlow::Continue(())
    }

    fn tell(&mut self, progress: f64) -> ControlFlow<()> {
        let (done, all) = self.passes;
        (self.watch)(((done + progress) / all).clamp(0.0, 1.0))
    }

    /// The value, or none with its error kept: the first that came.
    fn note<T>(&mut self, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.broken.get_or_insert(error);
                None
            }
        }
    }

    /// How many frames there are until the end or the first that cannot be read.
    fn count(&mut self) -> ControlFlow<(), usize> {
        self.passes = (0.0, 2.0);
        let frames = self.frames;
        let mut count = 0;
        if let Some(mut reader) = self.note(Reader::new(frames)) {
            while reader.frame().is_ok_and(|frame| frame.is_some()) {
                count += 1;
                self.tell(reader.progress())?;
            }
        }
        self.passes.0 = 1.0;
        ControlFlow::Continue(count)
    }

    /// The number of atoms, with the setting made of the first frame.
    fn first(&mut self) -> Option<usize> {
        let frames = self.frames;
        let mut reader = self.note(Reader::new(frames))?;
        self.next(&mut reader, &mut Vec::new());
        self.setting.as_ref().map(|setting| setting.atoms)
    }

    /// Whether there is a next frame, put into `positions`.
    fn next(&mut self, reader: &mut Reader, positions: &mut Positions) -> bool {
        let read = reader.positions(self.question, &mut self.setting, positions);
        let read = self.note(read).unwrap_or(false);
        if read && self.frames_read < reader.read {
            self.frames_read = reader.read;
            self.steps = reader.steps;
        }
        self.moves |= reader.moves;
        read
    }

    /// One pass for all windows that fit into memory.
    fn together(&mut self, lengths: &[usize]) -> ControlFlow<()> {
        let (frames, Some(longest)) = (self.frames, lengths.last().copied()) else {
            return ControlFlow::Continue(());
        };
        let (Some(mut reader), Some(setting)) =
            (self.note(Reader::new(frames)), self.setting.clone())
        else {
            return ControlFlow::Continue(());
        };
        let new = |length: &usize| Collector::new(*length, &setting.waves);
        let start = self.collectors.len();
        self.collectors.extend(lengths.iter().map(new));
        let mut kept: VecDeque<Positions> = VecDeque::new();
        let mut count = 0_usize;
        loop {
            // The memory of the oldest frame is used again.
            let mut positions = if kept.len() == longest {
                kept.pop_front().unwrap_or_default()
            } else {
                Vec::new()
            };
            if !self.next(&mut reader, &mut positions) {
                return ControlFlow::Continue(());
            }
            kept.push_back(positions);
            count += 1;
            for (number, length) in lengths.iter().enumerate() {
                if count.is_multiple_of(*length) {
                    let window: Vec<&Positions> = kept.range(kept.len() - length..).collect();
                    one_window(&mut self.collectors[start + number], &setting, &window);
                }
            }
            self.tell(reader.progress())?;
        }
    }

    /// Two passes for windows that do not: the one ahead makes the mean.
    fn twice(&mut self, length: usize) -> ControlFlow<()> {
        let frames = self.frames;
        let (Some(mut leader), Some(mut follower), Some(setting)) = (
            self.note(Reader::new(frames)),
            self.note(Reader::new(frames)),
            self.setting.clone(),
        ) else {
            return ControlFlow::Continue(());
        };
        let mut collector = Collector::new(length, &setting.waves);
        let mut means = Means::new(setting.atoms, length);
        let mut positions = Positions::new();
        let flow = 'windows: loop {
            means.clear();
            for _ in 0..length {
                if !self.next(&mut leader, &mut positions) {
                    break 'windows ControlFlow::Continue(());
                }
                means.add(&positions);
                if self
                    .tell(leader.progress() + follower.progress())
                    .is_break()
                {
                    break 'windows ControlFlow::Break(());
                }
            }
            let mean = means.means();
            let (mut all, mut squares) = (Vec::with_capacity(length), Vec::new());
            let mut batch: Vec<Positions> = Vec::with_capacity(BATCH);
            for frame in 1..=length {
                if !self.next(&mut follower, &mut positions) {
                    break 'windows ControlFlow::Continue(());
                }
                batch.push(std::mem::take(&mut positions));
                if batch.len() == BATCH || frame == length {
                    let (next, next_squares) = amplitudes(&setting.waves, &mean, &batch);
                    all.extend(next);
                    squares.extend(next_squares);
                    batch.clear();
                }
                if self
                    .tell(leader.progress() + follower.progress())
                    .is_break()
                {
                    break 'windows ControlFlow::Break(());
                }
            }
            collector.add(&setting.waves, &all, &squares, means.shift());
        };
        self.collectors.push(collector);
        flow
    }
}

fn one_window(collector: &mut Collector, setting: &Setting, window: &[&Positions]) {
    let mut means = Means::new(setting.atoms, window.len());
    window.iter().for_each(|positions| means.add(positions));
    let (all, squares) = amplitudes(&setting.waves, &means.means(), window);
    collector.add(&setting.waves, &all, &squares, means.shift());
}

/// 4, 8, 16 ... and all.
fn powers_of_two(frames: usize) -> Vec<usize> {
    let powers = std::iter::successors(Some(SHORTEST), |length| length.checked_mul(2));
    let mut lengths: Vec<usize> = powers.take_while(|length| *length < frames).collect();
    lengths.extend((frames >= SHORTEST).then_some(frames));
    lengths
}
