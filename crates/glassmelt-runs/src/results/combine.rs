//! Samples put together: the mean over frozen places, and what speaks against equilibrium in any of them.

use std::collections::BTreeMap;

use glassmelt::Estimate;
use glassmelt_rotors::measure::{AtRadius, Averaged, CorrelationLength, Family, Measured, Verdict};
use glassmelt_rotors::statistics::{Measurement, over_samples};
use glassmelt_rotors::{Baselines, Rival, Tally};

use super::curves::independent_under;
use super::theories::{theories, word};
use super::{Along, AtDistance, AtWaveNumber, CouplingResult, Notice, OrderResult, Quantity};
use crate::plan::{Coupling, RunPlan};

/// The answer at one coupling from all samples, which were looked at alike; absent when there are none.
/// `tallies` are those of moves and of exchanges, over all samples and replicas.
pub fn combine(
    plan: &RunPlan,
    coupling: &Coupling,
    samples: &[Measured],
    baselines: &Baselines,
    [moves, exchanges]: [Tally; 2],
) -> Option<CouplingResult> {
    let first = samples.first()?;
    let over = Over {
        samples,
        every: plan.schedule.every as f64,
    };
    let mu_r = |rival| baselines.of(rival).and_then(|theory| theory.mu_r);
    let independent = independent_under(&plan.boundary);
    Some(CouplingResult {
        x0: coupling.x0,
        kt: coupling.kt,
        temperature_k: coupling.temperature_k,
        softening: baselines.softening,
        equilibrated: samples.iter().all(|sample| sample.verdict.equilibrated),
        reasons: reasons(samples.iter().map(|sample| &sample.verdict)),
        mu_r_k0: over.measured(|sample| sample.mu_r_k0),
        mu_r_k0_of_each: (0..first.mu_r_k0_of_each.len())
            .map(|c| over.measured(|sample| sample.mu_r_k0_of_each[c]))
            .collect(),
        mu_r_q: over.waves(|sample| &sample.mu_r_q),
        mu_r_along: over.along(|sample| &sample.mu_r_along),
        mu_r_r: over.radii(|sample| &sample.mu_r_r),
        xi: over.length(|sample| &sample.correlation_length),
        energy: over.measured(|sample| sample.energy),
        heat_capacity: over.measured(|sample| sample.heat_capacity),
        order: OrderResult {
            edwards_anderson: over.estimated(|sample| sample.order.edwards_anderson),
            self_overlap: over.estimated(|sample| sample.order.self_overlap),
            self_minus_cross: over.estimated(|sample| sample.order.self_minus_cross),
            ferroelastic: over.measured(|sample| sample.order.ferroelastic),
            ferroelastic_square: over.measured(|sample| sample.order.ferroelastic_square),
        },
        acceptance: moves.rate(),
        exchange: exchanges.rate(),
        independent: mu_r(independent),
        clausius_mossotti: mu_r(Rival::ClausiusMossotti),
        virial: mu_r(Rival::Virial),
        flow: mu_r(Rival::FlowAtHalfSide),
        theories: theories(baselines),
        dynamics: None,
        population: None,
    })
}

/// The samples of one coupling, and the sweeps between looks.
pub(super) struct Over<'a, S> {
    pub(super) samples: &'a [S],
    pub(super) every: f64,
}

