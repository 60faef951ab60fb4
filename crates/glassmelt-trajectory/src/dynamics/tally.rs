//! Sums over pairs of frames, once by the time of the origin and once by groups of atoms, so that either can be
//! left out.

use glassmelt::Estimate;
use glassmelt_statistics::jackknife_error;

/// Blocks of time origins, and groups of atoms.
pub(super) const BLOCKS: usize = 16;
/// The fewest blocks that tell an error.
const FEWEST: usize = 4;

/// Columns of sums; the first is how many displacements are in them.
pub(super) type Columns = Vec<f64>;

/// The sums of one lag.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tally {
    blocks: Vec<Columns>,
    groups: Vec<Columns>,
    pairs: usize,
}

impl Tally {
    pub(super) fn new(columns: usize) -> Self {
        Self {
            blocks: vec![vec![0.0; columns]; BLOCKS],
            groups: vec![vec![0.0; columns]; BLOCKS],
            pairs: 0,
        }
    }

    /// Adds the sums of one pair of frames, by group.
    pub(super) fn add(&mut self, block: usize, groups: &[Columns]) {
        self.pairs += 1;
        for (sums, group) in self.groups.iter_mut().zip(groups) {
            for ((sum, block), value) in sums.iter_mut().zip(&mut self.blocks[block]).zip(group) {
                *sum += value;
                *block += value;
            }
        }
    }

    pub(super) fn pairs(&self) -> usize {
        self.pairs
    }

    pub(super) fn total(&self) -> Columns {
        without(&self.blocks, |_| false)
    }
}

/// Sums with some of them left out.
fn without(parts: &[Columns], left_out: impl Fn(usize) -> bool) -> Columns {
    let mut sum = vec![0.0; parts.first().map_or(0, Vec::len)];
    for (_, part) in parts.iter().enumerate().filter(|(n, _)| !left_out(*n)) {
        sum.iter_mut()
            .zip(part)
            .for_each(|(sum, value)| *sum += value);
    }
    sum
}

/// The tallies of all lags, and how long the frames last.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tallies {
    pub(super) lags: Vec<f64>,
    pub(super) sums: Vec<Tally>,
    pub(super) duration: f64,
}

impl Tallies {
    /// A number that follows from the sums of all lags, with its error: the larger one of two jackknives, one
    /// over blocks of time origins (as many of sixteen put together as it takes to be longer than `memory`; only
    /// where that leaves four) and one over sixteen groups of atoms. A number that is none without some part has
    /// an infinite error. Samples are the spans of `memory` that fit into the time.
    pub(super) fn estimate(
        &self,
        memory: f64,
        number: impl Fn(&[Columns]) -> Option<f64>,
    ) -> Option<Estimate> {
        let select = |left_out: &dyn Fn(&Tally) -> Columns| -> Option<f64> {
            let sums: Vec<Columns> = self.sums.iter().map(left_out).collect();
            number(&sums)
        };
        let mean = select(&Tally::total)?;
        let group_error = self.error(1, |t| &t.groups, &number);
        let joined = self.joined(memory);
        let blocks = BLOCKS / joined;
        let block_error = if blocks >= FEWEST {
            self.error(joined, |t| &t.blocks, &number)
        } else {
            None
        };
        let error = match (group_error, block_error) {
            (Some(group), Some(block)) => group.max(block),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => f64::INFINITY,
        };
        Some(Estimate {
            mean,
            error,
            independent_samples: (self.duration / memory).max(1.0),
        })
    }

    /// The same of one lag's sums.
    pub(super) fn at(
        &self,
        lag: usize,
        number: impl Fn(&Columns) -> Option<f64>,
    ) -> Option<Estimate> {
        let one = Self {
            lags: vec![self.lags[lag]],
            sums: vec![self.sums[lag].clone()],
            duration: self.duration,
        };
        let estimate = one.estimate(self.lags[lag], |sums| number(&sums[0]))?;
        Some(Estimate {
            independent_samples: estimate
                .independent_samples
                .min(self.sums[lag].pairs as f64),
            ..estimate
        })
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 1 and 16
    fn joined(&self, memory: f64) -> usize {
        let wanted = (BLOCKS as f64 * memory / self.duration).ceil();
        (wanted.clamp(1.0, BLOCKS as f64) as usize).next_power_of_two()
    }

    /// None where fewer than four parts hold anything, or a number is none.
    fn error(
        &self,
        joined: usize,
        parts: impl Fn(&Tally) -> &Vec<Columns>,
        number: impl Fn(&[Columns]) -> Option<f64>,
    ) -> Option<f64> {
        let holds = |part: usize| {
            self.sums.iter().any(|tally| {
                parts(tally)
                    .iter()
                    .enumerate()
                    .any(|(n, columns)| n / joined == part && columns.iter().any(|sum| *sum > 0.0))
            })
        };
        let there: Vec<usize> = (0..BLOCKS / joined).filter(|part| holds(*part)).collect();
        if there.len() < FEWEST {
            return None;
        }
        let left: Option<Vec<f64>> = there
            .into_iter()
            .map(|part| {
                let sums: Vec<Columns> = self
                    .sums
                    .iter()
                    .map(|tally| without(parts(tally), |n| n / joined == part))
                    .collect();
                number(&sums)
            })
            .collect();
        Some(left.map_or(f64::INFINITY, |values| jackknife_error(&values)))
    }
}
