//! Where a unit is and how it lies in a frame, also across the faces of the cell.

use nalgebra::Vector3;

use super::fluctuations::between;
use super::rotation::{best_angle, best_rotation};
use crate::frame::{Dimension, Frame};

/// Where a unit is and how it lies.
#[derive(Debug, Clone)]
pub(crate) struct Pose {
    /// The mean place of its atoms, next to the first of them.
    pub(crate) centre: Vector3<f64>,
    /// From the centre to each atom.
    pub(crate) shape: Vec<Vector3<f64>>,
}

impl Pose {
    /// The pose of the atoms of a unit: one at least, each nearer to the first than half the cell.
    pub(crate) fn of(unit: &[u32], frame: &Frame) -> Self {
        let first = unit[0];
        let from_first: Vec<_> = unit
            .iter()
            .map(|&atom| between(frame, first, atom))
            .collect();
        let middle = from_first.iter().sum::<Vector3<f64>>() / unit.len() as f64;
        Self {
            centre: frame.positions[first as usize] + middle,
            shape: from_first.iter().map(|r| r - middle).collect(),
        }
    }

    /// How far a unit has turned since it lay like this; none on a line.
    pub(crate) fn angle_to(&self, now: &Self, dimension: Dimension) -> Option<f64> {
        match dimension {
            Dimension::Two => best_angle(&self.shape, &now.shape).map(f64::abs),
            Dimension::Three => best_rotation(&self.shape, &now.shape).map(|turn| turn.angle()),
        }
    }
}
