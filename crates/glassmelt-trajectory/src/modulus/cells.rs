//! The cells of the frames: their mean, and by how much they change.

use nalgebra::{Matrix3, Vector3};

use super::waves::spanned;
use crate::cell::Cell;
use crate::frame::{Dimension, Frame};

/// A cell that is strained by less than this is the same: files write six digits or more.
const SAME_CELL: f64 = 1e-6;

/// The cells so far.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Cells {
    first: Option<Cell>,
    vectors: Matrix3<f64>,
    origin: Vector3<f64>,
    count: f64,
    change: f64,
}

impl Cells {
    pub(crate) fn add(&mut self, frame: &Frame) {
        let Some(cell) = frame.cell else { return };
        let first = *self.first.get_or_insert(cell);
        self.vectors += cell.vectors();
        self.origin += cell.origin();
        self.count += 1.0;
        self.change = self.change.max(strain(&first, &cell, frame.dimension));
    }

    /// The largest component of `H H_0^-1 - 1` of any cell against the first: a strain.
    pub(crate) fn change(&self) -> f64 {
        self.change
    }

    pub(crate) fn moves(&self) -> bool {
        self.change > SAME_CELL
    }

    /// The mean of the cells, where they move and it spans a volume.
    pub(crate) fn moving_mean(&self) -> Option<Cell> {
        let first = self.first.filter(|_| self.moves())?;
        let vectors = self.vectors / self.count;
        let columns = [0, 1, 2].map(|axis| vectors.column(axis).into());
        Cell::new(columns, self.origin / self.count, first.periodic()).ok()
    }
}

/// The vectors that count as columns; in a plane the third is that across.
pub(super) fn columns(cell: &Cell, dimension: Dimension) -> Matrix3<f64> {
    Matrix3::from_columns(&spanned(cell, dimension))
}

/// `H_1 H_0^-1`, which maps a point of the one cell onto the same of the other; none where `H_0` is flat in its plane.
pub(super) fn map(from: &Cell, to: &Cell, dimension: Dimension) -> Option<Matrix3<f64>> {
    Some(columns(to, dimension) * columns(from, dimension).try_inverse()?)
}

fn strain(first: &Cell, cell: &Cell, dimension: Dimension) -> f64 {
    let map = map(first, cell, dimension);
    map.map_or(f64::INFINITY, |map| (map - Matrix3::identity()).amax())
}

/// Whether the strain between two cells is below what files round.
pub(super) fn is_same(one: &Cell, other: &Cell, dimension: Dimension) -> bool {
    strain(one, other, dimension) <= SAME_CELL
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(sides: &[[f64; 3]], dimension: Dimension) -> Cells {
        let mut cells = Cells::default();
        for side in sides {
            let mut frame = Frame::empty();
            frame.dimension = dimension;
            frame.cell = Cell::orthorhombic(*side).ok();
            cells.add(&frame);
        }
        cells
    }

    #[test]
    fn the_mean_of_cells_that_move_is_told_with_the_largest_strain_against_the_first() {
        let moved = cells(
            &[[10.0; 3], [11.0, 10.0, 10.0], [9.5, 10.0, 10.0]],
            Dimension::Three,
        );
        assert!((moved.change() - 0.1).abs() < 1e-12 && moved.moves());
        let mean = moved.moving_mean().expect("it moves");
        assert!((mean.vectors()[(0, 0)] - 30.5 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_cell_at_rest_or_one_that_breathes_across_its_plane_does_not_move() {
        assert_eq!(cells(&[[10.0; 3]; 3], Dimension::Three).moving_mean(), None);
        let across = cells(&[[10.0, 10.0, 1.0], [10.0, 10.0, 2.0]], Dimension::Two);
        assert!(!across.moves());
    }
}
