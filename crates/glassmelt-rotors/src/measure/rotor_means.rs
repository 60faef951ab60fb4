//! The mean dipole of every rotor, block by block, in memory that does not grow with time.

use std::ops::Range;

/// Sums of the shear components of every rotor over blocks of looks. When the last of the most blocks is
/// full, blocks join in pairs and are twice as long from then on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RotorMeans {
    pub(super) most: usize,
    pub(super) length: usize,
    pub(super) looks: usize,
    pub(super) sums: Vec<Vec<f64>>,
}

impl RotorMeans {
    /// At most `most` blocks, an even number and at least four.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most: (most.max(4)).next_multiple_of(2),
            length: 1,
            looks: 0,
            sums: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, shears: &[f64]) {
        if self.looks == self.sums.len() * self.length {
            if self.sums.len() == self.most {
                self.join();
            }
            self.sums.push(vec![0.0; shears.len()]);
        }
        if let Some(last) = self.sums.last_mut() {
            add_to(last, shears);
        }
        self.looks += 1;
    }

    fn join(&mut self) {
        let mut joined = Vec::with_capacity(self.most);
        let mut blocks = std::mem::take(&mut self.sums).into_iter();
        while let (Some(mut one), Some(other)) = (blocks.next(), blocks.next()) {
            add_to(&mut one, &other);
            joined.push(one);
        }
        self.sums = joined;
        self.length *= 2;
    }

    /// The looks of each block; one that is not full yet counts with the one before it.
    pub(super) fn blocks(&self) -> Vec<Range<usize>> {
        let full = (self.looks / self.length).max(1);
        let mut blocks: Vec<Range<usize>> = (0..full)
            .map(|k| k * self.length..(k + 1) * self.length)
            .collect();
        if let Some(last) = blocks.last_mut() {
            last.end = self.looks;
        }
        blocks
    }

    /// The mean over all looks but those of some blocks, as [`Self::blocks`] tells them.
    pub(super) fn mean_without(&self, looks: &Range<usize>) -> Vec<f64> {
        let count = (self.looks - looks.len()).max(1) as f64;
        let left_out = self.sum(looks);
        let pairs = self.sum(&(0..self.looks)).into_iter().zip(left_out);
        pairs.map(|(all, some)| (all - some) / count).collect()
    }

    /// The sum over the looks of some blocks.
    pub(super) fn sum(&self, looks: &Range<usize>) -> Vec<f64> {
        let blocks = looks.start / self.length..looks.end.div_ceil(self.length);
        let width = self.sums.first().map_or(0, Vec::len);
        let mut sum = vec![0.0; width];
        for block in &self.sums[blocks] {
            add_to(&mut sum, block);
        }
        sum
    }

    /// The first half of the blocks and the rest.
    pub(super) fn halves(&self) -> [Range<usize>; 2] {
        let blocks = self.blocks();
        let middle = blocks[blocks.len() / 2].start;
        [0..middle, middle..self.looks]
    }
}

fn add_to(sum: &mut [f64], more: &[f64]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}
