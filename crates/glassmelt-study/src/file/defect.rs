//! `defect.toml`: a rigid polyhedron in its cage, Eqs. 1-5.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::tables::{Bonds, Cage, Cell, Core, MediumTable, Search, SurroundingsTable, Units};

/// A rigid polyhedron, the cage around it, the bonds between them and what holds the cage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "glassmelt defect")]
pub struct DefectFile {
    /// The rigid core and its corners.
    pub core: Core,
    /// The neighbours around the core, which the bonds hold.
    pub cage: Cage,
    /// The springs between corners and neighbours, Eq. 4.
    pub bonds: Bonds,
    /// What holds the neighbours in place.
    pub surroundings: SurroundingsTable,
    /// The elastic medium far away. The continuum and alpha need it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<MediumTable>,
    /// The cell of the theory, its cut-off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<Cell>,
    /// The units of this file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
    /// How the minima are searched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
}
