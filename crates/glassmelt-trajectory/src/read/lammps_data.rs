//! Data files of LAMMPS: one frame, whose columns the style of the atoms tells.

use std::collections::HashMap;
use std::fmt;

use nalgebra::Vector3;
use serde::{Deserialize, Serialize};

use crate::cell::Cell;
use crate::error::Result;
use crate::frame::{Frame, Places};
use crate::read::columns::{Column, Coordinates, Table};
use crate::read::description::Description;
use crate::read::dump_cell::{Edges, checked};
use crate::read::input::Input;
use crate::read::lammps_dump::count;
use crate::read::lines::{Fault, Lines};
use crate::read::recognise::Format;
use crate::read::words::{Words, float};
use crate::read::{How, Quantity, Reader, Stamp};

/// The style of the atoms of a data file of LAMMPS (`atom_style`), which tells their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtomStyle {
    /// id, type, x, y, z.
    Atomic,
    /// id, type, q, x, y, z.
    Charge,
    /// id, molecule, type, x, y, z.
    Molecular,
    /// The columns of [`Self::Molecular`].
    Bond,
    /// The columns of [`Self::Molecular`].
    Angle,
    /// id, molecule, type, q, x, y, z.
    Full,
}

const STYLES: [(&str, AtomStyle); 6] = [
    ("atomic", AtomStyle::Atomic),
    ("charge", AtomStyle::Charge),
    ("molecular", AtomStyle::Molecular),
    ("bond", AtomStyle::Bond),
    ("angle", AtomStyle::Angle),
    ("full", AtomStyle::Full),
];

impl fmt::Display for AtomStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = STYLES.iter().find(|(_, style)| style == self);
        f.write_str(name.map_or("", |(name, _)| name))
    }
}

impl AtomStyle {
    /// The style of this name.
    fn named(name: &[u8]) -> Option<Self> {
        let found = STYLES.iter().find(|(known, _)| known.as_bytes() == name);
        found.map(|(_, style)| *style)
    }

    /// The columns before x, y, z.
    fn before(self) -> &'static [Column] {
        use Column::{Id, Kind, Skip};
        match self {
            Self::Atomic => &[Id, Kind],
            Self::Charge => &[Id, Kind, Skip],
            Self::Molecular | Self::Bond | Self::Angle => &[Id, Skip, Kind],
            Self::Full => &[Id, Skip, Kind, Skip],
        }
    }
}

/// A data file.
pub(crate) struct LammpsData {
    lines: Lines,
    how: How,
    description: Description,
    masses: Vec<(String, f64)>,
    done: bool,
}

/// What stands before the sections.
#[derive(Default)]
struct Header {
    step: Option<i64>,
    atoms: Option<u64>,
    types: u64,
    bounds: [Option<[f64; 2]>; 3],
    tilt: [f64; 3],
    vectors: [Option<Vector3<f64>>; 3],
    origin: Vector3<f64>,
}

impl LammpsData {
    /// The data file in this input.
    pub(crate) fn open(input: &Input, how: &How) -> Result<Self> {
        Ok(Self {
            lines: Lines::open(input)?,
            how: how.clone(),
            description: Description::new(Format::LammpsData),
            masses: Vec::new(),
            done: false,
        })
    }

    fn read(&mut self, frame: &mut Frame) -> Result<Stamp> {
        let mut header = Header::default();
        let mut section = self.header(&mut header)?;
        let Some(atoms) = header.atoms else {
            return Err(self.lines.error(Fault::new(
                "no number of atoms above",
                "a line such as \"1000 atoms\"",
            )));
        };
        frame.clear();
        frame.time = None;
        frame.cell = Some(header.cell().map_err(|fault| self.lines.error(fault))?);
        frame.dimension = self.how.dimension.unwrap_or(crate::frame::Dimension::Three);
        "of the header; it does not say which directions repeat: taken as all"
            .clone_into(&mut self.description.cell);
        let mut placed = false;
        while let Some((name, comment)) = section {
            match name.as_slice() {
                b"Atoms" => {
                    self.atoms(&comment, atoms, frame)?;
                    placed = true;
                }
                b"Velocities" if placed && self.how.wants(Quantity::Velocities) => {
                    self.velocities(atoms, frame)?;
                }
                b"Masses" => self.masses(header.types)?,
                _ => {}
            }
            section = self.next_section()?;
        }
        if placed {
            Ok(header.step.map_or(Stamp::Counted, Stamp::Told))
        } else {
            Err(self.lines.cut("a section \"Atoms\""))
        }
    }

