//! How atoms move: displacements, scattering, relaxation times, motion seen from the cage; and how stress relaxes.
//!
//! | question | answer |
//! | --- | --- |
//! | `<r^2>`, alpha2, `F_s(k, t)`, `tau_alpha` of a stream | [`dynamics`], or [`Dynamics`] frame by frame |
//! | which lags there are in frames of any spacing | [`Plan`] |
//! | where S(k) has its first peak | [`Structure`] |

mod accumulator;
mod answer;
mod cage;
mod displacement;
mod driver;
mod neighbours;
mod plan;
mod relaxation;
mod settings;
mod structure;
mod tally;

pub use accumulator::{Dynamics, MotionOptions};
pub use answer::{Against, Distribution, DynamicsAnswer, LagPoint, Motion, Of};
pub use driver::{DynamicsRun, Ending, dynamics};
pub use plan::{LagChoice, Plan};
pub use relaxation::{GONE, LATE, Relaxation, Stretched};
pub use settings::{Cage, Clock, Drift, DynamicsOptions, VanHove, WaveNumber};
pub use structure::{Structure, StructurePoint};
