//! Atoms followed out of the cell: by the nearest image from one frame to the next.

use nalgebra::Vector3;

use crate::error::{Error, Result};
use crate::frame::{Frame, Places};

/// Follows atoms that were put back into their cell. Whole vectors of the cell of each frame are added, as image
/// flags would do, so that a cell that breathes carries its atoms along.
pub(crate) struct Unwrapping {
    /// Places in the frame before, along the vectors of its cell.
    last: Vec<Vector3<f64>>,
    largest_step: f64,
}

impl Unwrapping {
    /// Nothing followed yet.
    pub(crate) fn new() -> Self {
        Self {
            last: Vec::new(),
            largest_step: 0.0,
        }
    }

    /// The longest way from frame to frame so far, in units of the smallest height of the cell.
    pub(crate) fn largest_step(&self) -> f64 {
        self.largest_step
    }

    /// Puts the atoms of the next frame, which are those of the one before, to where they have gone.
    pub(crate) fn follow(&mut self, frame: &mut Frame) -> Result<()> {
        let Some(cell) = &frame.cell else {
            return Err(Error::Missing {
                missing: "cell",
                purpose: "following atoms through its walls",
                remedy: "give a file with a cell, or take the positions as they are",
            });
        };
        let first = self.last.is_empty();
        self.last.resize(frame.positions.len(), Vector3::zeros());
        let periodic = cell.periodic().map(|repeats| f64::from(u8::from(repeats)));
        let periodic = Vector3::from(periodic);
        let height = cell.heights().into_iter().fold(f64::INFINITY, f64::min);
        let mut largest: f64 = 0.0;
        for (position, last) in frame.positions.iter_mut().zip(&mut self.last) {
            let mut here = cell.fractional(position);
            if !first {
                let whole = (here - *last).map(f64::round).component_mul(&periodic);
                here -= whole;
                *position -= cell.vectors() * whole;
                let step = cell.vectors() * (here - *last);
                largest = largest.max(step.norm_squared());
            }
            *last = here;
        }
        self.largest_step = self.largest_step.max(largest.sqrt() / height);
        frame.places = Places::Unwrapped;
        Ok(())
    }
}
