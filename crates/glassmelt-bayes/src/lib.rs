//! Posteriors of the laws of viscosity.
//!
//! [`CurveModel`] is one law on one curve, or on several that are pooled: measured points, points that
//! are only known to lie above or below a value, errors in temperature, laboratories that disagree.
//! [`sample()`] draws from it, [`diagnostics`] say whether the draws can be trusted, [`loo`] says how well
//! the law foretells points it has not seen, and [`posterior()`] does all of it. The priors have names and
//! numbers ([`priors`]); whoever disagrees writes a file.

pub mod answer;
pub mod calibration;
pub mod curve;
pub mod density;
pub mod diagnostics;
pub mod error;
pub mod joint;
pub mod loo;
pub mod measured;
pub mod mode;
mod notes;
pub mod posterior;
pub mod prior;
pub mod priors;
mod random;
pub mod sample;
pub mod table;
mod tails;
pub mod transform;

pub use answer::{Analysis, Posterior, PredictiveBand, Summary};
pub use calibration::{Calibration, CalibrationSettings, calibrate};
pub use curve::{Batches, CurveModel, CurveOptions, Scatter};
pub use density::{Density, Model, Variable};
pub use error::BayesError;
pub use measured::{Knowledge, Measured, pool};
pub use posterior::{analyse, posterior};
pub use prior::Prior;
pub use sample::{Draws, Settings, sample};
pub use transform::Transform;
