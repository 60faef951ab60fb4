//! The sphere of directions: its grid, Hammer's map of it, means over it.

use std::f64::consts::PI;

use nalgebra::Vector3;

/// Rows from the south pole to the north pole, and columns around, of a map.
pub(super) const ROWS: usize = 61;
pub(super) const COLUMNS: usize = 121;
/// Rings of directions of the mean: exact for polynomials of the direction up to degree 31.
const RINGS: usize = 32;

/// Longitude, -pi to pi, and latitude, -pi/2 to pi/2, of a place on the grid.
pub(super) fn angles(column: f64, row: f64) -> (f64, f64) {
    let (columns, rows) = ((COLUMNS - 1) as f64, (ROWS - 1) as f64);
    (PI * (2.0 * column / columns - 1.0), PI * (row / rows - 0.5))
}

/// The direction of a place on the grid.
pub(super) fn direction(column: f64, row: f64) -> Vector3<f64> {
    let (longitude, latitude) = angles(column, row);
    let (sin, cos) = latitude.sin_cos();
    Vector3::new(cos * longitude.cos(), cos * longitude.sin(), sin)
}

/// Hammer's equal-area projection, from -1 to 1 in both directions.
pub(super) fn hammer((longitude, latitude): (f64, f64)) -> (f64, f64) {
    let (sin, cos) = latitude.sin_cos();
    let (half_sin, half_cos) = (0.5 * longitude).sin_cos();
    let root = (1.0 + cos * half_cos).sqrt();
    (cos * half_sin / root, sin / root)
}

/// The mean over the sphere: Fejér's first rule over rings of latitude, evenly around each.
pub(super) fn mean_over_directions(energy: &dyn Fn(Vector3<f64>) -> f64) -> f64 {
    let mut sum = 0.0;
    for ring in 0..RINGS {
        let polar = PI * (ring as f64 + 0.5) / RINGS as f64;
        let series = (1..=RINGS / 2).map(|j| {
            let j = j as f64;
            (2.0 * j * polar).cos() / (4.0 * j * j - 1.0)
        });
        let weight = (1.0 - 2.0 * series.sum::<f64>()) / RINGS as f64;
        let (sin, cos) = polar.sin_cos();
        let around = (0..RINGS).map(|k| {
            let (y, x) = (2.0 * PI * k as f64 / RINGS as f64).sin_cos();
            energy(Vector3::new(sin * x, sin * y, cos))
        });
        sum += weight * around.sum::<f64>() / RINGS as f64;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_over_directions_is_exact_for_polynomials() {
        let mean = |f: &dyn Fn(Vector3<f64>) -> f64| mean_over_directions(f);
        assert!((mean(&|_| 1.0) - 1.0).abs() < 1e-14);
        assert!((mean(&|n| n.z * n.z) - 1.0 / 3.0).abs() < 1e-14);
        assert!((mean(&|n| n.x * n.x * n.y * n.y) - 1.0 / 15.0).abs() < 1e-14);
        assert!(mean(&|n| n.x * n.y * n.z * n.z).abs() < 1e-14);
    }

    #[test]
    fn equal_areas_of_the_map_are_equal_shares_of_the_directions() {
        let h = 1e-5;
        let share = |longitude: f64, latitude: f64| {
            let at = |du: f64, dv: f64| hammer((longitude + du, latitude + dv));
            let (a, b, c) = (at(0.0, 0.0), at(h, 0.0), at(0.0, h));
            let area = (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
            area / (h * h * latitude.cos())
        };
        for (longitude, latitude) in [(0.0, 0.0), (2.5, 0.3), (-1.0, 1.2), (3.0, -1.4)] {
            // The ellipse of half axes 1 and 1 on the sphere of 4 pi.
            assert!((share(longitude, latitude) - 0.25).abs() < 1e-4);
        }
    }
}
