//! Columns along x, several at once: out of the rows, times the kernel, and back.

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
    for (index, row) in group.iter().enumerate() {
        let (x, c) = (index / C, index % C);
        for (t, wave) in row[start..start + tile].iter().enumerate() {
            columns[(c * tile + t) * length + x] = *wave;
        }
    }
}

pub(super) fn scatter_columns<const C: usize>(
    columns: &[Complex64],
    group: &mut [&mut [Complex64]],
    start: usize,
    tile: usize,
) {
    let length = group.len() / C;
    for (index, row) in group.iter_mut().enumerate() {
        let (x, c) = (index / C, index % C);
        for (t, wave) in row[start..start + tile].iter_mut().enumerate() {
            *wave = columns[(c * tile + t) * length + x];
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

/// The kernel at each wave number of one column of the tile; the shears change sign with the mirrors of x and y.
pub(super) fn apply<const C: usize, const P: usize>(
    row: &[[f64; P]],
    flipped_y: f64,
    columns: &mut [Complex64],
    (t, tile, length): (usize, usize, usize),
) {
    for x in 0..length {
        let (octant, flipped_x) = mirrored(x, length);
        let signs: [f64; COMPONENTS] = [1.0, 1.0, flipped_y, flipped_x, flipped_x * flipped_y, 1.0];
        let at = |c: usize| (c * tile + t) * length + x;
        let dipole: [Complex64; C] = std::array::from_fn(|c| columns[at(c)] * signs[c]);
        let strain = times(&row[octant], &dipole);
        for (c, number) in strain.into_iter().enumerate() {
            columns[at(c)] = number * signs[c];
        }
    }
}

/// A symmetric matrix by its lower half, times a vector.
fn times<const C: usize, const P: usize>(
    matrix: &[f64; P],
    vector: &[Complex64; C],
) -> [Complex64; C] {
    let mut product = [Complex64::default(); C];
    for row in 0..C {
        let start = row * (row + 1) / 2;
        for column in 0..row {
            product[row] += vector[column] * matrix[start + column];
            product[column] += vector[row] * matrix[start + column];
        }
        product[row] += vector[row] * matrix[start + row];
    }
    product
}
