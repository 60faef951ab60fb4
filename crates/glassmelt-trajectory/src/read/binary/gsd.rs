//! The schema of HOOMD-blue on GSD: what a frame leaves out is that of the first frame, or a default.

use nalgebra::Vector3;

use super::gsd_file::{Anew, Entry, Index, Kind};
use super::{Bytes, Layout, count_atoms, vectors};
use crate::cell::Cell;
use crate::error::Result;
use crate::frame::{Dimension, Frame, Places};
use crate::read::description::Description;
use crate::read::recognise::Format;
use crate::read::{How, Quantity, Stamp};

/// A GSD file with the schema of HOOMD-blue, version 2 of the file layer.
///
/// What a frame leaves out is that of the first frame, as the schema says; images and velocities count only where
/// they are written anew in later frames: a run that writes positions alone leaves those of the first frame
/// behind. With images the positions are unwrapped by them.
pub(crate) struct Gsd {
    description: Description,
    how: How,
    length: u64,
    index: Index,
    images: Anew,
    frames: u64,
    /// The next frame, and the entry with which it begins.
    next: u64,
    entry: u64,
    first: Vec<Entry>,
    now: Vec<Entry>,
    numbers: Vec<f64>,
    whole: Vec<i64>,
}

impl Layout for Gsd {
    fn begin(bytes: &mut Bytes, how: &How) -> Result<Self> {
        let index = Index::read(bytes)?;
        let images = index.written_anew(bytes, "particles/image")?;
        let frames = index.frames(bytes)?;
        let mut first = Vec::new();
        index.frame(bytes, 0, 0, &mut first)?;
        Ok(Self {
            description: describe(images),
            how: how.clone(),
            length: bytes.length(),
            index,
            images,
            frames,
            next: 0,
            entry: 0,
            first,
            now: Vec::new(),
            numbers: Vec::new(),
            whole: Vec::new(),
        })
    }

    fn frame(&mut self, bytes: &mut Bytes, frame: &mut Frame) -> Result<Option<Stamp>> {
        if self.next >= self.frames {
            return Ok(None);
        }
        self.entry = self
            .index
            .frame(bytes, self.next, self.entry, &mut self.now)?;
        let stamp = match self.one(bytes, "configuration/step")? {
            Some(step) => Stamp::Told(step),
            None => Stamp::Counted,
        };
        frame.time = None;
        self.cell(bytes, frame)?;
        let atoms = self
            .one(bytes, "particles/N")?
            .and_then(|n| u64::try_from(n).ok())
            .unwrap_or(0);
        self.positions(bytes, frame, atoms)?;
        self.velocities(bytes, frame, atoms)?;
        self.kinds(bytes, frame, atoms)?;
        self.images(bytes, frame, atoms)?;
        count_atoms(frame);
        self.next += 1;
        Ok(Some(stamp))
    }

    fn description(&self) -> &Description {
        &self.description
    }

    fn consumed(&self, _bytes: &Bytes) -> u64 {
        let frames = self.frames.max(1);
        let share = u128::from(self.length) * u128::from(self.next) / u128::from(frames);
        u64::try_from(share).unwrap_or(self.length)
    }
}

impl Gsd {
    /// An array of this frame.
    fn own(&self, name: &str) -> Option<Entry> {
        let number = self.index.number(name)?;
        self.now.iter().find(|entry| entry.name == number).copied()
    }

    /// An array of this frame, or else of the first one.
    fn array(&self, name: &str) -> Option<Entry> {
        let number = self.index.number(name)?;
        let first = || {
            self.first
                .iter()
                .find(|entry| entry.name == number)
                .copied()
        };
        self.own(name).or_else(first)
    }

    /// A number that stands alone.
    fn one(&mut self, bytes: &mut Bytes, name: &str) -> Result<Option<i64>> {
        let Some(entry) = self.array(name) else {
            return Ok(None);
        };
        expect(bytes, &entry, name, 1, 1)?;
        integers(bytes, &entry, name, &mut self.whole)?;
        Ok(self.whole.first().copied())
    }

