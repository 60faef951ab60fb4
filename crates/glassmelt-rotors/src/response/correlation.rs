//! C(t) of two replicas, by Fourier transforms, with an error from blocks of time.

use glassmelt::{Estimate, SymmetricTensor};
use realfft::{RealFftPlanner, num_complex::Complex64};

use super::blocks::{BLOCKS, jackknife};
use crate::error::{Error, Result, finite, positive};

/// The five components of a deviator that are one shear each, in axes turned against each other.
const SHEARS: usize = 5;

/// C(t), the mean over the five shear components of `<M_xy(t) M_xy(0)> - <M_xy>^2`, at equal steps of time.
///
/// The square of the mean is the product of the means of two replicas, which is not off where one replica is
/// short; replicas that froze in different ways leave a C that does not decay.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlation {
    time_step: f64,
    reach: usize,
    mean: Vec<f64>,
    without: Vec<Vec<f64>>,
    duration: f64,
}

/// The sums over one block of one replica: its means, and its products by lag.
struct Block {
    means: [f64; SHEARS],
    products: Vec<f64>,
}

impl Correlation {
    /// C up to the lag `longest`, from M (energies) of two replicas after each `time_step`: independent runs of
    /// the same rotors at the same places, both thermalized. Errors are the jackknife's over sixteen blocks of
    /// time origins; they are honest where a block is much longer than the memory of M.
    ///
    /// # Errors
    /// When the two are not of one length, too short for one origin in each block, a number is not finite, or
    /// the step is not positive.
    pub fn new(replicas: [&[SymmetricTensor]; 2], time_step: f64, longest: usize) -> Result<Self> {
        positive("time step", time_step)?;
        let [one, other] = replicas;
        if one.len() != other.len() {
            return Err(Error::UnequalCounts {
                dipoles: one.len(),
                places: other.len(),
            });
        }
        for total in one.iter().chain(other) {
            finite("total dipole", &total.components())?;
        }
        let length = one.len().saturating_sub(longest) / BLOCKS;
        if length == 0 {
            return Err(Error::Domain {
                name: "length of the series",
                value: one.len() as f64,
                domain: "at least the longest lag and sixteen",
            });
        }
        let series = replicas.map(|totals| totals.iter().map(shears).collect::<Vec<_>>());
        let blocks = blocks(series, length, longest);
        let without = (0..BLOCKS).map(|left_out| connected(&blocks, Some(left_out)));
        Ok(Self {
            time_step,
            reach: length.min(longest),
            mean: connected(&blocks, None),
            without: without.collect(),
            duration: 2.0 * one.len() as f64 * time_step,
        })
    }

    /// The step of time.
    pub fn time_step(&self) -> f64 {
        self.time_step
    }

    /// How many lags there are, with zero.
    pub fn lags(&self) -> usize {
        self.mean.len()
    }

    /// C at each lag from zero, squares of energies.
    pub fn values(&self) -> Vec<Estimate> {
        self.curve(<[f64]>::to_vec)
    }

    /// Any number that follows from the values of C, and its error by the jackknife.
    pub fn estimate(&self, number: impl Fn(&[f64]) -> f64) -> Estimate {
        let without: Vec<_> = self.without.iter().map(|c| number(c)).collect();
        jackknife(number(&self.mean), &without, self.independent_samples())
    }

    /// Any list that follows from the values of C, each of its numbers with its error.
    pub fn curve(&self, list: impl Fn(&[f64]) -> Vec<f64>) -> Vec<Estimate> {
        let samples = self.independent_samples();
        let without: Vec<_> = self.without.iter().map(|c| list(c)).collect();
        let number = |(index, mean): (usize, f64)| {
            let without: Vec<_> = without.iter().map(|list| list[index]).collect();
            jackknife(mean, &without, samples)
        };
        list(&self.mean)
            .into_iter()
            .enumerate()
            .map(number)
            .collect()
    }

    /// `int C dt/C(0)` within the window of time that the data choose, or None while C has not decayed.
    pub fn relaxation_time(&self) -> Option<Estimate> {
        let window = self.window()?;
        let time = |c: &[f64]| self.integral(c, 0..window) / c[0];
        Some(self.estimate(time))
    }

    /// The length of both series over twice the relaxation time so far.
    fn independent_samples(&self) -> f64 {
        let end = self.first_window().unwrap_or(self.lags() - 1);
        let time = self.integral(&self.mean, 0..end) / self.mean[0];
        0.5 * self.duration / time.max(0.5 * self.time_step)
    }

    /// The integral of C between two lags, by trapezoids.
    pub(super) fn integral(&self, c: &[f64], lags: std::ops::Range<usize>) -> f64 {
        let pairs = c[lags.start..=lags.end].windows(2);
        0.5 * self.time_step * pairs.map(|ends| ends[0] + ends[1]).sum::<f64>()
    }

