//! What the theories say between the couplings of a run.

use glassmelt_rotors::{Baselines, Boundary, Lattice, Rival};
use serde::{Deserialize, Serialize};

use super::RunResults;
use crate::error::Result;
use crate::plan::RunPlan;

/// What the theories say at one coupling, `mu_R/mu0`; absent where a theory has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TheoryPoint {
    /// X0.
    pub x0: f64,
    /// Rotors that do not feel each other, under what the run holds.
    pub independent: Option<f64>,
    /// The mean field.
    pub clausius_mossotti: Option<f64>,
    /// The mean field with pairs, places frozen.
    pub virial: Option<f64>,
    /// Eqs. 16-17 at R = L/2.
    pub flow: Option<f64>,
    /// `n a^3` of rotors that come and go and do not feel each other, at the activity of Eq. 11.
    pub ideal_density: Option<f64>,
}

/// The theories at any couplings, for the rotors of a run. Where these come and go, the moduli are those at the
/// measured density, a power of X0 from one coupling of the run to the next; beyond its couplings there are none.
///
/// # Errors
/// Unless every coupling is finite and positive.
pub fn theories_at(
    plan: &RunPlan,
    results: &RunResults,
    couplings: &[f64],
) -> Result<Vec<TheoryPoint>> {
    let cell = plan.cell();
    let known = plan.count() as f64 / cell.volume();
    let density = |x0| match plan.population {
        None => Some(known),
        Some(_) => results.measured_density(x0),
    };
    // The thermal energy at X0 = 1.
    let unit = plan.couplings[0].kt * plan.couplings[0].x0;
    let at = |&x0: &f64| {
        let side = cell.sides().min();
        let said = density(x0)
            .map(|density| Baselines::new(&plan.medium, &plan.dipole, (x0, density), side))
            .transpose()?;
        let mu_r = |rival| said.as_ref()?.of(rival)?.mu_r;
        Ok(TheoryPoint {
            x0,
            independent: mu_r(independent_under(&plan.boundary)),
            clausius_mossotti: mu_r(Rival::ClausiusMossotti),
            virial: mu_r(pairs_of(plan)),
            flow: mu_r(Rival::FlowAtHalfSide),
            ideal_density: ideal_density(plan, unit / x0)?,
        })
    };
    couplings.iter().map(at).collect()
}

impl RunResults {
    /// Whether rotors come and go.
    pub fn have_populations(&self) -> bool {
        self.results.iter().any(|at| at.population.is_some())
    }

    /// `n a^3` of rotors that come and go between the couplings of the run, a power of X0 from one to the next;
    /// absent beyond them, and where there are no rotors.
    pub fn measured_density(&self, x0: f64) -> Option<f64> {
        let known = self.results.iter().filter_map(|at| {
            let density = at.population?.density.mean?;
            (density > 0.0).then_some((at.x0, density))
        });
        power_between(known.collect(), x0)
    }
}

/// A positive number between places where it is known, a power of the place from one to the next; absent beyond.
pub fn power_between(mut known: Vec<(f64, f64)>, place: f64) -> Option<f64> {
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let Some(&(_, value)) = known.iter().find(|(at, _)| *at == place) {
        return Some(value);
    }
    let mut steps = known.windows(2).map(|ends| (ends[0], ends[1]));
    let (low, high) = steps.find(|(low, high)| low.0 < place && place < high.0)?;
    let part = (place / low.0).ln() / (high.0 / low.0).ln();
    Some(low.1 * (high.1 / low.1).powf(part))
}

/// `n a^3` of rotors that come and go at the thermal energy `kt` and do not feel each other: `z/(1 + z)` for each
/// site, `z` off a lattice with hard cores left out; absent where none come and go.
///
/// # Errors
/// When Eq. 11 has no answer.
pub(super) fn ideal_density(plan: &RunPlan, kt: f64) -> Result<Option<f64>> {
    let Some(population) = &plan.population else {
        return Ok(None);
    };
    let z = population.activity(kt)?;
    let sites = |lattice: &Lattice| lattice.sites() as f64 / plan.cell().volume();
    let lattice = plan.sites.lattice();
    Ok(Some(
        lattice.map_or(z, |lattice| z / (1.0 + z) * sites(lattice)),
    ))
}

/// The second order in the density that suits places that are frozen, or in equilibrium with the rotors.
pub(super) fn pairs_of(plan: &RunPlan) -> Rival {
    match plan.population {
        None => Rival::Virial,
        Some(_) => Rival::VirialAnnealed,
    }
}

/// Which theory of independent rotors answers to what is held.
pub(super) fn independent_under(boundary: &Boundary) -> Rival {
    match boundary {
        Boundary::Strain(_) => Rival::IndependentAtStrain,
        Boundary::Stress(_) => Rival::Independent,
    }
}
