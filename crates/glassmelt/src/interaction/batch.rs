//! Energy, force and torques of very many pairs, one column a component.

use pulp::{Arch, Simd, WithSimd};

use super::kernel::{Coefficients, interaction};
use super::lanes::{Lanes, lanes};
use crate::error::{Error, Result};
use crate::medium::{Medium, Separation};
use nalgebra::Vector3;

/// Very many pairs: each slice one component of all of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairBatch<'a> {
    /// Dipoles a, xx, yy, zz, yz, xz, xy: energies.
    pub dipole_a: [&'a [f64]; 6],
    /// Dipoles b, the same.
    pub dipole_b: [&'a [f64]; 6],
    /// From a to b, x, y, z.
    pub r: [&'a [f64]; 3],
}

/// What the dipoles of each pair do to each other: each vector one component of all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PairAnswers {
    /// Energies.
    pub energy: Vec<f64>,
    /// Forces on b, x, y, z.
    pub force: [Vec<f64>; 3],
    /// Torques on a, x, y, z.
    pub torque_a: [Vec<f64>; 3],
    /// Torques on b, x, y, z.
    pub torque_b: [Vec<f64>; 3],
}

impl PairBatch<'_> {
    /// How many pairs.
    pub fn len(&self) -> usize {
        self.r[0].len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// [`super::pair_interaction`] of each pair, to a few roundings, in the widest vectors of the machine.
    ///
    /// `answers` is made as long as the batch; used again it costs no memory anew. Where a dipole is
    /// not finite, its pair's answers are not either.
    ///
    /// # Errors
    /// When the columns differ in length, or an r is not finite or has a length outside 1e-60 to 1e60:
    /// the first such pair is named, and what is in `answers` means nothing.
    pub fn interactions(&self, medium: &Medium, answers: &mut PairAnswers) -> Result<()> {
        self.same_lengths()?;
        answers.resize(self.len());
        let all_apart = Arch::new().dispatch(Work {
            medium,
            batch: self,
            answers,
        });
        if all_apart {
            Ok(())
        } else {
            self.first_wrong_separation()
        }
    }

    fn columns(&self) -> impl Iterator<Item = &[f64]> {
        let dipoles = self.dipole_a.iter().chain(&self.dipole_b);
        dipoles.chain(&self.r).copied()
    }

    fn same_lengths(&self) -> Result<()> {
        let expected = self.len();
        match self.columns().find(|column| column.len() != expected) {
            None => Ok(()),
            Some(column) => Err(Error::UnequalColumns {
                length: column.len(),
                expected,
            }),
        }
    }

    fn first_wrong_separation(&self) -> Result<()> {
        let [x, y, z] = self.r;
        for index in 0..self.len() {
            let r = Vector3::new(x[index], y[index], z[index]);
            Separation::new(r).map_err(|_| Error::PairNotApart {
                index,
                distance: r.norm(),
            })?;
        }
        Ok(())
    }
}

impl PairAnswers {
    fn resize(&mut self, length: usize) {
        for column in self.columns_mut() {
            column.resize(length, 0.0);
        }
    }

    /// Energy, force, torques.
    fn columns_mut(&mut self) -> [&mut Vec<f64>; 10] {
        let ([fx, fy, fz], [ax, ay, az]) = (&mut self.force, &mut self.torque_a);
        let [bx, by, bz] = &mut self.torque_b;
        [&mut self.energy, fx, fy, fz, ax, ay, az, bx, by, bz]
    }
}

/// The kernel over a batch; its answer is whether every r is inside the domain.
struct Work<'a> {
    medium: &'a Medium,
    batch: &'a PairBatch<'a>,
    answers: &'a mut PairAnswers,
}

/// Squares of the bounds of [`Separation`].
const SQUARED_LENGTHS: (f64, f64) = (1e-120, 1e120);

impl WithSimd for Work<'_> {
    type Output = bool;

    /// Few pairs up to where a vector of the machine begins in memory, so that loads do not straddle
    /// lines of the cache; then whole vectors; then what is left.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> bool {
        let k = Coefficients::new(simd, self.medium);
        let lanes = size_of::<S::f64s>() / size_of::<f64>();
        let start = self.batch.r[0].as_ptr().align_offset(size_of::<S::f64s>());
        let start = if start < lanes { start } else { 0 };
        let (first, rest) = self.batch.split_at(start.min(self.batch.len()));
        let (middle, last) = rest.split_at(rest.len() / lanes * lanes);
        let answers = self.answers.columns_mut().map(Vec::as_mut_slice);
        let (first_answers, answers) = split_all(answers, first.len());
        let (middle_answers, last_answers) = split_all(answers, middle.len());
        few(simd, &k, &first, first_answers);
        few(simd, &k, &last, last_answers);
        let inside = many(simd, &k, &middle, middle_answers);
        inside && all_apart(first.r) && all_apart(last.r)
    }
}

