//! The cages of a frame: which atoms are near which.

use super::cage::Cages;
use crate::error::Result;
use crate::frame::Frame;
use crate::neighbours::Neighbours;

/// The neighbours of each atom within a range, each image of a neighbour counting once.
pub(super) fn cages(frame: &Frame, range: f64) -> Result<Cages> {
    let neighbours = Neighbours::within(frame, range)?;
    Ok(Cages::new(
        (0..neighbours.len()).map(|atom| neighbours.indices(atom)),
    ))
}
