//! Rows of numbers into atoms: which column is what, and how a row becomes a place.

use nalgebra::Vector3;

use crate::cell::Cell;
use crate::error::Result;
use crate::frame::{Frame, Places};
use crate::read::lines::{Fault, Lines};
use crate::read::words::Words;

/// What a column of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// Nothing that is read.
    Skip,
    /// The identifier.
    Id,
    /// The species.
    Kind,
    /// A component of the position.
    Position(usize),
    /// How often the atom has gone round the cell along a vector.
    Image(usize),
    /// A component of the velocity.
    Velocity(usize),
    /// A component of the force.
    Force(usize),
    /// The mass, by which the velocity, a momentum then, is divided.
    Mass,
}

/// What the numbers of a position mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coordinates {
    /// Lengths along x, y, z.
    Cartesian,
    /// Parts of the cell's vectors.
    Scaled,
}

/// How rows become atoms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    columns: Vec<Column>,
    coordinates: Coordinates,
    places: Places,
}

/// One row.
struct Row<'a> {
    id: i64,
    kind: &'a [u8],
    position: Vector3<f64>,
    image: Vector3<f64>,
    velocity: Vector3<f64>,
    force: Vector3<f64>,
    mass: f64,
}

impl Table {
    /// Rows of these columns. `places` tells what the positions are once images, where there are some, are added.
    pub(crate) fn new(mut columns: Vec<Column>, coordinates: Coordinates, places: Places) -> Self {
        let used = columns.iter().rposition(|column| *column != Column::Skip);
        columns.truncate(used.map_or(0, |last| last + 1));
        Self {
            columns,
            coordinates,
            places,
        }
    }

    /// Is there such a column?
    pub(crate) fn has(&self, wanted: impl Fn(&Column) -> bool) -> bool {
        self.columns.iter().any(wanted)
    }

    /// Reads `count` rows into an empty frame whose cell is set. Memory grows with what is there, not with `count`.
    pub(crate) fn read(&self, lines: &mut Lines, count: u64, frame: &mut Frame) -> Result<()> {
        let has = Has::of(self);
        let mut kinds = Kinds::default();
        frame.places = self.places;
        for atom in 0..count {
            let Some(line) = lines.next()? else {
                return Err(lines.cut(format!("atom {} of {count}", atom + 1)));
            };
            if let Err(fault) = self.row(line, &has, &mut kinds, frame) {
                return Err(lines.error(fault));
            }
        }
        Ok(())
    }

    #[inline]
    fn row(
        &self,
        line: &[u8],
        has: &Has,
        kinds: &mut Kinds,
        frame: &mut Frame,
    ) -> Result<(), Fault> {
        let mut row = Row {
            id: counted(frame.positions.len()),
            kind: b"1",
            position: Vector3::zeros(),
            image: Vector3::zeros(),
            velocity: Vector3::zeros(),
            force: Vector3::zeros(),
            mass: 1.0,
        };
        let mut words = Words::new(line);
        for column in &self.columns {
            row.take(*column, &mut words)?;
        }
        let position = self.place(&row, frame.cell.as_ref(), has)?;
        let kind = kinds.of(row.kind, frame)?;
        frame.kinds.push(kind);
        frame.ids.push(row.id);
        frame.positions.push(position);
        if has.velocities {
            frame.velocities.push(row.velocity / row.mass);
        }
        if has.forces {
            frame.forces.push(row.force);
        }
        Ok(())
    }

    #[inline]
    fn place(&self, row: &Row<'_>, cell: Option<&Cell>, has: &Has) -> Result<Vector3<f64>, Fault> {
        if !has.images && self.coordinates == Coordinates::Cartesian {
            return Ok(row.position);
        }
        let Some(cell) = cell else {
            return Err(Fault::new(
                "no cell",
                "a cell for scaled positions or image flags",
            ));
        };
        Ok(match self.coordinates {
            Coordinates::Cartesian => row.position + cell.vectors() * row.image,
            Coordinates::Scaled => cell.cartesian(&(row.position + row.image)),
        })
    }
}

/// The identifier of an atom that has none: its number in the file, from one.
#[inline]
pub(crate) fn counted(index: usize) -> i64 {
    i64::try_from(index).map_or(i64::MAX, |index| index + 1)
}

/// Which optional columns there are.
struct Has {
    images: bool,
    velocities: bool,
    forces: bool,
}

impl Has {
    fn of(table: &Table) -> Self {
        Self {
            images: table.has(|column| matches!(column, Column::Image(_))),
            velocities: table.has(|column| matches!(column, Column::Velocity(_))),
            forces: table.has(|column| matches!(column, Column::Force(_))),
        }
    }
}

impl<'a> Row<'a> {
    #[inline]
    fn take(&mut self, column: Column, words: &mut Words<'a>) -> Result<(), Fault> {
        match column {
            Column::Skip => {
                words
                    .word()
                    .ok_or_else(|| Fault::new("the row ends", "one more column"))?;
            }
            Column::Id => self.id = words.integer("the identifier of an atom")?,
            Column::Kind => {
                self.kind = words
                    .word()
                    .ok_or_else(|| Fault::new("the row ends", "the species of an atom"))?;
            }
            Column::Position(axis) => self.position[axis] = words.float("a position")?,
            Column::Image(axis) => self.image[axis] = words.integer("an image flag")? as f64,
            Column::Velocity(axis) => self.velocity[axis] = words.float("a velocity")?,
            Column::Force(axis) => self.force[axis] = words.float("a force")?,
            Column::Mass => {
                self.mass = words.float("a mass")?;
                if self.mass <= 0.0 {
                    return Err(Fault::new(
                        format!("a mass of {}", self.mass),
                        "a positive mass",
                    ));
                }
            }
        }
        Ok(())
    }
}

/// Species that a frame has shown already, by the bytes of their names.
#[derive(Default)]
struct Kinds {
    short: Vec<(u64, u16)>,
}

impl Kinds {
    #[inline]
    fn of(&mut self, name: &[u8], frame: &mut Frame) -> Result<u16, Fault> {
        let key = short(name);
        if let Some(key) = key
            && let Some((_, kind)) = self.short.iter().find(|(known, _)| *known == key)
        {
            return Ok(*kind);
        }
        self.learn(name, key, frame)
    }

    #[cold]
    fn learn(&mut self, name: &[u8], key: Option<u64>, frame: &mut Frame) -> Result<u16, Fault> {
        let text = std::str::from_utf8(name)
            .map_err(|_| Fault::text(name, "a name of a species in UTF-8"))?;
        let kind = frame
            .kind_of(text)
            .ok_or_else(|| Fault::text(name, "at most 65536 species"))?;
        if let Some(key) = key {
            self.short.push((key, kind));
        }
        Ok(kind)
    }
}

/// A name of at most 7 bytes as one number, with its length.
#[inline]
fn short(name: &[u8]) -> Option<u64> {
    if name.len() > 7 {
        return None;
    }
    let start = name.len() as u64;
    Some(
        name.iter()
            .fold(start, |key, byte| key << 8 | u64::from(*byte)),
    )
}
