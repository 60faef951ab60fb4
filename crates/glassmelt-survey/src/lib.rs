//! Many measured curves at once: every law on every curve, and what the population says of the theory.
//!
//! [`input`] reads a folder of curves, a long table or a table of levels into [`Subject`]s; [`fit_curves`] fits every
//! law to each of them in parallel and keeps each answer in a [`Journal`] whole or not at all;
//! [`population()`] counts which law wins, looks at T0/Tg, and holds the paper's `f = (2/alpha)(k_B T0/(mu0 a^3))`
//! against the strengths of all glasses with a modulus. [`statistics`] are small pure functions.
//!
//! A survey computes covariances alone: no profile intervals and no bootstrap of single curves.

pub mod error;
pub mod fitted;
pub mod input;
pub mod journal;
pub mod population;
pub mod run;
pub mod statistics;

pub use error::SurveyError;
pub use fitted::{FittedCurve, FittedLaw, Vogel};
pub use input::{Columns, Input, Origin, Refused, Subject};
pub use journal::{Journal, Kept};
pub use population::{Population, PopulationOptions, population};
pub use run::{fit_curves, identity};
