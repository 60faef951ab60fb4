//! Energy and sum of the dipoles of all ranks, added in the order of one process.
//!
//! One process adds chunk by chunk, and chunks straddle ranks. The rank where a chunk starts adds it, and is
//! sent what later ranks have of it.

use std::ops::Range;

use glassmelt::SymmetricTensor;
use rayon::prelude::*;

use crate::answer::{CHUNK, EnergyAndSum};
use crate::ranks::{Parts, Ranks};

/// What one dipole adds: `Q:strain/2`, `Q:strain` in a fixed strain, and Q.
pub(super) struct Term {
    pub(super) half_of_own: f64,
    pub(super) in_fixed: f64,
    pub(super) dipole: SymmetricTensor,
}

/// The numbers of a term.
const NUMBERS: usize = 8;
/// The numbers of the sums of a chunk.
const SUMS: usize = 7;

/// The dipoles of each rank, counted through all of them.
pub(super) struct Totals {
    dipoles: Vec<Range<usize>>,
}

impl Totals {
    /// This rank has so many dipoles.
    pub(super) fn new(ranks: &dyn Ranks, own: usize) -> Self {
        let counts = ranks.all_gather(&[own as f64]);
        let mut next = 0;
        let range = |count: &Vec<f64>| {
            let start = next;
            next += count.first().map_or(0, |count| whole(*count));
            start..next
        };
        Self {
            dipoles: counts.iter().map(range).collect(),
        }
    }

    /// The sums of all chunks, in order.
    pub(super) fn sums(
        &self,
        ranks: &dyn Ranks,
        term: impl Fn(usize) -> Term + Sync,
    ) -> Vec<EnergyAndSum> {
        let own = &self.dipoles[ranks.rank()];
        let sent = self.sent(ranks, &term);
        let starts = own.start.next_multiple_of(CHUNK)..own.end;
        let chunks = starts.step_by(CHUNK).collect::<Vec<_>>().into_par_iter();
        let sums = chunks.flat_map_iter(|start| {
            let here = start..own.end.min(start + CHUNK);
            let there: &[f64] = if start + CHUNK > own.end { &sent } else { &[] };
            let mut terms: Vec<_> = here.map(|index| term(index - own.start)).collect();
            terms.extend(there.chunks_exact(NUMBERS).map(Term::from_numbers));
            sum_of_chunk(&terms)
        });
        let all = ranks.all_gather(&sums.collect::<Vec<_>>());
        let chunks = all.iter().flat_map(|list| list.chunks_exact(SUMS));
        chunks.map(|sums| (sums[0], tensor(&sums[1..]))).collect()
    }

    /// What later ranks have of the last chunk that starts here.
    fn sent(&self, ranks: &dyn Ranks, term: impl Fn(usize) -> Term) -> Vec<f64> {
        let (own, count) = (&self.dipoles[ranks.rank()], ranks.count());
        let rests: Vec<_> = (0..count).map(|rank| self.rest(rank)).collect();
        if rests.iter().all(Range::is_empty) {
            return Vec::new();
        }
        let numbers = |range: Range<usize>| NUMBERS * range.len();
        let mut to = Parts::new(rests.iter().map(|rest| numbers(overlap(own, rest))));
        for (rank, rest) in rests.iter().enumerate() {
            let terms = to.part_mut(rank).chunks_exact_mut(NUMBERS);
            for (index, numbers) in overlap(own, rest).zip(terms) {
                numbers.copy_from_slice(&term(index - own.start).numbers());
            }
        }
        let rest = &rests[ranks.rank()];
        let mut from = Parts::new(self.dipoles.iter().map(|of| numbers(overlap(of, rest))));
        ranks.exchange(&to, &mut from);
        from.numbers().to_vec()
    }

    /// The dipoles behind those of a rank that are in a chunk which starts there.
    fn rest(&self, rank: usize) -> Range<usize> {
        let Range { start, end } = self.dipoles[rank];
        let count = self.dipoles.last().map_or(0, |range| range.end);
        if start.next_multiple_of(CHUNK) < end {
            end..end.next_multiple_of(CHUNK).min(count)
        } else {
            end..end
        }
    }
}

impl Term {
    fn numbers(&self) -> [f64; NUMBERS] {
        let [a, b, c, d, e, f] = self.dipole.components();
        [self.half_of_own, self.in_fixed, a, b, c, d, e, f]
    }

    fn from_numbers(numbers: &[f64]) -> Self {
        Self {
            half_of_own: numbers[0],
            in_fixed: numbers[1],
            dipole: tensor(&numbers[2..]),
        }
    }
}

/// Energy and sum, each added from the first dipole to the last.
fn sum_of_chunk(terms: &[Term]) -> [f64; SUMS] {
    let own = terms.iter().fold(0.0, |h, term| h - term.half_of_own);
    let energy = terms.iter().fold(own, |h, term| h - term.in_fixed);
    let total = terms
        .iter()
        .fold(SymmetricTensor::ZERO, |m, term| m + term.dipole);
    let [a, b, c, d, e, f] = total.components();
    [energy, a, b, c, d, e, f]
}

/// A count of dipoles: lattices have at most 2^32 sites.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "below 2^53"
)]
fn whole(count: f64) -> usize {
    count as usize
}

fn tensor(numbers: &[f64]) -> SymmetricTensor {
    SymmetricTensor::from_components(std::array::from_fn(|i| numbers[i]))
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let start = one.start.max(other.start);
    start..one.end.min(other.end).max(start)
}
