//! Energy, force and torques of very many pairs, one column a component.

use pulp::{Arch, Simd, WithSimd};

use super::kernel::{Coefficients, interaction};
use super::lanes::Lanes;
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

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> bool {
        let k = Coefficients::new(simd, self.medium);
        let [a, b] = [self.batch.dipole_a, self.batch.dipole_b].map(|d| d.map(S::as_simd_f64s));
        let r = self.batch.r.map(S::as_simd_f64s);
        let answers = self.answers.columns_mut().map(|c| S::as_mut_simd_f64s(c));

        // Slices of one length each, so that no index is checked in the loop.
        let whole = r[0].0.len();
        let [a_head, b_head] = [a, b].map(|columns| columns.map(|(head, _)| &head[..whole]));
        let r_head = r.map(|(head, _)| &head[..whole]);
        let mut outside = Lanes::all(simd, 0.0);
        let (mut heads, mut tails) = halves::<S>(answers, whole);
        for i in 0..whole {
            let at = |column: &[S::f64s]| Lanes::new(simd, column[i]);
            let answer = interaction(&k, a_head.map(at), b_head.map(at), r_head.map(at));
            outside = outside + answer.squared_distance.outside(SQUARED_LENGTHS);
            for (column, lanes) in heads.iter_mut().zip(answer.columns) {
                column[i] = lanes.values;
            }
        }

        let rest = |(_, tail): (&[S::f64s], &[f64])| Lanes::new(simd, simd.partial_load_f64s(tail));
        let answer = interaction(&k, a.map(rest), b.map(rest), r.map(rest));
        for (column, lanes) in tails.iter_mut().zip(answer.columns) {
            simd.partial_store_f64s(column, lanes.values);
        }
        outside.sum() == 0.0 && all_apart(r.map(|(_, tail)| tail))
    }
}

/// The columns' whole vectors and what is left over of each.
#[inline(always)]
fn halves<'a, S: Simd>(
    columns: [(&'a mut [S::f64s], &'a mut [f64]); 10],
    whole: usize,
) -> ([&'a mut [S::f64s]; 10], [&'a mut [f64]; 10]) {
    let mut tails: [&'a mut [f64]; 10] = Default::default();
    let mut index = 0;
    let heads = columns.map(|(head, tail)| {
        tails[index] = tail;
        index += 1;
        &mut head[..whole]
    });
    (heads, tails)
}

/// Whether each r of a few is inside the domain.
fn all_apart([x, y, z]: [&[f64]; 3]) -> bool {
    let square = |i: usize| x[i] * x[i] + y[i] * y[i] + z[i] * z[i];
    (0..x.len()).all(|i| (SQUARED_LENGTHS.0..=SQUARED_LENGTHS.1).contains(&square(i)))
}
