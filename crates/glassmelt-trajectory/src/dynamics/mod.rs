//! How atoms move: displacements, scattering, relaxation times, motion seen from the cage; and how stress relaxes.
//!
//! | question | answer |
//! | --- | --- |
//! | `<r^2>`, alpha2, `F_s(k, t)`, `tau_alpha` of a stream | [`dynamics`], or [`Dynamics`] frame by frame |
//! | which lags there are in frames of any spacing | [`Plan`] |
//! | where S(k) has its first peak | [`Structure`] |
//! | a series of stress from a file | [`StressSeries`], or [`StressRows`] row by row |
//! | G(t), viscosity | [`viscosity()`], or [`StressCorrelator`] and [`GreenKubo`] value by value |
//! | a table that `glassmelt fit` reads | [`RelaxationPoint`], [`table()`] |

mod accumulator;
mod answer;
mod cage;
mod curves;
mod displacement;
mod driver;
mod green_kubo;
mod neighbours;
mod plan;
mod point;
mod relaxation;
mod settings;
mod stress_correlation;
mod stress_lines;
mod stress_series;
mod structure;
mod tally;

pub use accumulator::{Dynamics, MotionOptions};
pub use answer::{Against, Distribution, DynamicsAnswer, LagPoint, Motion, Of};
pub use driver::dynamics;
pub use green_kubo::{
    AtTime, GreenKubo, MEMORIES, NEGLIGIBLE, ShearViscosity, StressConditions, ViscosityAnswer,
    viscosity,
};
pub use plan::{LagChoice, Plan};
pub use point::{Column, LaboratoryScale, RelaxationPoint, table};
pub use relaxation::{GONE, LATE, Relaxation, Stretched};
pub use settings::{
    Cage, Clock, DECADES, Distances, Drift, DynamicsOptions, VanHove, WAVE_BINS, WAVES, WaveNumber,
};
pub use stress_correlation::{StressCorrelation, StressCorrelator};
pub use stress_series::{StressColumns, StressRows, StressSeries};
pub use structure::{Structure, StructurePoint};
