//! Products of M with itself at later times: all lags of a block of origins at once, by Fourier transforms.

use glassmelt::SymmetricTensor;
use glassmelt_statistics::LaggedProducts;

/// How many blocks a series is cut into.
pub(super) const BLOCKS: usize = 16;

/// How many [`SymmetricTensor::shears`] there are.
const SHEARS: usize = 5;

/// The sums over one block of one replica: its means, and its products by lag.
pub(super) struct Block {
    means: [f64; SHEARS],
    products: Vec<f64>,
}

/// All blocks of both replicas, about their common mean, which makes products small.
pub(super) fn blocks(
    replicas: [&[SymmetricTensor]; 2],
    length: usize,
    longest: usize,
) -> [Vec<Block>; 2] {
    let mut series = replicas.map(|totals| {
        totals
            .iter()
            .map(SymmetricTensor::shears)
            .collect::<Vec<_>>()
    });
    let count = (2 * series[0].len()) as f64;
    for shear in 0..SHEARS {
        let sum: f64 = series.iter().flatten().map(|values| values[shear]).sum();
        let all = series.iter_mut().flatten();
        all.for_each(|values| values[shear] -= sum / count);
    }
    let mut correlator = Correlator::new(length, longest);
    series.map(|values| {
        let starts = (0..BLOCKS).map(|block| block * length);
        starts
            .map(|start| correlator.block(&values[start..start + length + longest]))
            .collect()
    })
}

/// C from all blocks but one.
pub(super) fn connected(blocks: &[Vec<Block>; 2], left_out: Option<usize>) -> Vec<f64> {
    let kept = |replica: &Vec<Block>| {
        let mut sum = Block::zero(replica[0].products.len());
        let mut count = 0.0;
        for (index, block) in replica.iter().enumerate() {
            if Some(index) != left_out {
                sum.add(block);
                count += 1.0;
            }
        }
        sum.scaled(1.0 / count)
    };
    let [one, other] = [kept(&blocks[0]), kept(&blocks[1])];
    let means = one.means.iter().zip(&other.means);
    let square = means.map(|(a, b)| a * b).sum::<f64>() / SHEARS as f64;
    let products = one.products.iter().zip(&other.products);
    products.map(|(a, b)| 0.5 * (a + b) - square).collect()
}

impl Block {
    fn zero(lags: usize) -> Self {
        Self {
            means: [0.0; SHEARS],
            products: vec![0.0; lags],
        }
    }

    fn add(&mut self, other: &Self) {
        let means = self.means.iter_mut().zip(&other.means);
        means.for_each(|(sum, mean)| *sum += mean);
        let products = self.products.iter_mut().zip(&other.products);
        products.for_each(|(sum, product)| *sum += product);
    }

    fn scaled(mut self, factor: f64) -> Self {
        let numbers = self.means.iter_mut().chain(&mut self.products);
        numbers.for_each(|number| *number *= factor);
        self
    }
}

/// Products of a block with what follows it, for all lags at once.
struct Correlator {
    length: usize,
    lags: usize,
    products: LaggedProducts,
}

impl Correlator {
    fn new(length: usize, longest: usize) -> Self {
        Self {
            length,
            lags: longest + 1,
            products: LaggedProducts::new(length, longest),
        }
    }

    /// The mean over the origins of a block, from values that go on to the longest lag.
    fn block(&mut self, values: &[[f64; SHEARS]]) -> Block {
        let mut block = Block::zero(self.lags);
        for shear in 0..SHEARS {
            let numbers: Vec<_> = values.iter().map(|value| value[shear]).collect();
            let origins = &numbers[..self.length];
            block.means[shear] = origins.iter().sum::<f64>() / self.length as f64;
            let products = self.products.sums(origins, &numbers);
            let sums = block.products.iter_mut().zip(products);
            sums.for_each(|(sum, product)| *sum += product);
        }
        let weight = ((SHEARS * self.length) as f64).recip();
        block.products.iter_mut().for_each(|sum| *sum *= weight);
        block
    }
}