impl PairBatch<'_> {
    /// The first `count` pairs, and the others.
    #[inline(always)]
    fn split_at(&self, count: usize) -> (Self, Self) {
        let before = Self {
            dipole_a: self.dipole_a.map(|column| &column[..count]),
            dipole_b: self.dipole_b.map(|column| &column[..count]),
            r: self.r.map(|column| &column[..count]),
        };
        let after = Self {
            dipole_a: self.dipole_a.map(|column| &column[count..]),
            dipole_b: self.dipole_b.map(|column| &column[count..]),
            r: self.r.map(|column| &column[count..]),
        };
        (before, after)
    }
}

/// The first `count` numbers of each column, and the others.
fn split_all(columns: [&mut [f64]; 10], count: usize) -> ([&mut [f64]; 10], [&mut [f64]; 10]) {
    let mut after: [&mut [f64]; 10] = Default::default();
    let mut rest = after.iter_mut();
    let before = columns.map(|column| {
        let (before, after) = column.split_at_mut(count);
        if let Some(place) = rest.next() {
            *place = after;
        }
        before
    });
    (before, after)
}

/// Fewer pairs than a vector has lanes.
#[inline(always)]
fn few<S: Simd>(simd: S, k: &Coefficients<S>, batch: &PairBatch, answers: [&mut [f64]; 10]) {
    let load = |column: &[f64]| simd.partial_load_f64s(column);
    let a = lanes(simd, batch.dipole_a.map(load));
    let b = lanes(simd, batch.dipole_b.map(load));
    let answer = interaction(k, a, b, lanes(simd, batch.r.map(load)));
    for (column, found) in answers.into_iter().zip(answer.columns) {
        simd.partial_store_f64s(column, found.values);
    }
}

/// Whole vectors of pairs; whether every r is inside the domain.
#[inline(always)]
fn many<S: Simd>(
    simd: S,
    k: &Coefficients<S>,
    batch: &PairBatch,
    answers: [&mut [f64]; 10],
) -> bool {
    // Slices of one length each, so that no index is checked in the loop; and nothing but indices in it,
    // for a closure that is not inlined would cost more than the kernel.
    let whole = S::as_simd_f64s(batch.r[0]).0.len();
    let [a0, a1, a2, a3, a4, a5] = batch.dipole_a.map(|c| &S::as_simd_f64s(c).0[..whole]);
    let [b0, b1, b2, b3, b4, b5] = batch.dipole_b.map(|c| &S::as_simd_f64s(c).0[..whole]);
    let [x, y, z] = batch.r.map(|c| &S::as_simd_f64s(c).0[..whole]);
    let [f0, f1, f2, f3, f4, f5, f6, f7, f8, f9] =
        answers.map(|c| &mut S::as_mut_simd_f64s(c).0[..whole]);
    let mut outside = Lanes::all(simd, 0.0);
    for i in 0..whole {
        let answer = interaction(
            k,
            lanes(simd, [a0[i], a1[i], a2[i], a3[i], a4[i], a5[i]]),
            lanes(simd, [b0[i], b1[i], b2[i], b3[i], b4[i], b5[i]]),
            lanes(simd, [x[i], y[i], z[i]]),
        );
        outside = outside + answer.squared_distance.outside(SQUARED_LENGTHS);
        let [g0, g1, g2, g3, g4, g5, g6, g7, g8, g9] = answer.columns.map(|found| found.values);
        (f0[i], f1[i], f2[i], f3[i], f4[i]) = (g0, g1, g2, g3, g4);
        (f5[i], f6[i], f7[i], f8[i], f9[i]) = (g5, g6, g7, g8, g9);
    }
    outside.sum() == 0.0
}

/// Whether each r of a few is inside the domain.
fn all_apart([x, y, z]: [&[f64]; 3]) -> bool {
    let square = |i: usize| x[i] * x[i] + y[i] * y[i] + z[i] * z[i];
    (0..x.len()).all(|i| (SQUARED_LENGTHS.0..=SQUARED_LENGTHS.1).contains(&square(i)))
}
