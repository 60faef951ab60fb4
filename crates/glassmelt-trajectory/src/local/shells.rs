//! Shells of distance of one width.

use crate::error::{Error, Result};

/// Shells of one width from zero to a largest distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shells {
    largest: f64,
    count: usize,
}

impl Shells {
    /// `count` shells up to `largest` (in the unit of length of the file).
    ///
    /// # Errors
    /// When the distance is not positive and finite, or there are no shells or more than 10 000.
    pub fn new(largest: f64, count: usize) -> Result<Self> {
        if !(largest.is_finite() && largest > 0.0) {
            return Err(Error::Domain {
                name: "largest distance",
                value: largest,
                domain: "positive and finite",
            });
        }
        if !(1..=10_000).contains(&count) {
            return Err(Error::Domain {
                name: "shells",
                value: count as f64,
                domain: "between 1 and 10000",
            });
        }
        Ok(Self { largest, count })
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The largest distance.
    pub fn largest(&self) -> f64 {
        self.largest
    }

    /// The middle of a shell.
    pub fn middle(&self, shell: usize) -> f64 {
        (shell as f64 + 0.5) * self.largest / self.count as f64
    }

    /// The shell of a distance up to the largest.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn of(&self, distance: f64) -> usize {
        ((distance / self.largest * self.count as f64) as usize).min(self.count - 1)
    }
}
