//! Places sorted into boxes, so that those near another one are found without asking all.

use nalgebra::Vector3;

use crate::cell::Cell;
use crate::rotors::address;

/// The end of a list.
const NONE: u32 = u32::MAX;

/// Boxes that fill a periodic cell, each no smaller than a range, with a list of the places in it.
pub(crate) struct Grid {
    cell: Cell,
    counts: [usize; 3],
    first: Vec<u32>,
    next: Vec<u32>,
}

impl Grid {
    /// Boxes for about `expected` places, of which those within `range` of each other are asked for.
    pub(super) fn new(cell: Cell, range: f64, expected: usize) -> Self {
        let roomy = (cell.volume() / expected.max(1) as f64).cbrt();
        let along = |axis: usize| boxes(cell.sides()[axis] / range.max(roomy));
        let counts = [along(0), along(1), along(2)];
        Self {
            cell,
            counts,
            first: vec![NONE; counts.iter().product()],
            next: Vec::with_capacity(expected),
        }
    }

    /// All these places.
    pub(crate) fn of(cell: Cell, range: f64, places: &[Vector3<f64>]) -> Self {
        let mut grid = Self::new(cell, range, places.len());
        for (index, place) in places.iter().enumerate() {
            grid.add(index, place);
        }
        grid
    }

    pub(super) fn cell(&self) -> &Cell {
        &self.cell
    }

    /// Adds the place `index`; they come in order, from zero.
    pub(super) fn add(&mut self, index: usize, place: &Vector3<f64>) {
        let number = self.number(self.steps(place));
        self.next.push(self.first[number]);
        self.first[number] = address(index);
    }

    /// The places in the box of `place` and in those around it: all within the range and others.
    pub(crate) fn near(&self, place: &Vector3<f64>) -> impl Iterator<Item = usize> {
        let at = self.steps(place);
        let around = move |axis: usize| around(at[axis], self.counts[axis]);
        let boxes = around(0).flat_map(move |x| {
            around(1).flat_map(move |y| around(2).map(move |z| self.number([x, y, z])))
        });
        boxes.flat_map(move |number| {
            let present = |index: u32| (index != NONE).then_some(index as usize);
            let follow = move |&index: &usize| present(self.next[index]);
            std::iter::successors(present(self.first[number]), follow)
        })
    }

    /// The box of a place, or of its image in the cell.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn steps(&self, place: &Vector3<f64>) -> [usize; 3] {
        std::array::from_fn(|axis| {
            let part = place[axis] / self.cell.sides()[axis];
            let count = self.counts[axis];
            (((part - part.floor()) * count as f64) as usize).min(count - 1)
        })
    }

    fn number(&self, [x, y, z]: [usize; 3]) -> usize {
        (x * self.counts[1] + y) * self.counts[2] + z
    }
}

/// How many whole boxes fit a side, at least one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn boxes(sides: f64) -> usize {
    sides.floor().clamp(1.0, 4096.0) as usize
}

/// A box and its neighbours along one axis, none twice.
fn around(at: usize, count: usize) -> impl Iterator<Item = usize> {
    let steps = count.min(3);
    (0..steps).map(move |step| (at + count - 1 + step + usize::from(count < 3)) % count)
}
