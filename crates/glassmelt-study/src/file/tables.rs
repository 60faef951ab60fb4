//! The tables of `defect.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::numbers::{NumberOrList, RestLengths};

/// The rigid core: a shape with its radius, or any corners.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("oneOf" = [{"required": ["shape", "radius"]}, {"required": ["corners"]}]))]
pub struct Core {
    /// A regular polyhedron around the origin, or a bond with its two ends along z.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<Shape>,
    /// Distance of the corners of the shape from its centre, a length above zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub radius: Option<f64>,
    /// The corners x, y, z from the centre of rotation, in place of a shape.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 1000))]
    pub corners: Option<Vec<[f64; 3]>>,
}

/// The shapes that need no corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Four corners, one along (1, 1, 1).
    Tetrahedron,
    /// Six corners along the axes.
    Octahedron,
    /// Twelve corners, two by two in the planes of the axes.
    Icosahedron,
    /// Eight corners along (±1, ±1, ±1).
    Cube,
    /// Two ends along z: one strong bond.
    Bond,
}

/// The neighbours: straight outwards of the corners at a distance, or any positions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("oneOf" = [{"required": ["distance"]}, {"required": ["neighbours"]}]))]
pub struct Cage {
    /// Distance of the neighbours from the centre, a length above zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub distance: Option<f64>,
    /// How many neighbours a corner has, 1 by default. More than one stand evenly on a cone around
    /// the corner's direction, the first on the side of the nearest other corner.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 12))]
    pub neighbours_per_corner: Option<usize>,
    /// Angle between the corner's direction and its neighbours, seen from the centre, in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 180.0), extend("exclusiveMinimum" = 0))]
    pub opening_angle: Option<f64>,
    /// The neighbours x, y, z from the centre of the core, in place of a distance.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 1000))]
    pub neighbours: Option<Vec<[f64; 3]>>,
    /// Pairs of corner and neighbour, both counted from zero. By default the k-th corner goes with
    /// the k-th neighbour.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub bonds: Option<Vec<[usize; 2]>>,
}

/// The springs of Eq. 4: one number for all bonds, or a list with one a bond.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bonds {
    /// Stiffness against bending, an energy: the prefactor of (1 - cos omega)/2.
    pub bend: NumberOrList,
    /// Stiffness against stretching, an energy over a length squared.
    pub stretch: NumberOrList,
    /// Length at rest: "stress_free" (by default), "as_printed", or lengths. "stress_free" is the
    /// distance in the reference state, "as_printed" is that of Eq. 4, the distance of the neighbour
    /// from the centre, which compresses every bond.
    #[serde(default)]
    pub rest_length: RestLengths,
}

/// What holds the neighbours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurroundingsTable {
    /// What holds the neighbours: "clamped", "springs" or "continuum".
    pub kind: Kind,
    /// Stiffness of each neighbour's spring, an energy over a length squared (springs).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub stiffness: Option<f64>,
    /// Radius of the spheres over which the forces spread (continuum). By default half of the
    /// smallest bond length or distance between neighbours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub site_radius: Option<f64>,
}

/// The kinds of surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The neighbours do not move.
    Clamped,
    /// Each neighbour hangs on a spring of its own.
    Springs,
    /// The neighbours sit in the elastic medium and feel each other through it.
    Continuum,
}

/// The isotropic elastic medium by its Lamé coefficients.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MediumTable {
    /// First Lamé coefficient, a modulus: 3 lambda + 2 mu must be above zero.
    pub lambda: f64,
    /// Shear modulus, above zero.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub mu: f64,
}

/// The cell of the theory.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// The cut-off length a of the theory: alpha goes as its sixth power downwards. By default the
    /// cube root of the volume of a sphere through the neighbours.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub length: f64,
}

/// The units of the file.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Units {
    /// "reduced" (by default: any consistent units) or "laboratory" (nm, eV, GPa).
    pub system: System,
    /// The unit of energy over k_B, in K: what a study in reduced units needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub energy_k: Option<f64>,
    /// The unit of length in nm: what a study in reduced units needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub length_nm: Option<f64>,
}

/// Systems of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// Any consistent units: energies, lengths, and moduli in energy over length cubed.
    #[default]
    Reduced,
    /// Lengths in nm, energies in eV (bend in eV, stretch in eV/nm^2), moduli in GPa.
    Laboratory,
}

/// How the minima are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Search {
    /// How many orientations the core starts from, 24 by default; the first one is the reference.
    #[schemars(range(min = 1, max = 100_000))]
    pub starts: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self { starts: 24 }
    }
}
