//! Columns along x, several at once: out of the rows, times the kernel, and back.

// Vector code is fast only where everything is inlined into the function that knows the machine.
#![allow(clippy::inline_always)]

use pulp::{Simd, WithSimd};
use rustfft::num_complex::Complex64;

use super::basis::COMPONENTS;
use super::kernel::Kernel;

/// The rows are `[x][component]`, the columns `[component][tile][x]`.
pub(super) fn gather_columns<const C: usize>(
    group: &[&mut [Complex64]],
    start: usize,
    tile: usize,
    columns: &mut [Complex64],
) {
    let length = group.len() / C;
    for (c, columns) in columns.chunks_exact_mut(tile * length).enumerate() {
        for (x, row) in group.iter().skip(c).step_by(C).enumerate() {
            for (t, wave) in row[start..start + tile].iter().enumerate() {
                columns[t * length + x] = *wave;
            }
        }
    }
}

/// And back.
pub(super) fn scatter_columns<const C: usize>(
    columns: &[Complex64],
    group: &mut [&mut [Complex64]],
    start: usize,
    tile: usize,
) {
    let length = group.len() / C;
    for (c, columns) in columns.chunks_exact(tile * length).enumerate() {
        for (x, row) in group.iter_mut().skip(c).step_by(C).enumerate() {
            for (t, wave) in row[start..start + tile].iter_mut().enumerate() {
                *wave = columns[t * length + x];
            }
        }
    }
}

/// The place of a wave number in the octant, and the sign of what its mirror turns.
pub(super) fn mirrored(wave: usize, count: usize) -> (usize, f64) {
    if 2 * wave > count {
        (count - wave, -1.0)
    } else {
        (wave, 1.0)
    }
}

/// A number of a wave and of its mirror image in x: real and imaginary part of each.
type Pair = [f64; 4];

/// The columns of a tile from `start` on, of `count` waves along y, and their kernel.
pub(super) struct Multiply<'a, const C: usize, const P: usize> {
    pub(super) kernel: &'a Kernel<P>,
    pub(super) z: usize,
    pub(super) count: usize,
    pub(super) start: usize,
    pub(super) columns: &'a mut [Complex64],
    /// How many columns, and their length.
    pub(super) tile: usize,
    pub(super) length: usize,
}

impl<const C: usize, const P: usize> WithSimd for Multiply<'_, C, P> {
    type Output = f64;

    /// The sum of the products of dipoles and strains.
    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) -> f64 {
        (0..self.tile).map(|t| self.column(t)).sum()
    }
}

impl<const C: usize, const P: usize> Multiply<'_, C, P> {
    /// One column; the shears change sign with the mirrors of x and y. A wave and its mirror image share the
    /// matrix.
    #[inline(always)]
    fn column(&mut self, t: usize) -> f64 {
        let (octant, flipped) = mirrored(self.start + t, self.count);
        let (x, y) = ([1.0, 1.0, -1.0, -1.0], [flipped; 4]);
        let signs: [Pair; COMPONENTS] = [[1.0; 4], [1.0; 4], y, x, product(x, y), [1.0; 4]];
        let (length, tile) = (self.length, self.tile);
        let at = |c: usize| (c * tile + t) * length;
        let columns = &mut self.columns[..C * tile * length];
        let mut work = [0.0; 4];
        for (here, matrix) in self.kernel.row(octant, self.z).iter().enumerate() {
            let there = if here == 0 { 0 } else { length - here };
            let dipole: [Pair; C] = std::array::from_fn(|c| {
                let (one, other) = (columns[at(c) + here], columns[at(c) + there]);
                product([one.re, one.im, other.re, other.im], signs[c])
            });
            let strain = times(matrix, &dipole);
            let other = if here == there { 0.0 } else { 1.0 };
            for c in 0..C {
                let both = product(dipole[c], strain[c]);
                work = sum(work, product(both, [1.0, 1.0, other, other]));
                let [re, im, re_there, im_there] = product(strain[c], signs[c]);
                // Waves that are their own images keep what is written last.
                columns[at(c) + there] = Complex64::new(re_there, im_there);
                columns[at(c) + here] = Complex64::new(re, im);
            }
        }
        work.iter().sum()
    }
}

/// A symmetric matrix by its lower half, times a vector.
#[inline(always)]
fn times<const C: usize, const P: usize>(matrix: &[f64; P], vector: &[Pair; C]) -> [Pair; C] {
    let mut all = [[0.0; 4]; C];
    for row in 0..C {
        let start = row * (row + 1) / 2;
        for column in 0..row {
            let number = [matrix[start + column]; 4];
            all[row] = sum(all[row], product(vector[column], number));
            all[column] = sum(all[column], product(vector[row], number));
        }
        all[row] = sum(all[row], product(vector[row], [matrix[start + row]; 4]));
    }
    all
}

#[inline(always)]
fn product(a: Pair, b: Pair) -> Pair {
    [a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3]]
}

#[inline(always)]
fn sum(a: Pair, b: Pair) -> Pair {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]]
}
