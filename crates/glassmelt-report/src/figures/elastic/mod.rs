//! The figures of a defect and of a pair: the cage, its strain, its energy against angle, directions.
//!
//! Each is a pure function to a [`Figure`](super::Figure). None needs a fit.

mod angle;
mod cage;
mod directions;
mod hull;
mod sphere;
mod stage;
mod strain;
mod view;

pub use angle::{AngleMark, AnglePlot, AngleSeries, MarkKind, energy_against_angle};
pub use cage::{CagePlot, cage};
pub use directions::{PairMap, pair_map};
pub use strain::{Plane, StrainMeasure, StrainSlices, strain_slices};