    /// The header, and the name and the comment of the section behind it.
    fn header(&mut self, header: &mut Header) -> Result<Option<(Vec<u8>, Vec<u8>)>> {
        if let Some(title) = self.lines.next()? {
            header.step = after(title, "timestep");
            self.description.units = after(title, "units");
        }
        loop {
            let Some(line) = self.lines.next()? else {
                return Err(self.lines.cut("a section \"Atoms\""));
            };
            let (line, comment) = without_comment(line);
            let starts_with_name = line.first().is_some_and(u8::is_ascii_alphabetic);
            if starts_with_name {
                return Ok(Some((line.to_vec(), comment.to_vec())));
            }
            if let Err(fault) = header.line(line) {
                return Err(self.lines.error(fault));
            }
        }
    }

    /// Passes over rows up to the next section.
    fn next_section(&mut self) -> Result<Option<(Vec<u8>, Vec<u8>)>> {
        while let Some(line) = self.lines.next()? {
            let (line, comment) = without_comment(line);
            let name = line.first().is_some_and(u8::is_ascii_alphabetic);
            if name {
                return Ok(Some((line.to_vec(), comment.to_vec())));
            }
        }
        Ok(None)
    }

    /// Passes over blank lines.
    fn pass_blank(&mut self) -> Result<()> {
        while let Some(line) = self.lines.peek()? {
            if !line.trim_ascii().is_empty() {
                break;
            }
            self.lines.next()?;
        }
        Ok(())
    }

    /// Rows of a type, by its number or its label, and its mass; other rows are passed over.
    fn masses(&mut self, count: u64) -> Result<()> {
        self.pass_blank()?;
        for row in 0..count {
            let Some(line) = self.lines.next()? else {
                return Err(self.lines.cut(format!("mass {} of {count}", row + 1)));
            };
            self.masses.extend(mass(without_comment(line).0));
        }
        Ok(())
    }

    fn atoms(&mut self, comment: &[u8], count: u64, frame: &mut Frame) -> Result<()> {
        self.pass_blank()?;
        let row = self
            .lines
            .peek()?
            .map(|line| without_comment(line).0.to_vec())
            .unwrap_or_default();
        let numbers = row
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty())
            .count();
        let style = self
            .style(comment, numbers)
            .map_err(|fault| self.lines.error_ahead(fault))?;
        let mut columns = style.before().to_vec();
        columns.extend([0, 1, 2].map(Column::Position));
        let images = numbers >= columns.len() + 3;
        if images {
            columns.extend([0, 1, 2].map(Column::Image));
        }
        let (places, words) = if images {
            (
                Places::Unwrapped,
                "x y z, unwrapped by the image flags behind them",
            )
        } else {
            (Places::Wrapped, "x y z (wrapped), without image flags")
        };
        self.description.positions = format!("{words}, atoms of style {style}");
        self.description.identifiers = Some("the first column".to_owned());
        self.description.species = Some("the type".to_owned());
        Table::new(columns, Coordinates::Cartesian, places).read(&mut self.lines, count, frame)
    }

    /// The style that the caller names, the file names, or the number of columns tells: only `atomic` has 5, or 8
    /// with image flags, among the styles that are read.
    fn style(&self, comment: &[u8], numbers: usize) -> Result<AtomStyle, Fault> {
        let expected = "atoms of style atomic, charge, molecular, bond, angle or full";
        let hint = "named behind \"Atoms #\" or by an option";
        match (self.how.atom_style, comment) {
            (Some(style), _) => Ok(style),
            (None, b"") if numbers == 5 || numbers == 8 => Ok(AtomStyle::Atomic),
            (None, b"") => {
                let found = format!("atoms with {numbers} columns and no style behind \"Atoms\"");
                Err(Fault::new(found, format!("{expected}, {hint}")))
            }
            (None, name) => AtomStyle::named(name)
                .ok_or_else(|| Fault::text(name, format!("{expected}, {hint}"))),
        }
    }

    fn velocities(&mut self, count: u64, frame: &mut Frame) -> Result<()> {
        self.pass_blank()?;
        let slots: HashMap<i64, usize> = frame.ids.iter().copied().zip(0..).collect();
        let mut velocities = vec![Vector3::zeros(); frame.len()];
        for row in 0..count {
            let Some(line) = self.lines.next()? else {
                return Err(self.lines.cut(format!("velocity {} of {count}", row + 1)));
            };
            let mut words = Words::new(line);
            let read = velocity(&mut words).and_then(|(id, velocity)| {
                let slot = slots.get(&id).ok_or_else(|| {
                    Fault::new(format!("atom {id}"), "an atom of the section \"Atoms\"")
                })?;
                velocities[*slot] = velocity;
                Ok(())
            });
            read.map_err(|fault| self.lines.error(fault))?;
        }
        frame.velocities = velocities;
        self.description.velocities = Some("the section \"Velocities\"".to_owned());
        Ok(())
    }
}

