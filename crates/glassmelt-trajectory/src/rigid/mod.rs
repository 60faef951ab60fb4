//! Rigid units: groups of atoms whose inner distances fluctuate less than their distances to neighbours; how they
//! turn, and how many of them are mobile.
//!
//! | question | answer |
//! | --- | --- |
//! | how much do distances fluctuate | [`Fluctuations`] |
//! | which groups are rigid | [`rigid_units`], or named polyhedra: [`polyhedra`] |
//! | how has a group turned | [`best_rotation`], [`best_angle`] |
//! | all of it, of a stream | [`units`] |
//! | how do units turn in time, how many are mobile | [`Turning`] |

mod analyse;
mod average;
mod cliques;
mod fluctuations;
mod notes;
mod pose;
mod rotation;
mod turning;
mod units;

pub use analyse::{Forces, UnitsAnswer, UnitsBy, UnitsQuestion, units};
pub(crate) use average::over_units;
pub use fluctuations::{Bond, Fluctuations};
pub(crate) use pose::Pose;
pub use rotation::{best_angle, best_rotation};
pub use turning::{Mobile, Turned, TurnedAt, Turning, TurningPlan};
pub use units::{RigidUnit, RigidUnits, Stiff, polyhedra, rigid_units};
