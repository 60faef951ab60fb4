//! The correlation of displacements over distances, `C(r) = <u(0) u(r)>/<u^2>`, and its parts along r and across.

use glassmelt::Estimate;
use glassmelt_statistics::of_means;
use nalgebra::Vector3;
use serde::Serialize;

use super::pairs::over_pairs;
use super::shells::Shells;
use crate::blocks::Blocks;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::neighbours::CellList;

/// Columns of a shell: pairs, u u', (u n)(u' n).
const COLUMNS: usize = 3;

/// Displacements at one distance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DisplacementShell {
    /// The middle of the shell.
    pub r: f64,
    /// `<u u'>/<u^2>`.
    pub correlation: Estimate,
    /// `<(u n)(u' n)>/<u^2>`, n along r; what is left of the correlation is across.
    pub along: Estimate,
}

/// C(r), averaged over frames.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisplacementCorrelations {
    /// How many frames.
    pub frames: u64,
    /// `<u^2>`, a squared length.
    pub mean_square: Estimate,
    /// The shells in which there are pairs.
    pub shells: Vec<DisplacementShell>,
}

/// Collects C(r) of displacements from one reference, frame by frame.
#[derive(Debug, Clone)]
pub struct DisplacementCorrelation {
    cells: CellList,
    shells: Shells,
    blocks: Blocks,
}

impl DisplacementCorrelation {
    /// C(r) in these shells around the places of the `reference`.
    ///
    /// # Errors
    /// Those of [`CellList::new`].
    pub fn new(reference: &Frame, shells: Shells) -> Result<Self> {
        Ok(Self {
            cells: CellList::new(reference, shells.largest())?,
            blocks: Blocks::new(1 + COLUMNS * shells.count()),
            shells,
        })
    }

    /// The displacements of one more frame, as [`super::Reference::displacements`] gives them.
    ///
    /// # Errors
    /// When there are not as many as atoms in the reference.
    pub fn add(&mut self, displacements: &[Vector3<f64>]) -> Result<()> {
        same_count(displacements.len(), &self.cells, &self.blocks)?;
        let columns = COLUMNS * self.shells.count();
        let sums = over_pairs(&self.cells, columns, |sums, first, second, n, distance| {
            let (u, other) = (&displacements[first], &displacements[second]);
            let column = COLUMNS * self.shells.of(distance);
            sums[column] += 1.0;
            sums[column + 1] += u.dot(other);
            sums[column + 2] += u.dot(n) * other.dot(n);
        });
        let squares: f64 = displacements.iter().map(Vector3::norm_squared).sum();
        let mut row = vec![squares / displacements.len().max(1) as f64];
        row.extend(sums);
        self.blocks.add(&row);
        Ok(())
    }

    /// C(r) of the frames so far, with errors from blocks of frames (infinite for a single one).
    ///
    /// # Errors
    /// When there was none.
    pub fn finish(&self) -> Result<DisplacementCorrelations> {
        some_frames(&self.blocks, "a correlation of displacements")?;
        let shells = 0..self.shells.count();
        Ok(DisplacementCorrelations {
            frames: self.blocks.frames(),
            mean_square: self.blocks.estimate(0),
            shells: shells.filter_map(|shell| self.shell(shell)).collect(),
        })
    }

    fn shell(&self, shell: usize) -> Option<DisplacementShell> {
        let first = 1 + COLUMNS * shell;
        if self.blocks.estimate(first).mean == 0.0 {
            return None;
        }
        let columns = [0, first, first + 1, first + 2];
        let record = [self.blocks.columns(columns.into_iter())];
        let ratio = |sum: usize| of_means(&record, |m| m[0][sum] / (m[0][1] * m[0][0])).estimate;
        Some(DisplacementShell {
            r: self.shells.middle(shell),
            correlation: ratio(2),
            along: ratio(3),
        })
    }
}

pub(super) fn same_count(count: usize, cells: &CellList, blocks: &Blocks) -> Result<()> {
    let atoms = cells.home().points.len();
    if count == atoms {
        return Ok(());
    }
    Err(Error::OtherAtoms {
        frame: blocks.frames(),
        difference: format!("{count} atoms instead of {atoms}"),
    })
}

pub(super) fn some_frames(blocks: &Blocks, purpose: &'static str) -> Result<()> {
    if blocks.frames() > 0 {
        return Ok(());
    }
    Err(Error::TooFewFrames {
        frames: 0,
        purpose,
        needed: 1,
    })
}
