//! The shapes of a file as bodies of the library.

use glassmelt::defect::Polyhedron;

use crate::file::Shape;

impl From<Shape> for Polyhedron {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Tetrahedron => Self::Tetrahedron,
            Shape::Octahedron => Self::Octahedron,
            Shape::Icosahedron => Self::Icosahedron,
            Shape::Cube => Self::Cube,
            Shape::Bond => Self::StrongBond,
        }
    }
}
