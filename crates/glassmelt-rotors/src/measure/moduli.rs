//! The shear modulus from fluctuations: at k = 0, at each wave vector, in shells, up to a radius.

use std::ops::Range;

use glassmelt::Estimate;
use serde::Serialize;

use super::connected;
use super::measured::Setting;
use super::record::Record;
use super::shear::{SHEARS, dot, five};
use crate::boundary::Boundary;
use crate::statistics::{Columns, Measurement, correlation_time, jackknife_error, of_means};

/// `mu_R(q)/mu0` at one wave vector.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AtWave {
    /// `(i, j, k)` of `q = 2 pi (i/L_x, j/L_y, k/L_z)`.
    pub indices: [i32; 3],
    /// |q|, an inverse length.
    pub q: f64,
    /// `mu_R/mu0`, the mean over both directions across.
    pub mu_r: Measurement,
}

/// `mu_R(q)/mu0` of several wave vectors of one length: their mean fluctuation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Averaged {
    /// |q|, an inverse length.
    pub q: f64,
    /// How many wave vectors, q and -q counted once.
    pub waves: usize,
    /// `mu_R/mu0`.
    pub mu_r: Measurement,
}

/// `mu_R(R)/mu0` from the pairs up to a radius (Eq. 12 cut at R, each rotor with itself included).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AtRadius {
    /// R, a length.
    pub radius: f64,
    /// `mu_R/mu0`.
    pub mu_r: Measurement,
}

/// `1/(1 + c)`: what a fluctuation at given stress, or at finite q, leaves of the modulus.
pub(super) fn softened(c: f64) -> f64 {
    1.0 / (1.0 + c)
}

impl Setting<'_> {
    /// `1/(V k_B T mu0)`: what makes a mean square of `Q_xy` a pure number.
    pub(super) fn weight(&self) -> f64 {
        1.0 / (self.probe.cell().volume() * self.kt * self.medium.mu())
    }

    /// `mu_R/mu0` at k = 0 from the shear components in `which`, with `c^2/2` for `Q_xy^2`.
    pub(super) fn modulus_of_total(
        &self,
        records: [&Record; 2],
        which: Range<usize>,
    ) -> Measurement {
        let weight = self.weight() / (2.0 * which.len() as f64);
        let totals = records.map(|record| {
            let members = which.clone().map(|component| record.total(component));
            connected::columns(members.collect())
        });
        of_means(&totals, |means| {
            let c = weight * connected::of(means);
            match self.boundary {
                Boundary::Strain(_) => 1.0 - c,
                Boundary::Stress(_) => softened(c),
            }
        })
    }

    /// `mu_R/mu0` from the mean over some waves.
    pub(super) fn modulus_of_waves(&self, records: [&Record; 2], waves: &[usize]) -> Measurement {
        let weight = self.fluctuation_weight(waves);
        of_means(&wave_columns(records, waves), |means| {
            softened(weight * connected::of(means))
        })
    }

    /// What makes the sum over real and imaginary parts of some waves a mean fluctuation: both directions
    /// across count.
    pub(super) fn fluctuation_weight(&self, waves: &[usize]) -> f64 {
        self.weight() / (2.0 * waves.len() as f64)
    }

    pub(super) fn at_waves(&self, records: [&Record; 2]) -> Vec<AtWave> {
        let waves = self.probe.waves().waves().iter().enumerate();
        waves
            .map(|(index, wave)| AtWave {
                indices: wave.indices,
                q: wave.q.norm(),
                mu_r: self.modulus_of_waves(records, &[index]),
            })
            .collect()
    }

    pub(super) fn averaged(&self, records: [&Record; 2], groups: &[Vec<usize>]) -> Vec<Averaged> {
        let groups = groups.iter().filter(|group| !group.is_empty());
        groups
            .map(|group| Averaged {
                q: self.probe.waves().waves()[group[0]].q.norm(),
                waves: group.len(),
                mu_r: self.modulus_of_waves(records, group),
            })
            .collect()
    }

    /// `mu_R(R)/mu0`, with `q_a:q_b/10` for `Q_xy Q_xy`. The error is that of leaving out one block of
    /// looks of one replica at a time, means of rotors included.
    pub(super) fn at_radii(&self, records: [&Record; 2]) -> Vec<AtRadius> {
        let blocks = records.map(|record| record.means().blocks());
        let whole = records.map(|record| 0..record.looks());
        let means = [0, 1].map(|k| records[k].means().mean(&whole[k]));
        let value = self.pair_moduli(records, &whole.clone().map(|r| (r, 0..0)), &means);
        let mut errors = vec![0.0; value.len()];
        for k in 0..2 {
            let sum = records[k].means().sum(&whole[k]);
            let without: Vec<Vec<f64>> = blocks[k]
                .iter()
                .map(|block| {
                    let left = (whole[k].len() - block.len()).max(1) as f64;
                    let of_block = records[k].means().sum(block);
                    let mut means = means.clone();
                    means[k] = sum
                        .iter()
                        .zip(&of_block)
                        .map(|(s, b)| (s - b) / left)
                        .collect();
                    let mut rows = whole.clone().map(|r| (r, 0..0));
                    rows[k].1 = block.clone();
                    self.pair_moduli(records, &rows, &means)
                })
                .collect();
            for (radius, error) in errors.iter_mut().enumerate() {
                let values: Vec<f64> = without.iter().map(|values| values[radius]).collect();
                *error += jackknife_error(&values).powi(2);
            }
        }
        let radii = self.probe.radii().iter().enumerate();
        radii
            .map(|(index, radius)| AtRadius {
                radius: *radius,
                mu_r: pair_measurement(records, index, value[index], errors[index]),
            })
            .collect()
    }

    /// The modulus at each radius from all rows but some, and the means of all rotors.
    fn pair_moduli(
        &self,
        records: [&Record; 2],
        rows: &[(Range<usize>, Range<usize>); 2],
        means: &[Vec<f64>; 2],
    ) -> Vec<f64> {
        let product = self.probe.pairs().cumulative(&means[0], &means[1]);
        let weight = self.weight() / 10.0;
        let of_radius = product.iter().enumerate().map(|(radius, product)| {
            let [one, other] = [0, 1].map(|k| {
                let (all, without) = &rows[k];
                records[k].mean_pair_sum(radius, all, without)
            });
            softened(weight * (0.5 * (one + other) - product))
        });
        of_radius.collect()
    }
}

