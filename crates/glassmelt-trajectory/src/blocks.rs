//! Numbers that come once a frame, kept as a bounded count of block means: errors without keeping the frames.

use glassmelt::Estimate;
use glassmelt_statistics::estimate;

/// When there are so many blocks, two neighbours become one.
const MOST: usize = 128;

/// Rows of numbers, one row a frame, of which at most 128 blocks are kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Blocks {
    columns: usize,
    frames: u64,
    frames_a_block: u64,
    in_last: u64,
    sums: Vec<Vec<f64>>,
}

impl Blocks {
    /// Rows of so many numbers.
    pub(crate) fn new(columns: usize) -> Self {
        Self {
            columns,
            frames: 0,
            frames_a_block: 1,
            in_last: 0,
            sums: Vec::new(),
        }
    }

    /// How many rows came.
    pub(crate) fn frames(&self) -> u64 {
        self.frames
    }

    /// The row of one more frame.
    pub(crate) fn add(&mut self, row: &[f64]) {
        if self.in_last == 0 {
            self.sums.push(vec![0.0; self.columns]);
        }
        if let Some(last) = self.sums.last_mut() {
            last.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        }
        self.frames += 1;
        self.in_last = (self.in_last + 1) % self.frames_a_block;
        if self.sums.len() == MOST && self.in_last == 0 {
            self.sums = self.sums.chunks(2).map(together).collect();
            self.frames_a_block *= 2;
        }
    }

    /// The mean of a column over all frames, with the error of the means of its whole blocks.
    pub(crate) fn estimate(&self, column: usize) -> Estimate {
        let whole: f64 = self.sums.iter().map(|sums| sums[column]).sum();
        let series = self
            .whole_blocks()
            .map(|means| means[column] / self.frames_a_block as f64);
        Estimate {
            mean: whole / self.frames.max(1) as f64,
            ..estimate(&series.collect::<Vec<_>>())
        }
    }

    /// The means of some columns in each whole block, side by side, as `glassmelt_statistics::of_means` takes them.
    pub(crate) fn columns(&self, columns: impl Iterator<Item = usize>) -> Vec<Vec<f64>> {
        let frames = self.frames_a_block as f64;
        let of = |column| {
            self.whole_blocks()
                .map(move |sums: &Vec<f64>| sums[column] / frames)
        };
        columns.map(|column| of(column).collect()).collect()
    }

    fn whole_blocks(&self) -> impl Iterator<Item = &Vec<f64>> {
        let broken = usize::from(self.in_last > 0);
        self.sums.iter().take(self.sums.len() - broken)
    }
}

fn together(pair: &[Vec<f64>]) -> Vec<f64> {
    let columns = 0..pair[0].len();
    columns
        .map(|column| pair.iter().map(|sums| sums[column]).sum())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_frames_keep_their_mean_and_at_most_128_blocks() {
        let mut blocks = Blocks::new(2);
        for frame in 0..1000 {
            blocks.add(&[f64::from(frame), f64::from(frame * 7919 % 1009)]);
        }
        assert!(blocks.sums.len() <= MOST);
        assert!((blocks.estimate(0).mean - 499.5).abs() < 1e-9);
        assert!(blocks.estimate(1).error < 20.0);
        assert_eq!(blocks.columns(1..2)[0].len(), 1000 / 8);
    }
}
