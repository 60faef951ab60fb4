//! Whether two replicas are in equilibrium, as far as they can tell, with the reasons against it.

use glassmelt::Warning;
use serde::Serialize;

use super::order::Order;
use super::record::Record;
use super::shear::SHEARS;
use crate::statistics::{Measurement, drift, estimate};

/// The fewest independent samples of energy and of each shear component, in each replica.
const FEWEST_SAMPLES: f64 = 20.0;
/// Two numbers disagree when they are so many standard errors apart.
const APART: f64 = 4.0;
/// Overlaps disagree when they also differ by this: correlation across the middle of a run alone makes the
/// self overlap larger by about `(2 tau/n)^2`, 0.0025 for the fewest samples.
const OVERLAPS_APART: f64 = 0.01;

/// Whether the numbers stand for equilibrium. Replicas that disagree are not equilibrated; replicas that
/// agree may still both be far from it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// Nothing speaks against it.
    pub equilibrated: bool,
    /// What speaks against it: `replica_energies_disagree`, `replicas_keep_apart`, `energy_drifts`,
    /// `shear_drifts`, `too_few_samples_of_energy`, `too_few_samples_of_shear`, `modulus_negative`,
    /// `not_a_number`; of rotors that come and go also `replica_counts_disagree`, `count_drifts` and
    /// `too_few_samples_of_count`.
    pub reasons: Vec<Warning>,
}

impl Verdict {
    pub(super) fn of(records: [&Record; 2], order: &Order, mu_r_k0: &Measurement) -> Self {
        Self::from_reasons([
            not_a_number(records),
            energies_disagree(records),
            replicas_keep_apart(order),
            energy_drifts(records),
            shear_drifts(records),
            few_samples_of_energy(records),
            few_samples_of_shear(records),
            modulus_negative(mu_r_k0),
        ])
    }

    /// The same of rotors that come and go: `counts` are their numbers at each look.
    pub(super) fn of_population(
        records: [&Record; 2],
        counts: [&[f64]; 2],
        mu_r_k0: &Measurement,
    ) -> Self {
        let samples = counts.map(|counts| estimate(counts).independent_samples);
        let drifts = counts.map(drift);
        Self::from_reasons([
            not_a_number(records),
            disagree("replica_counts_disagree", "numbers of rotors", counts, 1.0),
            energies_disagree(records),
            farthest(drifts).map(|sigma| drifting("count_drifts", "number of rotors", sigma)),
            energy_drifts(records),
            shear_drifts(records),
            few("too_few_samples_of_count", "number of rotors", samples),
            few_samples_of_energy(records),
            few_samples_of_shear(records),
            modulus_negative(mu_r_k0),
        ])
    }

    fn from_reasons(reasons: impl IntoIterator<Item = Option<Warning>>) -> Self {
        let reasons: Vec<Warning> = reasons.into_iter().flatten().collect();
        Self {
            equilibrated: reasons.is_empty(),
            reasons,
        }
    }
}

fn not_a_number(records: [&Record; 2]) -> Option<Warning> {
    let finite = |record: &Record| {
        let totals = (0..SHEARS).all(|c| record.total(c).iter().all(|x| x.is_finite()));
        totals && record.energies().iter().all(|x| x.is_finite())
    };
    (!records.into_iter().all(finite)).then(|| {
        Warning::new(
            "not_a_number",
            "An energy or a dipole is not a finite number.",
        )
    })
}

fn energies_disagree(records: [&Record; 2]) -> Option<Warning> {
    let (what, unit) = match records[0].rotors() {
        0 => ("energies", 1.0),
        rotors => ("energies per rotor", rotors as f64),
    };
    let energies = records.map(Record::energies);
    disagree("replica_energies_disagree", what, energies, unit)
}

