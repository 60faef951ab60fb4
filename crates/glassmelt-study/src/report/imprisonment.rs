//! How a far strain turns the core, in numbers.

use glassmelt::defect::Imprisonment;
use nalgebra::SMatrix;
use serde::Serialize;

/// Entries below this share of the largest, and rotations below this by a unit strain, are rounding.
const ROUNDING: f64 = 1e-12;

/// The imprisonment of a core, `theta = by_rotation curl u/2 + by_strain : strain` with
/// `by_strain = K^-1 L`: rows x, y, z of the rotation vector (space-fixed).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Imprisoned {
    /// K, the torque by a rotation of the core while everything else relaxes, an energy.
    pub stiffness: [[f64; 3]; 3],
    /// L, the torque by a far strain xx, yy, zz, yz, xz, xy (components of the tensor), an energy.
    pub coupling: [[f64; 6]; 3],
    /// `K^-1 L`, rad a unit of strain.
    pub by_strain: [[f64; 6]; 3],
    /// The rotation of the core by a rotation of the medium, as computed.
    pub by_rotation: [[f64; 3]; 3],
}

impl Imprisoned {
    pub(super) fn of(imprisonment: &Imprisonment) -> Self {
        let stiffest = imprisonment.stiffness.amax();
        Self {
            stiffness: rows(&imprisonment.stiffness, stiffest),
            coupling: rows(&imprisonment.coupling, stiffest),
            by_strain: rows(&imprisonment.by_strain, 1.0),
            by_rotation: rows(&imprisonment.by_rotation, 1.0),
        }
    }
}

/// The rows of a matrix, entries that are rounding on this scale as zero.
fn rows<const C: usize>(matrix: &SMatrix<f64, 3, C>, scale: f64) -> [[f64; C]; 3] {
    let entry = |value: f64| {
        if value.abs() <= ROUNDING * scale {
            0.0
        } else {
            value
        }
    };
    std::array::from_fn(|i| std::array::from_fn(|j| entry(matrix[(i, j)])))
}
