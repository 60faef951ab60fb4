//! The door behind which each format stands: one file in, frames out, with what was read told in words.

pub(crate) mod binary;
pub(crate) mod columns;
pub(crate) mod description;
mod dump_cell;
mod dump_columns;
pub(crate) mod input;
pub(crate) mod lammps_data;
pub(crate) mod lammps_dump;
pub(crate) mod lines;
pub(crate) mod recognise;
pub(crate) mod tracks;
pub(crate) mod words;
mod xyz;
mod xyz_columns;
mod xyz_comment;

use crate::error::Result;
use crate::frame::{Dimension, Frame};
use crate::read::binary::Binary;
use crate::read::description::Description;
use crate::read::input::Input;
use crate::read::lammps_data::AtomStyle;
use crate::read::recognise::Format;
use crate::read::tracks::TrackColumns;

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

    /// The masses of species by name, where the file tells them; complete after the first frame.
    fn masses(&self) -> &[(String, f64)] {
        &[]
    }

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
    /// The style of the atoms of a data file.
    pub(crate) atom_style: Option<AtomStyle>,
    /// The names of the columns of tracks.
    pub(crate) tracks: TrackColumns,
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
        Format::LammpsData => Box::new(lammps_data::LammpsData::open(input, how)?),
        Format::Extxyz | Format::Xyz => Box::new(xyz::Xyz::open(input, how, format)?),
        Format::Tracks => Box::new(tracks::Tracks::open(input, how)?),
        Format::Dcd => Box::new(Binary::<binary::Dcd>::open(input, how)?),
        Format::Trr => Box::new(Binary::<binary::Trr>::open(input, how)?),
        Format::Xtc => Box::new(Binary::<binary::Xtc>::open(input, how)?),
        Format::Gsd => Box::new(Binary::<binary::Gsd>::open(input, how)?),
    })
}
