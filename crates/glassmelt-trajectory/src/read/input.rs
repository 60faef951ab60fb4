//! Where bytes come from: a file, or memory; packed by gzip or not.

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use crate::error::{Error, Result};

/// Bytes with a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Input {
    /// A file.
    File(PathBuf),
    /// Bytes in memory, and what to call them in messages.
    Memory(PathBuf, Arc<[u8]>),
}

/// What can be read from any place.
pub(crate) trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// The two bytes with which each file that is packed by gzip begins (RFC 1952, section 2.3.1).
pub(crate) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The unpacked bytes of an input, one after the other.
pub(crate) struct Bytes {
    /// The unpacked bytes.
    pub(crate) source: Box<dyn Read>,
    /// How many packed ones have been taken.
    pub(crate) taken: Arc<AtomicU64>,
    /// Whether they are packed.
    pub(crate) packed: Packed,
}

/// How bytes lie on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packed {
    /// As they are.
    Not,
    /// By gzip.
    Gzip,
}

impl Input {
    /// The name for messages.
    pub(crate) fn name(&self) -> &Path {
        match self {
            Self::File(name) | Self::Memory(name, _) => name,
        }
    }

    /// How many bytes there are, packed as they may be.
    pub(crate) fn len(&self) -> Result<u64> {
        match self {
            Self::File(file) => {
                let about = std::fs::metadata(file).map_err(|e| self.refused(&e))?;
                Ok(about.len())
            }
            Self::Memory(_, bytes) => Ok(bytes.len() as u64),
        }
    }

    /// The bytes as they are, with a place that can be moved.
    pub(crate) fn seekable(&self) -> Result<Box<dyn ReadSeek>> {
        Ok(match self {
            Self::File(file) => Box::new(File::open(file).map_err(|e| self.refused(&e))?),
            Self::Memory(_, bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    /// The bytes, unpacked where they begin as gzip does.
    pub(crate) fn bytes(&self) -> Result<Bytes> {
        let mut raw = self.seekable()?;
        let mut magic = [0; 2];
        let mut seen = 0;
        while seen < magic.len() {
            match raw.read(&mut magic[seen..]) {
                Ok(0) => break,
                Ok(more) => seen += more,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.refused(&error)),
            }
        }
        let taken = Arc::new(AtomicU64::new(0));
        let whole = Cursor::new(magic).take(seen as u64).chain(raw);
        let counted = Counted {
            source: whole,
            taken: taken.clone(),
        };
        let packed = seen == 2 && magic == GZIP;
        Ok(if packed {
            let buffered = std::io::BufReader::with_capacity(1 << 16, counted);
            Bytes {
                source: Box::new(MultiGzDecoder::new(buffered)),
                taken,
                packed: Packed::Gzip,
            }
        } else {
            Bytes {
                source: Box::new(counted),
                taken,
                packed: Packed::Not,
            }
        })
    }

    /// The refusal of the operating system, with the name.
    pub(crate) fn refused(&self, error: &std::io::Error) -> Error {
        Error::Unreadable {
            file: self.name().to_path_buf(),
            reason: error.to_string(),
        }
    }
}

/// A source that counts what is taken from it.
struct Counted<R> {
    source: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let read = self.source.read(to)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
