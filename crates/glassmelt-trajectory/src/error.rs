//! Questions without an answer: one error enum, each with its place, its value and what would be right.

use std::fmt;
use std::path::PathBuf;

use thiserror::Error;

/// A line of a text file, or a byte of a binary one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The line, from one.
    Line(u64),
    /// The byte, from zero.
    Byte(u64),
    /// The file as a whole.
    Whole,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, ", line {line}"),
            Self::Byte(byte) => write!(f, ", byte {byte}"),
            Self::Whole => Ok(()),
        }
    }
}

/// A question that a trajectory cannot answer.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Error {
    /// The operating system refuses to open or to read a file.
    #[error("{}: {reason}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the operating system says.
        reason: String,
    },
    /// A file is not what its format asks for.
    #[error("{}{place}: {found}; expected {expected}", file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// Where in it.
        place: Place,
        /// What stands there.
        found: String,
        /// What would be right.
        expected: String,
    },
    /// A cell without a volume.
    #[error("a cell of volume {volume}: its three vectors must be finite and span a volume")]
    FlatCell {
        /// The determinant of its vectors.
        volume: f64,
    },
    /// An argument lies outside its domain.
    #[error("{name} = {value} is outside its domain: it must be {domain}")]
    Domain {
        /// The argument, in the words of the public interface.
        name: &'static str,
        /// What was given.
        value: f64,
        /// What would be right.
        domain: &'static str,
    },
    /// Frames that do not hold the same atoms.
    #[error(
        "frame {frame} holds other atoms than the first: {difference}; expected the same identifiers in each frame"
    )]
    OtherAtoms {
        /// The frame, from zero.
        frame: u64,
        /// How it differs.
        difference: String,
    },
    /// An analysis asks for something that the frames do not hold.
    #[error("the frames hold no {missing}, which {purpose} needs: {remedy}")]
    Missing {
        /// What is not there.
        missing: &'static str,
        /// What it is needed for.
        purpose: &'static str,
        /// What would be right.
        remedy: &'static str,
    },
    /// Too few frames.
    #[error("too few frames for {purpose}: {frames}; it needs at least {needed}")]
    TooFewFrames {
        /// How many there are.
        frames: u64,
        /// For what.
        purpose: &'static str,
        /// How many it takes.
        needed: u64,
    },
    /// More frames than memory is kept for.
    #[error("{purpose} takes at most {most} frames, and there are more: {remedy}")]
    TooManyFrames {
        /// For what.
        purpose: &'static str,
        /// How many it takes.
        most: u64,
        /// What would be right.
        remedy: &'static str,
    },
    /// A species that no atom has.
    #[error("no species is called {name}; the frames hold {known}")]
    UnknownSpecies {
        /// What was asked for.
        name: String,
        /// Those there are.
        known: String,
    },
    /// Species of which nobody has told the mass.
    #[error(
        "the masses of the species {unknown} are not known, which {purpose} needs; known: {known}"
    )]
    UnknownMass {
        /// Those without a mass.
        unknown: String,
        /// What they are needed for.
        purpose: &'static str,
        /// The masses that are known.
        known: String,
    },
    /// The operating system refuses to write a file, as on a full disk.
    #[error("{}: cannot be written: {reason}", file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// What the operating system says.
        reason: String,
    },
    /// A column of values that cannot be written.
    #[error("the column {name:?} cannot be written: {reason}")]
    UnusableColumn {
        /// Its name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// An answer or a question without one.
pub type Result<T, E = Error> = std::result::Result<T, E>;
