//! What the motion of atoms says: curves against lag, relaxation times, and what they rest on.

use glassmelt::{Estimate, Warning};
use serde::Serialize;

use super::relaxation::{Relaxation, Stretched};
use super::settings::Drift;
use super::structure::StructurePoint;
use crate::cell_change::CellVolume;
use crate::frame::Dimension;

/// Of which atoms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// All.
    All,
    /// One species, by its name.
    Species(String),
}

/// What displacements are measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// Space, without the drift.
    Space,
    /// The mean displacement of the neighbours at the time origin.
    Cage,
}

/// One lag.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LagPoint {
    /// The lag, in the unit of time: the mean over its pairs.
    pub time: f64,
    /// How many pairs of frames.
    pub origins: usize,
    /// `<r^2>`, the square of the unit of length.
    pub msd: Estimate,
    /// `alpha2 = d <r^4>/((d + 2) <r^2>^2) - 1`, zero for a Gaussian; absent where nothing moved.
    pub non_gaussian: Option<Estimate>,
    /// `F_s(k, t) = <exp(i k r)>`, averaged over all directions of k.
    pub scattering: Estimate,
}

/// How far atoms have come at one lag.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    /// The lag.
    pub time: f64,
    /// The width of the bins, from zero.
    pub width: f64,
    /// The part of the atoms in each bin over its width: `4 pi r^2 G_s(r, t)` in space, `2 pi r G_s(r, t)` in a
    /// plane. What lies beyond the last bin is what is missing to one.
    pub density: Vec<Estimate>,
}

/// The motion of some atoms against something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Motion {
    /// Of which atoms.
    pub of: Of,
    /// Against what.
    pub against: Against,
    /// How many atoms.
    pub atoms: usize,
    /// The curves, by growing lag.
    pub points: Vec<LagPoint>,
    /// Where `F_s` is 1/e.
    pub relaxation: Relaxation,
    /// The stretched exponential of the late decay, where there is one.
    pub stretched: Option<Stretched>,
    /// The self part of the van Hove function at the lags that were asked for.
    pub van_hove: Vec<Distribution>,
}

impl Motion {
    /// Of which atoms, against what, in words: `all atoms`, `species A against the cage`.
    pub fn name(&self) -> String {
        let of = match &self.of {
            Of::All => "all atoms".to_owned(),
            Of::Species(name) => format!("species {name}"),
        };
        match self.against {
            Against::Space => of,
            Against::Cage => of + " against the cage",
        }
    }
}

/// All that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DynamicsAnswer {
    /// Space or plane.
    pub dimension: Dimension,
    /// The wave number, radians over the unit of length.
    pub wave_number: f64,
    /// `S(k)` around its first peak, where it was needed.
    pub structure: Vec<StructurePoint>,
    /// How many frames were seen.
    pub frames: usize,
    /// From the first to the last of them.
    pub duration: f64,
    /// How many frames were in memory at once.
    pub stored: usize,
    /// What was taken from all displacements.
    pub drift: Drift,
    /// The volume of the cell over the frames; none without a cell.
    pub volume: Option<CellVolume>,
    /// The range within which atoms are neighbours, where cages were asked for.
    pub cage: Option<f64>,
    /// Of all atoms and of each species, against space and, where asked for, the cage.
    pub motions: Vec<Motion>,
    /// What to keep in mind.
    pub warnings: Vec<Warning>,
}

impl DynamicsAnswer {
    /// The motion of these atoms against that.
    pub fn motion(&self, of: &Of, against: Against) -> Option<&Motion> {
        let mut all = self.motions.iter();
        all.find(|motion| motion.of == *of && motion.against == against)
    }
}
