//! The passes through a trajectory: windows that fit into memory together, longer ones by a leader that makes the
//! mean and a follower that makes the amplitudes.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use nalgebra::Vector3;

use super::amplitudes::{BATCH, amplitudes};
use super::cells::Cells;
use super::collector::Collector;
use super::means::Means;
use super::pace::Pace;
use super::question::{Question, Windows};
use super::reader::{Reader, Setting};
use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::frames::Frames;
use crate::watch::Watch;

type Positions = Vec<Vector3<f64>>;

/// A reading under way, and what it has found.
pub(super) struct Run<'a> {
    frames: &'a dyn Frames,
    question: &'a Question,
    watch: Watch<'a>,
    /// The mean cell, where cells move and it is known.
    reference: Option<Cell>,
    pub(super) setting: Option<Setting>,
    pub(super) collectors: Vec<Collector>,
    pub(super) pace: Pace,
    pub(super) cells: Cells,
    pub(super) frames_read: u64,
    /// What ended the reading before its time.
    pub(super) broken: Option<Error>,
    /// How many are done, of how many.
    passes: (f64, f64),
}

impl<'a> Run<'a> {
    pub(super) fn new(frames: &'a dyn Frames, question: &'a Question, watch: Watch<'a>) -> Self {
        Self {
            frames,
            question,
            watch,
            reference: None,
            setting: None,
            collectors: Vec::new(),
            pace: Pace::default(),
            cells: Cells::default(),
            frames_read: 0,
            broken: None,
            passes: (0.0, 1.0),
        }
    }

    /// All windows; once more about the mean cell where the first time has shown that it moves.
    pub(super) fn all(&mut self) -> ControlFlow<()> {
        let frames = match &self.question.windows {
            Windows::Lengths(_) => 0,
            Windows::PowersOfTwo => self.survey()?,
        };
        let lengths = self.question.windows.in_frames(frames);
        self.measure(&lengths)?;
        if let (None, Some(mean)) = (self.reference, self.cells.moving_mean()) {
            self.reference = Some(mean);
            self.setting = None;
            self.collectors.clear();
            self.measure(&lengths)?;
        }
        ControlFlow::Continue(())
    }

    fn measure(&mut self, lengths: &[usize]) -> ControlFlow<()> {
        let Some(atoms) = self.first() else {
            return ControlFlow::Continue(());
        };
        let fits = |length: &usize| length.saturating_mul(24 * atoms) <= self.question.buffer;
        let (short, long): (Vec<usize>, Vec<usize>) = lengths.iter().copied().partition(fits);
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

    /// How many frames there are until the end or the first that cannot be read, and their mean cell.
    fn survey(&mut self) -> ControlFlow<(), usize> {
        self.passes = (0.0, 2.0);
        let frames = self.frames;
        let mut count = 0;
        if let Some(mut reader) = self.note(Reader::new(frames)) {
            while reader.frame().is_ok_and(|frame| frame.is_some()) {
                count += 1;
                self.tell(reader.progress())?;
            }
            self.reference = reader.cells.moving_mean();
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
        let asked = (self.question, self.reference);
        let read = reader.positions(asked, &mut self.setting, positions);
        let read = self.note(read).unwrap_or(false);
        if read && self.frames_read < reader.read {
            self.frames_read = reader.read;
            self.pace = reader.pace;
            self.cells = reader.cells;
        }
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
        let bytes = self.question.buffer;
        let new = |length: &usize| Collector::new(*length, &setting.waves, bytes);
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
        let mut collector = Collector::new(length, &setting.waves, self.question.buffer);
        let flow = loop {
            // A window that does not end has not been.
            let before = collector.clone();
            let mut of_window = Follow {
                collector: &mut collector,
                setting: &setting,
                leader: &mut leader,
                follower: &mut follower,
            };
            match self.follow(&mut of_window) {
                ControlFlow::Continue(true) => {}
                ControlFlow::Continue(false) => {
                    collector = before;
                    break ControlFlow::Continue(());
                }
                ControlFlow::Break(()) => {
                    collector = before;
                    break ControlFlow::Break(());
                }
            }
        };
        self.collectors.push(collector);
        flow
    }

    /// One window by leader and follower; whether it was whole.
    fn follow(&mut self, of: &mut Follow) -> ControlFlow<(), bool> {
        let (setting, length) = (of.setting, of.collector.length);
        let mut means = Means::new(setting.atoms, length);
        let mut positions = Positions::new();
        for _ in 0..length {
            if !self.next(of.leader, &mut positions) {
                return ControlFlow::Continue(false);
            }
            means.add(&positions);
            self.tell(of.leader.progress() + of.follower.progress())?;
        }
        let mean = means.means();
        let mut window = of.collector.open(&setting.waves);
        let mut batch: Vec<Positions> = Vec::with_capacity(BATCH);
        for frame in 1..=length {
            if !self.next(of.follower, &mut positions) {
                return ControlFlow::Continue(false);
            }
            batch.push(std::mem::take(&mut positions));
            if batch.len() == BATCH || frame == length {
                let (all, squares) = amplitudes(&setting.waves, &mean, &batch);
                of.collector.add(&mut window, &setting.waves, all, &squares);
                batch.clear();
            }
            self.tell(of.leader.progress() + of.follower.progress())?;
        }
        of.collector.close(&window, &setting.waves, means.shift());
        ControlFlow::Continue(true)
    }
}

/// What a window that is read twice takes.
struct Follow<'a> {
    collector: &'a mut Collector,
    setting: &'a Setting,
    leader: &'a mut Reader,
    follower: &'a mut Reader,
}

/// A window in memory; its amplitudes in batches.
fn one_window(collector: &mut Collector, setting: &Setting, frames: &[&Positions]) {
    let mut means = Means::new(setting.atoms, frames.len());
    for positions in frames {
        means.add(positions);
    }
    let mean = means.means();
    let mut window = collector.open(&setting.waves);
    for batch in frames.chunks(BATCH) {
        let (all, squares) = amplitudes(&setting.waves, &mean, batch);
        collector.add(&mut window, &setting.waves, all, &squares);
    }
    collector.close(&window, &setting.waves, means.shift());
}
