//! A file that appears under its name only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A file that is being written beside its place.
pub(crate) struct WholeFile {
    path: PathBuf,
    partial: PathBuf,
    /// None once the file has its name.
    output: Option<BufWriter<File>>,
}

impl WholeFile {
    /// Begins a file, under its name with `.partial` behind it.
    pub(crate) fn begin(path: &Path) -> Result<Self> {
        let mut name = path.as_os_str().to_owned();
        name.push(".partial");
        let partial = PathBuf::from(name);
        let file = File::create(&partial).map_err(|error| unwritable(path, &error))?;
        Ok(Self {
            path: path.to_path_buf(),
            partial,
            output: Some(BufWriter::with_capacity(1 << 18, file)),
        })
    }

    /// Lets `write` write more.
    pub(crate) fn write(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        match &mut self.output {
            Some(output) => write(output).map_err(|error| unwritable(&self.path, &error)),
            None => Ok(()),
        }
    }

    /// Brings everything to the disk and gives the file its name.
    pub(crate) fn finish(mut self) -> Result<()> {
        let Some(output) = self.output.take() else {
            return Ok(());
        };
        let done = output
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&self.partial, &self.path));
        done.map_err(|error| {
            // The first error is the one worth telling.
            let _ = fs::remove_file(&self.partial);
            unwritable(&self.path, &error)
        })
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if self.output.take().is_some() {
            // Nobody is left to be told.
            let _ = fs::remove_file(&self.partial);
        }
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    Error::Unwritable {
        file: path.to_path_buf(),
        reason: error.to_string(),
    }
}
