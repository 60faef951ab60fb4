//! How stress remembers: products of each shear with itself at all lags, block after block of a long series.

use glassmelt::{Estimate, SymmetricTensor};
use glassmelt_statistics::{LaggedProducts, jackknife_error};

use crate::error::{Error, Result};
use crate::frame::Dimension;

/// More blocks than this are put together in pairs.
const MOST_BLOCKS: usize = 64;
/// The fewest blocks that tell an error.
const FEWEST_BLOCKS: usize = 4;
/// The shortest block.
const SHORTEST: usize = 256;

/// Sums of some time origins.
#[derive(Debug, Clone, PartialEq)]
struct Block {
    products: Vec<f64>,
    origins: Vec<f64>,
}

impl Block {
    fn zero(lags: usize) -> Self {
        Self {
            products: vec![0.0; lags],
            origins: vec![0.0; lags],
        }
    }

    fn add(&mut self, other: &Self) {
        let sums = self.products.iter_mut().chain(&mut self.origins);
        let values = other.products.iter().chain(&other.origins);
        sums.zip(values).for_each(|(sum, value)| *sum += value);
    }

    fn take(&mut self, other: &Self) {
        let sums = self.products.iter_mut().chain(&mut self.origins);
        let values = other.products.iter().chain(&other.origins);
        sums.zip(values).for_each(|(sum, value)| *sum -= value);
    }

    fn means(&self) -> Vec<f64> {
        let lags = self.products.iter().zip(&self.origins);
        lags.map(|(product, origins)| product / origins.max(1.0))
            .collect()
    }
}

/// `<s(0) s(t)>` of the independent shears of stress, value by value, with equal weights: five in space, two in a
/// plane. Their means are taken to be zero, as in a liquid at rest in a box of equal sides.
///
/// Each lag has all its origins: these are the direct sums, by Fourier transforms. In memory are three times the
/// longest lag of each shear, and at most 64 blocks of sums.
pub struct StressCorrelator {
    dimension: Dimension,
    interval: f64,
    longest: usize,
    length: usize,
    products: LaggedProducts,
    waiting: Vec<Vec<f64>>,
    blocks: Vec<Block>,
    blocks_in_one: usize,
    joining: Option<(Block, usize)>,
    count: usize,
    sums: Vec<f64>,
}

impl StressCorrelator {
    /// For values after each `interval`, up to the lag `longest`, in intervals.
    ///
    /// # Errors
    /// When the interval is not finite and positive, or there is no lag.
    pub fn new(dimension: Dimension, interval: f64, longest: usize) -> Result<Self> {
        let domain = |name, value, domain| {
            Err(Error::Domain {
                name,
                value,
                domain,
            })
        };
        if !(interval.is_finite() && interval > 0.0) {
            return domain("interval", interval, "finite and positive");
        }
        if longest == 0 {
            return domain("longest lag", 0.0, "at least one interval");
        }
        let length = (longest / 2).max(SHORTEST);
        let shears = shears(dimension, &SymmetricTensor::ZERO).len();
        Ok(Self {
            dimension,
            interval,
            longest,
            length,
            products: LaggedProducts::new(length + longest, longest),
            waiting: vec![Vec::new(); shears],
            blocks: Vec::new(),
            blocks_in_one: 1,
            joining: None,
            count: 0,
            sums: vec![0.0; shears],
        })
    }

    /// The next value: stress or pressure, an energy over a volume.
    pub fn add(&mut self, stress: &SymmetricTensor) {
        self.count += 1;
        let shears = shears(self.dimension, stress);
        for ((list, sum), shear) in self.waiting.iter_mut().zip(&mut self.sums).zip(shears) {
            list.push(shear);
            *sum += shear;
        }
        if self.waiting[0].len() == self.length + self.longest {
            let block = self.block(self.length);
            self.put(&block);
            for list in &mut self.waiting {
                list.drain(..self.length);
            }
        }
    }

    /// The products of the first waiting values, as origins, with all that follow.
    fn block(&mut self, origins: usize) -> Block {
        let mut block = Block::zero(self.longest + 1);
        for list in &self.waiting {
            let products = self.products.sums(&list[..origins.min(list.len())], list);
            let sums = block.products.iter_mut().zip(products);
            sums.for_each(|(sum, product)| *sum += product);
            for (lag, count) in block.origins.iter_mut().enumerate() {
                *count += origins.min(list.len().saturating_sub(lag)) as f64;
            }
        }
        block
    }

