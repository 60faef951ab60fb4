//! The periodic cell: an orthorhombic box, its images and its wave vectors.

use std::f64::consts::PI;

use nalgebra::Vector3;

use crate::error::{Result, positive};

/// A box with sides along x, y, z that repeats itself without end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    sides: Vector3<f64>,
}

impl Cell {
    /// The box with the `sides` given, in the unit of length of the positions; positive and finite.
    ///
    /// # Errors
    /// When a side is not.
    pub fn new(sides: [f64; 3]) -> Result<Self> {
        for side in sides {
            positive("side", side)?;
        }
        Ok(Self {
            sides: sides.into(),
        })
    }

    /// The cube with one side.
    ///
    /// # Errors
    /// When the side is not finite and positive.
    pub fn cubic(side: f64) -> Result<Self> {
        Self::new([side; 3])
    }

    /// The sides along x, y, z.
    pub fn sides(&self) -> Vector3<f64> {
        self.sides
    }

    /// V.
    pub fn volume(&self) -> f64 {
        self.sides.product()
    }

    /// The image of `r` nearest to the origin.
    pub fn nearest(&self, r: &Vector3<f64>) -> Vector3<f64> {
        r.zip_map(&self.sides, |x, side| x - side * (x / side).round())
    }

    /// All translations that take some point of the nearest images to within `range` of the origin.
    pub(crate) fn translations(&self, range: f64) -> Vec<Vector3<f64>> {
        let reach = range + 0.5 * self.sides.norm();
        multiples(self.sides, reach).collect()
    }

    /// The wave vectors `2 pi (i/L_x, j/L_y, k/L_z)` other than zero up to the length `cutoff`, one of each
    /// pair q and -q.
    pub(crate) fn half_of_wave_vectors(&self, cutoff: f64) -> Vec<Vector3<f64>> {
        let steps = self.sides.map(|side| 2.0 * PI / side);
        let first = |q: &Vector3<f64>| (q.z, q.y, q.x) > (0.0, 0.0, 0.0);
        multiples(steps, cutoff).filter(first).collect()
    }
}

/// The points of the lattice with these `steps` within `reach` of the origin.
pub(crate) fn multiples(steps: Vector3<f64>, reach: f64) -> impl Iterator<Item = Vector3<f64>> {
    let along = move |axis: usize| {
        let last = (reach / steps[axis]).floor();
        let count = 2.0 * last + 1.0;
        (0..)
            .map(move |i| f64::from(i) - last)
            .take_while(move |i| i + last < count)
            .map(move |i| i * steps[axis])
    };
    along(2)
        .flat_map(move |z| along(1).map(move |y| (y, z)))
        .flat_map(move |(y, z)| along(0).map(move |x| Vector3::new(x, y, z)))
        .filter(move |point| point.norm_squared() <= reach * reach)
}