    /// The first lag at least [`MEMORIES`] times `int C dt/C(0)` up to it (Sokal 1997).
    fn first_window(&self) -> Option<usize> {
        let mut integral = 0.0;
        (1..self.lags()).find(|&lag| {
            integral += 0.5 * (self.mean[lag - 1] + self.mean[lag]);
            lag as f64 * self.mean[0] >= MEMORIES * integral && self.mean[0] > 0.0
        })
    }

    /// That window, if C is gone there: nothing is left between it and its double that is above three
    /// standard errors and above [`NEGLIGIBLE`]; and if a block holds both.
    pub(super) fn window(&self) -> Option<usize> {
        let window = self.first_window()?;
        if 2 * window > self.reach {
            return None;
        }
        let rest = self.estimate(|c| self.integral(c, window..2 * window));
        let whole = self.integral(&self.mean, 0..window);
        let gone = rest.mean.abs() <= (3.0 * rest.error).max(NEGLIGIBLE * whole);
        gone.then_some(window)
    }
}

/// The window is this many times the memory: an exponential is then down to `exp(-6)`, 0.25 per cent.
const MEMORIES: f64 = 6.0;
/// What may be left beyond the window whatever its error, as a part of the whole.
const NEGLIGIBLE: f64 = 0.01;

/// xy, xz, yz, `(xx - yy)/2`, `(2 zz - xx - yy)/12^(1/2)`: an average over all rotations gives each the mean
/// square `Q:Q/10`.
fn shears(total: &SymmetricTensor) -> [f64; SHEARS] {
    let axial = (2.0 * total.zz - total.xx - total.yy) / 12.0_f64.sqrt();
    let planar = 0.5 * (total.xx - total.yy);
    [total.xy, total.xz, total.yz, planar, axial]
}

/// All blocks of both replicas, about their common mean, which makes products small.
fn blocks(mut series: [Vec<[f64; SHEARS]>; 2], length: usize, longest: usize) -> [Vec<Block>; 2] {
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
fn connected(blocks: &[Vec<Block>; 2], left_out: Option<usize>) -> Vec<f64> {
    let kept = |replica: &Vec<Block>| {
        let blocks = replica.iter().enumerate();
        let kept = blocks.filter(|(block, _)| Some(*block) != left_out);
        let mut sum = Block::zero(replica[0].products.len());
        let count = kept.map(|(_, block)| sum.add(block)).count() as f64;
        sum.scaled(count.recip())
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
    size: usize,
    planner: RealFftPlanner<f64>,
}

impl Correlator {
    fn new(length: usize, longest: usize) -> Self {
        Self {
            length,
            lags: longest + 1,
            size: (length + longest).next_power_of_two().max(2),
            planner: RealFftPlanner::new(),
        }
    }

    /// The mean over the origins of a block, from values that go on to the longest lag.
    fn block(&mut self, values: &[[f64; SHEARS]]) -> Block {
        let mut block = Block::zero(self.lags);
        for shear in 0..SHEARS {
            let numbers: Vec<_> = values.iter().map(|value| value[shear]).collect();
            let origins = &numbers[..self.length];
            block.means[shear] = origins.iter().sum::<f64>() / self.length as f64;
            let products = self.products(origins, &numbers);
            let sums = block.products.iter_mut().zip(products);
            sums.for_each(|(sum, product)| *sum += product);
        }
        let weight = ((SHEARS * self.length) as f64).recip();
        block.products.iter_mut().for_each(|sum| *sum *= weight);
        block
    }

    /// `sum_s a(s) b(s + t)` for each lag t: the lists are shorter than a period of the transform.
    fn products(&mut self, origins: &[f64], all: &[f64]) -> Vec<f64> {
        let (a, mut b) = (self.waves(origins), self.waves(all));
        b.iter_mut().zip(&a).for_each(|(b, a)| *b *= a.conj());
        let plan = self.planner.plan_fft_inverse(self.size);
        let mut lags = plan.make_output_vec();
        // Lengths are those of the plan, and the two ends of a real list's transform are real.
        for end in [0, self.size / 2] {
            b[end].im = 0.0;
        }
        let _ = plan.process(&mut b, &mut lags);
        lags.truncate(self.lags);
        let weight = (self.size as f64).recip();
        lags.iter_mut().for_each(|product| *product *= weight);
        lags
    }

    fn waves(&mut self, numbers: &[f64]) -> Vec<Complex64> {
        let plan = self.planner.plan_fft_forward(self.size);
        let (mut input, mut waves) = (plan.make_input_vec(), plan.make_output_vec());
        input[..numbers.len()].copy_from_slice(numbers);
        let _ = plan.process(&mut input, &mut waves);
        waves
    }
}
