//! What sums the elastic energy of a sample, and what moves its rotors.

use glassmelt_rotors::{
    Boundary, Core, Couplings, Crew, Ewald, EwaldAt, Field, HeatBath, HybridMonteCarlo, LatticeSum,
    LatticeTable, Leaps, Metropolis, PairTable, ParticleMesh, Sampler, Splitting, Visits,
};

use crate::error::{Result, RunError};
use crate::file::{Method, SamplerKind};
use crate::plan::{Places, RunPlan};

/// Up to so many rotors off the lattice all pairs are looked up, which needs 84 bytes for each pair.
const FEW: usize = 600;
/// From so many rotors on one sum uses all threads; below, each walker has its own.
const MANY: usize = 2048;
/// The most leaps of a trajectory.
const MOST_LEAPS: u32 = 20;

/// How a sample is summed, once "auto" is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Lattice,
    Ewald,
    Mesh,
    Pairs,
}

/// The way of a plan.
pub(super) fn way(plan: &RunPlan, places: &Places) -> Result<Way> {
    let point = plan.field.core == Core::Point;
    let way = match (plan.field.method, places) {
        (Method::Auto | Method::Lattice, Places::OnLattice(..)) => Way::Lattice,
        (Method::Auto, Places::Free(free)) if free.len() <= FEW => Way::Pairs,
        (Method::Auto | Method::Mesh, _) => Way::Mesh,
        (Method::Ewald, _) => Way::Ewald,
        (Method::Pairs, _) => Way::Pairs,
        (Method::Lattice, Places::Free(_)) => {
            return Err(unanswered(
                "[field] method = \"lattice\" needs [sites] kind = \"lattice\"",
            ));
        }
    };
    if way == Way::Lattice || point {
        Ok(way)
    } else {
        Err(unanswered(
            "a smeared core needs [sites] kind = \"lattice\" and [field] method = \"lattice\"",
        ))
    }
}

/// The field of a plan at these places.
pub(super) fn field(plan: &RunPlan, places: &Places) -> Result<Box<dyn Field>> {
    let dipoles = vec![plan.dipole; plan.count()];
    Ok(match (way(plan, places)?, places) {
        (Way::Lattice, Places::OnLattice(lattice, sites)) => {
            let sum = LatticeSum::new(*lattice, plan.medium, plan.field.core, sites)?;
            Box::new(sum.turning(&dipoles)?)
        }
        (Way::Mesh, _) => {
            let (cell, accuracy) = (*plan.cell(), plan.field.accuracy);
            let mesh = ParticleMesh::new(plan.medium, cell, &places.positions(), accuracy)?;
            Box::new(mesh.turning(&dipoles)?)
        }
        (Way::Ewald, _) => Box::new(EwaldAt {
            ewald: ewald(plan)?,
            places: places.positions(),
        }),
        _ => Box::new(PairTable::new(&ewald(plan)?, &places.positions())?),
    })
}

/// The samplers of a plan at these places, for the walkers of one of so many ranks.
pub(super) fn crew(plan: &RunPlan, places: &Places, ranks: usize) -> Result<Crew> {
    let walkers = (plan.couplings.len() * glassmelt_rotors::REPLICAS).div_ceil(ranks);
    let count = match plan.count() {
        MANY.. => 1,
        _ => rayon::current_num_threads().min(walkers).max(1),
    };
    let samplers = (0..count).map(|_| sampler(plan, places));
    Ok(Crew::new(samplers.collect::<Result<_>>()?))
}

fn sampler(plan: &RunPlan, places: &Places) -> Result<Box<dyn Sampler>> {
    if plan.sampler.kind == SamplerKind::Hybrid {
        let leaps = Leaps {
            stride: plan.sampler.stride,
            length: plan.sampler.length,
            most: MOST_LEAPS,
        };
        let field = field(plan, places)?;
        return Ok(Box::new(HybridMonteCarlo::new(
            field,
            plan.boundary,
            leaps,
        )?));
    }
    match (way(plan, places)?, places) {
        (Way::Lattice, Places::OnLattice(lattice, sites)) => single(
            plan,
            LatticeTable::new(*lattice, plan.medium, plan.field.core, sites)?,
        ),
        (Way::Pairs, _) => single(plan, PairTable::new(&ewald(plan)?, &places.positions())?),
        _ => Err(unanswered(
            "moves of single rotors look pairs up: expected [field] method = \"auto\" on a lattice, \
             \"pairs\" elsewhere",
        )),
    }
}

fn single<C: Couplings + 'static>(plan: &RunPlan, couplings: C) -> Result<Box<dyn Sampler>> {
    let (boundary, visits): (Boundary, _) = (plan.boundary, Visits::InTurn);
    Ok(match plan.sampler.kind {
        SamplerKind::HeatBath => Box::new(HeatBath::new(couplings, boundary, visits)),
        _ => Box::new(Metropolis::new(
            couplings,
            boundary,
            plan.sampler.stride,
            visits,
        )?),
    })
}

/// Ewald's sum with real space as far as half of the shortest side.
pub(crate) fn ewald(plan: &RunPlan) -> Result<Ewald> {
    let accuracy = plan.field.accuracy;
    let reach = Splitting::new(1.0, accuracy)?.range();
    let half = 0.5 * plan.cell().sides().min();
    let splitting = Splitting::new(half / reach, accuracy)?;
    Ok(Ewald::new(plan.medium, *plan.cell(), splitting)?)
}

pub(crate) fn unanswered(what: &str) -> RunError {
    RunError::Unanswered {
        what: what.to_owned(),
    }
}
