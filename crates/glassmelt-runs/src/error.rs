//! What can keep a run from being asked, kept or continued: each error names the file and what would be right.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// A run that cannot be made, kept or continued.
#[derive(Debug, Error)]
pub enum RunError {
    /// The run file cannot be read or understood.
    #[error(transparent)]
    File(#[from] glassmelt_study::StudyError),
    /// A line of a file of places that cannot be meant.
    #[error("{}, line {line}: {reason}", path.display())]
    Places {
        /// The file of places.
        path: PathBuf,
        /// Its line.
        line: usize,
        /// What is wrong and what would be right.
        reason: String,
    },
    /// The theory has no answer.
    #[error(transparent)]
    Theory(#[from] glassmelt::Error),
    /// The rotors have no answer.
    #[error(transparent)]
    Rotors(#[from] glassmelt_rotors::Error),
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// The system's own words.
        source: std::io::Error,
    },
    /// A file or folder cannot be written; earlier results stand as they were.
    #[error("cannot write {}: {source}; what was saved before is intact", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// The system's own words.
        source: std::io::Error,
    },
    /// A file that is no checkpoint, or no longer whole.
    #[error("{} {problem}", path.display())]
    Checkpoint {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: CheckpointProblem,
    },
    /// A checkpoint that lacks what the run would go on from.
    #[error("the checkpoint does not fit the run: {what}; expected one that this run has saved")]
    State {
        /// What is missing or does not fit.
        what: String,
    },
    /// A series that does not fit the checkpoint beside it.
    #[error("{}: {reason}", path.display())]
    Series {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The folder belongs to something else.
    #[error(
        "{} already holds {found}: `glassmelt rotors resume {}` goes on with a run; name another folder \
         for a new one", path.display(), path.display()
    )]
    Occupied {
        /// The folder.
        path: PathBuf,
        /// The file of a run that stands there.
        found: &'static str,
    },
    /// An answer that another version wrote, or a person.
    #[error(
        "{} is not what this version writes ({reason}): `glassmelt rotors resume {}` writes it anew from the \
         checkpoint, even where the run is over", path.display(), folder.display()
    )]
    Results {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        reason: String,
        /// The folder of the run.
        folder: PathBuf,
    },
    /// The folder is none of a run.
    #[error("{} is not the folder of a run: it has no {lacks}", path.display())]
    NotARun {
        /// The folder.
        path: PathBuf,
        /// The file that is not there.
        lacks: &'static str,
    },
    /// Another process writes the folder.
    #[error("{} is being written by another process: wait until it ends, or stop it", path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// A question that no engine of this version answers.
    #[error("this engine has no answer to the run file: {what}")]
    Unanswered {
        /// What is asked for, and what would be right.
        what: String,
    },
}

/// What is wrong with a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckpointProblem {
    /// Another kind of file.
    #[error("is no checkpoint of glassmelt: it begins otherwise")]
    Foreign,
    /// A file that ends early.
    #[error("is no whole checkpoint: it ends after {bytes} bytes, before its header does")]
    Short {
        /// How long it is.
        bytes: usize,
    },
    /// A format of a later version.
    #[error("is a checkpoint of format {found}, this version reads {known}: use a newer glassmelt")]
    Newer {
        /// Its format.
        found: u32,
        /// The newest that is known.
        known: u32,
    },
    /// Bytes that are not those that were written.
    #[error("is damaged or cut off: its checksum does not fit its {bytes} bytes")]
    Damaged {
        /// How long it is.
        bytes: usize,
    },
    /// A whole file with contents that make no sense.
    #[error("is a whole checkpoint whose contents make no sense: {what}")]
    Nonsense {
        /// What makes none.
        what: String,
    },
    /// The state of another run.
    #[error("belongs to another run: its run file differs from {line}")]
    OtherRun {
        /// From where they differ.
        line: String,
    },
}

/// The result of a question about a run.
pub type Result<T> = std::result::Result<T, RunError>;

/// Puts the path to a system's error of reading.
pub(crate) fn reading(path: &Path) -> impl FnOnce(std::io::Error) -> RunError + '_ {
    move |source| RunError::Read {
        path: path.into(),
        source,
    }
}

/// Puts the path to a system's error of writing.
pub(crate) fn writing(path: &Path) -> impl FnOnce(std::io::Error) -> RunError + '_ {
    move |source| RunError::Write {
        path: path.into(),
        source,
    }
}
