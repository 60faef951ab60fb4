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

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> bool {
        let k = Coefficients::new(simd, self.medium);
        let [a, b] = [self.batch.dipole_a, self.batch.dipole_b].map(|d| d.map(S::as_simd_f64s));
        let r = self.batch.r.map(S::as_simd_f64s);
        let answers = self.answers.columns_mut().map(|c| S::as_mut_simd_f64s(c));

        let whole = r[0].0.len();
        let mut outside = Lanes::all(simd, 0.0);
        let ([f0, f1, f2, f3, f4, f5, f6, f7, f8, f9], mut tails) = halves::<S>(answers, whole);
        // Slices of one length each, so that no index is checked in the loop; and nothing but indices in
        // it, for a call to a closure that is not inlined would cost more than the kernel.
        let [a0, a1, a2, a3, a4, a5] = a.map(|(head, _)| &head[..whole]);
        let [b0, b1, b2, b3, b4, b5] = b.map(|(head, _)| &head[..whole]);
        let [x, y, z] = r.map(|(head, _)| &head[..whole]);
        for i in 0..whole {
            let answer = interaction(
                &k,
                lanes(simd, [a0[i], a1[i], a2[i], a3[i], a4[i], a5[i]]),
                lanes(simd, [b0[i], b1[i], b2[i], b3[i], b4[i], b5[i]]),
                lanes(simd, [x[i], y[i], z[i]]),
            );
            outside = outside + answer.squared_distance.outside(SQUARED_LENGTHS);
            let [g0, g1, g2, g3, g4, g5, g6, g7, g8, g9] = answer.columns;
            (f0[i], f1[i], f2[i], f3[i], f4[i]) =
                (g0.values, g1.values, g2.values, g3.values, g4.values);
            (f5[i], f6[i], f7[i], f8[i], f9[i]) =
                (g5.values, g6.values, g7.values, g8.values, g9.values);
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
