//! Surveys without an answer: one error enum, each with its place and what would be right.

use std::path::PathBuf;

use thiserror::Error;

/// A survey that cannot be made, kept or continued.
#[derive(Debug, Error)]
pub enum SurveyError {
    /// A file or folder cannot be read.
    #[error("{}: {source}; expected a folder of tables or a readable table", path.display())]
    Unreadable {
        /// Where.
        path: PathBuf,
        /// The system's own words.
        source: std::io::Error,
    },
    /// A folder without a single table.
    #[error("{} holds no table; expected files that end in .csv or .tsv", path.display())]
    NoTables {
        /// The folder.
        path: PathBuf,
    },
    /// A table without a single curve.
    #[error("{file} holds no curve below its header")]
    NoCurves {
        /// The table.
        file: String,
    },
    /// A table that cannot be taken apart.
    #[error("{file}: {source}")]
    Csv {
        /// The table.
        file: String,
        /// The reader's own words.
        source: csv::Error,
    },
    /// The description of columns beside a table cannot be understood.
    #[error("{}: {message}", path.display())]
    Description {
        /// The TOML file.
        path: PathBuf,
        /// What is wrong in it.
        message: String,
    },
    /// A column that was named is not in the table.
    #[error("{file}: there is no column \"{column}\" for {role}; its columns are {known}")]
    UnknownColumn {
        /// The table.
        file: String,
        /// The name that was given.
        column: String,
        /// What it was named for.
        role: &'static str,
        /// The columns that there are.
        known: String,
    },
    /// No column of the table is known to be for this.
    #[error(
        "{file}: no column is known to be {role}; expected {expected}. Its columns are {known}"
    )]
    NoColumn {
        /// The table.
        file: String,
        /// What is missing.
        role: &'static str,
        /// Names that would be understood, and how to say another.
        expected: &'static str,
        /// The columns that there are.
        known: String,
    },
    /// Several columns could be for this.
    #[error("{file}: {columns} could all be {role}; say which with {flag}")]
    TwoColumns {
        /// The table.
        file: String,
        /// What they could be.
        role: &'static str,
        /// Their names.
        columns: String,
        /// How to say which.
        flag: &'static str,
    },
    /// A table that is long and wide at once, or neither.
    #[error(
        "{file}: {told}; expected a long table (a column of temperatures, one of viscosities, one that names the \
         curve) or a wide one (columns T0, T1, ... with the temperature in K of each decade of Pa s, or \
         ViscosityAt1073K with log10 of Pa s)"
    )]
    Shape {
        /// The table.
        file: String,
        /// What was found.
        told: &'static str,
    },
    /// A pattern of columns without its place for the number.
    #[error(
        "the pattern \"{pattern}\" has no place for a number; expected one {{}} such as T{{}} or ViscosityAt{{}}K"
    )]
    Pattern {
        /// The pattern.
        pattern: String,
    },
    /// The folder holds the answers of another survey.
    #[error(
        "{} holds the answers of another survey (other curves, other laws or another version); choose another \
         folder, or remove that file",
        path.display()
    )]
    AnotherSurvey {
        /// The file of answers.
        path: PathBuf,
    },
    /// The file of answers is damaged before its end.
    #[error("{}, line {line}: {message}; remove the file to begin anew", path.display())]
    Damaged {
        /// The file of answers.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// Another process writes into the folder.
    #[error("{} is being written by another survey", path.display())]
    Locked {
        /// The file of answers.
        path: PathBuf,
    },
    /// Answers cannot be written.
    #[error("cannot write {}: {source}; {done} curves are kept, and the same command goes on from there", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        source: std::io::Error,
        /// How many curves are kept.
        done: usize,
    },
    /// An answer cannot be put into JSON.
    #[error("the answer on {id} cannot be kept: {source}")]
    Json {
        /// The curve.
        id: String,
        /// The writer's own words.
        source: serde_json::Error,
    },
    /// Somebody stopped the survey.
    #[error(
        "stopped after {done} of {total} curves, which are kept; the same command goes on from there"
    )]
    Stopped {
        /// How many curves are kept.
        done: usize,
        /// How many there are.
        total: usize,
    },
    /// No law could be fitted to any curve, or no law was asked for.
    #[error("a survey needs at least one law")]
    NoLaw,
}
