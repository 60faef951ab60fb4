//! The atoms of a later frame at the images that continue those of the reference.

use nalgebra::{Matrix3, Vector3};
use serde::{Deserialize, Serialize};

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::frame::{Frame, Places};
use crate::neighbours::{self, AtHome, flat, shift, spanned};

/// What is done with the change of the cell from the reference to the later frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellChange {
    /// It stays in the strains and displacements.
    Kept,
    /// Later positions are first carried back by the homogeneous deformation of the vectors that repeat.
    Removed,
}

/// Later positions, continued from the reference.
pub(super) struct Followed {
    /// Where each atom of the reference is now.
    pub(super) points: Vec<Vector3<f64>>,
    /// The cell vectors that go with them, as columns.
    pub(super) vectors: Matrix3<f64>,
}

/// The atoms of `later` where they continue those of `home`. Unwrapped frames continue by themselves; where one
/// of the two is wrapped, each atom is taken at the image nearest to where it was in coordinates of the cell: an
/// atom must have moved by less than half a cell.
pub(super) fn follow(
    home: &AtHome,
    places: Places,
    later: &Frame,
    change: CellChange,
) -> Result<Followed> {
    let cell = spanned(later)?;
    check(home, &cell, later)?;
    let unwrapped = places == Places::Unwrapped && later.places == Places::Unwrapped;
    let (vectors, back) = (*cell.vectors(), carried_back(home, &cell, change)?);
    let atoms = later.positions.iter().zip(&home.points).zip(&home.turns);
    let points = atoms.map(|((r, point), turns)| {
        let r = flat(r, later.dimension);
        let now = if unwrapped {
            r - shift(&vectors, *turns)
        } else {
            r - whole(&cell, &(cell.fractional(&r) - home.cell.fractional(point)))
        };
        back * (now - cell.origin()) + home.cell.origin()
    });
    Ok(Followed {
        points: points.collect(),
        vectors: back * vectors,
    })
}

/// The nearest whole vectors of a difference of coordinates.
fn whole(cell: &Cell, difference: &Vector3<f64>) -> Vector3<f64> {
    let turns: [f64; 3] = std::array::from_fn(|axis| {
        if cell.periodic()[axis] {
            difference[axis].round()
        } else {
            0.0
        }
    });
    shift(cell.vectors(), turns)
}

/// The inverse of the deformation of the vectors that repeat; the unit matrix where it is kept.
fn carried_back(home: &AtHome, cell: &Cell, change: CellChange) -> Result<Matrix3<f64>> {
    if change == CellChange::Kept {
        return Ok(Matrix3::identity());
    }
    let (before, mut after) = (*home.cell.vectors(), *cell.vectors());
    for axis in (0..3).filter(|axis| !cell.periodic()[*axis]) {
        after.set_column(axis, &before.column(axis));
    }
    let volume = after.determinant();
    after
        .try_inverse()
        .map(|inverse| before * inverse)
        .ok_or(Error::FlatCell { volume })
}

fn check(home: &AtHome, cell: &Cell, later: &Frame) -> Result<()> {
    neighbours::check(later)?;
    if later.len() != home.points.len() {
        return Err(Error::OtherAtoms {
            frame: 0,
            difference: format!(
                "{} atoms at step {}, not {}",
                later.len(),
                later.step,
                home.points.len()
            ),
        });
    }
    if cell.periodic() != home.cell.periodic() {
        return Err(Error::Missing {
            missing: "cell that repeats as that of the reference does",
            purpose: "local strain",
            remedy: "compare frames with one kind of boundary",
        });
    }
    Ok(())
}