fn disagree(code: &'static str, what: &str, series: [&[f64]; 2], unit: f64) -> Option<Warning> {
    let [one, other] = series.map(estimate);
    let error = one.error.hypot(other.error);
    ((one.mean - other.mean).abs() > APART * error).then(|| {
        Warning::new(
            code,
            format!(
                "The replicas are not equilibrated: their {what} are {:.6e} and {:.6e}, {:.1} standard \
                 errors apart.",
                one.mean / unit,
                other.mean / unit,
                (one.mean - other.mean).abs() / error
            ),
        )
    })
}

fn replicas_keep_apart(order: &Order) -> Option<Warning> {
    let (itself, cross) = (order.self_overlap.mean, order.edwards_anderson.mean);
    let difference = order.self_minus_cross;
    let apart = difference.mean > OVERLAPS_APART && difference.mean > APART * difference.error;
    apart.then(|| {
        Warning::new(
            "replicas_keep_apart",
            format!(
                "The replicas are not equilibrated: the two halves of each overlap by {itself:.3}, one \
                 replica with the other by {cross:.3}. Each remembers where it began."
            ),
        )
    })
}

fn energy_drifts(records: [&Record; 2]) -> Option<Warning> {
    let drifts = records.map(|record| drift(record.energies()));
    farthest(drifts).map(|sigma| drifting("energy_drifts", "energy", sigma))
}

fn shear_drifts(records: [&Record; 2]) -> Option<Warning> {
    let drifts = records
        .iter()
        .flat_map(|record| (0..SHEARS).map(|component| drift(&record.total(component))));
    farthest(drifts).map(|sigma| drifting("shear_drifts", "total dipole", sigma))
}

/// The drift farthest from zero, if it is too far.
fn farthest(drifts: impl IntoIterator<Item = f64>) -> Option<f64> {
    let farthest = drifts.into_iter().map(f64::abs).fold(0.0, f64::max);
    (farthest > APART).then_some(farthest)
}

fn drifting(code: &'static str, what: &str, sigma: f64) -> Warning {
    Warning::new(
        code,
        format!(
            "The {what} drifts: its mean over the second half of a replica is {sigma:.1} standard errors \
             from that over the first. Thermalize longer."
        ),
    )
}

/// Energies that are the same at every look of both replicas do not depend on the rotors, and say nothing.
fn few_samples_of_energy(records: [&Record; 2]) -> Option<Warning> {
    let first = records[0].energies().first();
    let idle = records
        .iter()
        .all(|record| record.energies().iter().all(|energy| Some(energy) == first));
    let moves = records[0].looks() > 1 && records[0].total(0).windows(2).any(|w| w[0] != w[1]);
    if idle && moves {
        return None;
    }
    let samples = records.map(|record| estimate(record.energies()).independent_samples);
    few("too_few_samples_of_energy", "energy", samples)
}

fn few_samples_of_shear(records: [&Record; 2]) -> Option<Warning> {
    let samples = records.iter().flat_map(|record| {
        (0..SHEARS).map(|component| estimate(&record.total(component)).independent_samples)
    });
    few("too_few_samples_of_shear", "total dipole", samples)
}

fn few(code: &'static str, what: &str, samples: impl IntoIterator<Item = f64>) -> Option<Warning> {
    let fewest = samples.into_iter().fold(f64::INFINITY, f64::min);
    (fewest < FEWEST_SAMPLES).then(|| {
        Warning::new(
            code,
            format!(
                "Too few independent samples: {fewest:.1} of the {what} in a replica, where at least \
                 {FEWEST_SAMPLES} are needed to tell its correlation time. Measure longer."
            ),
        )
    })
}

fn modulus_negative(mu_r: &Measurement) -> Option<Warning> {
    let Measurement { estimate, .. } = mu_r;
    (estimate.mean < 0.0).then(|| {
        Warning::new(
            "modulus_negative",
            format!(
                "The modulus at k = 0 is {:.4} +- {:.4} mu0, below zero: either the medium is unstable, or \
                 the rotors have not been everywhere that they can go.",
                estimate.mean, estimate.error
            ),
        )
    })
}
