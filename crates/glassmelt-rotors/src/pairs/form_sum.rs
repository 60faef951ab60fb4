//! The sum of isotropic energies over many vectors r, made into one matrix at the end.

use glassmelt::SymmetricTensor;
use nalgebra::Vector3;

use super::matrix::{COMPONENTS, PAIRS, PairMatrix, pairs};
use crate::form::Form;

/// The two indices of each component of a symmetric tensor.
const INDICES: [(usize, usize); COMPONENTS] = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)];

/// What the five terms of a [`Form`] add up to: numbers, tensors `r r`, and tensors `r r r r`.
pub(crate) struct FormSum {
    pp: f64,
    tt: f64,
    vw: [f64; COMPONENTS],
    ts: [f64; COMPONENTS],
    ss: [f64; PAIRS],
}

impl FormSum {
    pub(crate) const ZERO: Self = Self {
        pp: 0.0,
        tt: 0.0,
        vw: [0.0; COMPONENTS],
        ts: [0.0; COMPONENTS],
        ss: [0.0; PAIRS],
    };

    /// One more.
    #[must_use]
    pub(crate) fn plus(mut self, form: &Form, r: &Vector3<f64>) -> Self {
        let square = INDICES.map(|(i, j)| r[i] * r[j]);
        self.pp += form.pp;
        self.tt += form.tt;
        for (c, square) in square.iter().enumerate() {
            self.vw[c] += form.vw * square;
            self.ts[c] += form.ts * square;
        }
        let mut start = 0;
        for row in 0..COMPONENTS {
            let factor = form.ss * square[row];
            let numbers = self.ss[start..].iter_mut().zip(&square[..=row]);
            numbers.for_each(|(number, square)| *number += factor * square);
            start += row + 1;
        }
        self
    }

    /// Minus the second derivative of the energy: K.
    pub(crate) fn matrix(&self) -> PairMatrix {
        let vw = SymmetricTensor::from_components(self.vw).matrix();
        let same = |i: usize, j: usize| if i == j { 1.0 } else { 0.0 };
        let mut numbers = self.ss;
        for (number, (row, column)) in numbers.iter_mut().zip(pairs()) {
            let ((i, j), (k, l)) = (INDICES[row], INDICES[column]);
            let both = 0.5 * (same(i, k) * same(j, l) + same(i, l) * same(j, k));
            let mixed = same(i, j) * self.ts[column] + self.ts[row] * same(k, l);
            let facing = same(i, k) * vw[(j, l)]
                + same(i, l) * vw[(j, k)]
                + same(j, k) * vw[(i, l)]
                + same(j, l) * vw[(i, k)];
            *number += self.pp * both + self.tt * same(i, j) * same(k, l) + mixed + 0.25 * facing;
        }
        PairMatrix::of_numbers(numbers.map(|number| -number))
    }
}
