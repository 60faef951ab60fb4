//! A file that appears under its name only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A file that is being written beside its place.
pub(crate) struct WholeFile {
    path: PathBuf,
    place: Place,
    /// None once the file has its name.
    output: Option<BufWriter<File>>,
}

/// Where the bytes go until the file is whole.
enum Place {
    /// Beside the file, which they replace at the end.
    Beside(PathBuf),
    /// Straight to it: a pipe or a device, which nothing may replace.
    Straight,
}

impl WholeFile {
    /// Begins a file, under its name with `.partial` behind it; pipes and devices are written as they are.
    pub(crate) fn begin(path: &Path) -> Result<Self> {
        let place = place_of(path);
        let file = match &place {
            Place::Beside(partial) => File::create(partial),
            Place::Straight => File::options().write(true).open(path),
        };
        let file = file.map_err(|error| unwritable(path, &error))?;
        Ok(Self {
            path: path.to_path_buf(),
            place,
            output: Some(BufWriter::with_capacity(1 << 18, file)),
        })
    }

    /// Lets `write` write more.
    pub(crate) fn more(
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
        let written = output.into_inner().map_err(io::IntoInnerError::into_error);
        let done = written.and_then(|file| match &self.place {
            Place::Beside(partial) => file
                .sync_all()
                .and_then(|()| fs::rename(partial, &self.path)),
            Place::Straight => Ok(()),
        });
        done.map_err(|error| {
            self.place.clear();
            unwritable(&self.path, &error)
        })
    }
}

impl Place {
    /// Removes what is not whole.
    fn clear(&self) {
        if let Self::Beside(partial) = self {
            // The first error is the one worth telling.
            let _ = fs::remove_file(partial);
        }
    }
}

fn place_of(path: &Path) -> Place {
    let special = |about: fs::Metadata| !about.is_file() && !about.is_dir();
    if fs::metadata(path).is_ok_and(special) {
        return Place::Straight;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    Place::Beside(PathBuf::from(name))
}

#[cfg(feature = "parquet")]
impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output
            .as_mut()
            .map_or(Ok(0), |output| output.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if self.output.take().is_some() {
            self.place.clear();
        }
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    Error::Unwritable {
        file: path.to_path_buf(),
        reason: error.to_string(),
    }
}
