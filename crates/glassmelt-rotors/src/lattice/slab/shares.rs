//! Who has what: planes across x where the sites are, rows of waves of one `k_z` where the columns are.

use std::ops::Range;

use super::super::shape::Lattice;
use crate::ranks::Ranks;

impl Lattice {
    /// The sites of this rank: whole planes across x, about equally many for each rank. There are none
    /// where there are more ranks than planes and this rank is left over.
    pub fn slab(&self, ranks: &dyn Ranks) -> Range<usize> {
        let [planes, rows, width] = self.shape();
        let Range { start, end } = share(planes, ranks.count(), ranks.rank());
        start * rows * width..end * rows * width
    }
}

/// What one of `count` has of so many things in a row.
pub(super) fn share(things: usize, count: usize, rank: usize) -> Range<usize> {
    let (each, more) = (things / count, things % count);
    let start = |rank: usize| each * rank + more.min(rank);
    start(rank)..start(rank + 1)
}

/// The shares of all, in order.
pub(super) fn shares(things: usize, count: usize) -> Vec<Range<usize>> {
    (0..count).map(|rank| share(things, count, rank)).collect()
}
