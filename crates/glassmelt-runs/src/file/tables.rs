//! The tables that say what is run: medium, dipole, sites, coupling, run, units.

use glassmelt_study::System;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::Size;

/// The isotropic elastic medium by its Lamé coefficients.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MediumTable {
    /// First Lamé coefficient, 1 by default: 3 lambda + 2 mu must be above zero. GPa in laboratory units.
    pub lambda: f64,
    /// Shear modulus above zero, 1 by default. GPa in laboratory units.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub mu: f64,
}

impl Default for MediumTable {
    fn default() -> Self {
        Self {
            lambda: 1.0,
            mu: 1.0,
        }
    }
}

/// The dipole of a rotor: a shape with its strength, or any tensor.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("not" = {"required": ["tensor"], "anyOf": [{"required": ["shape"]}, {"required": ["strength"]}]}))]
pub struct DipoleTable {
    /// "uniaxial" (by default), P0 (n n - 1/3), or "biaxial", P0 (u u - v v)/sqrt(3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<DipoleShape>,
    /// P0 of the shape, an energy above zero, 1 by default: P0^2 is 3/2 of the dipole's deviator squared. eV
    /// in laboratory units.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub strength: Option<f64>,
    /// The components xx, yy, zz, yz, xz, xy of any dipole, in place of a shape; not all alike. eV in
    /// laboratory units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tensor: Option<[f64; 6]>,
}

/// Shapes of a dipole without a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DipoleShape {
    /// P0 (n n - 1/3): one axis.
    #[default]
    Uniaxial,
    /// P0 (u u - v v)/sqrt(3): a pure shear.
    Biaxial,
}

/// Where the rotors are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SitesTable {
    /// "random" hard cores, sites of a "lattice", or places from a "file".
    pub kind: SitesKind,
    /// How many rotors (random).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 16_777_216))]
    pub count: Option<u64>,
    /// Density n a^3, at most 0.7 (random).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 0.7), extend("exclusiveMinimum" = 0))]
    pub density: Option<f64>,
    /// Sites along each side: n, or [nx, ny, nz] (lattice).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// The part of the sites that carries a rotor, 1 by default (lattice); their number is exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0))]
    pub occupation: Option<f64>,
    /// The lattice constant in units of a, 1 by default (lattice).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1e-3, max = 1e3))]
    pub spacing: Option<f64>,
    /// Seed of the places, that of the run by default (random, lattice).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// A .csv with the columns x, y, z, or an .extxyz with a Lattice, in units of a (file); the path is seen
    /// from the folder of this file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The sides of the periodic cell in units of a, for a .csv (file).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<[f64; 3]>,
}

/// Kinds of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SitesKind {
    /// Hard cores of diameter a, put down one after the other wherever there is room.
    Random,
    /// Sites of a simple cubic lattice, all or some.
    Lattice,
    /// Given places.
    File,
}

/// The couplings, each a run of its own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("oneOf" = [{"required": ["x0"]}, {"required": ["temperatures_k"]}]))]
pub struct CouplingTable {
    /// Couplings X0 = P0^2/(8 pi mu k_B T a^3), above zero, none twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 1000))]
    pub x0: Option<Vec<f64>>,
    /// Temperatures in K, above zero, none twice, in place of x0; the table units must say what they mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 1000))]
    pub temperatures_k: Option<Vec<f64>>,
}

/// How long the rotors run, in sweeps: one sweep moves every rotor once.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunTable {
    /// Sweeps before anything is measured; strides are tuned in them.
    #[schemars(range(max = 1_000_000_000_000_u64))]
    pub thermalize: u64,
    /// Sweeps to measure.
    #[schemars(range(min = 1, max = 1_000_000_000_000_u64))]
    pub measure: u64,
    /// Seed of all random numbers, 1 by default.
    #[serde(default = "one")]
    pub seed: u64,
    /// Sweeps from one look to the next, 1 by default.
    #[serde(default = "one")]
    #[schemars(range(min = 1))]
    pub every: u64,
    /// Independent sets of places, 1 by default.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 100_000))]
    pub samples: u64,
    /// Seconds between checkpoints, 300 by default.
    #[serde(default = "five_minutes")]
    #[schemars(range(min = 0.0))]
    pub checkpoint_seconds: f64,
}

fn one() -> u64 {
    1
}

fn five_minutes() -> f64 {
    300.0
}

/// The units of the file.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RunUnits {
    /// "reduced" (by default: any energy, lengths in a) or "laboratory" (dipole in eV, moduli in GPa, lengths
    /// in a).
    pub system: System,
    /// The hard core a in nm: what laboratory units need.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub a_nm: Option<f64>,
    /// The unit of energy over k_B, in K: what temperatures need in reduced units.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub energy_k: Option<f64>,
}
