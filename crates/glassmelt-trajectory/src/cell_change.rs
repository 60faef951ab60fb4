//! How much the cell changes along a trajectory: its mean volume, and the warning that it is not that of one frame.

use glassmelt::Warning;
use serde::Serialize;

use crate::frame::Frame;

/// A volume that changes by more than this part of its mean is worth a warning.
pub const MUCH: f64 = 0.01;

/// The volume of the cell over the frames; its area in a plane.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CellVolume {
    /// The mean over the frames, in the unit of length to the power of the dimension.
    pub mean: f64,
    /// The smallest of a frame.
    pub smallest: f64,
    /// The largest of a frame.
    pub largest: f64,
}

impl CellVolume {
    /// From the smallest to the largest, as a part of the mean.
    pub fn change(&self) -> f64 {
        (self.largest - self.smallest) / self.mean
    }

    /// The warning `cell_changes`, where the change is more than [`MUCH`]; `consequence` says in a clause what that
    /// does to the answer.
    pub fn warning(&self, consequence: &str) -> Option<Warning> {
        let changes = self.change() > MUCH;
        changes.then(|| Warning::new("cell_changes", self.message(consequence)))
    }

    /// By how much the cell changes, and what follows from it.
    pub fn message(&self, consequence: &str) -> String {
        format!(
            "the cell changes: its volume (in a plane, its area) goes from {} to {}, by {:.1} per cent of its mean {}; \
             {consequence}",
            six_digits(self.smallest),
            six_digits(self.largest),
            100.0 * self.change(),
            six_digits(self.mean)
        )
    }
}

/// A number in six digits, very large and small ones with an exponent.
pub(crate) fn six_digits(value: f64) -> String {
    let rounded = format!("{value:.5e}").parse().unwrap_or(value);
    format!("{rounded:?}")
}

/// Gathers the volume frame by frame.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CellVolumes {
    frames: u64,
    sum: f64,
    range: Option<(f64, f64)>,
}

impl CellVolumes {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the cell of one more frame; a frame without one does not count.
    pub fn add(&mut self, frame: &Frame) {
        let Some(volume) = frame.extent() else {
            return;
        };
        let (low, high) = self.range.unwrap_or((volume, volume));
        self.range = Some((low.min(volume), high.max(volume)));
        self.sum += volume;
        self.frames += 1;
    }

    /// The volume over the frames; none where none of them had a cell.
    pub fn finish(self) -> Option<CellVolume> {
        self.range.map(|(smallest, largest)| CellVolume {
            // Rounding must not take the mean out of its range.
            mean: (self.sum / self.frames as f64).clamp(smallest, largest),
            smallest,
            largest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;

    fn over(sides: &[f64]) -> Option<CellVolume> {
        let mut volumes = CellVolumes::new();
        for side in sides {
            volumes.add(&Frame {
                cell: Cell::orthorhombic([*side; 3]).ok(),
                ..Frame::empty()
            });
        }
        volumes.finish()
    }

    #[test]
    fn a_cell_that_grows_has_the_mean_of_its_volumes_and_says_by_how_much() {
        let found = over(&[1.0, 2.0]).expect("a cell");
        assert_eq!((found.mean, found.smallest, found.largest), (4.5, 1.0, 8.0));
        let warning = found.warning("so it is").expect("it grows");
        assert_eq!(warning.code, "cell_changes");
        let told = warning.message;
        assert!(
            told.contains("155.6 per cent") && told.ends_with("; so it is"),
            "{told}"
        );
    }

    #[test]
    fn a_cell_that_breathes_by_less_than_one_per_cent_is_one_cell() {
        let found = over(&[10.0, 10.03, 10.01]).expect("a cell");
        assert!(found.change() > 0.008 && found.warning("").is_none());
        assert_eq!(over(&[7.0, 7.0, 7.0]).expect("a cell").change(), 0.0);
        assert_eq!(over(&[]), None);
    }
}
