//! The sum over all rotors that suits their places.

use glassmelt::SymmetricTensor;
use glassmelt_rotors::{Boundary, Core, Ewald, EwaldAt, Field, Interaction, LatticeSum, Splitting};

use crate::error::{Result, RunError};
use crate::file::Method;
use crate::plan::{Places, RunPlan};

/// Any field.
pub(super) struct AnyField(Box<dyn Field>);

impl Field for AnyField {
    fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> glassmelt_rotors::Result<()> {
        self.0.interaction_into(dipoles, boundary, answer)
    }
}

/// Fourier transforms on a lattice, Ewald's sum elsewhere, as the plan wishes.
pub(super) fn field(plan: &RunPlan, places: &Places) -> Result<AnyField> {
    let (medium, core) = (plan.medium, plan.field.core);
    match (plan.field.method, places) {
        (Method::Auto | Method::Lattice, Places::OnLattice(lattice, sites)) => {
            let dipoles = vec![plan.dipole; sites.len()];
            let sum = LatticeSum::new(*lattice, medium, core, sites)?;
            Ok(AnyField(Box::new(sum.turning(&dipoles)?)))
        }
        (Method::Auto | Method::Ewald, _) if core == Core::Point => {
            let ewald = Ewald::new(medium, *plan.cell(), splitting(plan)?)?;
            let places = places.positions();
            Ok(AnyField(Box::new(EwaldAt { ewald, places })))
        }
        _ => Err(RunError::Unanswered {
            what: "[field]: expected method = \"auto\", and core = \"point\" off the lattice"
                .to_owned(),
        }),
    }
}

/// Real space as far as half of the shortest side.
fn splitting(plan: &RunPlan) -> Result<Splitting> {
    let accuracy = plan.field.accuracy;
    let reach = Splitting::new(1.0, accuracy)?.range();
    let half = 0.5 * plan.cell().sides().min();
    Ok(Splitting::new(half / reach, accuracy)?)
}