impl<S> Over<'_, S> {
    fn estimated(&self, number: impl Fn(&S) -> Estimate) -> Quantity {
        let estimates: Vec<Estimate> = self.samples.iter().map(number).collect();
        quantity(&estimates, None)
    }

    pub(super) fn measured(&self, number: impl Fn(&S) -> Measurement) -> Quantity {
        let all: Vec<Measurement> = self.samples.iter().map(number).collect();
        let estimates: Vec<Estimate> = all.iter().map(|one| one.estimate).collect();
        let longest = all
            .iter()
            .map(|one| one.correlation_time)
            .fold(0.0, f64::max);
        quantity(&estimates, Some(self.every * longest))
    }

    pub(super) fn waves(&self, curve: impl Fn(&S) -> &[Averaged]) -> Vec<AtWaveNumber> {
        let points = self.samples.first().map_or(0, |sample| curve(sample).len());
        (0..points)
            .map(|point| AtWaveNumber {
                q: curve(&self.samples[0])[point].q,
                waves: curve(&self.samples[0])[point].waves,
                mu_r: self.measured(|sample| curve(sample)[point].mu_r),
            })
            .collect()
    }

    pub(super) fn along(&self, curves: impl Fn(&S) -> &[(Family, Vec<Averaged>)]) -> Vec<Along> {
        let families = self.samples.first().map_or(0, |s| curves(s).len());
        (0..families)
            .map(|family| Along {
                direction: word(curves(&self.samples[0])[family].0),
                mu_r_q: self.waves(|sample| &curves(sample)[family].1),
            })
            .collect()
    }

    pub(super) fn radii(&self, curve: impl Fn(&S) -> &[AtRadius]) -> Vec<AtDistance> {
        let radii = self.samples.first().map_or(0, |s| curve(s).len());
        (0..radii)
            .map(|index| AtDistance {
                radius: curve(&self.samples[0])[index].radius,
                mu_r: self.measured(|sample| curve(sample)[index].mu_r),
                mu_r_of_medium: self.measured(|sample| curve(sample)[index].mu_r_of_medium),
            })
            .collect()
    }

    /// The mean over the samples that have a length; absent where less than half of them have.
    pub(super) fn length(&self, of: impl Fn(&S) -> &CorrelationLength) -> Option<Quantity> {
        let lengths = self
            .samples
            .iter()
            .filter_map(|sample| Some(of(sample).xi?.estimate));
        let lengths: Vec<Estimate> = lengths.collect();
        let enough = !lengths.is_empty() && 2 * lengths.len() >= self.samples.len();
        enough.then(|| quantity(&lengths, None))
    }
}

/// The mean over samples; what is not finite is left out.
pub(crate) fn quantity(samples: &[Estimate], correlation_sweeps: Option<f64>) -> Quantity {
    let finite = |number: f64| number.is_finite().then_some(number);
    let over = over_samples(samples).map(|over| over.estimate);
    Quantity {
        mean: over.and_then(|estimate| finite(estimate.mean)),
        error: over.and_then(|estimate| finite(estimate.error)),
        independent_samples: over.map_or(0.0, |estimate| estimate.independent_samples),
        correlation_sweeps: correlation_sweeps.and_then(finite),
    }
}

/// Walkers that exchange come from couplings where rotors move fast: where one of these is not in
/// equilibrium, no stronger coupling is, whatever its own numbers say.
pub(crate) fn doubt_the_colder(results: &mut [CouplingResult]) {
    let late = results.iter().filter(|result| !result.equilibrated);
    let Some(first) = late.map(|result| result.x0).reduce(f64::min) else {
        return;
    };
    for result in results.iter_mut().filter(|result| result.x0 > first) {
        if result.equilibrated {
            result.equilibrated = false;
            result.reasons.push(Notice {
                code: "warmer_not_equilibrated".to_owned(),
                message: format!(
                    "The rotors come from X0 = {first}, where something speaks against equilibrium."
                ),
            });
        }
    }
}

/// Each reason once, in the words of the first sample that has it, and in how many samples.
pub(super) fn reasons<'a>(verdicts: impl ExactSizeIterator<Item = &'a Verdict>) -> Vec<Notice> {
    let mut found: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let samples = verdicts.len();
    for reason in verdicts.flat_map(|verdict| &verdict.reasons) {
        found.entry(reason.code).or_insert((0, &reason.message)).0 += 1;
    }
    let all = found.into_iter();
    all.map(|(code, (count, message))| Notice {
        code: code.to_owned(),
        message: match samples {
            1 => message.to_owned(),
            all => format!("In {count} of {all} samples; in the first of them: {message}"),
        },
    })
    .collect()
}
