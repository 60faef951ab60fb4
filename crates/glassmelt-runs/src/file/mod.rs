//! `run.toml` as it is written: one struct a table, every key documented for the schema.
#![allow(clippy::doc_markdown)] // the comments on keys are the words of schema and messages

mod options;
mod tables;
mod words;

pub use options::{
    BoundaryTable, DynamicsKind, DynamicsTable, FieldTable, Hold, LookTable, Method,
    PopulationTable, SamplerKind, SamplerTable,
};
pub use tables::{
    CouplingTable, DipoleShape, DipoleTable, MediumTable, RunTable, RunUnits, SitesKind, SitesTable,
};
pub use words::{CoreWord, Size};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Many rotors: where they are, how strongly they are coupled, how long they run and what is looked at.
///
/// Lengths are in units of the hard core a.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "glassmelt run")]
pub struct RunFile {
    /// The elastic medium, lambda = mu = 1 by default.
    #[serde(default)]
    pub medium: MediumTable,
    /// The dipole that each rotor carries.
    #[serde(default)]
    pub dipole: DipoleTable,
    /// Where the rotors are.
    pub sites: SitesTable,
    /// How strongly they are coupled: one run for each of these.
    pub coupling: CouplingTable,
    /// How long they run.
    pub run: RunTable,
    /// The units of this file.
    #[serde(default)]
    pub units: RunUnits,
    /// How the rotors move.
    #[serde(default)]
    pub sampler: SamplerTable,
    /// What holds the medium at large.
    #[serde(default)]
    pub boundary: BoundaryTable,
    /// How the elastic energy is summed.
    #[serde(default)]
    pub field: FieldTable,
    /// What is looked at.
    #[serde(default)]
    pub look: LookTable,
    /// Motion in time, after the measurement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dynamics: Option<DynamicsTable>,
    /// Rotors that come and go, Eq. 11.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<PopulationTable>,
}
