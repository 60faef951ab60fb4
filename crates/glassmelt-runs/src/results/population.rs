//! Samples of rotors that come and go put together.

use std::f64::consts::PI;

use glassmelt_rotors::measure::Gathered;
use glassmelt_rotors::{Baselines, Rival, Tally};
use serde::{Deserialize, Serialize};

use super::combine::{Over, reasons};
use super::curves::{ideal_density, independent_under, pairs_of};
use super::theories::theories;
use super::{CouplingResult, OrderResult, Quantity};
use crate::error::Result;
use crate::plan::{Coupling, RunPlan};

/// Numbers of rotors that come and go, at one coupling.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PopulationResult {
    /// z per site of a lattice or per a^3: the square root of Eq. 11's `y^2`.
    pub activity: f64,
    /// `n a^3` of rotors that do not feel each other, at this activity: `z/(1 + z)` for each site, `z` off a
    /// lattice, where hard cores are left out.
    #[serde(default)]
    pub ideal_density: Option<f64>,
    /// `n a^3`.
    pub density: Quantity,
    /// The part of the volume inside hard cores of diameter a, `pi n a^3/6`.
    pub core_fraction: Quantity,
    /// `(<N^2> - <N>^2)/<N>`: one for an ideal gas, smaller where cores keep rotors apart, larger where rotors
    /// attract each other.
    pub number_fluctuation: Quantity,
    /// H per volume a^3, in the unit of energy of the dipole.
    pub energy_density: Quantity,
    /// The part of attempts to insert that was accepted.
    pub insertion: Option<f64>,
    /// The same of deletions.
    pub deletion: Option<f64>,
    /// The same of hops.
    pub hop: Option<f64>,
}

/// The answer at one coupling with this activity from all samples, which were looked at alike; absent when
/// there are none. `tallies` are those of insertions, deletions, hops and turns, over all walkers. The theories
/// are asked at the measured density, and are silent where there are no rotors.
///
/// # Errors
/// When the theories cannot be asked.
pub fn combine_population(
    plan: &RunPlan,
    (coupling, activity): (&Coupling, f64),
    samples: &[Gathered],
    tallies: [Tally; 4],
) -> Result<Option<CouplingResult>> {
    if samples.is_empty() {
        return Ok(None);
    }
    let over = Over {
        samples,
        every: plan.schedule.every as f64,
    };
    let density = over.measured(|sample| sample.density);
    let baselines = density
        .mean
        .filter(|density| *density > 0.0)
        .map(|density| {
            let side = plan.cell().sides().min();
            Baselines::new(&plan.medium, &plan.dipole, (coupling.x0, density), side)
        })
        .transpose()?;
    let mu_r = |rival| baselines.as_ref()?.of(rival)?.mu_r;
    let [insertion, deletion, hop, turn] = tallies.map(|tally| tally.rate());
    Ok(Some(CouplingResult {
        x0: coupling.x0,
        kt: coupling.kt,
        temperature_k: coupling.temperature_k,
        softening: baselines.as_ref().map_or(0.0, |said| said.softening),
        equilibrated: samples.iter().all(|sample| sample.verdict.equilibrated),
        reasons: reasons(samples.iter().map(|sample| &sample.verdict)),
        mu_r_k0: over.measured(|sample| sample.mu_r_k0),
        mu_r_k0_of_each: (0..samples[0].mu_r_k0_of_each.len())
            .map(|c| over.measured(|sample| sample.mu_r_k0_of_each[c]))
            .collect(),
        mu_r_q: over.waves(|sample| &sample.mu_r_q),
        mu_r_along: over.along(|sample| &sample.mu_r_along),
        mu_r_r: over.radii(|sample| &sample.mu_r_r),
        xi: over.length(|sample| &sample.correlation_length),
        energy: over.measured(|sample| sample.energy),
        heat_capacity: Quantity::ABSENT,
        order: NO_ORDER,
        acceptance: turn,
        exchange: None,
        independent: mu_r(independent_under(&plan.boundary)),
        clausius_mossotti: mu_r(Rival::ClausiusMossotti),
        virial: mu_r(pairs_of(plan)),
        flow: mu_r(Rival::FlowAtHalfSide),
        theories: baselines.as_ref().map(theories).unwrap_or_default(),
        dynamics: None,
        population: Some(PopulationResult {
            activity,
            ideal_density: ideal_density(plan, coupling.kt)?,
            density,
            core_fraction: scaled(density, PI / 6.0),
            number_fluctuation: over.measured(|sample| sample.number_fluctuation),
            energy_density: over.measured(|sample| sample.energy_density),
            insertion,
            deletion,
            hop,
        }),
    }))
}

/// Rotors that come and go have no order of their own.
const NO_ORDER: OrderResult = OrderResult {
    edwards_anderson: Quantity::ABSENT,
    self_overlap: Quantity::ABSENT,
    self_minus_cross: Quantity::ABSENT,
    ferroelastic: Quantity::ABSENT,
    ferroelastic_square: Quantity::ABSENT,
};

/// A number of times a quantity.
fn scaled(quantity: Quantity, factor: f64) -> Quantity {
    Quantity {
        mean: quantity.mean.map(|mean| factor * mean),
        error: quantity.error.map(|error| factor * error),
        ..quantity
    }
}
