//! Faces and edges of the convex hull of a few points, flat and straight ones included.

use std::collections::BTreeSet;

use nalgebra::Vector3;

/// Faces as rings of indices, and edges as pairs of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Hull {
    /// Corners of each face, in order around it.
    pub faces: Vec<Vec<usize>>,
    /// Pairs of corners, the smaller index first.
    pub edges: Vec<(usize, usize)>,
}

/// Points nearer to a plane or a line than this part of the hull's size lie on it.
const FLAT: f64 = 1e-6;

/// The convex hull by trying every plane through three points: for polyhedra of some dozens of corners.
///
/// Points in a plane are one face; points on a line have edges between neighbours.
pub(super) fn hull(points: &[Vector3<f64>]) -> Hull {
    let size = points
        .iter()
        .flat_map(|a| points.iter().map(move |b| (a - b).norm()))
        .fold(0.0, f64::max);
    let mut seen = BTreeSet::new();
    let mut faces = Vec::new();
    for i in 0..points.len() {
        for j in i + 1..points.len() {
            for k in j + 1..points.len() {
                if let Some((normal, on)) = plane(points, [i, j, k], FLAT * size)
                    && seen.insert(on.clone())
                {
                    faces.push(ring(points, &on, &normal, FLAT * size * size));
                }
            }
        }
    }
    let edges: BTreeSet<(usize, usize)> = if faces.is_empty() {
        chain(points).into_iter().collect()
    } else {
        faces.iter().flat_map(|face| sides(face)).collect()
    };
    Hull {
        faces,
        edges: edges.into_iter().collect(),
    }
}

/// The normal of the plane through three points and all points on it, when no points lie on both sides.
fn plane(
    points: &[Vector3<f64>],
    [i, j, k]: [usize; 3],
    near: f64,
) -> Option<(Vector3<f64>, Vec<usize>)> {
    let cross = (points[j] - points[i]).cross(&(points[k] - points[i]));
    let normal = cross.try_normalize(near * near.sqrt())?;
    let heights: Vec<f64> = points
        .iter()
        .map(|p| normal.dot(&(p - points[i])))
        .collect();
    let both = heights.iter().any(|h| *h > near) && heights.iter().any(|h| *h < -near);
    let on = (0..points.len()).filter(|&p| heights[p].abs() <= near);
    (!both).then(|| (normal, on.collect()))
}

/// The outer points of a face in order around it: Andrew's monotone chain in its plane.
fn ring(points: &[Vector3<f64>], on: &[usize], normal: &Vector3<f64>, near: f64) -> Vec<usize> {
    let side = (points[on[1]] - points[on[0]]).normalize();
    let up = normal.cross(&side);
    let flat = |p: usize| (side.dot(&points[p]), up.dot(&points[p]));
    let mut sorted = on.to_vec();
    sorted.sort_by(|&a, &b| {
        let (a, b) = (flat(a), flat(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let turn = |a: usize, b: usize, c: usize| {
        let (a, b, c) = (flat(a), flat(b), flat(c));
        (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
    };
    let half = |order: &mut dyn Iterator<Item = usize>| {
        let mut line: Vec<usize> = Vec::new();
        for p in order {
            while line.len() > 1 && turn(line[line.len() - 2], line[line.len() - 1], p) <= near {
                line.pop();
            }
            line.push(p);
        }
        line.pop();
        line
    };
    let mut ring = half(&mut sorted.iter().copied());
    ring.extend(half(&mut sorted.iter().rev().copied()));
    ring
}

/// The pairs of neighbours around a ring.
fn sides(ring: &[usize]) -> Vec<(usize, usize)> {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(&a, &b)| (a.min(b), a.max(b)))
        .collect()
}

/// The pairs of neighbours along a line of points.
fn chain(points: &[Vector3<f64>]) -> Vec<(usize, usize)> {
    let Some(first) = points.first() else {
        return Vec::new();
    };
    let along = points
        .iter()
        .map(|p| p - first)
        .max_by(|a, b| a.norm().total_cmp(&b.norm()))
        .unwrap_or_default();
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&a, &b| along.dot(&points[a]).total_cmp(&along.dot(&points[b])));
    let pairs = order.windows(2).map(|w| (w[0].min(w[1]), w[0].max(w[1])));
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(rows: &[[f64; 3]]) -> Vec<Vector3<f64>> {
        rows.iter().map(|&row| Vector3::from(row)).collect()
    }

    fn counts(rows: &[[f64; 3]]) -> (usize, usize) {
        let hull = hull(&points(rows));
        (hull.faces.len(), hull.edges.len())
    }

    #[test]
    fn platos_bodies_have_their_faces_and_edges() {
        let tetrahedron = [[1., 1., 1.], [1., -1., -1.], [-1., 1., -1.], [-1., -1., 1.]];
        assert_eq!(counts(&tetrahedron), (4, 6));
        let mut octahedron = Vec::new();
        let mut cube = Vec::new();
        let mut icosahedron = Vec::new();
        let golden = 0.5 * (1.0 + 5f64.sqrt());
        for s in [-1.0, 1.0] {
            octahedron.extend([[s, 0., 0.], [0., s, 0.], [0., 0., s]]);
            for t in [-1.0, 1.0] {
                cube.extend([[s, t, 1.], [s, t, -1.]]);
                let g = t * golden;
                icosahedron.extend([[0., s, g], [s, g, 0.], [g, 0., s]]);
            }
        }
        assert_eq!(counts(&octahedron), (8, 12));
        assert_eq!(counts(&cube), (6, 12));
        assert_eq!(counts(&icosahedron), (20, 30));
    }

    #[test]
    fn a_square_is_one_face_and_its_middle_no_corner() {
        let square = [
            [1., 1., 0.],
            [-1., 1., 0.],
            [0., 0., 0.],
            [-1., -1., 0.],
            [1., -1., 0.],
        ];
        let hull = hull(&points(&square));
        assert_eq!((hull.faces.len(), hull.edges.len()), (1, 4));
        assert!(!hull.faces[0].contains(&2));
    }

    #[test]
    fn two_points_are_joined_and_one_or_none_is_not() {
        assert_eq!(counts(&[[0., 0., 1.], [0., 0., -1.]]), (0, 1));
        assert_eq!(counts(&[[0., 0., 1.], [0., 0., -1.], [0., 0., 0.]]), (0, 2));
        assert_eq!(counts(&[[0., 0., 1.]]), (0, 0));
        assert_eq!(counts(&[]), (0, 0));
    }
}
