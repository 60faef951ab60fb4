//! A defect of a file with its potential, its minima and saddles: all that answers and figures need.

use glassmelt::defect::{Landscape, Minima, Potential, RelaxedDefect};
use glassmelt::dipole::OverDirections;
use glassmelt::{DipoleTensor, SymmetricTensor};
use nalgebra::Vector3;

use crate::error::{Result, StudyError};
use crate::model::DefectModel;
use crate::report::{self, DefectReport};

/// A dipole below this share of the stiffest bond's energy, at the neighbours' distance, is rounding.
const ROUNDING: f64 = 1e-9;
/// An energy below this share of that of the stiffest bond at the neighbours' distance is rounding.
const NO_ENERGY: f64 = 1e-20;

/// A defect, relaxed from many starts.
#[derive(Debug, Clone, PartialEq)]
pub struct SolvedDefect {
    /// What the file says.
    pub model: DefectModel,
    /// The energy of the core in its cage.
    pub potential: Potential,
    /// The minima that were found and the saddles between them.
    pub landscape: Landscape,
}

impl SolvedDefect {
    /// Relaxes the defect of a model from its number of starts and climbs the saddles in between.
    ///
    /// # Errors
    /// When no start comes to rest.
    pub fn new(model: DefectModel) -> Result<Self> {
        let potential = Potential::new(&model.defect, model.surroundings)?;
        let landscape = potential.landscape(model.starts)?;
        Ok(Self {
            model,
            potential,
            landscape,
        })
    }

    /// The minima that were found, by energy.
    pub fn minima(&self) -> &Minima {
        &self.landscape.minima
    }

    /// The minimum of this index, from zero in order of energy.
    ///
    /// # Errors
    /// When fewer were found.
    pub fn minimum(&self, index: usize) -> Result<&RelaxedDefect> {
        let basins = self.minima().basins();
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

    /// What the stiffest bond costs at the neighbours' distance: the size of a dipole.
    pub(crate) fn energy_scale(&self) -> f64 {
        self.potential.bond_stiffness() * self.length().powi(2)
    }

    /// The stiffest and the softest of all bonds and surroundings, energy over length squared.
    pub(crate) fn stiffnesses(&self) -> (f64, f64) {
        let size = self.length().powi(2);
        let bonds = self.model.defect.bonds().iter();
        let of_bonds = bonds.flat_map(|bond| [bond.stretch, bond.bend / size]);
        let cage = self.potential.stiffness().map(|k| k.diagonal().amax());
        let all = of_bonds.chain(cage).filter(|&k| k > 0.0);
        all.fold((0.0, f64::INFINITY), |(most, least), k| {
            (most.max(k), least.min(k))
        })
    }

    /// Whether a minimum has a dipole at all, beyond rounding.
    pub(crate) fn pushes(&self, minimum: &RelaxedDefect) -> bool {
        minimum.dipole().0.norm() > ROUNDING * self.energy_scale()
    }

    /// Whether the dipole of a minimum has a part that shears, beyond rounding.
    pub fn shears(&self, minimum: &RelaxedDefect) -> bool {
        minimum.dipole().deviator().norm() > ROUNDING * self.energy_scale()
    }

    /// The dipole of a minimum, without what is rounding: exactly zero, or without deviator, where it is.
    pub fn dipole(&self, minimum: &RelaxedDefect) -> DipoleTensor {
        let dipole = clean(minimum.dipole());
        if self.shears(minimum) {
            dipole
        } else if self.pushes(minimum) {
            DipoleTensor(SymmetricTensor::IDENTITY * (dipole.trace() / 3.0))
        } else {
            DipoleTensor::default()
        }
    }

    /// The energy of a minimum, without what is rounding.
    pub(crate) fn energy(&self, minimum: &RelaxedDefect) -> f64 {
        if minimum.energy.abs() <= NO_ENERGY * self.energy_scale() {
            0.0
        } else {
            minimum.energy
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

/// A dipole whose components are exactly zero where they are rounding of the others.
fn clean(dipole: DipoleTensor) -> DipoleTensor {
    let least = ROUNDING * dipole.0.norm();
    let component = |c: f64| if c.abs() <= least { 0.0 } else { c };
    DipoleTensor(SymmetricTensor::from_components(
        dipole.0.components().map(component),
    ))
}