/// The name of a type and its mass, which is positive.
fn mass(line: &[u8]) -> Option<(String, f64)> {
    let mut words = line
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let name = std::str::from_utf8(words.next()?).ok()?;
    let mass = float(words.next()?).filter(|mass| *mass > 0.0)?;
    Some((name.to_owned(), mass))
}

fn velocity(words: &mut Words<'_>) -> Result<(i64, Vector3<f64>), Fault> {
    let id = words.integer("the identifier of an atom")?;
    let mut velocity = Vector3::zeros();
    for axis in 0..3 {
        velocity[axis] = words.float("a velocity")?;
    }
    Ok((id, velocity))
}

impl Header {
    /// A line such as `1000 atoms` or `0 10 xlo xhi`; lines that say nothing of atoms and cell are passed over.
    fn line(&mut self, line: &[u8]) -> Result<(), Fault> {
        let words: Vec<&[u8]> = line
            .split(u8::is_ascii_whitespace)
            .filter(|w| !w.is_empty())
            .collect();
        match words.as_slice() {
            [number, b"atoms"] => self.atoms = Some(count(number)?),
            [number, b"atom", b"types"] => self.types = count(number)?,
            [low, high, b"xlo", b"xhi"] => self.bounds[0] = Some(numbers([low, high])?),
            [low, high, b"ylo", b"yhi"] => self.bounds[1] = Some(numbers([low, high])?),
            [low, high, b"zlo", b"zhi"] => self.bounds[2] = Some(numbers([low, high])?),
            [xy, xz, yz, b"xy", b"xz", b"yz"] => self.tilt = numbers([xy, xz, yz])?,
            [x, y, z, b"avec"] => self.vectors[0] = Some(numbers([x, y, z])?.into()),
            [x, y, z, b"bvec"] => self.vectors[1] = Some(numbers([x, y, z])?.into()),
            [x, y, z, b"cvec"] => self.vectors[2] = Some(numbers([x, y, z])?.into()),
            [x, y, z, b"abc", b"origin"] => self.origin = numbers([x, y, z])?.into(),
            _ => {}
        }
        Ok(())
    }

    fn cell(&self) -> Result<Cell, Fault> {
        if let [Some(a), Some(b), Some(c)] = self.vectors {
            return checked([a, b, c], self.origin, [true; 3]);
        }
        let [Some(x), Some(y), Some(z)] = self.bounds else {
            return Err(Fault::new(
                "a header without a cell",
                "lines with xlo xhi, ylo yhi and zlo zhi",
            ));
        };
        let edges = Edges {
            low: Vector3::new(x[0], y[0], z[0]),
            high: Vector3::new(x[1], y[1], z[1]),
            tilt: self.tilt,
        };
        edges.cell([true; 3])
    }
}

fn numbers<const N: usize>(words: [&[u8]; N]) -> Result<[f64; N], Fault> {
    let mut values = [0.0; N];
    for (value, word) in values.iter_mut().zip(words) {
        *value = float(word).ok_or_else(|| Fault::text(word, "a finite number for the cell"))?;
    }
    Ok(values)
}

/// The line before `#`, and what stands behind it, both without blanks around them.
fn without_comment(line: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memchr(b'#', line) {
        Some(at) => (line[..at].trim_ascii(), line[at + 1..].trim_ascii()),
        None => (line.trim_ascii(), b""),
    }
}

/// The value behind `key =` in the title that LAMMPS writes.
fn after<T: std::str::FromStr>(title: &[u8], key: &str) -> Option<T> {
    let title = std::str::from_utf8(title).ok()?;
    title.split(',').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        (name.trim() == key).then(|| value.trim().parse().ok())?
    })
}

impl Reader for LammpsData {
    fn next_into(&mut self, frame: &mut Frame) -> Result<Option<Stamp>> {
        if self.done {
            return Ok(None);
        }
        self.done = true;
        self.read(frame).map(Some)
    }

    fn description(&self) -> &Description {
        &self.description
    }

    fn masses(&self) -> &[(String, f64)] {
        &self.masses
    }

    fn consumed(&self) -> u64 {
        self.lines.consumed()
    }
}
