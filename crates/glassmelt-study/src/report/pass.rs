//! A saddle between two minima in numbers.

use glassmelt::defect::Saddle;
use serde::Serialize;

/// A state of rest from which one direction leads down, to a minimum on either side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pass {
    /// Its energy.
    pub energy: f64,
    /// The minima on its two sides, by their place in the list of minima.
    pub between: [usize; 2],
    /// The rotation of the core there as axis times angle, rad.
    pub rotation_vector: [f64; 3],
    /// The negative eigenvalue of its Hessian.
    pub curvature: f64,
    /// Directions in which the energy stays the same: a continuous family of saddles.
    pub zero_modes: usize,
}

impl Pass {
    pub(super) fn of(saddle: &Saddle) -> Self {
        Self {
            energy: saddle.energy,
            between: saddle.between,
            rotation_vector: saddle.configuration.rotation.scaled_axis().into(),
            curvature: saddle.curvature,
            zero_modes: saddle.zero_modes,
        }
    }
}
