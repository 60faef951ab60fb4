//! Files one after the other: steps that go on, repeated frames passed over, and the frames that were selected.

use crate::error::{Error, Place, Result};
use crate::frame::Frame;
use crate::read::description::Description;
use crate::read::{self, Reader, Stamp};
use crate::trajectory::{Selection, Trajectory};

/// All files of a trajectory, as one.
pub(crate) struct Files {
    trajectory: Trajectory,
    reader: Option<Box<dyn Reader>>,
    /// How many files have been opened.
    opened: usize,
    /// Bytes of the files that have been read to their ends.
    behind: u64,
    bytes: u64,
    description: Option<Description>,
    /// The number of the next frame, repeated ones left out.
    number: u64,
    last_step: Option<i64>,
    repeated: u64,
    species: Vec<String>,
    masses: Vec<(String, f64)>,
    scratch: Frame,
}

/// How much of a frame is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Read,
    Skip,
}

impl Files {
    /// The files, none opened yet.
    pub(crate) fn new(trajectory: &Trajectory) -> Result<Self> {
        let mut bytes: u64 = 0;
        for input in &trajectory.inputs {
            bytes = bytes.saturating_add(input.len()?);
        }
        Ok(Self {
            trajectory: trajectory.clone(),
            reader: None,
            opened: 0,
            behind: 0,
            bytes,
            description: None,
            number: 0,
            last_step: None,
            repeated: 0,
            species: Vec::new(),
            masses: Vec::new(),
            scratch: Frame::empty(),
        })
    }

    /// What was taken from the file that is being read.
    pub(crate) fn description(&self) -> Option<&Description> {
        self.description.as_ref()
    }

    /// How many frames had the step of the one before and were passed over.
    pub(crate) fn repeated(&self) -> u64 {
        self.repeated
    }

    /// How many frames have been met, repeated ones left out.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The masses that the files read so far tell, each species once, as the first of them has it.
    pub(crate) fn masses(&self) -> &[(String, f64)] {
        &self.masses
    }

    /// Which part of the bytes has been used.
    pub(crate) fn progress(&self) -> Option<f64> {
        let here = self.reader.as_ref().map_or(0, |reader| reader.consumed());
        let done = self.behind.saturating_add(here) as f64;
        (self.bytes > 0).then(|| (done / self.bytes as f64).min(1.0))
    }

    /// The next frame from the first to the last selected one: `Some(true)` where it is one of each `every`-th.
    /// With `follow`, the frames between are read as well and given with `Some(false)`.
    pub(crate) fn next_into(&mut self, frame: &mut Frame, follow: Follow) -> Result<Option<bool>> {
        let Selection { first, last, every } = self.trajectory.selection;
        loop {
            let number = self.number;
            if last.is_some_and(|last| number > last) {
                return Ok(None);
            }
            let chosen = number >= first && (number - first).is_multiple_of(every);
            let between = number >= first && follow == Follow::Between;
            let wanted = if chosen || between {
                Wanted::Read
            } else {
                Wanted::Skip
            };
            let Some(stamp) = self.one(frame, wanted)? else {
                return Ok(None);
            };
            if !self.advance(stamp, frame)? {
                continue;
            }
            if wanted == Wanted::Read {
                return Ok(Some(chosen));
            }
        }
    }

    /// One frame of the file at hand, or else of the next one.
    fn one(&mut self, frame: &mut Frame, wanted: Wanted) -> Result<Option<Stamp>> {
        loop {
            let Some(reader) = self.reader.as_mut() else {
                if !self.open_next()? {
                    return Ok(None);
                }
                continue;
            };
            let stamp = match wanted {
                Wanted::Read => {
                    frame.clear();
                    if frame.species != self.species {
                        frame.species.clone_from(&self.species);
                    }
                    reader.next_into(frame)?
                }
                Wanted::Skip => reader.skip(&mut self.scratch)?,
            };
            if self.description.as_ref() != Some(reader.description()) {
                self.description = Some(reader.description().clone());
            }
            if stamp.is_some() {
                for (name, mass) in reader.masses() {
                    if !self.masses.iter().any(|(known, _)| known == name) {
                        self.masses.push((name.clone(), *mass));
                    }
                }
                if wanted == Wanted::Read && frame.species.len() > self.species.len() {
                    self.settle_species(frame);
                }
                return Ok(stamp);
            }
            self.close()?;
        }
    }

    /// Takes the species that a frame has brought; those of the first frame in their natural order.
    fn settle_species(&mut self, frame: &mut Frame) {
        if self.species.is_empty() {
            sort_species(frame);
        }
        self.species.clone_from(&frame.species);
    }

    fn open_next(&mut self) -> Result<bool> {
        let Some(input) = self.trajectory.inputs.get(self.opened) else {
            return Ok(false);
        };
        self.reader = Some(read::open(input, &self.trajectory.how)?);
        self.opened += 1;
        Ok(true)
    }

    fn close(&mut self) -> Result<()> {
        self.reader = None;
        let input = &self.trajectory.inputs[self.opened - 1];
        self.behind = self.behind.saturating_add(input.len()?);
        Ok(())
    }

    /// Counts a frame; false for one with the step of the frame before.
    fn advance(&mut self, stamp: Stamp, frame: &mut Frame) -> Result<bool> {
        let next = self.last_step.map_or(Some(0), |last| last.checked_add(1));
        let step = match (stamp, next) {
            (Stamp::Told(step), _) | (Stamp::Counted, Some(step)) => step,
            (Stamp::Counted, None) => i64::MAX,
        };
        if let Some(last) = self.last_step {
            if step == last {
                self.repeated += 1;
                return Ok(false);
            }
            if step < last {
                return Err(self.went_back(last, step));
            }
        }
        self.last_step = Some(step);
        self.number += 1;
        frame.step = step;
        if frame.time.is_none() {
            frame.time = self
                .trajectory
                .timestep
                .map(|timestep| timestep * step as f64);
        }
        Ok(true)
    }

    fn went_back(&self, last: i64, step: i64) -> Error {
        let input = &self.trajectory.inputs[self.opened.saturating_sub(1)];
        Error::Malformed {
            file: input.name().to_path_buf(),
            place: Place::Whole,
            found: format!("step {step} after step {last}"),
            expected: "steps that go on; give the files in the order of their steps, and cut what was run twice"
                .to_owned(),
        }
    }
}

/// Are frames that were not selected, but lie between those that were, of use?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follow {
    /// No.
    Selected,
    /// Yes: atoms are followed from frame to frame.
    Between,
}

/// Puts the species of a frame in their natural order: numbers by their values, then names.
fn sort_species(frame: &mut Frame) {
    let mut order: Vec<usize> = (0..frame.species.len()).collect();
    let key = |name: &String| {
        (
            name.parse::<u64>().map_or(u64::MAX, |number| number),
            name.clone(),
        )
    };
    order.sort_by_key(|kind| key(&frame.species[*kind]));
    let mut new_of = vec![0_u16; order.len()];
    for (new, old) in order.iter().enumerate() {
        new_of[*old] = u16::try_from(new).unwrap_or(u16::MAX);
    }
    frame.species = order
        .iter()
        .map(|old| frame.species[*old].clone())
        .collect();
    for kind in &mut frame.kinds {
        *kind = new_of[usize::from(*kind)];
    }
}
