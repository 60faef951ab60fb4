//! Columns along x, several at once: out of the rows, times the kernel, and back.

// Vector code is fast only where everything is inlined into the function that knows the machine.
#![allow(clippy::inline_always)]

use rustfft::num_complex::Complex64;

use super::basis::COMPONENTS;

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

/// The kernel at each wave number of one column of the tile; the shears change sign with the mirrors of x and y.
///
/// A wave and its mirror image share the matrix.
#[inline(always)]
pub(super) fn apply<const C: usize, const P: usize>(
    row: &[[f64; P]],
    flipped_y: f64,
    columns: &mut [Complex64],
    (t, tile, length): (usize, usize, usize),
) {
    let y = [flipped_y; 4];
    let x = [1.0, 1.0, -1.0, -1.0];
    let signs: [Pair; COMPONENTS] = [[1.0; 4], [1.0; 4], y, x, product(x, y), [1.0; 4]];
    for (here, matrix) in row.iter().enumerate() {
        let there = (length - here) % length;
        let at = |c: usize| (c * tile + t) * length;
        let dipole: [Pair; C] = std::array::from_fn(|c| {
            let (one, other) = (columns[at(c) + here], columns[at(c) + there]);
            product([one.re, one.im, other.re, other.im], signs[c])
        });
        let strain = times(matrix, &dipole);
        for (c, number) in strain.into_iter().enumerate() {
            let [re, im, re_there, im_there] = product(number, signs[c]);
            // Waves that are their own images keep what is written last.
            columns[at(c) + there] = Complex64::new(re_there, im_there);
            columns[at(c) + here] = Complex64::new(re, im);
        }
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
