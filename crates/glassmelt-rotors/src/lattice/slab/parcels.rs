//! Waves as they go over: each as two numbers, rows of the other rank after rows.

use std::ops::Range;

use rayon::prelude::*;
use rustfft::num_complex::Complex64;

/// How many waves a task copies.
const CHUNK: usize = 1 << 14;

/// One component of one plane, and where the rows of a rank are in it.
pub(super) type Rows = (usize, Range<usize>);

/// The rows of one rank, out of each component of each plane.
pub(super) fn write_rows(waves: &[Complex64], (component, rows): Rows, numbers: &mut [f64]) {
    if !rows.is_empty() {
        let parts = numbers.par_chunks_exact_mut(2 * rows.len());
        parts
            .zip(waves.par_chunks_exact(component))
            .for_each(|(part, waves)| copy_out(&waves[rows.clone()], part));
    }
}

/// The same back into them.
pub(super) fn read_rows(numbers: &[f64], (component, rows): Rows, waves: &mut [Complex64]) {
    if !rows.is_empty() {
        let parts = numbers.par_chunks_exact(2 * rows.len());
        parts
            .zip(waves.par_chunks_exact_mut(component))
            .for_each(|(part, waves)| copy_in(part, &mut waves[rows.clone()]));
    }
}

/// All waves, one after the other.
pub(super) fn write(waves: &[Complex64], numbers: &mut [f64]) {
    let parts = numbers.par_chunks_mut(2 * CHUNK);
    parts
        .zip(waves.par_chunks(CHUNK))
        .for_each(|(part, waves)| copy_out(waves, part));
}

/// The same back.
pub(super) fn read(numbers: &[f64], waves: &mut [Complex64]) {
    let parts = numbers.par_chunks(2 * CHUNK);
    parts
        .zip(waves.par_chunks_mut(CHUNK))
        .for_each(|(part, waves)| copy_in(part, waves));
}

fn copy_out(waves: &[Complex64], numbers: &mut [f64]) {
    for (pair, wave) in numbers.chunks_exact_mut(2).zip(waves) {
        pair.copy_from_slice(&[wave.re, wave.im]);
    }
}

fn copy_in(numbers: &[f64], waves: &mut [Complex64]) {
    for (pair, wave) in numbers.chunks_exact(2).zip(waves) {
        *wave = Complex64::new(pair[0], pair[1]);
    }
}
