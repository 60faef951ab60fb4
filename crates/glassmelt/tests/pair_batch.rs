//! Very many pairs at once: the numbers of one pair at a time, and what is refused.

#[path = "common/elastic.rs"]
mod elastic;

use elastic::Scatter;
use glassmelt::interaction::{PairAnswers, PairBatch, pair_interaction};
use glassmelt::medium::{Medium, Separation};
use glassmelt::{Error, SymmetricTensor};
use nalgebra::Vector3;

/// Columns of numbers between -1 and 1.
struct Columns([Vec<f64>; 15]);

impl Columns {
    fn of(count: usize) -> Self {
        let mut scatter = Scatter::new();
        Self(std::array::from_fn(|_| {
            (0..count).map(|_| scatter.next()).collect()
        }))
    }

    fn batch(&self) -> PairBatch<'_> {
        PairBatch {
            dipole_a: std::array::from_fn(|i| &self.0[i][..]),
            dipole_b: std::array::from_fn(|i| &self.0[6 + i][..]),
            r: std::array::from_fn(|i| &self.0[12 + i][..]),
        }
    }

    fn tensor(&self, first: usize, pair: usize) -> SymmetricTensor {
        SymmetricTensor::from_components(std::array::from_fn(|i| self.0[first + i][pair]))
    }

    fn r(&self, pair: usize) -> Vector3<f64> {
        Vector3::from_fn(|i, _| self.0[12 + i][pair])
    }
}

fn at(columns: &[Vec<f64>; 3], pair: usize) -> Vector3<f64> {
    Vector3::from_fn(|i, _| columns[i][pair])
}

/// All lengths up to several vectors and all that is left over, and a long one. Where energies go up to
/// 13 units, torques go to 30 and forces to 60: to 1e-14 of the largest is meant.
#[test]
fn a_batch_is_one_pair_at_a_time_whatever_its_length() {
    let medium = Medium::new(2.5, 0.8).unwrap();
    let mut answers = PairAnswers::default();
    for count in (0..40).chain([1003]) {
        let columns = Columns::of(count);
        columns.batch().interactions(&medium, &mut answers).unwrap();
        assert_eq!(answers.energy.len(), count);
        for pair in 0..count {
            let (a, b) = (columns.tensor(0, pair), columns.tensor(6, pair));
            let r = Separation::new(columns.r(pair)).unwrap();
            let one = pair_interaction(&medium, &a, &b, &r);
            let unit = a.norm() * b.norm() / (25.0 * 0.8 * r.distance().powi(3));
            assert!((answers.energy[pair] - one.energy).abs() < 1e-14 * unit);
            assert!((at(&answers.force, pair) - one.force).norm() < 8e-14 * unit / r.distance());
            assert!((at(&answers.torque_a, pair) - one.torque_a).norm() < 4e-14 * unit);
            assert!((at(&answers.torque_b, pair) - one.torque_b).norm() < 4e-14 * unit);
        }
    }
}

/// Bitter and Crum holds in each lane to the last bit.
#[test]
fn a_batch_of_dilatation_centres_does_nothing_at_all() {
    let mut columns = Columns::of(50);
    for first in [0, 6] {
        for pair in 0..50 {
            let pressure = columns.0[first][pair];
            for i in 0..6 {
                columns.0[first + i][pair] = if i < 3 { pressure } else { 0.0 };
            }
        }
    }
    let mut answers = PairAnswers::default();
    columns
        .batch()
        .interactions(&Medium::new(1.0, 1.0).unwrap(), &mut answers)
        .unwrap();
    assert!(
        answers
            .energy
            .iter()
            .chain(&answers.force[0])
            .all(|&x| x == 0.0)
    );
}

#[test]
fn two_dipoles_at_one_place_are_refused_by_their_number() {
    let medium = Medium::new(1.0, 1.0).unwrap();
    for (count, bad) in [(40, 3), (40, 39), (5, 4), (1003, 1000), (1003, 500)] {
        for value in [0.0, f64::NAN, f64::INFINITY, 1e-70] {
            let mut columns = Columns::of(count);
            for i in 12..15 {
                columns.0[i][bad] = value;
            }
            let error = columns
                .batch()
                .interactions(&medium, &mut PairAnswers::default());
            let Err(Error::PairNotApart { index, .. }) = error else {
                panic!("{value} is taken: {error:?}");
            };
            assert_eq!(index, bad);
        }
    }
}

#[test]
fn columns_of_different_lengths_are_refused() {
    for short in 0..15 {
        let mut columns = Columns::of(20);
        columns.0[short].pop();
        let error = columns
            .batch()
            .interactions(&Medium::new(1.0, 1.0).unwrap(), &mut PairAnswers::default());
        assert!(
            matches!(error, Err(Error::UnequalColumns { .. })),
            "{short}"
        );
    }
}

/// A dipole that is not finite spoils its own pair and no other.
#[test]
fn one_bad_dipole_spoils_one_pair() {
    let mut columns = Columns::of(20);
    columns.0[2][7] = f64::NAN;
    let mut answers = PairAnswers::default();
    columns
        .batch()
        .interactions(&Medium::new(1.0, 1.0).unwrap(), &mut answers)
        .unwrap();
    let spoiled: Vec<usize> = (0..20)
        .filter(|&i| !answers.energy[i].is_finite())
        .collect();
    assert_eq!(spoiled, [7]);
}
