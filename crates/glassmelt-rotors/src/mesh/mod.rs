//! The fast path off the lattice: point dipoles at any places that stay, by particle-mesh.
//!
//! Ewald's sum with its smooth part on a grid: the components of the dipoles themselves are shared out by
//! B-splines (they are scalar sources, no derivative is needed), transformed, multiplied by a matrix for each
//! wave vector, transformed back, and gathered by the same splines. The short part is summed over neighbours.

mod body;
mod cells;
mod estimate;
mod influence;
mod near;
mod parameters;
mod rotors;
mod spline;
mod spread;
mod sum;
mod turning;

pub use parameters::MeshParameters;
pub use sum::ParticleMesh;
pub use turning::TurningMesh;
