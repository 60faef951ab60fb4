//! Dipoles at any fixed places: energy and strains by particle-mesh.

use glassmelt::{Medium, SymmetricTensor};
use nalgebra::Vector3;

use super::body::Body;
use super::cells::Boxes;
use super::estimate::typical_strain;
use super::near::{WITH_TRACES, WITHOUT};
use super::parameters::MeshParameters;
use super::turning::TurningMesh;
use crate::answer::{Interaction, check};
use crate::boundary::Boundary;
use crate::cell::Cell;
use crate::error::{Error, Result, finite};
use crate::lattice::basis::{COMPONENTS, DEVIATOR_PAIRS, DEVIATORS, PAIRS};
use crate::traces::Traces;

/// The body of the general sum, and that of dipoles that turn.
type General = Body<COMPONENTS, PAIRS, WITH_TRACES>;
pub(super) type Deviators = Body<DEVIATORS, DEVIATOR_PAIRS, WITHOUT>;

/// The shortest distance in mean distances at which powers of it are numbers.
const TOUCHING: f64 = 1e-30;

/// Point dipoles at any places of a periodic cell; work grows as N log N, and what depends on the places alone
/// is done once.
///
/// # Accuracy
/// `accuracy` is the root mean square error of the strains aimed at, over the root mean square strain that
/// random directions of equal dipoles would make at the median rotor. The parameters follow from estimates for
/// random places, of which seven tenths are used up; against Ewald's sum, at densities from 0.05 to 0.5 about
/// hard cores and accuracies from 1e-4 to 1e-10, errors of strains and torques were 0.4 to 0.8 of the
/// accuracy, those of the energy far less. It is an estimate and no bound: where dipoles cancel (long order,
/// few rotors on a lattice of images) errors are larger beside the strain that is left, and where sizes differ
/// widely, beside that of the small.
///
/// Whatever the parameters, the strains are the exact derivative of the energy: the matrix between dipoles is
/// symmetric by construction.
///
/// ```
/// use glassmelt::{Medium, SymmetricTensor};
/// use glassmelt_rotors::{Boundary, Cell, ParticleMesh};
/// use nalgebra::Vector3;
///
/// let places = [Vector3::zeros(), Vector3::new(1.0, 0.5, 0.0)];
/// let mut mesh = ParticleMesh::new(Medium::new(1.0, 1.0)?, Cell::cubic(8.0)?, &places, 1e-4)?;
/// let dipoles = [SymmetricTensor::uniaxial(1.0, Vector3::x()), SymmetricTensor::uniaxial(1.0, Vector3::z())];
/// let answer = mesh.interaction(&dipoles, &Boundary::FREE)?;
/// assert_eq!(answer.torques(&dipoles).len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ParticleMesh {
    medium: Medium,
    cell: Cell,
    parameters: MeshParameters,
    boxes: Boxes,
    body: General,
}

impl ParticleMesh {
    /// Dipoles at `positions`, inside the cell or not, summed to the `accuracy`, between 1e-12 and 0.01.
    ///
    /// # Errors
    /// When a position is not finite, when two are the same or images of each other, or when the accuracy is
    /// outside its domain.
    pub fn new(
        medium: Medium,
        cell: Cell,
        positions: &[Vector3<f64>],
        accuracy: f64,
    ) -> Result<Self> {
        let parameters = Self::parameters_for(medium, cell, positions, accuracy)?;
        Self::with_parameters(medium, cell, positions, parameters)
    }

    /// The parameters that [`Self::new`] would take.
    ///
    /// # Errors
    /// As there.
    pub fn parameters_for(
        medium: Medium,
        cell: Cell,
        positions: &[Vector3<f64>],
        accuracy: f64,
    ) -> Result<MeshParameters> {
        if !(1e-12..=1e-2).contains(&accuracy) {
            return Err(Error::Domain {
                name: "accuracy",
                value: accuracy,
                domain: "between 1e-12 and 0.01",
            });
        }
        let typical = typical(&medium, &cell, positions)?;
        MeshParameters::cheapest(&medium, &cell, positions.len(), accuracy * typical)
    }

    /// The sum with parameters of one's own; its accuracy is then theirs.
    ///
    /// # Errors
    /// When a position is not finite, when two are the same or images of each other, or when a parameter is
    /// outside its domain.
    pub fn with_parameters(
        medium: Medium,
        cell: Cell,
        positions: &[Vector3<f64>],
        parameters: MeshParameters,
    ) -> Result<Self> {
        parameters.check(&cell, positions.len())?;
        typical(&medium, &cell, positions)?;
        let boxes = Boxes::new(&cell, positions, parameters.cutoff);
        Ok(Self {
            body: Body::new((&medium, &cell), &boxes, &parameters)?,
            medium,
            cell,
            parameters,
            boxes,
        })
    }

    /// How it sums.
    pub fn parameters(&self) -> &MeshParameters {
        &self.parameters
    }

    /// Energy and strains of `dipoles` (energies), one for each position.
    ///
    /// # Errors
    /// When there are not as many dipoles as positions, or a number is not finite.
    pub fn interaction(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
    ) -> Result<Interaction> {
        let mut answer = Interaction::default();
        self.interaction_into(dipoles, boundary, &mut answer)?;
        Ok(answer)
    }

    /// The same into an answer that is used again and again.
    ///
    /// # Errors
    /// As above; the answer then stays as it was.
    pub fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        check(self.body.count(), dipoles, boundary)?;
        self.body.strains_into(dipoles, &mut answer.strains);
        answer.complete(dipoles, (&self.medium, self.cell.volume(), boundary));
        Ok(())
    }

    /// The sum for dipoles that only turn from what they are in `dipoles`: their traces stay, and are
    /// summed here once and for all.
    ///
    /// # Errors
    /// When there are not as many dipoles as positions, or a number is not finite.
    pub fn turning(mut self, dipoles: &[SymmetricTensor]) -> Result<TurningMesh> {
        check(self.body.count(), dipoles, &Boundary::CLAMPED)?;
        let traces = Traces::of(dipoles, |traces| {
            self.interaction(traces, &Boundary::CLAMPED)
        })?;
        // What six components need is no longer needed when that of five is made.
        drop(self.body);
        let body = Body::new((&self.medium, &self.cell), &self.boxes, &self.parameters)?;
        let held = (self.medium, self.cell.volume());
        Ok(TurningMesh::new(held, body, traces))
    }
}

/// The strain by which errors are measured; the positions are checked on the way.
fn typical(medium: &Medium, cell: &Cell, positions: &[Vector3<f64>]) -> Result<f64> {
    for position in positions {
        finite("position", position.iter())?;
    }
    let boxes = Boxes::new(cell, positions, 0.0);
    typical_strain(medium, cell.volume(), &boxes, TOUCHING)
}
