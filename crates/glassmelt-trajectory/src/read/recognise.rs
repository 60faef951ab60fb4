//! Which format a file has: by its content first, by its name where that does not tell.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::read::How;
use crate::read::input::Input;
use crate::read::lines::{Fault, Lines};
use crate::read::words::{Words, integer};

/// A format of trajectories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A dump of LAMMPS, as text.
    LammpsDump,
    /// A data file of LAMMPS: one frame.
    LammpsData,
    /// Extended XYZ, with `Properties` and `Lattice` in the second line of each frame.
    Extxyz,
    /// Plain XYZ.
    Xyz,
    /// A table of the tracks of colloids, separated by commas, semicolons or tabs.
    Tracks,
    /// DCD of CHARMM, NAMD, LAMMPS.
    Dcd,
    /// XTC of GROMACS.
    Xtc,
    /// TRR of GROMACS.
    Trr,
    /// GSD of HOOMD-blue.
    Gsd,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LammpsDump => "LAMMPS dump",
            Self::LammpsData => "LAMMPS data",
            Self::Extxyz => "extended XYZ",
            Self::Xyz => "XYZ",
            Self::Tracks => "tracks",
            Self::Dcd => "DCD",
            Self::Xtc => "XTC",
            Self::Trr => "TRR",
            Self::Gsd => "GSD",
        })
    }
}

/// The format of a file.
pub(crate) fn recognise(input: &Input, how: &How) -> Result<Format> {
    let mut lines = Lines::open(input)?;
    let head = lines.head()?;
    if let Some(format) = by_content(head, how).or_else(|| by_name(input)) {
        return Ok(format);
    }
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let expected = "a LAMMPS dump or data file, XYZ, a table of tracks, DCD, XTC, TRR or GSD; name the format \
                    where it is one of them";
    let fault = Fault::text(first, expected);
    Err(lines.error_ahead(fault))
}

fn by_content(head: &[u8], how: &How) -> Option<Format> {
    binary(head).or_else(|| text(head, how))
}

/// Magic numbers: of the records of DCD with its `CORD`, of XTC (1995, and 2023 for large systems) and TRR (1993),
/// of GSD.
fn binary(head: &[u8]) -> Option<Format> {
    let word: [u8; 4] = head.get(..4)?.try_into().ok()?;
    let big = u32::from_be_bytes(word);
    let cord = [4, 8].map(|at| head.get(at..at + 4) == Some(b"CORD"));
    let gsd = 0x65DF_65DF_65DF_65DF_u64;
    match big {
        1995 | 2023 => Some(Format::Xtc),
        1993 => Some(Format::Trr),
        _ if cord.contains(&true) => Some(Format::Dcd),
        _ if head.get(..8) == Some(&gsd.to_le_bytes()) => Some(Format::Gsd),
        _ => None,
    }
}

fn text(head: &[u8], how: &How) -> Option<Format> {
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.next()?;
    if first.starts_with(b"ITEM:") {
        return Some(Format::LammpsDump);
    }
    if integer(first).is_some_and(|count| count >= 0) {
        let second = lines.next()?.to_ascii_lowercase();
        let extended = [&b"properties="[..], b"lattice="]
            .map(|key| memchr::memmem::find(&second, key).is_some());
        return Some(if extended.contains(&true) {
            Format::Extxyz
        } else {
            Format::Xyz
        });
    }
    if how.tracks.are_in(first) {
        return Some(Format::Tracks);
    }
    if lines.take(100).any(is_data_header) {
        return Some(Format::LammpsData);
    }
    None
}

fn is_data_header(line: &[u8]) -> bool {
    let mut words = Words::new(line);
    let number = words.word().and_then(integer);
    number.is_some() && words.word() == Some(b"atoms")
}

fn by_name(input: &Input) -> Option<Format> {
    let name = input.name().file_name()?.to_str()?.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let (_, end) = name.rsplit_once('.')?;
    match end {
        "lammpstrj" | "dump" => Some(Format::LammpsDump),
        "data" | "lmp" | "lammps" => Some(Format::LammpsData),
        "extxyz" => Some(Format::Extxyz),
        "xyz" => Some(Format::Xyz),
        "csv" | "tsv" => Some(Format::Tracks),
        "dcd" => Some(Format::Dcd),
        "xtc" => Some(Format::Xtc),
        "trr" => Some(Format::Trr),
        "gsd" => Some(Format::Gsd),
        _ => None,
    }
}
