//! Files of atoms, each with what was found around it: extended XYZ for OVITO, Parquet for pandas.

use std::path::{Path, PathBuf};

use glassmelt_trajectory::{AtomColumn, ExtxyzWriter, Frame};

use crate::error::Failure;

/// Where atoms are written.
#[derive(Debug, clap::Args)]
pub(super) struct AtomFiles {
    /// Writes the atoms, each with what was found around it, as extended XYZ: `local` those of the last frame, `dipoles` those of the first.
    #[arg(long, value_name = "FILE")]
    atoms: Option<PathBuf>,
    /// The same as a table in Parquet, for pandas; takes a glassmelt that was built with --features parquet.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
}

impl AtomFiles {
    /// Refuses, before any work, what this program was not built for.
    pub(super) fn check(&self) -> Result<(), Failure> {
        if self.table.is_none() || cfg!(feature = "parquet") {
            return Ok(());
        }
        Err(not_built())
    }

    /// Writes the atoms of a frame; `files` are those it is from.
    pub(super) fn write(
        &self,
        frame: &Frame,
        columns: &[AtomColumn],
        files: &[String],
    ) -> Result<(), Failure> {
        if let Some(path) = &self.atoms {
            let mut writer = ExtxyzWriter::create(path)?;
            writer.frame(frame, columns)?;
            writer.finish()?;
        }
        match &self.table {
            Some(path) => table(path, frame, columns, files),
            None => Ok(()),
        }
    }
}

#[cfg(feature = "parquet")]
fn table(
    path: &Path,
    frame: &Frame,
    columns: &[AtomColumn],
    files: &[String],
) -> Result<(), Failure> {
    let files = files.join(" ");
    let about = [("trajectory", files.as_str())];
    let mut table = glassmelt_trajectory::AtomTable::create(path, frame, columns, &about)?;
    table.add(frame, columns)?;
    Ok(table.finish()?)
}

#[cfg(not(feature = "parquet"))]
#[allow(clippy::unnecessary_wraps)] // the other one can fail
fn table(_: &Path, _: &Frame, _: &[AtomColumn], _: &[String]) -> Result<(), Failure> {
    Err(not_built())
}

fn not_built() -> Failure {
    Failure::Question(
        "--table writes Parquet, for which this glassmelt was not built; expected one built with \
         `cargo build --release --features parquet`, or --atoms for extended XYZ"
            .to_owned(),
    )
}
