//! The door behind which each format stands: one file in, frames out, with what was read told in words.

pub(crate) mod columns;
pub(crate) mod description;
mod dump_cell;
mod dump_columns;
pub(crate) mod input;
pub(crate) mod lammps_dump;
pub(crate) mod lines;
pub(crate) mod recognise;
pub(crate) mod words;

use crate::error::{Error, Place, Result};
use crate::frame::{Dimension, Frame};
use crate::read::description::Description;
use crate::read::input::Input;
use crate::read::recognise::Format;

/// What a file says of the step of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// The file tells it.
    Told(i64),
    /// The file does not: frames are counted.
    Counted,
}

/// A file that is read from its first frame to its last.
pub(crate) trait Reader {
    /// Puts the next frame into `frame`: clears it first, keeps its species (new ones by
    /// [`Frame::kind_of`] alone), and leaves `frame.step` to the caller; none at the end of the file.
    fn next_into(&mut self, frame: &mut Frame) -> Result<Option<Stamp>>;

    /// Passes over a frame; `scratch` may be overwritten.
    fn skip(&mut self, scratch: &mut Frame) -> Result<Option<Stamp>> {
        self.next_into(scratch)
    }

    /// What was taken from the file; complete after the first frame.
    fn description(&self) -> &Description;

    /// How many bytes of the file, as it lies on the disk, have been used.
    fn consumed(&self) -> u64;
}

/// A column of vectors that an analysis may do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Velocities.
    Velocities,
    /// Forces.
    Forces,
}

/// How files are read, as far as they leave it open.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct How {
    /// The format, where the caller names it.
    pub(crate) format: Option<Format>,
    /// Space or plane, where the caller says it.
    pub(crate) dimension: Option<Dimension>,
    /// What need not be read.
    pub(crate) without: Vec<Quantity>,
}

impl How {
    /// Shall this column be read?
    pub(crate) fn wants(&self, quantity: Quantity) -> bool {
        !self.without.contains(&quantity)
    }
}

/// The reader of a file: of the format that the caller names, or else of the one that is recognised.
pub(crate) fn open(input: &Input, how: &How) -> Result<Box<dyn Reader>> {
    let format = match how.format {
        Some(format) => format,
        None => recognise::recognise(input, how)?,
    };
    Ok(match format {
        Format::LammpsDump => Box::new(lammps_dump::LammpsDump::open(input, how)?),
        other => {
            return Err(Error::Malformed {
                file: input.name().to_path_buf(),
                place: Place::Whole,
                found: format!("a file of the format {other}"),
                expected: "a format that this build reads".to_owned(),
            });
        }
    })
}
