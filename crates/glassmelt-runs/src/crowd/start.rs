//! Populations at their start: each at its own draw of places, rotors turned at random.

use glassmelt_rotors::measure::Probe;
use glassmelt_rotors::population::{Continuum, GrandCanonical, Moves, Population, Sites, Space};
use glassmelt_rotors::random::Purpose;
use glassmelt_rotors::{Cell, Lattice, REPLICAS, Rotors, Tuning};

use super::ground::Ground;
use super::walker::{OnGround, Seen, Walker};
use crate::error::Result;
use crate::plan::{Places, RunPlan};
use crate::simulation::{LONGEST_TURN, fields};

/// The hard core a, the unit of length.
const CORE: f64 = 1.0;
/// The deviation of a hop along each axis, in hard cores: a choice that decides the efficiency and nothing else.
const HOP: f64 = 0.3;
/// The most attempts of a kind in a sweep.
const MOST_ATTEMPTS: f64 = 1e6;

/// All walkers of a plan: by sample, replica and coupling, each at places of its own where places are drawn at
/// random, so that replicas that agree have come to it from different starts.
pub(super) fn walkers(plan: &RunPlan, waves: &Probe) -> Result<Vec<Box<dyn Walker>>> {
    let mut all = Vec::new();
    let mut lattice: Option<(Lattice, Sites)> = None;
    let each = u32::try_from(plan.couplings.len()).unwrap_or(u32::MAX);
    let count = plan.schedule.samples as usize * REPLICAS * plan.couplings.len();
    for number in 0..u32::try_from(count).unwrap_or(u32::MAX) {
        let rung = (number % each) as usize;
        match plan.places(number)? {
            Places::OnLattice(ground, sites) => {
                let known = lattice.take().map(|(_, space)| space);
                let space = match known {
                    Some(space) => space,
                    None => Sites::new(ground, plan.medium, plan.field.core)?,
                };
                all.push(walker(
                    plan,
                    (&ground, &space),
                    &sites,
                    (number, rung),
                    waves,
                )?);
                lattice = Some((ground, space));
            }
            Places::Free(places) => {
                let space = Continuum::new(fields::ewald(plan)?, CORE, HOP)?;
                let cell: Cell = *plan.cell();
                all.push(walker(
                    plan,
                    (&cell, &space),
                    &places,
                    (number, rung),
                    waves,
                )?);
            }
        }
    }
    Ok(all)
}

/// The walker with this number, at the coupling of this rung.
fn walker<G: Ground + 'static>(
    plan: &RunPlan,
    (ground, space): (&G, &G::Space),
    places: &[G::Place],
    (number, rung): (u32, usize),
    waves: &Probe,
) -> Result<Box<dyn Walker>> {
    let activity = super::activity(plan, rung)?;
    let moves = moves(plan, activity, space.room());
    let mut gas = GrandCanonical::new(space.clone(), plan.boundary, activity, moves)?;
    gas.take_all(places)?;
    let seed = plan.schedule.seed;
    let turned = seed.stream(Purpose::Start, number, 0);
    let rotors = Rotors::random(plan.dipole, places.len(), turned)?;
    Ok(Box::new(OnGround {
        ground: *ground,
        gas,
        population: Population::new(places.to_vec(), rotors)?,
        kt: plan.couplings[rung].kt,
        seed,
        number,
        tuning: Tuning::new(plan.sampler.stride, LONGEST_TURN, plan.sampler.acceptance),
        seen: Seen::nothing(waves),
    }))
}

/// What a sweep is made of, which must not follow the number of rotors: for each of the rotors at the start, or
/// of those of the ideal gas at the activity z where they are more, about one turn, one hop, one insertion and
/// one deletion.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn moves(plan: &RunPlan, activity: f64, room: f64) -> Moves {
    let ideal = room * activity / (1.0 + activity);
    let attempts = (plan.count() as f64).max(ideal).ceil();
    let attempts = attempts.clamp(1.0, MOST_ATTEMPTS) as u32;
    Moves {
        exchanges: 2 * attempts,
        hops: attempts,
        turns: attempts,
        stride: plan.sampler.stride,
    }
}