/// The columns of the mean fluctuation of some waves.
pub(super) fn wave_columns(records: [&Record; 2], waves: &[usize]) -> [Columns; 2] {
    records.map(|record| {
        let members = waves.iter().flat_map(|wave| record.modes(*wave));
        connected::columns(members.collect())
    })
}

fn pair_measurement(records: [&Record; 2], radius: usize, mean: f64, variance: f64) -> Measurement {
    let times = records.map(|record| time_of_pairs(record, radius));
    let longest = times[0].max(times[1]);
    let looks: f64 = [0, 1]
        .map(|k| records[k].looks() as f64 / (2.0 * times[k]))
        .iter()
        .sum();
    let moves = longest.is_finite();
    Measurement {
        estimate: Estimate {
            mean,
            error: if moves {
                variance.sqrt()
            } else {
                f64::INFINITY
            },
            independent_samples: if moves { looks } else { looks.min(1.0) },
        },
        correlation_time: longest,
    }
}

/// The longest correlation time of the pair sum and of the total, of those that move; each rotor with itself
/// does not.
fn time_of_pairs(record: &Record, radius: usize) -> f64 {
    let totals = (0..SHEARS).map(|component| record.total(component));
    let times = totals
        .chain([record.pair_sum(radius)])
        .map(|series| correlation_time(&series));
    let moving = times.filter(|time| time.is_finite());
    moving.reduce(f64::max).unwrap_or(f64::INFINITY)
}

/// `sum_a <q_a>:<q_a>` of two lists of means.
pub(super) fn overlap(one: &[f64], other: &[f64]) -> f64 {
    let rotors = 0..one.len() / SHEARS;
    rotors.map(|a| dot(&five(one, a), &five(other, a))).sum()
}
