//! The numbers of an analysis of a trajectory as tables, units in the names of columns.

mod dynamics;
mod local;
mod modulus;
mod units;

use glassmelt::Estimate;

use super::{TrajectoryAnswer, TrajectoryWords};
use crate::Table;
use crate::tables::number;

/// The words of all tables of a trajectory.
pub(super) const NAMES: [&str; 20] = [
    "shells",
    "windows",
    "stress_windows",
    "elastic_constants",
    "motion",
    "relaxation_times",
    "van_hove",
    "structure",
    "stress_relaxation",
    "viscosity",
    "means",
    "d2min",
    "displacement_correlation",
    "strain_correlation",
    "strain_angles",
    "turning",
    "units",
    "mobility",
    "dipoles",
    "force",
];

/// Every table that has rows.
pub(super) fn all(answer: TrajectoryAnswer, words: &TrajectoryWords) -> Vec<Table> {
    let mut tables = match answer {
        TrajectoryAnswer::Modulus {
            displacements,
            stress,
        } => modulus::all(displacements, stress, words),
        TrajectoryAnswer::Dynamics { motion, viscosity } => dynamics::all(motion, viscosity, words),
        TrajectoryAnswer::Local(answer) => local::all(answer, words),
        TrajectoryAnswer::Units(answer) => units::all(answer, words),
    };
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// Names of columns with their units.
#[derive(Debug, Default)]
struct Header(Vec<String>);

impl Header {
    /// A column without unit.
    fn plain(mut self, name: &str) -> Self {
        self.0.push(name.to_owned());
        self
    }

    /// A column with its unit.
    fn with(mut self, name: &str, unit: &str) -> Self {
        self.0.push(in_unit(name, unit));
        self
    }

    /// Mean, error and independent samples of an estimate.
    fn estimate(mut self, name: &str, unit: &str) -> Self {
        self.0.push(in_unit(name, unit));
        self.0.push(in_unit(&format!("{name}_error"), unit));
        self.0.push(format!("{name}_samples"));
        self
    }
}

/// `mu (GPa)`, scripts as plain text; the name alone for a pure number.
fn in_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() {
        return name.to_owned();
    }
    let plain = unit.replace(['{', '}'], "").replace('−', "-");
    format!("{name} ({plain})")
}

/// Mean, error and independent samples.
fn three(estimate: &Estimate) -> [String; 3] {
    [
        number(estimate.mean),
        number(estimate.error),
        number(estimate.independent_samples),
    ]
}

/// The same of an estimate that may be missing.
fn three_or_none(estimate: Option<&Estimate>) -> [String; 3] {
    estimate.map_or_else(Default::default, three)
}
