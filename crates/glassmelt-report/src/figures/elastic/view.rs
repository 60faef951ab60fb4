//! The view of a body in space: an orthographic projection onto the sheet, far things first.

use nalgebra::Vector3;

/// Angles of the view, degrees: around the z axis from x, and up from the xy plane.
const AZIMUTH: f64 = 22.0;
const ELEVATION: f64 = 17.0;

/// Unit vectors of the sheet in space: to the right, upwards, and towards the reader.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct View {
    right: Vector3<f64>,
    up: Vector3<f64>,
    near: Vector3<f64>,
}

impl View {
    /// The view that all cages are drawn in: z upwards, x mostly towards the reader.
    pub(super) fn usual() -> Self {
        let (sin_a, cos_a) = f64::to_radians(AZIMUTH).sin_cos();
        let (sin_e, cos_e) = f64::to_radians(ELEVATION).sin_cos();
        Self {
            right: Vector3::new(-sin_a, cos_a, 0.0),
            up: Vector3::new(-sin_e * cos_a, -sin_e * sin_a, cos_e),
            near: Vector3::new(cos_e * cos_a, cos_e * sin_a, sin_e),
        }
    }

    /// How far right and up a place stands, in its own unit of length.
    pub(super) fn flat(&self, place: &Vector3<f64>) -> (f64, f64) {
        (self.right.dot(place), self.up.dot(place))
    }

    /// How far it stands towards the reader.
    pub(super) fn nearness(&self, place: &Vector3<f64>) -> f64 {
        self.near.dot(place)
    }
}

/// Sorts what is to be drawn so that near things come last and cover far ones; equal ones keep their
/// order, and what has no nearness comes first.
pub(super) fn far_first<T>(items: &mut [(f64, T)]) {
    let depth = |nearness: f64| {
        if nearness.is_nan() {
            f64::NEG_INFINITY
        } else {
            nearness
        }
    };
    items.sort_by(|a, b| depth(a.0).total_cmp(&depth(b.0)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_keeps_lengths_and_hands() {
        let view = View::usual();
        assert!((view.right.cross(&view.up) - view.near).norm() < 1e-15);
        assert!((view.near.norm() - 1.0).abs() < 1e-15);
        assert!(view.flat(&Vector3::z()).1 > 0.9 && view.nearness(&Vector3::x()) > 0.8);
    }

    #[test]
    fn near_atoms_are_drawn_after_far_ones() {
        let view = View::usual();
        let places = [Vector3::x() * 2.0, -Vector3::x(), Vector3::zeros()];
        let mut items: Vec<_> = places.iter().map(|p| (view.nearness(p), *p)).collect();
        items.push((f64::NAN, Vector3::zeros()));
        far_first(&mut items);
        assert!(items[0].0.is_nan());
        assert_eq!(items[1].1, places[1]);
        assert_eq!(items[3].1, places[0]);
    }
}
