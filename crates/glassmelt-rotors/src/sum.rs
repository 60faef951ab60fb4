//! Sums that come out the same on any number of threads.

use rayon::prelude::*;

/// How many numbers one task adds.
const CHUNK: usize = 4096;

/// The sum over a list, chunk by chunk in a fixed order.
pub(crate) fn ordered_sum<T: Sync>(list: &[T], number: impl Fn(&T) -> f64 + Sync) -> f64 {
    let chunks = list.par_chunks(CHUNK);
    let sums: Vec<f64> = chunks
        .map(|chunk| chunk.iter().map(&number).sum())
        .collect();
    sums.iter().sum()
}
