//! The bytes of a binary file: each taken only where the file holds it, and each fault told with its place.

use std::io::{BufReader, Read, Seek, SeekFrom};

use crate::error::{Error, Place, Result};
use crate::read::input::{GZIP, Input, ReadSeek};

/// How the bytes of a number follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The most significant first.
    Big,
    /// The least significant first.
    Little,
}

/// A file of known length, a place in it, and the order of its bytes.
pub(crate) struct Bytes {
    input: Input,
    source: BufReader<Box<dyn ReadSeek>>,
    at: u64,
    length: u64,
    /// In which order numbers are read from here on.
    pub(super) order: Order,
    block: Vec<u8>,
}

impl Bytes {
    /// The bytes of an input from its start; those that gzip has packed are refused.
    pub(super) fn open(input: &Input) -> Result<Self> {
        let source = BufReader::with_capacity(1 << 16, input.seekable()?);
        let mut bytes = Self {
            input: input.clone(),
            source,
            at: 0,
            length: input.len()?,
            order: Order::Big,
            block: Vec::new(),
        };
        if bytes.take(2.min(bytes.left()), "the start")? == GZIP {
            let found = "a binary trajectory packed by gzip";
            return Err(bytes.malformed(0, found, "one that is unpacked (run gunzip first)"));
        }
        bytes.go_to(0, "the start")?;
        Ok(bytes)
    }

    /// The place of the next byte.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// How many bytes there are.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> u64 {
        self.length.saturating_sub(self.at)
    }

    /// A fault at a byte.
    pub(super) fn malformed(
        &self,
        byte: u64,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Error {
        Error::Malformed {
            file: self.input.name().to_path_buf(),
            place: Place::Byte(byte),
            found: found.into(),
            expected: expected.into(),
        }
    }

    /// The next `count` bytes, which are not allocated where the file does not hold them.
    pub(super) fn take(&mut self, count: u64, what: &str) -> Result<&[u8]> {
        let left = self.left();
        let size = usize::try_from(count).ok().filter(|_| count <= left);
        let Some(size) = size else {
            let found = format!("{left} bytes up to the end of the file");
            return Err(self.malformed(self.at, found, format!("{count} bytes of {what}")));
        };
        self.block.resize(size, 0);
        if let Err(error) = self.source.read_exact(&mut self.block) {
            return Err(self.input.refused(&error));
        }
        self.at += count;
        Ok(&self.block)
    }

    /// The next `N` bytes.
    pub(super) fn array<const N: usize>(&mut self, what: &str) -> Result<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N as u64, what)?);
        Ok(array)
    }

    /// The next number of four bytes with a sign.
    pub(super) fn i32(&mut self, what: &str) -> Result<i32> {
        let bytes = self.array(what)?;
        Ok(match self.order {
            Order::Big => i32::from_be_bytes(bytes),
            Order::Little => i32::from_le_bytes(bytes),
        })
    }

    /// The next count of four bytes, which must not be negative.
    pub(super) fn count(&mut self, what: &str) -> Result<u64> {
        let at = self.at;
        let number = self.i32(what)?;
        u64::try_from(number)
            .map_err(|_| self.malformed(at, format!("{number} for {what}"), "a count from zero"))
    }

    /// The next number of eight bytes without a sign.
    pub(super) fn u64(&mut self, what: &str) -> Result<u64> {
        let bytes = self.array(what)?;
        Ok(match self.order {
            Order::Big => u64::from_be_bytes(bytes),
            Order::Little => u64::from_le_bytes(bytes),
        })
    }

    /// The next `count` real numbers of `width` bytes, 4 or 8; each must be finite.
    pub(super) fn reals(
        &mut self,
        count: u64,
        width: Width,
        to: &mut Vec<f64>,
        what: &str,
    ) -> Result<()> {
        let (order, start) = (self.order, self.at);
        let size = width.bytes();
        let block = self.take(count.saturating_mul(size), what)?;
        to.clear();
        match width {
            Width::Four => to.extend(words::<4>(block).map(|word| f64::from(four(word, order)))),
            Width::Eight => to.extend(words::<8>(block).map(|word| eight(word, order))),
        }
        match to.iter().position(|number| !number.is_finite()) {
            None => Ok(()),
            Some(index) => {
                let found = format!("{} among {what}", to[index]);
                Err(self.malformed(start + index as u64 * size, found, "a finite number"))
            }
        }
    }

    /// Passes over `count` bytes.
    pub(super) fn skip(&mut self, count: u64, what: &str) -> Result<()> {
        let left = self.left();
        let offset = i64::try_from(count).ok().filter(|_| count <= left);
        let Some(offset) = offset else {
            let found = format!("{left} bytes up to the end of the file");
            return Err(self.malformed(self.at, found, format!("{count} bytes of {what}")));
        };
        if let Err(error) = self.source.seek_relative(offset) {
            return Err(self.input.refused(&error));
        }
        self.at += count;
        Ok(())
    }

    /// Goes to a byte, which must not lie behind the end.
    pub(super) fn go_to(&mut self, byte: u64, what: &str) -> Result<()> {
        if byte > self.length {
            let found = format!("{what} at byte {byte}");
            let expected = format!("a place in the file of {} bytes", self.length);
            return Err(self.malformed(self.at, found, expected));
        }
        if let Err(error) = self.source.seek(SeekFrom::Start(byte)) {
            return Err(self.input.refused(&error));
        }
        self.at = byte;
        Ok(())
    }
}

/// How many bytes a real number takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// Single precision.
    Four,
    /// Double precision.
    Eight,
}

impl Width {
    /// 4 or 8.
    pub(super) fn bytes(self) -> u64 {
        match self {
            Self::Four => 4,
            Self::Eight => 8,
        }
    }
}

fn words<const N: usize>(block: &[u8]) -> impl Iterator<Item = [u8; N]> {
    let (words, _) = block.as_chunks::<N>();
    words.iter().copied()
}

fn four(word: [u8; 4], order: Order) -> f32 {
    match order {
        Order::Big => f32::from_be_bytes(word),
        Order::Little => f32::from_le_bytes(word),
    }
}

fn eight(word: [u8; 8], order: Order) -> f64 {
    match order {
        Order::Big => f64::from_be_bytes(word),
        Order::Little => f64::from_le_bytes(word),
    }
}
