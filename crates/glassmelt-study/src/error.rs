//! What can be wrong with a file or a study: each error names file, line, key and value, and what would
//! be right.

use thiserror::Error;

/// A file that cannot be understood, or a study that cannot be run.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum StudyError {
    /// The file cannot be opened or read.
    #[error("{file} cannot be read: {reason}; expected a TOML file")]
    Unreadable {
        /// The file.
        file: String,
        /// The system's reason.
        reason: String,
    },
    /// The file is too long to be one of ours.
    #[error("{file} is longer than {mebibytes} MiB; expected a TOML file of a few lines")]
    TooLong {
        /// The file.
        file: String,
        /// The most that is read.
        mebibytes: u64,
    },
    /// The file is not text.
    #[error("{file}, line {line}: not UTF-8 from here on; expected a text file in UTF-8")]
    NotText {
        /// The file.
        file: String,
        /// The first line that is not text.
        line: usize,
    },
    /// The file has nothing in it.
    #[error("{file} is empty; expected the tables {tables}")]
    Empty {
        /// The file.
        file: String,
        /// The tables that a file cannot do without.
        tables: String,
    },
    /// The file is not TOML.
    #[error("{file}, line {line}: no valid TOML: {reason}, at `{text}`")]
    Grammar {
        /// The file.
        file: String,
        /// Where TOML ends.
        line: usize,
        /// The parser's reason and what it expected.
        reason: String,
        /// The line.
        text: String,
    },
    /// A key that does not exist.
    #[error("{file}, line {line}: unknown key `{key}` in {table}; {right}")]
    UnknownKey {
        /// The file.
        file: String,
        /// Its line.
        line: usize,
        /// The key.
        key: String,
        /// The table that it stands in, such as `[bonds]`.
        table: String,
        /// The nearest known key, or all of them.
        right: String,
    },
    /// A key that is missing.
    #[error("{file}, line {line}: missing key `{key}` in {table}; expected {right}")]
    MissingKey {
        /// The file.
        file: String,
        /// The line of the table.
        line: usize,
        /// The key.
        key: String,
        /// The table that should have it.
        table: String,
        /// What the key is.
        right: String,
    },
    /// A value that cannot be meant.
    #[error("{file}, line {line}: {key} = {value}: {right}")]
    Value {
        /// The file.
        file: String,
        /// Its line.
        line: usize,
        /// The key with its table, such as `[bonds] stretch`.
        key: String,
        /// What was given.
        value: String,
        /// What would be right.
        right: String,
    },
    /// A choice that lacks something, or a table that does not fit the others.
    #[error("{file}, line {line}: {key}: {right}")]
    Choice {
        /// The file.
        file: String,
        /// The line of the table or key that makes the choice.
        line: usize,
        /// The key with its table.
        key: String,
        /// What would be right.
        right: String,
    },
    /// A minimum that the search did not find.
    #[error(
        "[defect] minimum = {index}: the search found {found}; expected 0 to {}, or more [search] starts",
        found.saturating_sub(1)
    )]
    NoSuchMinimum {
        /// The minimum asked for, from zero.
        index: usize,
        /// How many were found.
        found: usize,
    },
    /// The theory has no answer to these numbers.
    #[error(transparent)]
    Theory(#[from] glassmelt::Error),
}

/// The result of a question about a file.
pub type Result<T> = std::result::Result<T, StudyError>;
