//! The cell of a frame: three vectors, an origin, and which of them repeat.

use std::f64::consts::PI;

use nalgebra::{Matrix3, Vector3};

use crate::error::{Error, Result};

/// A parallelepiped, each of its three vectors periodic or not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    vectors: Matrix3<f64>,
    inverse: Matrix3<f64>,
    origin: Vector3<f64>,
    periodic: [bool; 3],
}

impl Cell {
    /// The cell with the vectors `a, b, c` (columns, in the file's unit of length) at `origin`.
    ///
    /// # Errors
    /// When a number is not finite, or the vectors do not span a volume: flatter than 1e-12 of the product of
    /// their lengths.
    pub fn new(
        vectors: [Vector3<f64>; 3],
        origin: Vector3<f64>,
        periodic: [bool; 3],
    ) -> Result<Self> {
        let columns = Matrix3::from_columns(&vectors);
        let volume = columns.determinant();
        let box_of_lengths: f64 = vectors.iter().map(Vector3::norm).product();
        let spans = volume.is_finite() && volume.abs() > 1e-12 * box_of_lengths;
        let inverse = columns.try_inverse().filter(|_| spans);
        let finite = origin.iter().all(|x| x.is_finite());
        match inverse {
            Some(inverse) if finite => Ok(Self {
                vectors: columns,
                inverse,
                origin,
                periodic,
            }),
            _ => Err(Error::FlatCell { volume }),
        }
    }

    /// The box along x, y, z with these sides and its corner at zero, periodic.
    ///
    /// # Errors
    /// When a side is not finite and positive.
    pub fn orthorhombic(sides: [f64; 3]) -> Result<Self> {
        let [x, y, z] = sides;
        let positive = sides.iter().all(|side| *side > 0.0);
        if !positive {
            return Err(Error::FlatCell { volume: x * y * z });
        }
        let vectors = Matrix3::from_diagonal(&Vector3::new(x, y, z));
        let columns = [0, 1, 2].map(|axis| vectors.column(axis).into());
        Self::new(columns, Vector3::zeros(), [true; 3])
    }

    /// `a, b, c` as columns.
    pub fn vectors(&self) -> &Matrix3<f64> {
        &self.vectors
    }

    /// Where the corner of the cell lies.
    pub fn origin(&self) -> &Vector3<f64> {
        &self.origin
    }

    /// Which of `a, b, c` repeat.
    pub fn periodic(&self) -> [bool; 3] {
        self.periodic
    }

    /// V, positive also for left-handed vectors.
    pub fn volume(&self) -> f64 {
        self.vectors.determinant().abs()
    }

    /// The area that `a` and `b` span.
    pub fn area(&self) -> f64 {
        let [a, b] = [0, 1].map(|axis| self.vectors.column(axis).into_owned());
        a.cross(&b).norm()
    }

    /// How far opposite faces are apart, for `a`, `b`, `c`.
    pub fn heights(&self) -> [f64; 3] {
        [0, 1, 2].map(|axis| 1.0 / self.inverse.row(axis).norm())
    }

    /// Coordinates along `a, b, c`, from 0 to 1 inside the cell.
    pub fn fractional(&self, r: &Vector3<f64>) -> Vector3<f64> {
        self.inverse * (r - self.origin)
    }

    /// The point with these coordinates along `a, b, c`.
    pub fn cartesian(&self, s: &Vector3<f64>) -> Vector3<f64> {
        self.vectors * s + self.origin
    }

    /// The point moved into the cell along the vectors that repeat.
    pub fn wrapped(&self, r: &Vector3<f64>) -> Vector3<f64> {
        let s = self.fractional(r);
        let whole = self.repeats(&s.map(f64::floor));
        r - self.vectors * whole
    }

    /// The image of the difference `r` that rounds its coordinates: the shortest one in a box, and in any cell
    /// where it is shorter than half of the smallest of the [`Self::heights`].
    pub fn nearest(&self, r: &Vector3<f64>) -> Vector3<f64> {
        let whole = self.repeats(&(self.inverse * r).map(f64::round));
        r - self.vectors * whole
    }

    /// The wave vectors `2 pi/a`, `2 pi/b`, `2 pi/c` of the reciprocal lattice, as columns.
    pub fn reciprocal(&self) -> Matrix3<f64> {
        self.inverse.transpose() * (2.0 * PI)
    }

    fn repeats(&self, whole: &Vector3<f64>) -> Vector3<f64> {
        let kept = self.periodic.map(|repeats| f64::from(u8::from(repeats)));
        whole.component_mul(&Vector3::from(kept))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tilted() -> Cell {
        let vectors = [
            Vector3::new(4.0, 0.0, 0.0),
            Vector3::new(1.5, 5.0, 0.0),
            Vector3::new(-0.5, 1.0, 6.0),
        ];
        Cell::new(vectors, Vector3::new(0.3, -0.2, 7.0), [true; 3]).expect("it spans a volume")
    }

    #[test]
    fn fractional_and_cartesian_undo_each_other() {
        let cell = tilted();
        let r = Vector3::new(3.1, -2.0, 9.9);
        let again = cell.cartesian(&cell.fractional(&r));
        assert!((again - r).norm() < 1e-14 * 20.0);
    }

    #[test]
    fn a_wrapped_point_lies_in_the_cell_and_differs_by_whole_vectors() {
        let cell = tilted();
        let r = Vector3::new(-33.1, 20.0, 99.9);
        let wrapped = cell.wrapped(&r);
        let s = cell.fractional(&wrapped);
        assert!(s.iter().all(|x| (-1e-12..1.0 + 1e-12).contains(x)));
        let turns = cell.inverse * (r - wrapped);
        assert!((turns - turns.map(f64::round)).norm() < 1e-12);
    }

    #[test]
    fn a_direction_that_does_not_repeat_is_left_alone() {
        let mut cell = tilted();
        cell.periodic = [true, true, false];
        let r = Vector3::new(0.0, 0.0, 50.0);
        assert!((cell.wrapped(&r).z - 50.0).abs() < 1e-12);
        assert!((cell.nearest(&r).z - 50.0).abs() < 1e-12);
    }

    #[test]
    fn wave_vectors_turn_by_whole_circles_along_the_cell() {
        let cell = tilted();
        let products = cell.reciprocal().transpose() * cell.vectors;
        assert!((products - Matrix3::identity() * (2.0 * PI)).norm() < 1e-12);
    }

    #[test]
    fn heights_of_a_box_are_its_sides() {
        let cell = Cell::orthorhombic([2.0, 3.0, 4.0]).expect("a box");
        let heights = cell.heights();
        assert!(
            heights
                .iter()
                .zip([2.0, 3.0, 4.0])
                .all(|(h, side)| (h - side).abs() < 1e-14)
        );
        assert!((cell.volume() - 24.0).abs() < 1e-13);
    }

    #[test]
    fn a_cell_without_a_volume_is_refused_with_it() {
        let flat = Cell::orthorhombic([1.0, 0.0, 2.0]);
        assert_eq!(flat, Err(Error::FlatCell { volume: 0.0 }));
        let negative = Cell::orthorhombic([-1.0, -1.0, 2.0]);
        assert!(negative.is_err());
    }
}
