//! What a crowd knows so far.

use glassmelt_rotors::measure::{Gathered, Setting};
use glassmelt_rotors::{Baselines, Boundary, Tally};

use super::Crowd;
use crate::error::Result;
use crate::plan::RunPlan;
use crate::results::{CouplingResult, Notice, RunResults, combine_population};

impl Crowd {
    /// Every coupling at which anything was seen, from all samples that were looked at.
    pub(super) fn answer(&self) -> Result<RunResults> {
        let (sides, count) = (self.plan.cell().sides(), self.plan.count());
        let density = count as f64 / self.plan.cell().volume();
        let mut results = Vec::new();
        for rung in 0..self.plan.couplings.len() {
            results.extend(self.at(rung)?);
        }
        let fewest = self.sweeps.iter().copied().min().unwrap_or(0);
        let thermalize = self.plan.schedule.thermalize;
        Ok(RunResults {
            warnings: warnings(&self.plan, &results),
            results,
            rotors: count,
            density,
            sides: sides.into(),
            hold: match self.plan.boundary {
                Boundary::Strain(_) => "strain".to_owned(),
                Boundary::Stress(_) => "stress".to_owned(),
            },
            samples: self.plan.schedule.samples,
            thermalized: fewest.min(thermalize),
            measured: fewest.saturating_sub(thermalize),
            critical_softening: self.critical_softening(density)?,
        })
    }

    /// The x at which the mean field's modulus vanishes, which is that of the medium alone.
    fn critical_softening(&self, density: f64) -> Result<Option<f64>> {
        let (x0, side) = (self.plan.couplings[0].x0, self.plan.cell().sides().min());
        let said = Baselines::new(&self.plan.medium, &self.plan.dipole, (x0, density), side)?;
        Ok(Some(said.critical_softening).filter(|x| x.is_finite()))
    }

    fn at(&self, rung: usize) -> Result<Option<CouplingResult>> {
        let (coupling, rungs) = (&self.plan.couplings[rung], self.plan.couplings.len());
        let setting = Setting {
            probe: &self.waves,
            medium: self.plan.medium,
            dipole: self.plan.dipole,
            kt: coupling.kt,
            boundary: self.plan.boundary,
        };
        let mut gathered = Vec::new();
        let mut tallies = [Tally::default(); 4];
        for sample in self.walkers.chunks(self.of_sample()) {
            let both = [0, 1].map(|replica| sample[replica * rungs + rung].seen());
            if both[0].record.looks() == 0 {
                continue;
            }
            let records = both.map(|seen| &seen.record);
            let counts = both.map(|seen| seen.counts.as_slice());
            gathered.push(Gathered::of(&setting, records, counts)?);
            for (sum, more) in both.iter().flat_map(|seen| tallies_of(&seen.tallies)) {
                tallies[sum].tried += more.tried;
                tallies[sum].accepted += more.accepted;
            }
        }
        let activity = super::activity(&self.plan, rung)?;
        combine_population(&self.plan, (coupling, activity), &gathered, tallies)
    }
}

fn tallies_of(tallies: &[Tally; 4]) -> impl Iterator<Item = (usize, &Tally)> {
    tallies.iter().enumerate()
}

fn warnings(plan: &RunPlan, results: &[CouplingResult]) -> Vec<Notice> {
    let late = Notice::not_equilibrated(results);
    let choice = Notice::new(
        "activity_by_choice",
        "The activity z of a rotor is the y of Eq. 11, per site of a lattice or per a^3: the theory does not \
         say what volume and what orientations its y counts, so that a factor of order one in z is a choice.",
    );
    let few = Notice::few_samples(plan);
    late.into_iter().chain(few).chain([choice]).collect()
}
