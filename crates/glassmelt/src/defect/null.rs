//! Rotations of the core that move no bonded corner: about the line through all of them.

use nalgebra::{Matrix3, UnitQuaternion, Vector3};

use super::bond::Link;

/// The directions in which the core can turn and its radius, in the core's own frame.
///
/// A core whose bonded corners lie on one line through its centre can turn about that line without
/// moving anything; one whose bonded corners sit at the centre turns freely. Such rotations are no
/// coordinates at all.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NullRotations {
    /// Unit vectors, at right angles to each other, about which a rotation moves corners.
    pub(super) turning: Vec<Vector3<f64>>,
    /// Root mean square of `|b|` over the bonds: a rotation by w moves the corners by about this times w.
    pub(super) radius: f64,
}

impl NullRotations {
    /// Found from the geometry of the bonded corners.
    pub(super) fn of(links: &[Link]) -> Self {
        let squares: f64 = links.iter().map(|link| link.corner.norm_squared()).sum();
        let radius = (squares / links.len() as f64).sqrt();
        let longest = links
            .iter()
            .map(|link| link.corner)
            .fold(
                Vector3::zeros(),
                |a, b| if b.norm() > a.norm() { b } else { a },
            );
        let Some(axis) = longest.try_normalize(0.0) else {
            return Self {
                turning: Vec::new(),
                radius: 1.0,
            };
        };
        let straight = |link: &Link| axis.cross(&link.corner).norm() <= STRAIGHT * radius;
        let turning = if links.iter().all(straight) {
            across(&axis).into()
        } else {
            let unit = Matrix3::identity();
            unit.column_iter().map(Into::into).collect()
        };
        Self { turning, radius }
    }

    /// The smallest rotation that puts the bonded corners where `rotation` puts them.
    pub(super) fn least(&self, rotation: &UnitQuaternion<f64>) -> UnitQuaternion<f64> {
        match self.turning.as_slice() {
            [] => UnitQuaternion::identity(),
            [first, second] => {
                let axis = first.cross(second);
                let turned = rotation * axis;
                let half_turn = UnitQuaternion::from_scaled_axis(first * std::f64::consts::PI);
                UnitQuaternion::rotation_between(&axis, &turned).unwrap_or(half_turn)
            }
            _ => *rotation,
        }
    }

    /// How many rotations move nothing: 0, 1 or 3.
    pub(super) fn count(&self) -> usize {
        3 - self.turning.len()
    }
}

/// Corners this close to a line, relative to the core's radius, lie on it.
const STRAIGHT: f64 = 1e-12;

/// Two unit vectors at right angles to a unit vector and to each other.
pub(super) fn across(axis: &Vector3<f64>) -> [Vector3<f64>; 2] {
    let least = Vector3::ith(axis.iamin(), 1.0);
    let first = axis.cross(&least).normalize();
    [first, axis.cross(&first)]
}
