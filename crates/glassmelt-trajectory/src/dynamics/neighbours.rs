//! The cages of a frame: which atoms are near which.

use super::cage::Cages;
use crate::error::Result;
use crate::frame::{Dimension, Frame};

/// The neighbours of each atom within a range, by the slow way over all pairs.
pub(super) fn cages(frame: &Frame, range: f64) -> Result<Cages> {
    let flat = |r: nalgebra::Vector3<f64>| match frame.dimension {
        Dimension::Two => nalgebra::Vector3::new(r.x, r.y, 0.0),
        Dimension::Three => r,
    };
    let nearest = |r| frame.cell.as_ref().map_or(r, |cell| cell.nearest(&r));
    let positions = &frame.positions;
    let near = |i: usize| -> Vec<u32> {
        let others = (0..positions.len()).filter(|j| *j != i);
        let within = others
            .filter(|j| nearest(flat(positions[*j] - positions[i])).norm_squared() < range * range);
        within.filter_map(|j| u32::try_from(j).ok()).collect()
    };
    let lists: Vec<Vec<u32>> = (0..positions.len()).map(near).collect();
    Ok(Cages::new(lists.iter().map(Vec::as_slice)))
}
