//! The answer about a defect: its minima, their dipoles, alpha, and what to know about them.

mod imprisonment;
mod minimum;
mod pass;
mod warnings;

use glassmelt::defect::Surroundings;
use glassmelt::{Layer, Medium, Warning};
use serde::Serialize;

use crate::model::Scale;
use crate::solved::SolvedDefect;
pub use imprisonment::Imprisoned;
pub use minimum::Minimum;
pub use pass::Pass;

/// The answer about a defect, in the units of its model: energies, lengths and moduli that go together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DefectReport {
    /// What follows from elasticity itself.
    pub layer: Layer,
    /// The distinct minima, the lowest first.
    pub minima: Vec<Minimum>,
    /// `alpha = 16 pi |p|^2` of the ground state, mean over directions; none without a medium.
    pub alpha: Option<f64>,
    /// Its smallest value over directions.
    pub alpha_min: Option<f64>,
    /// Its largest value over directions.
    pub alpha_max: Option<f64>,
    /// The cut-off length a.
    pub cell: f64,
    /// How many corners the core has.
    pub corners: usize,
    /// How many neighbours the cage has.
    pub neighbours: usize,
    /// How many bonds are between them.
    pub bonds: usize,
    /// What holds the neighbours.
    pub surroundings: Surroundings,
    /// The medium far away.
    pub medium: Option<Medium>,
    /// The units of energy (K) and length (nm), if the file tells them.
    pub units: Option<Scale>,
    /// The saddles that were found, the lowest first; others may exist.
    pub saddles: Vec<Pass>,
    /// From how many orientations the minima were searched.
    pub starts: usize,
    /// How many of them did not come to rest.
    pub failed: usize,
    /// What to know about the answer.
    pub warnings: Vec<Warning>,
}

impl DefectReport {
    /// The minima in groups of one energy, such as symmetry makes, the lowest first.
    pub fn kinds(&self) -> Vec<Vec<&Minimum>> {
        warnings::kinds(&self.minima)
    }
}

pub(crate) fn report(solved: &SolvedDefect) -> DefectReport {
    let model = &solved.model;
    let basins = solved.minima().basins().iter().enumerate();
    let minima: Vec<Minimum> = basins
        .map(|(index, basin)| Minimum::of(index, basin, solved))
        .collect();
    let warnings = warnings::all(solved, &minima);
    let ground = minima.first();
    DefectReport {
        layer: Layer::Elastic,
        alpha: ground.and_then(|minimum| minimum.alpha),
        alpha_min: ground.and_then(|minimum| minimum.alpha_min),
        alpha_max: ground.and_then(|minimum| minimum.alpha_max),
        cell: model.cell,
        corners: model.defect.corners().len(),
        neighbours: model.defect.neighbours().len(),
        bonds: model.defect.bonds().len(),
        surroundings: model.surroundings,
        medium: model.medium,
        units: model.scale,
        starts: solved.minima().starts,
        saddles: solved.landscape.saddles.iter().map(Pass::of).collect(),
        failed: solved.minima().failed,
        warnings,
        minima,
    }
}