    fn put(&mut self, block: &Block) {
        let (mut joined, mut parts) = self
            .joining
            .take()
            .unwrap_or_else(|| (Block::zero(self.longest + 1), 0));
        joined.add(block);
        parts += 1;
        if parts < self.blocks_in_one {
            self.joining = Some((joined, parts));
            return;
        }
        self.blocks.push(joined);
        if self.blocks.len() >= MOST_BLOCKS {
            self.blocks = pairs(&self.blocks);
            self.blocks_in_one *= 2;
        }
    }

    /// The correlation of all values.
    ///
    /// # Errors
    /// When there are fewer values than the longest lag needs, or one was not finite.
    pub fn finish(mut self) -> Result<StressCorrelation> {
        if self.count <= self.longest {
            return Err(Error::TooFewFrames {
                frames: self.count as u64,
                purpose: "the longest lag of the stress",
                needed: self.longest as u64 + 1,
            });
        }
        let rest = self.waiting[0].len();
        let block = self.block(rest);
        self.put(&block);
        let rest = self.joining.take().map(|(block, _)| block);
        let blocks: Vec<Block> = self.blocks.into_iter().chain(rest).collect();
        let mut total = Block::zero(self.longest + 1);
        for block in &blocks {
            total.add(block);
        }
        let values = total.means();
        if let Some(bad) = values.iter().find(|c| !c.is_finite()) {
            return Err(Error::Domain {
                name: "stress",
                value: *bad,
                domain: "finite",
            });
        }
        let count = self.count as f64;
        let offsets = self.sums.iter().map(|sum| sum / count).collect();
        Ok(StressCorrelation {
            dimension: self.dimension,
            interval: self.interval,
            block_length: self.length * self.blocks_in_one,
            count: self.count,
            blocks,
            values,
            offsets,
        })
    }
}

fn shears(dimension: Dimension, stress: &SymmetricTensor) -> Vec<f64> {
    let shears = stress.shears();
    match dimension {
        Dimension::Three => shears.to_vec(),
        Dimension::Two => vec![shears[0], shears[3]],
    }
}

fn pairs(blocks: &[Block]) -> Vec<Block> {
    let join = |pair: &[Block]| {
        let mut sum = pair[0].clone();
        for block in &pair[1..] {
            sum.add(block);
        }
        sum
    };
    blocks.chunks(2).map(join).collect()
}

/// `<s(0) s(t)>` at equal intervals, with what it takes to give errors.
#[derive(Debug, Clone, PartialEq)]
pub struct StressCorrelation {
    dimension: Dimension,
    interval: f64,
    block_length: usize,
    count: usize,
    blocks: Vec<Block>,
    values: Vec<f64>,
    offsets: Vec<f64>,
}

impl StressCorrelation {
    /// Space or plane.
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// The interval.
    pub fn interval(&self) -> f64 {
        self.interval
    }

    /// How long the series was.
    pub fn duration(&self) -> f64 {
        self.count as f64 * self.interval
    }

    /// The correlation at each lag from zero, squares of stress.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The mean of each shear over the series: zero in a liquid.
    pub fn offsets(&self) -> &[f64] {
        &self.offsets
    }

    /// A number that follows from the values, with the error of a jackknife over blocks of time origins that are
    /// longer than `memory`; infinite where there are fewer than four.
    pub fn estimate(&self, memory: f64, number: impl Fn(&[f64]) -> f64) -> Estimate {
        let parts = self.parts(memory);
        let blocks = self.blocks.len().div_ceil(parts);
        let mut total = Block::zero(self.values.len());
        for block in &self.blocks {
            total.add(block);
        }
        let without = |part: usize| {
            let mut rest = total.clone();
            let left_out = &self.blocks[part * parts..((part + 1) * parts).min(self.blocks.len())];
            for block in left_out {
                rest.take(block);
            }
            number(&rest.means())
        };
        let values: Vec<f64> = (0..blocks).map(without).collect();
        let enough = blocks >= FEWEST_BLOCKS;
        Estimate {
            mean: number(&self.values),
            error: if enough {
                jackknife_error(&values)
            } else {
                f64::INFINITY
            },
            independent_samples: (self.duration() / memory.max(self.interval)).max(1.0),
        }
    }

    /// How many blocks are one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between one and all
    fn parts(&self, memory: f64) -> usize {
        let needed = memory / (self.block_length as f64 * self.interval);
        needed.ceil().clamp(1.0, self.blocks.len() as f64) as usize
    }
}
