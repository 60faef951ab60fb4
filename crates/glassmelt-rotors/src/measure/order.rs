//! Order that stays: of each rotor (Edwards and Anderson), of all together, and whether each replica
//! remembers more of itself than of the other.

use std::ops::Range;

use glassmelt::Estimate;
use serde::Serialize;

use super::connected;
use super::measured::Setting;
use super::record::Record;
use super::rotor_means::RotorMeans;
use super::shear::{SHEARS, dot, five};
use crate::statistics::{Columns, Measurement, correlation_time, jackknife_error, of_means};

/// Order parameters, from zero (none) to one (all rotors stand still, for the ferroelastic one alike).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Order {
    /// `q_EA = (1/N) sum_a <q_a>_1:<q_a>_2/(q0:q0)`, deviators, one mean from each replica. At frozen places
    /// it is not zero at any temperature: each rotor sits in the field of its surroundings.
    pub edwards_anderson: Estimate,
    /// The same of the two halves of one replica's looks, mean of both replicas.
    pub self_overlap: Estimate,
    /// Self overlap minus `edwards_anderson`: zero for replicas in equilibrium.
    pub self_minus_cross: Estimate,
    /// `<m>_1:<m>_2/(q0:q0)` with m the mean dipole per rotor.
    pub ferroelastic: Measurement,
    /// `<m:m>/(q0:q0)`; `1/N` for rotors that do not feel each other.
    pub ferroelastic_square: Measurement,
}

impl Order {
    pub(super) fn of(setting: &Setting, records: [&Record; 2]) -> Self {
        let rotors = setting.probe.places() as f64;
        let one = setting.dipole.deviator().norm().powi(2);
        let [edwards_anderson, self_overlap, self_minus_cross] =
            overlaps(records, 1.0 / (rotors * one));
        let weight = 1.0 / (rotors * rotors * one);
        let totals: [Columns; 2] =
            records.map(|record| (0..SHEARS).map(|c| record.total(c)).collect());
        let squares = totals.clone().map(connected::columns);
        Self {
            edwards_anderson,
            self_overlap,
            self_minus_cross,
            ferroelastic: of_means(&totals, |means| {
                let products = means[0].iter().zip(&means[1]).map(|(a, b)| a * b);
                weight * products.sum::<f64>()
            }),
            ferroelastic_square: of_means(&squares, |means| {
                0.5 * weight * (means[0][0] + means[1][0])
            }),
        }
    }
}

/// Cross overlap, self overlap and their difference, with errors of leaving out one block of one replica.
fn overlaps(records: [&Record; 2], weight: f64) -> [Estimate; 3] {
    let whole = records.map(|record| Halves::of(record.means()));
    let value = compare(&whole[0], &whole[1], weight);
    let mut variances = [0.0; 3];
    for k in 0..2 {
        let blocks = records[k].means().blocks();
        let without: Vec<[f64; 3]> = blocks
            .iter()
            .map(|block| {
                let mut halves = whole.clone();
                halves[k].leave_out(records[k].means(), block);
                compare(&halves[0], &halves[1], weight)
            })
            .collect();
        for (index, variance) in variances.iter_mut().enumerate() {
            let values: Vec<f64> = without.iter().map(|values| values[index]).collect();
            *variance += jackknife_error(&values).powi(2);
        }
    }
    let independent_samples = records.iter().map(|record| samples(record)).sum();
    std::array::from_fn(|index| Estimate {
        mean: value[index],
        error: variances[index].sqrt(),
        independent_samples,
    })
}

/// The looks of a record in units of twice the longest correlation time of its total.
fn samples(record: &Record) -> f64 {
    let times = (0..SHEARS).map(|c| correlation_time(&record.total(c)));
    let longest = times.fold(0.5, f64::max);
    if longest.is_finite() {
        record.looks() as f64 / (2.0 * longest)
    } else {
        0.5
    }
}

fn compare(one: &Halves, other: &Halves, weight: f64) -> [f64; 3] {
    let cross = weight * overlap(&one.whole(), &other.whole());
    let alone = 0.5 * weight * (one.overlap() + other.overlap());
    [cross, alone, alone - cross]
}

/// Sums over the looks of both halves of a record.
#[derive(Clone)]
struct Halves {
    looks: [Range<usize>; 2],
    sums: [Vec<f64>; 2],
    counts: [usize; 2],
}

impl Halves {
    fn of(means: &RotorMeans) -> Self {
        let looks = means.halves();
        Self {
            sums: [0, 1].map(|half| means.sum(&looks[half])),
            counts: [looks[0].len(), looks[1].len()],
            looks,
        }
    }

    fn leave_out(&mut self, means: &RotorMeans, block: &Range<usize>) {
        let half = usize::from(block.start >= self.looks[1].start);
        let of_block = means.sum(block);
        for (sum, part) in self.sums[half].iter_mut().zip(of_block) {
            *sum -= part;
        }
        self.counts[half] -= block.len();
    }

    fn overlap(&self) -> f64 {
        let counts = self.counts.map(|count| count.max(1) as f64);
        overlap(&self.sums[0], &self.sums[1]) / (counts[0] * counts[1])
    }

    fn whole(&self) -> Vec<f64> {
        let count = (self.counts[0] + self.counts[1]).max(1) as f64;
        let pairs = self.sums[0].iter().zip(&self.sums[1]);
        pairs.map(|(a, b)| (a + b) / count).collect()
    }
}

/// `sum_a <q_a>:<q_a>` of two lists of means.
fn overlap(one: &[f64], other: &[f64]) -> f64 {
    let rotors = 0..one.len() / SHEARS;
    rotors.map(|a| dot(&five(one, a), &five(other, a))).sum()
}
