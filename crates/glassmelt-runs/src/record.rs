//! The files that grow while a run runs: series as CSV, trajectories as extended XYZ.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::{Result, RunError, writing};
use crate::series::{Column, Growing, Number, header, row};
use crate::trajectory::{RotorFrame, frame};

/// A file that an engine writes, by its name without folder and ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// `series/NAME.csv` with these columns.
    Series(String, Vec<Column>),
    /// `trajectory/NAME.extxyz`.
    Trajectory(String),
}

/// Where series stand in the folder of a run, and trajectories.
pub(crate) const SERIES: &str = "series";
pub(crate) const TRAJECTORY: &str = "trajectory";

impl Output {
    /// Its path below the folder of the run.
    pub fn path(&self) -> String {
        match self {
            Self::Series(name, _) => format!("{SERIES}/{name}.csv"),
            Self::Trajectory(name) => format!("{TRAJECTORY}/{name}.extxyz"),
        }
    }

    fn start(&self) -> String {
        match self {
            Self::Series(_, columns) => header(columns),
            Self::Trajectory(_) => String::new(),
        }
    }
}

/// The growing files of a run.
#[derive(Debug)]
pub struct Recorder {
    folder: PathBuf,
    files: BTreeMap<String, (Output, Growing)>,
}

impl Recorder {
    /// New files in the folder of a run.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn create(folder: &Path, outputs: Vec<Output>) -> Result<Self> {
        Self::open(folder, outputs, |path, output| {
            let above = path.parent().unwrap_or(folder);
            std::fs::create_dir_all(above).map_err(writing(above))?;
            Growing::create(path, &output.start())
        })
    }

    /// The files as they were at these lengths, by their paths below the folder.
    ///
    /// # Errors
    /// When one is not there, is shorter, or is of another run.
    pub fn resume(
        folder: &Path,
        outputs: Vec<Output>,
        lengths: &BTreeMap<String, u64>,
    ) -> Result<Self> {
        Self::open(folder, outputs, |path, output| {
            let below = output.path();
            let length = lengths
                .get(&below)
                .copied()
                .ok_or_else(|| RunError::State {
                    what: format!("it knows no file {below}"),
                })?;
            Growing::resume(path, &output.start(), length)
        })
    }

    fn open(
        folder: &Path,
        outputs: Vec<Output>,
        open: impl Fn(&Path, &Output) -> Result<Growing>,
    ) -> Result<Self> {
        let mut files = BTreeMap::new();
        for output in outputs {
            let growing = open(&folder.join(output.path()), &output)?;
            files.insert(output.path(), (output, growing));
        }
        let folder = folder.into();
        Ok(Self { folder, files })
    }

    /// Adds a row to the series of this name.
    ///
    /// # Errors
    /// When it cannot be written, there is no such series, or it has another number of columns.
    pub fn row(&mut self, series: &str, numbers: &[Number]) -> Result<()> {
        let path = Output::Series(series.to_owned(), Vec::new()).path();
        match self.files.get_mut(&path) {
            Some((Output::Series(_, columns), file)) if columns.len() == numbers.len() => {
                file.append(&row(numbers))
            }
            Some(_) => {
                Err(self.misfit(&path, "a row has not as many numbers as there are columns"))
            }
            None => Err(self.misfit(&path, "no series of this name was announced")),
        }
    }

    /// Adds a frame to the trajectory of this name.
    ///
    /// # Errors
    /// When it cannot be written, or there is no such trajectory.
    pub fn frame(&mut self, trajectory: &str, rotors: &RotorFrame) -> Result<()> {
        let path = Output::Trajectory(trajectory.to_owned()).path();
        match self.files.get_mut(&path) {
            Some((_, file)) => file.append(&frame(rotors)),
            None => Err(self.misfit(&path, "no trajectory of this name was announced")),
        }
    }

    /// Brings all files to the disk; their lengths in bytes, by their paths below the folder.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn sync(&mut self) -> Result<BTreeMap<String, u64>> {
        let files = self.files.iter_mut();
        files
            .map(|(path, (_, file))| Ok((path.clone(), file.sync()?)))
            .collect()
    }

    fn misfit(&self, path: &str, reason: &str) -> RunError {
        RunError::Series {
            path: self.folder.join(path),
            reason: reason.to_owned(),
        }
    }
}
