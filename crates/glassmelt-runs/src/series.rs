//! Files that grow by whole records, and go back to where a checkpoint saw them.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{Result, RunError, reading, writing};

/// One number of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A whole number.
    Whole(u64),
    /// A real one, written with as many digits as it needs to read back the same.
    Real(f64),
}

/// A column of a series: its name, with its unit where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column(pub String);

impl Column {
    /// A column without a unit, or in reduced units.
    pub fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// A column in a unit, such as `time_s`.
    pub fn in_unit(name: &str, unit: &str) -> Self {
        Self(format!("{name}_{unit}"))
    }
}

/// A file that grows at its end.
#[derive(Debug)]
pub struct Growing {
    path: PathBuf,
    output: BufWriter<File>,
    length: u64,
}

impl Growing {
    /// A file that begins with `start`, in place of what was there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(path: &Path, start: &str) -> Result<Self> {
        let file = File::create(path).map_err(writing(path))?;
        let mut growing = Self {
            path: path.into(),
            output: BufWriter::new(file),
            length: 0,
        };
        growing.append(start)?;
        Ok(growing)
    }

    /// The file as it was when it had `length` bytes and began with `start`; what came after is cut off.
    ///
    /// # Errors
    /// When it cannot be read or written, is shorter, or begins otherwise.
    pub fn resume(path: &Path, start: &str, length: u64) -> Result<Self> {
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .open(path)
            .map_err(reading(path))?;
        let found = file.metadata().map_err(reading(path))?.len();
        if found < length {
            return Err(RunError::Series {
                path: path.into(),
                reason: format!(
                    "it has {found} bytes, the checkpoint saw {length}; put the whole file back to go on"
                ),
            });
        }
        let mut begins = vec![0; start.len()];
        let read = file.read_exact(&mut begins);
        if read.is_err() || begins != start.as_bytes() {
            return Err(RunError::Series {
                path: path.into(),
                reason: "it begins otherwise than this run's; put the whole file back to go on"
                    .into(),
            });
        }
        file.set_len(length).map_err(writing(path))?;
        file.seek(SeekFrom::End(0)).map_err(writing(path))?;
        Ok(Self {
            path: path.into(),
            output: BufWriter::new(file),
            length,
        })
    }

    /// Adds a text.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&mut self, text: &str) -> Result<()> {
        self.output
            .write_all(text.as_bytes())
            .map_err(writing(&self.path))?;
        self.length += text.len() as u64;
        Ok(())
    }

    /// Brings all to the disk; the length in bytes.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn sync(&mut self) -> Result<u64> {
        self.output.flush().map_err(writing(&self.path))?;
        self.output
            .get_ref()
            .sync_all()
            .map_err(writing(&self.path))?;
        Ok(self.length)
    }
}

/// The first line of a series.
pub(crate) fn header(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.0.as_str()).collect();
    names.join(",") + "\n"
}

/// A line of a series.
pub(crate) fn row(numbers: &[Number]) -> String {
    let mut line = String::new();
    for (i, number) in numbers.iter().enumerate() {
        if i > 0 {
            line.push(',');
        }
        // Writing to a String cannot fail.
        let _ = match number {
            Number::Whole(number) => write!(line, "{number}"),
            Number::Real(number) => write!(line, "{}", digits(*number)),
        };
    }
    line.push('\n');
    line
}

/// As many digits as a number needs to read back the same; `nan`, `inf` and `-inf` where it is not finite.
pub(crate) fn digits(number: f64) -> String {
    if number.is_finite() {
        format!("{number:?}")
    } else if number.is_nan() {
        "nan".into()
    } else if number > 0.0 {
        "inf".into()
    } else {
        "-inf".into()
    }
}
