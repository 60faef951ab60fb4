//! The file layer of GSD, version 2: a header, a list of names, and an index of arrays, each of one frame.

use std::collections::HashMap;

use super::{Bytes, Order, Width};
use crate::error::Result;

/// The first eight bytes, as a number.
const MAGIC: u64 = 0x65DF_65DF_65DF_65DF;
/// Bytes of the header, of an entry of the index, and of a name's share in the list of names.
const HEADER: u64 = 256;
const ENTRY: u64 = 32;
const NAME: u64 = 64;

/// An array: of what, in which frame, how long, where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) frame: u64,
    pub(super) rows: u64,
    pub(super) columns: u64,
    pub(super) name: u16,
    pub(super) kind: Kind,
    /// Where the array begins.
    pub(super) at: u64,
}

/// Of what an array is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whole numbers of 1, 2, 4 or 8 bytes, without a sign.
    Unsigned(u8),
    /// Whole numbers of 1, 2, 4 or 8 bytes, with a sign.
    Signed(u8),
    /// Real numbers.
    Real(Width),
}

/// Where the names and the arrays stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Index {
    names: HashMap<Vec<u8>, u16>,
    at: u64,
    /// How many entries are used.
    entries: u64,
}

impl Kind {
    /// The numbers of the format: 1 to 4 without a sign, 5 to 8 with one, 9 and 10 real, 11 text.
    fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            1..=4 => Self::Unsigned(1 << (number - 1)),
            5..=8 => Self::Signed(1 << (number - 5)),
            9 => Self::Real(Width::Four),
            10 => Self::Real(Width::Eight),
            11 => Self::Unsigned(1),
            _ => return None,
        })
    }

    /// How many bytes a number takes.
    pub(super) fn width(self) -> u64 {
        match self {
            Self::Unsigned(width) | Self::Signed(width) => u64::from(width),
            Self::Real(width) => width.bytes(),
        }
    }
}

impl Entry {
    /// How many numbers.
    pub(super) fn numbers(&self) -> u64 {
        self.rows.saturating_mul(self.columns)
    }
}

impl Index {
    /// Reads the header and the names, and counts the entries.
    pub(super) fn read(bytes: &mut Bytes) -> Result<Self> {
        bytes.order = Order::Little;
        header(bytes)?;
        let [index, allowed, names, name_blocks] = places(bytes)?;
        check_range(bytes, "the index", index, allowed, ENTRY)?;
        check_range(bytes, "the list of names", names, name_blocks, NAME)?;
        bytes.go_to(names, "the list of names")?;
        let list = bytes.take(name_blocks.saturating_mul(NAME), "the list of names")?;
        let list = list
            .split(|byte| *byte == 0)
            .take_while(|name| !name.is_empty());
        let names = list
            .zip(0..=u16::MAX)
            .map(|(name, number)| (name.to_vec(), number))
            .collect();
        let mut read = Self {
            names,
            at: index,
            entries: 0,
        };
        read.entries = read.used(bytes, allowed)?;
        Ok(read)
    }

    /// How many entries are used: up to the first without a place; frames must not go back.
    fn used(&self, bytes: &mut Bytes, allowed: u64) -> Result<u64> {
        let mut last = 0;
        for entry in 0..allowed {
            let at = self.at + entry * ENTRY;
            let Some(found) = self.entry(bytes, entry)? else {
                return Ok(entry);
            };
            if found.frame < last || found.frame >= allowed {
                let text = format!(
                    "an array of frame {} behind one of frame {last}",
                    found.frame
                );
                return Err(bytes.malformed(
                    at,
                    text,
                    format!("frames that go up and stay below {allowed}"),
                ));
            }
            last = found.frame;
        }
        Ok(allowed)
    }

    /// An entry; none where it is not used.
    fn entry(&self, bytes: &mut Bytes, number: u64) -> Result<Option<Entry>> {
        let start = self.at.saturating_add(number.saturating_mul(ENTRY));
        if bytes.at() != start {
            bytes.go_to(start, "an entry of the index")?;
        }
        let what = "the index";
        let [frame, rows, at] = [bytes.u64(what)?, bytes.u64(what)?, bytes.u64(what)?];
        let [columns, names] = [bytes.array::<4>(what)?, bytes.array::<4>(what)?];
        let [low, high, kind, _flags] = names;
        if at == 0 {
            return Ok(None);
        }
        let Some(kind) = Kind::from_number(kind) else {
            let found = format!("an array of the type {kind}");
            return Err(bytes.malformed(start, found, "a type from 1 to 11"));
        };
        let entry = Entry {
            frame,
            rows,
            columns: u64::from(u32::from_le_bytes(columns)),
            name: u16::from_le_bytes([low, high]),
            kind,
            at,
        };
        let end = entry
            .numbers()
            .checked_mul(kind.width())
            .and_then(|size| size.checked_add(at));
        if end.is_none_or(|end| end > bytes.length()) {
            let found = format!("an array of {rows} rows at byte {at}");
            let expected = format!("an array in the file of {} bytes", bytes.length());
            return Err(bytes.malformed(start, found, expected));
        }
        Ok(Some(entry))
    }

