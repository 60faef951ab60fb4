//! A defect of a file with its potential and its minima: all that answers and figures need.

use glassmelt::defect::{Minima, Potential, RelaxedDefect};
use glassmelt::dipole::OverDirections;
use glassmelt::{DipoleTensor, SymmetricTensor};
use nalgebra::Vector3;

use crate::error::{Result, StudyError};
use crate::model::DefectModel;
use crate::report::{self, DefectReport};

/// A dipole below this share of the stiffest mode's energy, at the neighbours' distance, is rounding.
const ROUNDING: f64 = 1e-9;

/// A defect, relaxed from many starts.
#[derive(Debug, Clone, PartialEq)]
pub struct SolvedDefect {
    /// What the file says.
    pub model: DefectModel,
    /// The energy of the core in its cage.
    pub potential: Potential,
    /// The minima that were found, by energy.
    pub minima: Minima,
}

impl SolvedDefect {
    /// Relaxes the defect of a model from its number of starts.
    ///
    /// # Errors
    /// When no start comes to rest.
    pub fn new(model: DefectModel) -> Result<Self> {
        let potential = Potential::new(&model.defect, model.surroundings)?;
        let minima = potential.minima(model.starts)?;
        Ok(Self {
            model,
            potential,
            minima,
        })
    }

    /// The minimum of this index, from zero in order of energy.
    ///
    /// # Errors
    /// When fewer were found.
    pub fn minimum(&self, index: usize) -> Result<&RelaxedDefect> {
        let basins = self.minima.basins();
        let found = basins.len();
        let basin = basins
            .get(index)
            .ok_or(StudyError::NoSuchMinimum { index, found })?;
        Ok(&basin.minimum)
    }

    /// Root mean square distance of the neighbours from the centre.
    pub(crate) fn length(&self) -> f64 {
        let neighbours = self.model.defect.neighbours();
        let squares: f64 = neighbours.iter().map(Vector3::norm_squared).sum();
        (squares / neighbours.len() as f64).sqrt()
    }

    /// What the stiffest mode costs at the neighbours' distance: the size of a dipole.
    pub(crate) fn energy_scale(&self, minimum: &RelaxedDefect) -> f64 {
        let stiffest = minimum.hessian_eigenvalues.last().copied().unwrap_or(0.0);
        stiffest.abs() * self.length().powi(2)
    }

    /// Whether a minimum has a dipole at all, beyond rounding.
    pub(crate) fn pushes(&self, minimum: &RelaxedDefect) -> bool {
        minimum.dipole().0.norm() > ROUNDING * self.energy_scale(minimum)
    }

    /// Whether the dipole of a minimum has a part that shears, beyond rounding.
    pub fn shears(&self, minimum: &RelaxedDefect) -> bool {
        minimum.dipole().deviator().norm() > ROUNDING * self.energy_scale(minimum)
    }

    /// The dipole of a minimum, without what is rounding: exactly zero, or without deviator, where it is.
    pub fn dipole(&self, minimum: &RelaxedDefect) -> DipoleTensor {
        let dipole = minimum.dipole();
        if self.shears(minimum) {
            dipole
        } else if self.pushes(minimum) {
            DipoleTensor(SymmetricTensor::IDENTITY * (dipole.trace() / 3.0))
        } else {
            DipoleTensor::default()
        }
    }

    /// alpha of a minimum over directions: zero where its dipole does not shear, none without a medium.
    pub fn alpha(&self, minimum: &RelaxedDefect) -> Option<OverDirections> {
        let medium = self.model.medium?;
        self.dipole(minimum).alpha(&medium, self.model.cell).ok()
    }

    /// The answer in numbers and warnings.
    pub fn report(&self) -> DefectReport {
        report::report(self)
    }
}
