//! Lines of a text of any length in a block of memory that stays small, counted, with errors that name them.

use std::io::{ErrorKind, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Place, Result};
use crate::read::input::{Input, Packed};

/// How much is read at once: it stays in the cache of one core.
const BLOCK: usize = 1 << 18;
/// No line of a trajectory is longer; a file with such a line is something else.
const LONGEST_LINE: usize = 1 << 24;

/// What is wrong with a line: what stands there, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) found: String,
    pub(crate) expected: String,
}

impl Fault {
    /// A fault in these words.
    pub(crate) fn new(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            found: found.into(),
            expected: expected.into(),
        }
    }

    /// These bytes stand where something else is expected.
    pub(crate) fn text(found: &[u8], expected: impl Into<String>) -> Self {
        Self::new(quoted(found), expected)
    }
}

/// Bytes of a file in quotes, for a message: at most 60 of them.
pub(crate) fn quoted(bytes: &[u8]) -> String {
    const MOST: usize = 60;
    if bytes.is_empty() {
        return "nothing".to_owned();
    }
    let shown = &bytes[..bytes.len().min(MOST)];
    let more = if shown.len() < bytes.len() { "..." } else { "" };
    let text = String::from_utf8_lossy(shown);
    format!("\"{}{more}\"", text.escape_debug())
}

/// The lines of a text.
pub(crate) struct Lines {
    file: PathBuf,
    source: Box<dyn Read>,
    taken: Arc<AtomicU64>,
    packed: Packed,
    block: Vec<u8>,
    start: usize,
    end: usize,
    line: u64,
    drained: bool,
    whole: bool,
}

impl Lines {
    /// The lines of an input, unpacked where needed.
    pub(crate) fn open(input: &Input) -> Result<Self> {
        let bytes = input.bytes()?;
        Ok(Self {
            file: input.name().to_path_buf(),
            source: bytes.source,
            taken: bytes.taken,
            packed: bytes.packed,
            block: vec![0; BLOCK],
            start: 0,
            end: 0,
            line: 0,
            drained: false,
            whole: true,
        })
    }

    /// How many bytes of the file have been used.
    pub(crate) fn consumed(&self) -> u64 {
        let taken = self.taken.load(Ordering::Relaxed);
        match self.packed {
            Packed::Gzip => taken,
            Packed::Not => taken.saturating_sub((self.end - self.start) as u64),
        }
    }

    /// Did the line that was given last have its end of line? The last of a file that was cut has none.
    pub(crate) fn whole(&self) -> bool {
        self.whole
    }

    /// The next line, without its end; none at the end of the file.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Option<&[u8]>> {
        let Some((from, to)) = self.bounds()? else {
            return Ok(None);
        };
        self.line += 1;
        let line = &self.block[from..to];
        Ok(Some(line.strip_suffix(b"\r").unwrap_or(line)))
    }

    /// The next line, which is left for [`Self::next`].
    pub(crate) fn peek(&mut self) -> Result<Option<&[u8]>> {
        let Some((from, to)) = self.bounds()? else {
            return Ok(None);
        };
        self.start = from;
        let line = &self.block[from..to];
        Ok(Some(line.strip_suffix(b"\r").unwrap_or(line)))
    }

    /// Passes over `count` lines.
    pub(crate) fn skip(&mut self, count: u64) -> Result<()> {
        for line in 0..count {
            if self.next()?.is_none() {
                return Err(self.cut(format!("line {} of {count} of a frame", line + 1)));
            }
        }
        Ok(())
    }

    /// The bytes at the start of the file, as many as one block holds, for recognition.
    pub(crate) fn head(&mut self) -> Result<&[u8]> {
        while !self.drained && self.end < self.block.len() {
            self.fill()?;
        }
        Ok(&self.block[self.start..self.end])
    }

    /// The error of this fault in the line that was given last.
    pub(crate) fn error(&self, fault: Fault) -> Error {
        self.error_at(fault, self.line)
    }

    /// The error of this fault in the line after the one that was given last.
    pub(crate) fn error_ahead(&self, fault: Fault) -> Error {
        self.error_at(fault, self.line + 1)
    }

    fn error_at(&self, fault: Fault, line: u64) -> Error {
        Error::Malformed {
            file: self.file.clone(),
            place: Place::Line(line),
            found: fault.found,
            expected: fault.expected,
        }
    }

    /// The error of a file that ends too early.
    pub(crate) fn cut(&self, expected: impl Into<String>) -> Error {
        self.error(Fault::new("the file ends here", expected))
    }

    #[inline]
    fn bounds(&mut self) -> Result<Option<(usize, usize)>> {
        let mut searched = 0;
        loop {
            let unread = &self.block[self.start..self.end];
            if let Some(at) = memchr::memchr(b'\n', &unread[searched..]) {
                let from = self.start;
                let to = from + searched + at;
                self.start = to + 1;
                self.whole = true;
                return Ok(Some((from, to)));
            }
            searched = unread.len();
            if self.drained {
                let (from, to) = (self.start, self.end);
                self.start = to;
                self.whole = false;
                return Ok((from < to).then_some((from, to)));
            }
            self.fill()?;
        }
    }

    #[cold]
    fn fill(&mut self) -> Result<()> {
        if self.start > 0 {
            self.block.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.block.len() {
            if self.end >= LONGEST_LINE {
                let found = format!("a line of more than {LONGEST_LINE} bytes");
                return Err(self.error_ahead(Fault::new(found, "a line of text")));
            }
            self.block.resize(2 * self.end, 0);
        }
        match self.source.read(&mut self.block[self.end..]) {
            Ok(0) => self.drained = true,
            Ok(read) => self.end += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(self.unreadable(&error)),
        }
        Ok(())
    }

    fn unreadable(&self, error: &std::io::Error) -> Error {
        match self.packed {
            Packed::Gzip => {
                let found = format!("the packed bytes cannot be unpacked ({error})");
                self.error_ahead(Fault::new(found, "a whole file of gzip"))
            }
            Packed::Not => Error::Unreadable {
                file: self.file.clone(),
                reason: error.to_string(),
            },
        }
    }
}
