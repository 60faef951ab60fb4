//! One list of numbers for each rank, one after the other in one piece of memory.

/// One list of numbers for each rank; they need not be equally long.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    numbers: Vec<f64>,
    /// Where each part ends, in the order of the ranks.
    ends: Vec<usize>,
}

impl Parts {
    /// Lists of these lengths, all zero.
    pub fn new(lengths: impl IntoIterator<Item = usize>) -> Self {
        let mut parts = Self::default();
        parts.arrange(lengths);
        parts
    }

    /// Other lengths in the same memory; what the numbers are is left open.
    pub fn arrange(&mut self, lengths: impl IntoIterator<Item = usize>) {
        self.ends.clear();
        let mut end = 0;
        for length in lengths {
            end += length;
            self.ends.push(end);
        }
        self.numbers.resize(end, 0.0);
    }

    /// How long each list is.
    pub fn lengths(&self) -> impl Iterator<Item = usize> {
        self.starts()
            .zip(&self.ends)
            .map(|(start, &end)| end - start)
    }

    /// Where each list starts among all numbers.
    pub fn starts(&self) -> impl Iterator<Item = usize> {
        std::iter::once(0).chain(self.ends.iter().copied())
    }

    /// All numbers, in the order of the ranks.
    pub fn numbers(&self) -> &[f64] {
        &self.numbers
    }

    /// The same, to be changed.
    pub fn numbers_mut(&mut self) -> &mut [f64] {
        &mut self.numbers
    }

    /// The list of one rank; empty for a rank that has none.
    pub fn part(&self, rank: usize) -> &[f64] {
        &self.numbers[self.range(rank)]
    }

    /// The same, to be changed.
    pub fn part_mut(&mut self, rank: usize) -> &mut [f64] {
        let range = self.range(rank);
        &mut self.numbers[range]
    }

    fn range(&self, rank: usize) -> std::ops::Range<usize> {
        let mut borders = self.starts().skip(rank);
        match (borders.next(), borders.next()) {
            (Some(start), Some(end)) => start..end,
            _ => 0..0,
        }
    }
}