    /// Adds the arrays of a frame, from the entry `from` on, to `to`; the entry behind them.
    pub(super) fn frame(
        &self,
        bytes: &mut Bytes,
        frame: u64,
        from: u64,
        to: &mut Vec<Entry>,
    ) -> Result<u64> {
        to.clear();
        for number in from..self.entries {
            match self.entry(bytes, number)? {
                Some(entry) if entry.frame == frame => to.push(entry),
                _ => return Ok(number),
            }
        }
        Ok(self.entries)
    }

    /// How many frames: one more than the last one that has an array.
    pub(super) fn frames(&self, bytes: &mut Bytes) -> Result<u64> {
        let Some(last) = self.entries.checked_sub(1) else {
            return Ok(0);
        };
        let last = self.entry(bytes, last)?;
        Ok(last.map_or(0, |entry| entry.frame.saturating_add(1)))
    }

    /// Is there an array of this name behind the first frame?
    pub(super) fn written_anew(&self, bytes: &mut Bytes, name: &str) -> Result<Anew> {
        let Some(name) = self.number(name) else {
            return Ok(Anew::Never);
        };
        for number in 0..self.entries {
            if self
                .entry(bytes, number)?
                .is_some_and(|entry| entry.frame > 0 && entry.name == name)
            {
                return Ok(Anew::InLaterFrames);
            }
        }
        Ok(Anew::Never)
    }

    /// The number of a name.
    pub(super) fn number(&self, name: &str) -> Option<u16> {
        self.names.get(name.as_bytes()).copied()
    }
}

/// Whether arrays of a name are written behind the first frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anew {
    /// They are.
    InLaterFrames,
    /// They are not.
    Never,
}

/// The magic number.
fn header(bytes: &mut Bytes) -> Result<()> {
    match bytes.u64("the header")? {
        MAGIC => Ok(()),
        other => {
            let expected = format!("{MAGIC:#x}, with which a GSD file begins");
            Err(bytes.malformed(0, format!("{other:#x}"), expected))
        }
    }
}

/// Where the index and the names are, and how long; after them the versions and the schema.
fn places(bytes: &mut Bytes) -> Result<[u64; 4]> {
    let mut places = [0; 4];
    for place in &mut places {
        *place = bytes.u64("the header")?;
    }
    let at = bytes.at();
    let _schema_version: [u8; 4] = bytes.array("the header")?;
    let [minor_low, minor_high, major_low, major_high] = bytes.array("the header")?;
    let major = u16::from_le_bytes([major_low, major_high]);
    let minor = u16::from_le_bytes([minor_low, minor_high]);
    if major != 2 {
        let found = format!("version {major}.{minor} of GSD");
        return Err(bytes.malformed(
            at + 4,
            found,
            "version 2 (the Python package gsd upgrades older files)",
        ));
    }
    bytes.skip(64, "the name of the writer")?;
    let schema: [u8; 64] = bytes.array("the schema")?;
    let schema = schema.split(|byte| *byte == 0).next().unwrap_or_default();
    if schema != b"hoomd" {
        let found = format!("the schema `{}`", schema.escape_ascii());
        return Err(bytes.malformed(at + 72, found, "the schema `hoomd`"));
    }
    Ok(places)
}

/// A range of blocks must lie in the file, behind the header.
fn check_range(bytes: &Bytes, what: &str, at: u64, blocks: u64, block: u64) -> Result<()> {
    let end = blocks
        .checked_mul(block)
        .and_then(|size| size.checked_add(at));
    if at >= HEADER && end.is_some_and(|end| end <= bytes.length()) {
        return Ok(());
    }
    let found = format!("{what} of {blocks} blocks of {block} bytes at byte {at}");
    let expected = format!(
        "a place behind the header in the file of {} bytes",
        bytes.length()
    );
    Err(bytes.malformed(8, found, expected))
}