    /// The box: sides and tilts, about zero, default 1; a plane has no third side.
    fn cell(&mut self, bytes: &mut Bytes, frame: &mut Frame) -> Result<()> {
        let name = "configuration/box";
        let mut at = 0;
        let mut sides = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0];
        if let Some(entry) = self.array(name) {
            at = entry.at;
            if entry.numbers() != 6 {
                expect(bytes, &entry, name, 6, 1)?;
            }
            reals(bytes, &entry, name, &mut self.numbers)?;
            sides.copy_from_slice(&self.numbers);
        }
        let [x, y, z, xy, xz, yz] = sides;
        let told = self.one(bytes, "configuration/dimensions")?;
        frame.dimension = match told {
            Some(2) => Dimension::Two,
            None if z == 0.0 => self.how.dimension.unwrap_or(Dimension::Two),
            None => self.how.dimension.unwrap_or(Dimension::Three),
            Some(3) => Dimension::Three,
            Some(other) => {
                return Err(bytes.malformed(bytes.at(), format!("{other} dimensions"), "2 or 3"));
            }
        };
        let space = frame.dimension == Dimension::Three;
        let z = if z == 0.0 && !space { 1.0 } else { z };
        let columns = [
            Vector3::new(x, 0.0, 0.0),
            Vector3::new(xy * y, y, 0.0),
            Vector3::new(xz * z, yz * z, z),
        ];
        let corner = -(columns[0] + columns[1] + columns[2]) / 2.0;
        let cell = Cell::new(columns, corner, [true, true, space])
            .map_err(|flat| bytes.malformed(at, flat.to_string(), "a box with a volume"))?;
        frame.cell = Some(cell);
        Ok(())
    }

    fn positions(&mut self, bytes: &mut Bytes, frame: &mut Frame, atoms: u64) -> Result<()> {
        let name = "particles/position";
        let Some(entry) = self.array(name) else {
            let found = format!("no `{name}` in frame {} or the first", self.next);
            return Err(bytes.malformed(bytes.at(), found, "positions of the particles"));
        };
        expect(bytes, &entry, name, atoms, 3)?;
        reals(bytes, &entry, name, &mut self.numbers)?;
        vectors(&self.numbers, &mut frame.positions);
        Ok(())
    }

    /// Velocities that this very frame holds.
    fn velocities(&mut self, bytes: &mut Bytes, frame: &mut Frame, atoms: u64) -> Result<()> {
        let name = "particles/velocity";
        let Some(entry) = self
            .own(name)
            .filter(|_| self.how.wants(Quantity::Velocities))
        else {
            return Ok(());
        };
        self.description.velocities = Some(name.to_owned());
        expect(bytes, &entry, name, atoms, 3)?;
        reals(bytes, &entry, name, &mut self.numbers)?;
        vectors(&self.numbers, &mut frame.velocities);
        Ok(())
    }

    /// Names of the types (default `A`), and the type of each particle (default the first).
    fn kinds(&mut self, bytes: &mut Bytes, frame: &mut Frame, atoms: u64) -> Result<()> {
        let types = self.types(bytes, frame)?;
        let name = "particles/typeid";
        let Some(entry) = self
            .array(name)
            .filter(|entry| self.own(name).is_some() || entry.rows == atoms)
        else {
            frame.kinds.resize(frame.positions.len(), 0);
            return Ok(());
        };
        expect(bytes, &entry, name, atoms, 1)?;
        integers(bytes, &entry, name, &mut self.whole)?;
        for (index, number) in self.whole.iter().enumerate() {
            let kind = usize::try_from(*number)
                .ok()
                .and_then(|number| types.get(number));
            let Some(kind) = kind else {
                let at = entry.at + index as u64 * entry.kind.width();
                let expected = format!("less than {}, the number of types", types.len());
                return Err(bytes.malformed(at, format!("type {number}"), expected));
            };
            frame.kinds.push(*kind);
        }
        Ok(())
    }

    /// The species of each type, at least one.
    fn types(&mut self, bytes: &mut Bytes, frame: &mut Frame) -> Result<Vec<u16>> {
        let name = "particles/types";
        let Some(entry) = self.array(name).filter(|entry| entry.numbers() > 0) else {
            return Ok(frame.kind_of("A").into_iter().collect());
        };
        if entry.kind.width() != 1 {
            let found = format!("`{name}` of {} bytes a letter", entry.kind.width());
            return Err(bytes.malformed(entry.at, found, "names of one byte a letter"));
        }
        bytes.go_to(entry.at, name)?;
        let row = usize::try_from(entry.columns).unwrap_or(usize::MAX);
        let block = bytes.take(entry.numbers(), name)?;
        let text = |row: &[u8]| {
            let word = row.split(|byte| *byte == 0).next().unwrap_or_default();
            String::from_utf8_lossy(word).into_owned()
        };
        let types: Option<Vec<u16>> = block
            .chunks(row)
            .map(|row| frame.kind_of(&text(row)))
            .collect();
        types.ok_or_else(|| bytes.malformed(entry.at, "more than 65536 types", "fewer"))
    }

    /// Positions carried as far as the images say, where images are followed.
    fn images(&mut self, bytes: &mut Bytes, frame: &mut Frame, atoms: u64) -> Result<()> {
        frame.places = Places::Wrapped;
        let name = "particles/image";
        let followed = self.images == Anew::InLaterFrames;
        let Some(entry) = self.array(name).filter(|_| followed) else {
            return Ok(());
        };
        expect(bytes, &entry, name, atoms, 3)?;
        integers(bytes, &entry, name, &mut self.whole)?;
        let (images, _) = self.whole.as_chunks::<3>();
        if let Some(cell) = &frame.cell {
            for (position, image) in frame.positions.iter_mut().zip(images) {
                *position += cell.vectors() * Vector3::from(image.map(|turns| turns as f64));
            }
        }
        frame.places = Places::Unwrapped;
        Ok(())
    }
}

