//! Checkpoints: the state of a run in one file that is whole or not there.
//!
//! ```text
//! "glassmlt"   8 bytes, what the file is
//! format       4 bytes, little endian; 1
//! length       8 bytes, little endian, of the header
//! header       JSON: program, run_file (its text), state, arrays [{name, kind, length}]
//! numbers      the arrays one after the other, 8 little-endian bytes a number, compressed by zstd
//! checksum     32 bytes, BLAKE3 of all before
//! ```

mod read;
mod write;

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::atomic;
use crate::error::{CheckpointProblem, Result, RunError, reading, writing};

/// The first bytes of the file.
const MAGIC: [u8; 8] = *b"glassmlt";
/// The format that is written, and the newest that is read.
const FORMAT: u32 = 1;
/// Magic, format and length of the header.
const START: usize = 20;
/// Length of the checksum.
const CHECKSUM: usize = blake3::OUT_LEN;

/// A list of numbers of a state, kept to the last bit.
#[derive(Debug, Clone, PartialEq)]
pub enum Numbers {
    /// Real numbers, also those that are not finite.
    Real(Vec<f64>),
    /// Whole numbers.
    Whole(Vec<u64>),
}

/// Where a run stands: what it goes on from, to the last bit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// Anything in JSON; real numbers come back to the last bit, those that are not finite do not.
    pub values: Value,
    /// Lists of numbers by their names.
    pub arrays: Vec<(String, Numbers)>,
}

/// A state and the run that it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// The version of the program that saved it.
    pub program: String,
    /// The text of the run file.
    pub run_file: String,
    /// Where the run stands.
    pub state: State,
}

/// What stands before the numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    program: String,
    run_file: String,
    state: Value,
    arrays: Vec<Entry>,
}

/// One list of numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    kind: Kind,
    length: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Real,
    Whole,
}

impl State {
    /// The real numbers of this name.
    ///
    /// # Errors
    /// When there are none.
    pub fn real(&self, name: &str) -> Result<&[f64]> {
        match self.array(name) {
            Some(Numbers::Real(numbers)) => Ok(numbers),
            _ => Err(missing(&format!("it has no real numbers `{name}`"))),
        }
    }

    /// The whole numbers of this name.
    ///
    /// # Errors
    /// When there are none.
    pub fn whole(&self, name: &str) -> Result<&[u64]> {
        match self.array(name) {
            Some(Numbers::Whole(numbers)) => Ok(numbers),
            _ => Err(missing(&format!("it has no whole numbers `{name}`"))),
        }
    }

    /// The value of this name, of any kind that JSON can hold.
    ///
    /// # Errors
    /// When there is none, or one of another kind.
    pub fn value<T: for<'de> Deserialize<'de>>(&self, name: &str) -> Result<T> {
        let value = self.values.get(name).cloned().unwrap_or_default();
        serde_json::from_value(value).map_err(|error| missing(&format!("`{name}`: {error}")))
    }

    fn array(&self, name: &str) -> Option<&Numbers> {
        let found = self.arrays.iter().find(|(word, _)| word == name);
        found.map(|(_, numbers)| numbers)
    }
}

fn missing(what: &str) -> RunError {
    RunError::State {
        what: what.to_owned(),
    }
}

impl Checkpoint {
    /// The state of the run with this run file, saved by this version.
    pub fn new(run_file: &str, state: State) -> Self {
        Self {
            program: crate::VERSION.to_owned(),
            run_file: run_file.to_owned(),
            state,
        }
    }

    /// Writes the checkpoint in place of an earlier one, which stays until this one is whole on the disk.
    ///
    /// # Errors
    /// When it cannot be written; the earlier one is intact.
    pub fn save(&self, path: &Path) -> Result<()> {
        atomic::replace(path, |output| self.write_to(output)).map_err(writing(path))
    }

    /// Reads a checkpoint of the run with this run file.
    ///
    /// # Errors
    /// When the file cannot be read, is none, is cut off or damaged, of a newer format, or of another run.
    pub fn load(path: &Path, run_file: &str) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(reading(path))?;
        let checkpoint = Self::from_bytes(&bytes).and_then(|found| found.of_run(run_file));
        checkpoint.map_err(|problem| RunError::Checkpoint {
            path: path.into(),
            problem,
        })
    }

    /// This one, if it is of the run with this run file.
    fn of_run(self, run_file: &str) -> std::result::Result<Self, CheckpointProblem> {
        if self.run_file == run_file {
            return Ok(self);
        }
        let mut lines = (1..).zip(self.run_file.lines().zip(run_file.lines()));
        let differing = lines.find(|(_, (ours, theirs))| ours != theirs);
        Err(CheckpointProblem::OtherRun {
            line: match differing {
                Some((number, (ours, _))) => format!("line {number} on, `{ours}`"),
                None => "its last line on".to_owned(),
            },
        })
    }
}

impl Numbers {
    fn entry(&self, name: &str) -> Entry {
        let (kind, length) = match self {
            Self::Real(numbers) => (Kind::Real, numbers.len()),
            Self::Whole(numbers) => (Kind::Whole, numbers.len()),
        };
        Entry {
            name: name.to_owned(),
            kind,
            length: length as u64,
        }
    }
}
