//! What a simulation knows so far.

use glassmelt_rotors::measure::{Measured, Setting};
use glassmelt_rotors::{Baselines, Boundary, Tally};

use super::Simulation;
use crate::error::Result;
use crate::plan::RunPlan;
use crate::results::{CouplingResult, Notice, RunResults, combine, doubt_the_colder};

impl Simulation {
    /// Every coupling at which anything was seen, from all samples that were looked at.
    pub(super) fn answer(&self) -> Result<RunResults> {
        let (sides, count) = (self.plan.cell().sides(), self.plan.count());
        let density = count as f64 / self.plan.cell().volume();
        let mut results = Vec::new();
        let mut critical = None;
        for rung in 0..self.plan.couplings.len() {
            let coupling = &self.plan.couplings[rung];
            let (medium, x0) = (&self.plan.medium, coupling.x0);
            let baselines = Baselines::new(medium, &self.plan.dipole, (x0, density), sides.min())?;
            critical = Some(baselines.critical_softening).filter(|x| x.is_finite());
            results.extend(self.at(rung, &baselines)?);
        }
        if self.plan.sampler.exchange == crate::plan::Exchange::Neighbours {
            doubt_the_colder(&mut results);
        }
        let [thermalized, measured] = self.spent();
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
            thermalized,
            measured,
            critical_softening: critical,
        })
    }

    /// The sweeps that every walker has done, before measuring and while.
    fn spent(&self) -> [u64; 2] {
        let fewest = self.sweeps.iter().copied().min().unwrap_or(0);
        let thermalize = self.plan.schedule.thermalize;
        [fewest.min(thermalize), fewest.saturating_sub(thermalize)]
    }

    fn at(&self, rung: usize, baselines: &Baselines) -> Result<Option<CouplingResult>> {
        let coupling = &self.plan.couplings[rung];
        let mut measured = Vec::new();
        let mut tallies = [Tally::default(); 2];
        for sample in &self.samples {
            let records = sample.records(rung);
            if records[0].looks() == 0 {
                continue;
            }
            let setting = Setting {
                probe: sample.probe(),
                medium: self.plan.medium,
                dipole: self.plan.dipole,
                kt: coupling.kt,
                boundary: self.plan.boundary,
            };
            measured.push(Measured::of(&setting, records)?);
            for ladder in sample.replicas() {
                let both = [ladder.acceptance(rung), ladder.exchanges(rung)];
                for (sum, more) in tallies.iter_mut().zip(both) {
                    sum.tried += more.tried;
                    sum.accepted += more.accepted;
                }
            }
        }
        let combined = combine(&self.plan, coupling, &measured, baselines, tallies);
        let Some(mut result) = combined else {
            return Ok(None);
        };
        if let Some(motion) = &self.motion {
            result.dynamics = motion.result(self, rung)?;
        }
        Ok(Some(result))
    }
}

/// What to know of all couplings together.
fn warnings(plan: &RunPlan, results: &[CouplingResult]) -> Vec<Notice> {
    let mut warnings: Vec<Notice> = Notice::not_equilibrated(results).into_iter().collect();
    warnings.extend(Notice::few_samples(plan));
    let stuck = results.iter().filter_map(|result| result.exchange);
    if stuck.clone().count() > 0 && stuck.fold(f64::INFINITY, f64::min) < 0.02 {
        warnings.push(Notice::new(
            "rungs_far_apart",
            "Some neighbouring couplings hardly ever exchange their rotors (below 2 percent): put \
             couplings between them.",
        ));
    }
    warnings
}
