//! The shear modulus from the pairs up to a radius.

use std::ops::Range;

use glassmelt::Estimate;
use serde::Serialize;

use super::ball::Ball;
use super::measured::Setting;
use super::moduli::softened;
use super::record::Record;
use super::shear::SHEARS;
use crate::statistics::{Measurement, correlation_time, jackknife_error};

/// The modulus from the pairs up to a radius, each rotor with itself included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AtRadius {
    /// R, a length.
    pub radius: f64,
    /// `mu_R(R)/mu0 = 1/(1 + c)`: Eq. 12 cut at R. It does not tend to the modulus for large R, since pairs in
    /// a ball see strains along q and across as one: for rotors in mean field it stays at `1/(1 + x)`.
    pub mu_r: Measurement,
    /// `mu_R/mu0` of the medium in which a ball of radius R has the same fluctuation c, the finite cell
    /// counted. It is the modulus once R is larger than the correlation length; of media stiffer than
    /// `2 mu0` it says two.
    pub mu_r_of_medium: Measurement,
}

impl Setting<'_> {
    /// Both moduli at each radius, with `q_a:q_b/10` for `Q_xy Q_xy`. The error is that of leaving out one
    /// block of looks of one replica at a time, means of rotors included.
    pub(super) fn at_radii(&self, records: [&Record; 2]) -> Vec<AtRadius> {
        let value = self.ball_fluctuations(records, None);
        let without = [0, 1].map(|k| {
            let blocks = records[k].means().blocks();
            let left_out = |block| self.ball_fluctuations(records, Some((k, block)));
            blocks.iter().map(left_out).collect::<Vec<_>>()
        });
        let radii = self.probe.radii().iter().enumerate();
        radii
            .map(|(index, &radius)| {
                let ball = Ball::new(self, radius);
                let read = |modulus: &dyn Fn(f64) -> f64| {
                    let errors = without.each_ref().map(|values| {
                        let values = values.iter().map(|c| modulus(c[index]));
                        jackknife_error(&values.collect::<Vec<_>>())
                    });
                    let error = errors[0].hypot(errors[1]);
                    pair_measurement(records, index, modulus(value[index]), error)
                };
                AtRadius {
                    radius,
                    mu_r: read(&softened),
                    mu_r_of_medium: read(&|c| ball.modulus(c)),
                }
            })
            .collect()
    }

    /// c(R) at each radius from all looks, or without a block of looks of one record.
    fn ball_fluctuations(
        &self,
        records: [&Record; 2],
        without: Option<(usize, &Range<usize>)>,
    ) -> Vec<f64> {
        let left = [0, 1].map(|k| match without {
            Some((of, block)) if of == k => block.clone(),
            _ => 0..0,
        });
        let means = [0, 1].map(|k| records[k].means().mean_without(&left[k]));
        let product = self.probe.pairs().cumulative(&means[0], &means[1]);
        let weight = self.weight() / 10.0;
        let of_radius = product.iter().enumerate().map(|(radius, product)| {
            let [one, other] = [0, 1].map(|k| records[k].mean_pair_sum(radius, &left[k]));
            weight * (0.5 * (one + other) - product)
        });
        of_radius.collect()
    }
}

fn pair_measurement(records: [&Record; 2], radius: usize, mean: f64, error: f64) -> Measurement {
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
            error: if moves { error } else { f64::INFINITY },
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
