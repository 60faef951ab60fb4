//! What a function of several means is worth: one look left out at a time tells the correlation time, one
//! block at a time the error.

use std::ops::Range;

use glassmelt::Estimate;
use serde::Serialize;

use super::correlation::correlation_time;
use super::mean::worth;

/// Series of one length that were written side by side.
pub type Columns = Vec<Vec<f64>>;

/// Blocks are so many correlation times long, where that leaves enough of them.
const BLOCK_OVER_TIME: f64 = 6.0;
/// The fewest blocks, and the most.
const FEWEST: f64 = 16.0;
const MOST: f64 = 64.0;

/// A number with its error, and how many looks what it rests on takes to forget.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measurement {
    /// The number, its error, the independent samples of all records together.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// The longest integrated autocorrelation time of the records, in looks.
    pub correlation_time: f64,
}

/// `function` of the means of all columns of independent records (one list of means for each record).
///
/// Leaving out one look at a time gives the series of what each look adds to the function; its correlation
/// time sets the length of blocks, six of them where that leaves sixteen blocks, and leaving out one block of
/// one record at a time gives the error. Where blocks must be shorter the error is at least that of the
/// correlation time. If what a record adds never moves, the error is infinite and there is one independent
/// sample.
///
/// ```
/// use glassmelt_statistics::of_means;
/// let record = vec![(0..1000).map(|i| f64::from(i * 7919 % 1009)).collect::<Vec<_>>()];
/// let square = of_means(&[record], |means| means[0][0] * means[0][0]);
/// assert!((square.estimate.mean.sqrt() - 504.0).abs() < 4.0);
/// ```
pub fn of_means(records: &[Columns], function: impl Fn(&[Vec<f64>]) -> f64) -> Measurement {
    let whole: Vec<Part> = records.iter().map(|columns| Part::of(columns)).collect();
    let mut means: Vec<Vec<f64>> = whole.iter().map(Part::means).collect();
    let value = function(&means);
    let (mut samples, mut variance, mut longest) = (0.0, 0.0, 0.0_f64);
    for (record, (columns, all)) in records.iter().zip(&whole).enumerate() {
        let without = |rows: Range<usize>| {
            all.means_without(columns, rows, &mut means[record]);
            function(&means)
        };
        let (share, time) = share(all.count, value, without);
        means[record] = all.means();
        variance += share.error.powi(2);
        samples += share.independent_samples;
        longest = longest.max(time);
    }
    if longest.is_infinite() {
        samples = samples.min(1.0);
    }
    Measurement {
        estimate: Estimate {
            mean: value,
            error: variance.sqrt(),
            independent_samples: samples,
        },
        correlation_time: longest,
    }
}

/// What one record of `count` looks has of the error, with its correlation time, from the values of the
/// function `without` some of its looks.
fn share(
    count: usize,
    value: f64,
    mut without: impl FnMut(Range<usize>) -> f64,
) -> (Estimate, f64) {
    let weight = count as f64 - 1.0;
    let adds: Vec<f64> = (0..count)
        .map(|look| weight * (value - without(look..look + 1)))
        .collect();
    let time = correlation_time(&adds);
    let alone = worth(&adds, time);
    let blocks = blocks(count, time);
    let long = count as f64 >= BLOCK_OVER_TIME * time * blocks.len() as f64;
    let error = jackknife_error(&blocks.into_iter().map(without).collect::<Vec<_>>());
    let error = if long { error } else { error.max(alone.error) };
    (Estimate { error, ..alone }, time)
}

/// The jackknife over blocks (Quenouille 1956): `error^2 = (b - 1)/b sum_k (f_k - mean)^2`, where `f_k` is the
/// number without block k of b; infinite for fewer than two.
pub fn jackknife_error(without_one: &[f64]) -> f64 {
    if without_one.len() < 2 {
        return f64::INFINITY;
    }
    let count = without_one.len() as f64;
    let mean = without_one.iter().sum::<f64>() / count;
    let squares: f64 = without_one.iter().map(|f| (f - mean) * (f - mean)).sum();
    ((count - 1.0) / count * squares).sqrt()
}

/// Rows cut into blocks as equal as can be.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn blocks(rows: usize, time: f64) -> Vec<Range<usize>> {
    let wanted = (rows as f64 / (BLOCK_OVER_TIME * time)).clamp(FEWEST, MOST);
    let count = (wanted as usize).min(rows);
    (0..count)
        .map(|k| k * rows / count..(k + 1) * rows / count)
        .collect()
}

/// The sums of the columns of a record.
struct Part {
    sums: Vec<f64>,
    count: usize,
}

impl Part {
    fn of(columns: &[Vec<f64>]) -> Self {
        Self {
            sums: columns.iter().map(|column| column.iter().sum()).collect(),
            count: columns.iter().map(Vec::len).min().unwrap_or(0),
        }
    }

    fn means(&self) -> Vec<f64> {
        let count = self.count as f64;
        self.sums.iter().map(|sum| sum / count).collect()
    }

    fn means_without(&self, columns: &[Vec<f64>], rows: Range<usize>, means: &mut [f64]) {
        let left = (self.count - rows.len()) as f64;
        for ((mean, sum), column) in means.iter_mut().zip(&self.sums).zip(columns) {
            *mean = (sum - column[rows.clone()].iter().sum::<f64>()) / left;
        }
    }
}
