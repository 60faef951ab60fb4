//! Does a unit turn with its medium? The slope and the correlation of its rotation against `curl u/2`.

use glassmelt::Estimate;
use glassmelt_statistics::of_means;
use serde::Serialize;

use super::correlation::some_frames;
use super::unit::Turn;
use crate::blocks::Blocks;
use crate::error::Result;

/// Rotations of units held against those of the medium around them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Imprisoned {
    /// How many frames.
    pub frames: u64,
    /// `<omega_unit omega_medium>/<omega_medium^2>`: 1 for units that turn with the medium (the paper's
    /// imprisonment), 0 for free ones. Noise in the rotation of the medium makes it smaller.
    pub slope: Estimate,
    /// `<omega_unit omega_medium>/<omega_unit^2>`, the slope of the other regression: noise in the rotation of the
    /// unit makes it smaller.
    pub reverse_slope: Estimate,
    /// `<omega_unit omega_medium>/sqrt(<omega_unit^2><omega_medium^2>)`.
    pub correlation: Estimate,
    /// `<omega_unit^2>`, in squared radians.
    pub unit: Estimate,
    /// `<omega_medium^2>`.
    pub medium: Estimate,
    /// The part of units that have both rotations.
    pub measured: Estimate,
}

/// Collects rotations frame by frame.
#[derive(Debug, Clone)]
pub struct Imprisonment {
    blocks: Blocks,
}

impl Default for Imprisonment {
    fn default() -> Self {
        Self {
            blocks: Blocks::new(5),
        }
    }
}

impl Imprisonment {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The rotations of one more frame, as [`super::Reference::turns`] gives them.
    pub fn add(&mut self, turns: &[Option<Turn>]) {
        let mut row = [0.0; 5];
        for turn in turns.iter().flatten() {
            row[0] += turn.unit.dot(&turn.medium);
            row[1] += turn.unit.norm_squared();
            row[2] += turn.medium.norm_squared();
            row[3] += 1.0;
        }
        row[4] = turns.len() as f64;
        self.blocks.add(&row);
    }

    /// Slope and correlation of the frames so far, with errors from blocks of frames (infinite for a single one).
    ///
    /// # Errors
    /// When there was none.
    pub fn finish(&self) -> Result<Imprisoned> {
        some_frames(&self.blocks, "the rotation of units")?;
        let record = [self.blocks.columns(0..5)];
        let of =
            |function: fn(&[f64]) -> f64| of_means(&record, |means| function(&means[0])).estimate;
        Ok(Imprisoned {
            frames: self.blocks.frames(),
            slope: of(|m| m[0] / m[2]),
            reverse_slope: of(|m| m[0] / m[1]),
            correlation: of(|m| m[0] / (m[1] * m[2]).sqrt()),
            unit: of(|m| m[1] / m[3]),
            medium: of(|m| m[2] / m[3]),
            measured: of(|m| m[3] / m[4]),
        })
    }
}
