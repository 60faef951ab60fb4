//! The lines of a file of stress, of bounded length, and the header above its rows.

use std::io::{BufRead, Read};
use std::path::Path;

use crate::error::{Error, Place, Result};

/// A line longer than this is not one of a series of stress.
const LONGEST_LINE: u64 = 1 << 16;

/// Lines of bounded length.
pub(super) struct Lines<'a, R> {
    pub(super) path: &'a Path,
    pub(super) text: R,
    pub(super) number: u64,
}

impl<R: BufRead> Lines<'_, R> {
    pub(super) fn line(&mut self) -> Result<Option<String>> {
        let mut bytes = Vec::new();
        let read = self
            .text
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut bytes)
            .map_err(|error| Error::Unreadable {
                file: self.path.to_owned(),
                reason: error.to_string(),
            })?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if read as u64 == LONGEST_LINE && bytes.last() != Some(&b'\n') {
            return Err(self.malformed(format!("a line of more than {LONGEST_LINE} bytes")));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(self.malformed("bytes that are no text".to_owned())),
        }
    }

    /// The names of the columns, and the first row where it had to be read to find them: the last comment before
    /// it, or the first line of a file whose first line is no comment.
    pub(super) fn header(&mut self) -> Result<(String, Option<String>)> {
        let mut comment: Option<String> = None;
        while let Some(line) = self.line()? {
            let text = line.trim();
            if let Some(text) = text.strip_prefix('#') {
                comment = Some(text.trim().to_owned());
            } else if !text.is_empty() {
                let numbers = text
                    .split([',', ' ', '\t'])
                    .next()
                    .is_some_and(|first| first.parse::<f64>().is_ok());
                return match (numbers, comment) {
                    (true, Some(names)) => Ok((names, Some(line))),
                    (true, None) => Err(self.malformed("a row of numbers".to_owned())),
                    (false, _) => Ok((text.to_owned(), None)),
                };
            }
        }
        Err(Error::Malformed {
            file: self.path.to_owned(),
            place: Place::Whole,
            found: "no rows".to_owned(),
            expected: "names of columns and rows of numbers".to_owned(),
        })
    }

    fn malformed(&self, found: String) -> Error {
        Error::Malformed {
            file: self.path.to_owned(),
            place: Place::Line(self.number),
            found,
            expected: "names of columns, such as TimeStep v_pxx v_pyy v_pzz v_pxy v_pxz v_pyz, \
                       and rows of numbers below them"
                .to_owned(),
        }
    }
}
