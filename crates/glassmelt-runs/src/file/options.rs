//! The tables that say how: sampler, boundary, field, looks, dynamics, population.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::CoreWord;

/// How the rotors move.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SamplerTable {
    /// "hybrid" (by default), "metropolis" or "heat-bath"; where there is a table population always
    /// "metropolis".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<SamplerKind>,
    /// Length of a trajectory: the angle by which a free rotor of unit velocity turns, 1.5 by default (hybrid).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1000.0), extend("exclusiveMinimum" = 0))]
    pub length: Option<f64>,
    /// First stride, which is tuned until measuring begins: the angle of a leap (hybrid, 0.3 by default) or of
    /// the largest move (metropolis, 0.5 by default).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 10.0), extend("exclusiveMinimum" = 0))]
    pub stride: Option<f64>,
    /// Part of the moves to be accepted, to which the stride is tuned: 0.8 by default (hybrid), 0.4
    /// (metropolis).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0, "exclusiveMaximum" = 1))]
    pub acceptance: Option<f64>,
    /// Whether neighbours in coupling exchange their rotors, true by default; where there is a table
    /// population they do not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<bool>,
}

/// Kinds of moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SamplerKind {
    /// All rotors turn together along trajectories of Newton's equations.
    #[default]
    Hybrid,
    /// One rotor after the other turns by a random angle.
    Metropolis,
    /// One rotor after the other is turned anew in the strain at its place.
    HeatBath,
}

/// What holds the medium at large.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BoundaryTable {
    /// What is held: "strain" (by default) or "stress".
    pub hold: Hold,
    /// The components xx, yy, zz, yz, xz, xy of what is held, zero by default; a stress in the unit of mu, GPa
    /// in laboratory units.
    pub tensor: [f64; 6],
}

/// What is held at large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// The mean strain.
    #[default]
    Strain,
    /// The stress on the medium.
    Stress,
}

/// How the elastic energy is summed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FieldTable {
    /// "auto" (by default), "ewald", "mesh", "lattice" or "pairs".
    pub method: Method,
    /// Relative accuracy of strains, from 1e-14 to 0.01, 1e-6 by default.
    #[schemars(range(min = 1e-14, max = 0.01))]
    pub accuracy: f64,
    /// "point" (by default), or the length over which each dipole is smeared, in units of a.
    pub core: CoreWord,
}

impl Default for FieldTable {
    fn default() -> Self {
        Self {
            method: Method::default(),
            accuracy: 1e-6,
            core: CoreWord::default(),
        }
    }
}

/// Ways to sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The fastest that suits the places.
    #[default]
    Auto,
    /// Ewald's sum over all images: any places, work as the square of their number.
    Ewald,
    /// A mesh with a real-space correction: any places.
    Mesh,
    /// Fourier transforms on the sites of a lattice.
    Lattice,
    /// Ewald's sum for every pair, looked up: any places, 84 bytes for each pair of rotors.
    Pairs,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LookTable {
    /// Largest index of the wave vectors 2 pi (i, j, k)/L that are looked at, 4 by default; zero for none.
    #[schemars(range(max = 64))]
    pub waves: u64,
    /// Radii of the spheres in which the modulus is looked at, in units of a, at most half a side; none by
    /// default.
    pub radii: Vec<f64>,
    /// Sweeps from one frame of the trajectory to the next, a multiple of run.every; no trajectory by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub frames: Option<u64>,
}

impl Default for LookTable {
    fn default() -> Self {
        Self {
            waves: 4,
            radii: Vec::new(),
            frames: None,
        }
    }
}

/// Motion in time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DynamicsTable {
    /// "overdamped" (Langevin, time in units of the inverse free rotational diffusion) or "inertial".
    pub kind: DynamicsKind,
    /// One step of time, above zero.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub time_step: f64,
    /// All of the time, at least one step.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub duration: f64,
    /// Steps from one look to the next, 1 by default.
    #[serde(default = "one")]
    #[schemars(range(min = 1))]
    pub every: u64,
}

fn one() -> u64 {
    1
}

/// Kinds of motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DynamicsKind {
    /// Langevin's equation without inertia.
    Overdamped,
    /// Newton's equations with conserved energy.
    Inertial,
}

/// Rotors that come and go with Eq. 11's fugacity, y^2 = y0^2 (1 + n' exp(-2 E_d/k_B T)).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PopulationTable {
    /// Fugacity y0 at T = 0, above zero.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub y0: f64,
    /// Weight n' of the defects that heat creates, 0 by default.
    #[serde(default)]
    #[schemars(range(min = 0.0))]
    pub n_prime: f64,
    /// Energy E_d of one of them, in the unit of the dipole; 0 by default.
    #[serde(default)]
    #[schemars(range(min = 0.0))]
    pub e_d: f64,
}
