//! What can keep a report from being written, each with the path or the figure concerned.

use std::path::PathBuf;

use thiserror::Error;

/// A report that could not be made. Nothing half-written is left behind.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The folder cannot be created, written or renamed into.
    #[error("cannot write the report at {}: {source}", path.display())]
    Write {
        /// Where it failed.
        path: PathBuf,
        /// The system's own words.
        source: std::io::Error,
    },
    /// Something other than a folder stands where the report's folder should be.
    #[error("{} is not a folder: name a folder for the report, or one that does not exist yet", path.display())]
    NotAFolder {
        /// What stands there.
        path: PathBuf,
    },
    /// A figure could not be drawn as PNG.
    #[error("the figure {figure} could not be drawn as PNG: {reason}")]
    Picture {
        /// The figure's name.
        figure: &'static str,
        /// The renderer's own words.
        reason: String,
    },
    /// A table could not be put into CSV.
    #[error("the table {table} could not be written as CSV: {source}")]
    Table {
        /// The table's name.
        table: &'static str,
        /// The writer's own words.
        source: csv::Error,
    },
    /// The page's template refused its contents.
    #[error("the page could not be put together: {0}")]
    Page(#[from] minijinja::Error),
    /// The curves that a page shows have no answer.
    #[error(transparent)]
    Study(#[from] glassmelt_study::StudyError),
}
