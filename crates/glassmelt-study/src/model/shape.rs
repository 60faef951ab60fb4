//! The corners of the regular polyhedra.

use nalgebra::Vector3;

use crate::file::Shape;

/// The corners of a shape at this distance from its centre.
pub(super) fn corners(shape: Shape, radius: f64) -> Vec<Vector3<f64>> {
    directions(shape)
        .into_iter()
        .map(|direction| Vector3::from(direction).normalize() * radius)
        .collect()
}

fn directions(shape: Shape) -> Vec<[f64; 3]> {
    match shape {
        Shape::Tetrahedron => vec![
            [1.0, 1.0, 1.0],
            [1.0, -1.0, -1.0],
            [-1.0, 1.0, -1.0],
            [-1.0, -1.0, 1.0],
        ],
        Shape::Octahedron => vec![
            [1.0, 0.0, 0.0],
            [-1.0, 0.0, 0.0],
            [0.0, 1.0, 0.0],
            [0.0, -1.0, 0.0],
            [0.0, 0.0, 1.0],
            [0.0, 0.0, -1.0],
        ],
        Shape::Icosahedron => icosahedron(),
        Shape::Cube => signs()
            .flat_map(|x| signs().flat_map(move |y| signs().map(move |z| [x, y, z])))
            .collect(),
        Shape::Bond => vec![[0.0, 0.0, 1.0], [0.0, 0.0, -1.0]],
    }
}

/// (0, ±1, ±golden ratio) and its cyclic permutations.
fn icosahedron() -> Vec<[f64; 3]> {
    let golden = glassmelt::closure::GOLDEN_RATIO;
    signs()
        .flat_map(|s| signs().map(move |g| (s, g * golden)))
        .flat_map(|(s, g)| [[0.0, s, g], [g, 0.0, s], [s, g, 0.0]])
        .collect()
}

fn signs() -> impl Iterator<Item = f64> {
    [1.0, -1.0].into_iter()
}
