//! Atoms put back into their cell, and how many whole cells each had left it.

use nalgebra::{Matrix3, Vector3};

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};

/// The atoms of a frame inside their cell. In a plane z is zero.
#[derive(Debug, Clone, PartialEq)]
pub struct AtHome {
    /// The cell, see [`spanned`].
    pub cell: Cell,
    /// Positions inside the cell, along the vectors that repeat.
    pub points: Vec<Vector3<f64>>,
    /// What was taken off, in whole vectors: `position = point + cell turns`.
    pub turns: Vec<[i32; 3]>,
}

impl AtHome {
    /// The atoms of this frame, put back.
    ///
    /// # Errors
    /// When a position is not finite, the cell of a plane is flat, or there are more than 2^32 - 1 atoms.
    pub fn of(frame: &Frame) -> Result<Self> {
        let cell = spanned(frame)?;
        check(frame)?;
        let places = frame.positions.iter().map(|r| flat(r, frame.dimension));
        let (points, turns) = places.map(|r| put_back(&cell, &r)).unzip();
        Ok(Self {
            cell,
            points,
            turns,
        })
    }
}

/// The cell in which the atoms of a frame are: that of the file; in a plane its a and b without z, beside a unit
/// vector across; without one, unit vectors that do not repeat.
///
/// # Errors
/// When a and b do not span the plane.
pub fn spanned(frame: &Frame) -> Result<Cell> {
    let unit: [Vector3<f64>; 3] = [Vector3::x(), Vector3::y(), Vector3::z()];
    match (&frame.cell, frame.dimension) {
        (None, _) => Cell::new(unit, Vector3::zeros(), [false; 3]),
        (Some(cell), Dimension::Three) => Ok(*cell),
        (Some(cell), dimension @ Dimension::Two) => {
            let vector = |axis| flat(&cell.vectors().column(axis).into(), dimension);
            let [a, b, _] = cell.periodic();
            Cell::new(
                [vector(0), vector(1), unit[2]],
                flat(cell.origin(), dimension),
                [a, b, false],
            )
        }
    }
}

/// A vector of this space: in a plane without z.
pub(crate) fn flat(r: &Vector3<f64>, dimension: Dimension) -> Vector3<f64> {
    match dimension {
        Dimension::Two => Vector3::new(r.x, r.y, 0.0),
        Dimension::Three => *r,
    }
}

/// What whole turns of a cell with these vectors add to a position.
pub(crate) fn shift<T: Copy + Into<f64>>(vectors: &Matrix3<f64>, turns: [T; 3]) -> Vector3<f64> {
    vectors * Vector3::from(turns.map(Into::into))
}

/// The point inside the cell and the turns taken off.
fn put_back(cell: &Cell, r: &Vector3<f64>) -> (Vector3<f64>, [i32; 3]) {
    let s = cell.fractional(r);
    let turns = std::array::from_fn(|axis| {
        if cell.periodic()[axis] {
            whole(s[axis])
        } else {
            0
        }
    });
    (r - shift(cell.vectors(), turns), turns)
}

/// The whole part, kept in the range of its type: beyond two thousand million cells no position has digits left.
#[allow(clippy::cast_possible_truncation)]
fn whole(s: f64) -> i32 {
    s.floor() as i32
}

/// Positions are finite, and atoms can be counted in 32 bits.
pub(crate) fn check(frame: &Frame) -> Result<()> {
    let used = frame.dimension.count();
    let mut numbers = frame.positions.iter().flat_map(|r| r.iter().take(used));
    if let Some(value) = numbers.find(|x| !x.is_finite()) {
        return Err(Error::Domain {
            name: "position",
            value: *value,
            domain: "finite",
        });
    }
    if u32::try_from(frame.len()).is_err() {
        return Err(Error::Domain {
            name: "atoms",
            value: frame.len() as f64,
            domain: "at most 2^32 - 1",
        });
    }
    Ok(())
}
