//! The rotation that carries a group of points closest to another (Kabsch, Acta Cryst. A 32, 922 (1976)).

use nalgebra::{Matrix3, Rotation3, Vector3};

/// A group whose second largest spread is below this part of the largest lies on a line.
const LINE: f64 = 1e-9;

/// The R that makes `sum |R x - y|^2` smallest, with `x` of `before` and `y` of `after`, both taken from a common
/// centre; a proper rotation also where the points lie in a plane. None where they lie on a line, around which
/// nothing tells how far they have turned, or where a number is not finite.
pub fn best_rotation(before: &[Vector3<f64>], after: &[Vector3<f64>]) -> Option<Rotation3<f64>> {
    let covariance: Matrix3<f64> = before
        .iter()
        .zip(after)
        .map(|(x, y)| y * x.transpose())
        .sum();
    if !covariance.iter().all(|entry| entry.is_finite()) {
        return None;
    }
    let parts = covariance.svd(true, true);
    let [largest, second, _] = parts.singular_values.into();
    if second <= LINE * largest {
        return None;
    }
    let (u, v_t) = (parts.u?, parts.v_t?);
    let hand = (u * v_t).determinant().signum();
    let proper = Matrix3::from_diagonal(&Vector3::new(1.0, 1.0, hand));
    Some(Rotation3::from_matrix_unchecked(u * proper * v_t))
}

/// The same in the plane: the angle, from -pi to pi. None where all points lie at the centre.
pub fn best_angle(before: &[Vector3<f64>], after: &[Vector3<f64>]) -> Option<f64> {
    let pairs = || before.iter().zip(after);
    let across: f64 = pairs().map(|(x, y)| x.x * y.y - x.y * y.x).sum();
    let along: f64 = pairs().map(|(x, y)| x.x * y.x + x.y * y.y).sum();
    let told = across.hypot(along);
    (told.is_finite() && told > 0.0).then(|| across.atan2(along))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape() -> Vec<Vector3<f64>> {
        let rows = [
            [1.0, 0.1, -0.3],
            [-0.2, 0.9, 0.4],
            [-0.5, -0.6, 0.8],
            [-0.3, -0.4, -0.9],
        ];
        rows.map(Vector3::from).to_vec()
    }

    #[test]
    fn a_turned_group_returns_its_rotation() {
        for angle in [1e-6, 0.3, 2.0, 3.1] {
            let rotation = Rotation3::new(Vector3::new(0.6, -0.48, 0.64) * angle);
            let after: Vec<_> = shape().iter().map(|x| rotation * x).collect();
            let found = best_rotation(&shape(), &after).expect("no line");
            assert!((found.matrix() - rotation.matrix()).norm() < 1e-13);
        }
    }

    #[test]
    fn points_in_a_plane_turn_and_are_not_mirrored() {
        let flat: Vec<_> = shape()
            .iter()
            .map(|x| Vector3::new(x.x, x.y, 0.0))
            .collect();
        let rotation = Rotation3::new(Vector3::new(0.4, 1.0, -0.7));
        let after: Vec<_> = flat.iter().map(|x| rotation * x).collect();
        let found = best_rotation(&flat, &after).expect("no line");
        assert!((found.matrix() - rotation.matrix()).norm() < 1e-13);
        assert!((found.matrix().determinant() - 1.0).abs() < 1e-13);
    }

    #[test]
    fn no_rotation_lies_closer_than_the_one_found() {
        let rotation = Rotation3::new(Vector3::new(0.2, -0.9, 0.5));
        let after: Vec<_> = (0..4)
            .map(|k| rotation * shape()[k] + Vector3::new(0.1, -0.05, 0.02 * k as f64))
            .collect();
        let off = |r: &Rotation3<f64>| -> f64 {
            shape()
                .iter()
                .zip(&after)
                .map(|(x, y)| (r * x - y).norm_squared())
                .sum()
        };
        let found = best_rotation(&shape(), &after).expect("no line");
        for axis in 0..3 {
            for step in [-1e-4, 1e-4] {
                let mut turn = Vector3::zeros();
                turn[axis] = step;
                assert!(off(&(Rotation3::new(turn) * found)) > off(&found));
            }
        }
    }

    #[test]
    fn a_line_has_no_rotation() {
        let line: Vec<_> = (0..3)
            .map(|k| Vector3::new(1.0, 2.0, 3.0) * f64::from(k))
            .collect();
        assert!(best_rotation(&line, &line).is_none());
    }

    #[test]
    fn in_the_plane_the_angle_is_found_with_its_sign() {
        let turn = Rotation3::new(Vector3::new(0.0, 0.0, -0.7));
        let after: Vec<_> = shape().iter().map(|x| turn * x).collect();
        let angle = best_angle(&shape(), &after).expect("not at the centre");
        assert!((angle + 0.7).abs() < 1e-14);
    }
}
