//! The lattice: how many sites, how far apart, in which order.

use nalgebra::Vector3;

use crate::cell::Cell;
use crate::error::{Error, Result, positive};

/// A simple cubic lattice of `shape` sites along x, y, z under periodic boundaries.
///
/// Site `(x n_y + y) n_z + z` is at `spacing (x, y, z)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lattice {
    shape: [usize; 3],
    spacing: f64,
}

impl Lattice {
    /// The lattice with so many sites along x, y, z, each at least one, and the lattice constant `spacing`,
    /// finite and positive.
    ///
    /// # Errors
    /// When a side has no site, when there are more than 2^32 of them, or when the spacing is no length.
    pub fn new(shape: [usize; 3], spacing: f64) -> Result<Self> {
        positive("spacing", spacing)?;
        let [x, y, z] = shape;
        let count = x.checked_mul(y).and_then(|xy| xy.checked_mul(z));
        match count {
            Some(1..=0x1_0000_0000) => Ok(Self { shape, spacing }),
            _ => Err(Error::Shape { x, y, z }),
        }
    }

    /// Sites along x, y, z.
    pub fn shape(&self) -> [usize; 3] {
        self.shape
    }

    /// The lattice constant.
    pub fn spacing(&self) -> f64 {
        self.spacing
    }

    /// How many sites there are.
    pub fn sites(&self) -> usize {
        self.shape.iter().product()
    }

    /// Where a site is.
    pub fn position(&self, site: usize) -> Vector3<f64> {
        let [_, y, z] = self.shape;
        let steps = [site / (y * z), site / z % y, site % z];
        Vector3::from(steps.map(|step| step as f64)) * self.spacing
    }

    /// The periodic cell that the lattice fills.
    ///
    /// # Errors
    /// When the sides are too long to be numbers.
    pub fn cell(&self) -> Result<Cell> {
        Cell::new(self.shape.map(|count| count as f64 * self.spacing))
    }
}
