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
    met: Met,
}

/// Which frames came so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    Nothing,
    /// Positions that the files have followed themselves, with a cell in the last frame or without.
    Followed {
        cell: bool,
    },
    /// Positions in the cell, and after them any.
    Wrapped,
}

impl Unwrapping {
    /// Nothing followed yet.
    pub(crate) fn new() -> Self {
        Self {
            last: Vec::new(),
            largest_step: 0.0,
            met: Met::Nothing,
        }
    }

    /// Whether frames that nobody asked for must be read, so as not to lose an atom between.
    pub(crate) fn needs_each_frame(&self) -> bool {
        self.met == Met::Wrapped
    }

    /// Remembers where the atoms of a frame are that needs no following.
    fn remember(&mut self, frame: &Frame) {
        self.last.clear();
        if let Some(cell) = &frame.cell {
            let places = frame.positions.iter();
            self.last
                .extend(places.map(|position| cell.fractional(position)));
        }
        self.met = Met::Followed {
            cell: frame.cell.is_some(),
        };
    }

    /// The longest way from frame to frame so far, in units of the smallest height of the cell.
    pub(crate) fn largest_step(&self) -> f64 {
        self.largest_step
    }

    /// Puts the atoms of the next frame, which are those of the one before, to where they have gone.
    pub(crate) fn follow(&mut self, frame: &mut Frame) -> Result<()> {
        if frame.places == Places::Unwrapped && self.met != Met::Wrapped {
            self.remember(frame);
            return Ok(());
        }
        let lost = self.met == Met::Followed { cell: false };
        let Some(cell) = frame.cell.as_ref().filter(|_| !lost) else {
            return Err(Error::Missing {
                missing: "cell",
                purpose: "following atoms through its walls",
                remedy: "give a file with a cell, or take the positions as they are",
            });
        };
        let first = self.met == Met::Nothing;
        self.met = Met::Wrapped;
        self.last.resize(frame.positions.len(), Vector3::zeros());
        let periodic = cell.periodic().map(|repeats| f64::from(u8::from(repeats)));
        let periodic = Vector3::from(periodic);
        let axes = frame.dimension.count();
        let repeating = cell.periodic().into_iter().zip(cell.heights()).take(axes);
        let heights = repeating.filter_map(|(repeats, height)| repeats.then_some(height));
        let height = heights.fold(f64::INFINITY, f64::min);
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