fn describe(images: Anew) -> Description {
    let mut description = Description::new(Format::Gsd);
    match images {
        Anew::InLaterFrames => "particles/position, unwrapped by particles/image",
        Anew::Never => "particles/position, put back into the cell",
    }
    .clone_into(&mut description.positions);
    description.species = Some("particles/typeid, named by particles/types".to_owned());
    "configuration/box, about zero".clone_into(&mut description.cell);
    description
}

/// An array must have so many rows and columns.
fn expect(bytes: &Bytes, entry: &Entry, name: &str, rows: u64, columns: u64) -> Result<()> {
    if (entry.rows, entry.columns) == (rows, columns) {
        return Ok(());
    }
    let found = format!("`{name}` of {} x {}", entry.rows, entry.columns);
    Err(bytes.malformed(entry.at, found, format!("{rows} x {columns}")))
}

/// The real numbers of an array.
fn reals(bytes: &mut Bytes, entry: &Entry, name: &str, to: &mut Vec<f64>) -> Result<()> {
    let Kind::Real(width) = entry.kind else {
        return Err(bytes.malformed(
            entry.at,
            format!("whole numbers in `{name}`"),
            "real numbers",
        ));
    };
    bytes.go_to(entry.at, name)?;
    bytes.reals(entry.numbers(), width, to, name)
}

/// The whole numbers of an array.
fn integers(bytes: &mut Bytes, entry: &Entry, name: &str, to: &mut Vec<i64>) -> Result<()> {
    let signed = match entry.kind {
        Kind::Signed(_) => true,
        Kind::Unsigned(_) => false,
        Kind::Real(_) => {
            return Err(bytes.malformed(
                entry.at,
                format!("real numbers in `{name}`"),
                "whole numbers",
            ));
        }
    };
    let width = entry.kind.width();
    bytes.go_to(entry.at, name)?;
    let block = bytes.take(entry.numbers().saturating_mul(width), name)?;
    to.clear();
    let size = usize::try_from(width).unwrap_or(1);
    to.extend(block.chunks_exact(size).map(|word| integer(word, signed)));
    match to.iter().position(|number| *number < 0) {
        Some(index) if !signed => {
            let at = entry.at + index as u64 * width;
            Err(bytes.malformed(
                at,
                format!("more than {} in `{name}`", i64::MAX),
                "a smaller number",
            ))
        }
        _ => Ok(()),
    }
}

/// A number of up to eight bytes, the least significant first; its sign is that of its last byte.
fn integer(word: &[u8], signed: bool) -> i64 {
    let negative = signed && word.last().is_some_and(|last| *last >= 0x80);
    let mut wide = if negative { [0xff; 8] } else { [0; 8] };
    wide[..word.len()].copy_from_slice(word);
    i64::from_le_bytes(wide)
}
