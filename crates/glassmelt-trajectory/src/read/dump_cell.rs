//! Cells of LAMMPS: sides and tilts, the bounds that a dump writes of a tilted cell, and three free vectors.

use nalgebra::Vector3;

use crate::cell::Cell;
use crate::read::lines::{Fault, quoted};
use crate::read::words::Words;

/// How a dump writes its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Box,
    Tilted,
    Free,
}

/// What stands behind `ITEM: BOX BOUNDS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    shape: Shape,
    periodic: Option<[bool; 3]>,
}

/// The edges of a cell of LAMMPS: from `low` to `high` along x, y, z before it is tilted by xy, xz, yz.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edges {
    pub(crate) low: Vector3<f64>,
    pub(crate) high: Vector3<f64>,
    pub(crate) tilt: [f64; 3],
}

impl Bounds {
    /// Of the words behind `ITEM: BOX BOUNDS`.
    pub(crate) fn of(words: &[u8]) -> Result<Self, Fault> {
        let words: Vec<&[u8]> = words
            .split(u8::is_ascii_whitespace)
            .filter(|w| !w.is_empty())
            .collect();
        let (shape, flags) = match words.as_slice() {
            [b"xy", b"xz", b"yz", flags @ ..] => (Shape::Tilted, flags),
            [b"abc", b"origin", flags @ ..] => (Shape::Free, flags),
            flags => (Shape::Box, flags),
        };
        let periodic = match flags {
            [] => None,
            [x, y, z] => Some([repeats(x)?, repeats(y)?, repeats(z)?]),
            _ => {
                let found = format!("{} words behind the bounds", flags.len());
                return Err(Fault::new(found, "three boundary flags such as pp, ff, fs"));
            }
        };
        Ok(Self { shape, periodic })
    }

    /// The three or four numbers of a line of bounds; the fourth is 0 where it is not there.
    pub(crate) fn row(self, words: &mut Words<'_>) -> Result<[f64; 4], Fault> {
        let count = match self.shape {
            Shape::Box => 2,
            Shape::Tilted => 3,
            Shape::Free => 4,
        };
        let mut row = [0.0; 4];
        for value in &mut row[..count] {
            *value = words.float("the bounds of the cell")?;
        }
        Ok(row)
    }

    /// What the file says of the cell.
    pub(crate) fn told(self) -> &'static str {
        match (self.periodic, self.shape) {
            (None, _) => "of each frame; no boundary flags: taken as periodic",
            (Some(_), Shape::Box) => "of each frame, a box",
            (Some(_), Shape::Tilted) => "of each frame, tilted",
            (Some(_), Shape::Free) => "of each frame, three free vectors",
        }
    }
}

fn repeats(flag: &[u8]) -> Result<bool, Fault> {
    match flag {
        b"pp" => Ok(true),
        [b'f' | b's' | b'm', b'f' | b's' | b'm'] => Ok(false),
        _ => Err(Fault::text(flag, "a boundary flag: pp, or two of f, s, m")),
    }
}

/// The cell of three lines of bounds.
pub(crate) fn cell(bounds: Bounds, rows: &[[f64; 4]; 3]) -> Result<Cell, Fault> {
    let periodic = bounds.periodic.unwrap_or([true; 3]);
    match bounds.shape {
        Shape::Box => box_of(rows).cell(periodic),
        Shape::Tilted => {
            inside_bounds(box_of(rows), [rows[0][2], rows[1][2], rows[2][2]]).cell(periodic)
        }
        Shape::Free => {
            let vectors = rows.map(|row| Vector3::new(row[0], row[1], row[2]));
            let origin = Vector3::new(rows[0][3], rows[1][3], rows[2][3]);
            checked(vectors, origin, periodic)
        }
    }
}

fn box_of(rows: &[[f64; 4]; 3]) -> Edges {
    Edges {
        low: Vector3::from(rows.map(|row| row[0])),
        high: Vector3::from(rows.map(|row| row[1])),
        tilt: [0.0; 3],
    }
}

/// A dump writes the box that encloses a tilted cell, `xlo + min(0, xy, xz, xy + xz)` and so on (manual of LAMMPS,
/// "Triclinic simulation boxes"); this undoes it.
fn inside_bounds(bounds: Edges, tilt: [f64; 3]) -> Edges {
    let [xy, xz, yz] = tilt;
    let along_x = [0.0, xy, xz, xy + xz];
    let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Edges {
        low: bounds.low - Vector3::new(least(&along_x), yz.min(0.0), 0.0),
        high: bounds.high - Vector3::new(most(&along_x), yz.max(0.0), 0.0),
        tilt,
    }
}

impl Edges {
    /// The cell, whose a lies along x and b in the plane of x and y.
    pub(crate) fn cell(&self, periodic: [bool; 3]) -> Result<Cell, Fault> {
        let sides = self.high - self.low;
        if sides.iter().any(|side| side.is_nan() || *side <= 0.0) {
            let found = format!(
                "a cell with the sides {}, {}, {}",
                sides.x, sides.y, sides.z
            );
            return Err(Fault::new(found, "upper bounds above the lower ones"));
        }
        let [xy, xz, yz] = self.tilt;
        let vectors = [
            Vector3::new(sides.x, 0.0, 0.0),
            Vector3::new(xy, sides.y, 0.0),
            Vector3::new(xz, yz, sides.z),
        ];
        checked(vectors, self.low, periodic)
    }
}

/// The cell, with the fault told where it is none.
pub(crate) fn checked(
    vectors: [Vector3<f64>; 3],
    origin: Vector3<f64>,
    periodic: [bool; 3],
) -> Result<Cell, Fault> {
    Cell::new(vectors, origin, periodic).map_err(|error| {
        let found = error.to_string();
        Fault::new(
            found
                .split(':')
                .next()
                .map_or_else(|| quoted(b""), str::to_owned),
            "three finite vectors that span a volume",
        )
    })
}
