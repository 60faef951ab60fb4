//! `study.toml`: a defect and what takes it to a viscosity curve, Eqs. 1-24.

use glassmelt::Layer;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::defect::DefectFile;
use super::tables::{Bonds, Cage, Cell, Core, MediumTable, Search, SurroundingsTable, Units};

/// From one defect to a viscosity curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "glassmelt study")]
pub struct StudyFile {
    /// The defect: a file, or all of its tables below the key defect.
    pub defect: StudyDefect,
    /// How many defects there are.
    pub density: Density,
    /// What ties the flow to temperature.
    #[serde(default)]
    pub closure: ClosureTable,
    /// What turns lengths into viscosities and times.
    pub liquid: LiquidTable,
    /// The temperatures.
    pub temperatures: Temperatures,
}

/// A defect by its file, or by the tables of one: defect.core, defect.cage and so on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("oneOf" = [
    {"required": ["file"]},
    {"required": ["core", "cage", "bonds", "surroundings"]}
]))]
pub struct StudyDefect {
    /// A defect.toml, its path seen from the folder of the study.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Which minimum feeds the chain, counted from zero in order of energy: by default 0, the ground
    /// state.
    pub minimum: usize,
    /// The rigid core and its corners.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub core: Option<Core>,
    /// The neighbours around the core, which the bonds hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cage: Option<Cage>,
    /// The springs between corners and neighbours, Eq. 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bonds: Option<Bonds>,
    /// What holds the neighbours in place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surroundings: Option<SurroundingsTable>,
    /// The elastic medium far away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium: Option<MediumTable>,
    /// The cell of the theory, its cut-off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<Cell>,
    /// The units of the defect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
    /// How the minima are searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
}

impl StudyDefect {
    /// The tables of the defect, where they are all here.
    pub fn inline(&self) -> Option<DefectFile> {
        Some(DefectFile {
            core: self.core.clone()?,
            cage: self.cage.clone()?,
            bonds: self.bonds.clone()?,
            surroundings: self.surroundings.clone()?,
            medium: self.medium,
            cell: self.cell,
            units: self.units,
            search: self.search,
        })
    }

    /// The tables of a defect that are given, by their names, and whether a defect needs them.
    pub(crate) fn tables(&self) -> [(&'static str, bool, bool); 8] {
        [
            ("core", self.core.is_some(), true),
            ("cage", self.cage.is_some(), true),
            ("bonds", self.bonds.is_some(), true),
            ("surroundings", self.surroundings.is_some(), true),
            ("medium", self.medium.is_some(), false),
            ("cell", self.cell.is_some(), false),
            ("units", self.units.is_some(), false),
            ("search", self.search.is_some(), false),
        ]
    }
}

/// How many defects there are, cold and hot: Eq. 11.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Density {
    /// Density n a^3: defects in a cell.
    #[schemars(range(min = 0.0))]
    pub n_a3: f64,
    /// Fugacity of the defects at T = 0. By default n a^3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0))]
    pub y0: Option<f64>,
    /// Weight n' of the defects that heat creates, 0 by default.
    #[serde(default)]
    #[schemars(range(min = 0.0))]
    pub n_prime: f64,
    /// Energy E_d of one of them over k_B, K; 0 by default.
    #[serde(default)]
    #[schemars(range(min = 0.0))]
    pub e_d_k: f64,
}

/// The closures to ask, each an assumption.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClosureTable {
    /// Which closures, all three by default; "linear" needs t0.
    #[schemars(length(min = 1))]
    pub kinds: Vec<ClosureKind>,
    /// The temperature T0 of the linear closure, K, put in by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub t0: Option<f64>,
    /// Which layer gives the length of the linear closure, "printed" by default.
    pub layer: FlowLayer,
}

impl Default for ClosureTable {
    fn default() -> Self {
        Self {
            kinds: ClosureKind::ALL.into(),
            t0: None,
            layer: FlowLayer::default(),
        }
    }
}

/// What ties the flow to temperature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClosureKind {
    /// The paper's: mu_c = (mu_0/T0)(T - T0)/T0, T0 put in by hand.
    Linear,
    /// Eq. 11 drives the exact flow; it has no T0.
    Fugacity,
    /// Mean field of freely rotating dipoles; derives a T0.
    ClausiusMossotti,
}

impl ClosureKind {
    /// All of them, in the order of the paper.
    pub const ALL: [Self; 3] = [Self::Linear, Self::Fugacity, Self::ClausiusMossotti];

    /// Its word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Fugacity => "fugacity",
            Self::ClausiusMossotti => "clausius-mossotti",
        }
    }
}

/// The layers of the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FlowLayer {
    /// The equations as the paper prints them, 22 and 23.
    #[default]
    Printed,
    /// Eqs. 18-21, for small alpha mu_bar.
    SmallCoupling,
    /// What follows exactly from Eqs. 16-17.
    Exact,
}

impl From<FlowLayer> for Layer {
    fn from(layer: FlowLayer) -> Self {
        match layer {
            FlowLayer::Printed => Self::Printed,
            FlowLayer::SmallCoupling => Self::SmallCoupling,
            FlowLayer::Exact => Self::Exact,
        }
    }
}

/// What turns ln(xi/a) into a viscosity and a time: one of the two follows from the other.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("anyOf" = [{"required": ["omega_s"]}, {"required": ["eta0_pa_s"]}]))]
pub struct LiquidTable {
    /// Frequency of the local shear phonons, rad/s. By default mu/eta0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub omega_s: Option<f64>,
    /// Viscosity where xi = a, Pa s. By default mu/omega_s, Eq. 24.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub eta0_pa_s: Option<f64>,
}

/// Temperatures in K, from one to another, evenly by a step or by a number of points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = [{"required": ["step"]}, {"required": ["points"]}]))]
pub struct Temperatures {
    /// The first temperature, K.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub from: f64,
    /// The last temperature, K; it belongs to them where a whole number of steps leads to it.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub to: f64,
    /// From one to the next, K, above zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub step: Option<f64>,
    /// How many, in place of a step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100_000))]
    pub points: Option<usize>,
}
