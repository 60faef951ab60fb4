//! What windows of one length add up to: powers of the shells in time, their correlations, and how far atoms went.

use nalgebra::Vector3;
use rayon::prelude::*;
use realfft::RealFftPlanner;

use super::amplitudes::Amplitudes;
use super::waves::Waves;

/// Longer series are halved by taking means of pairs.
const LONGEST: usize = 1 << 16;

/// A series of unlimited length in bounded memory: means of 1, 2, 4 ... values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Series {
    values: Vec<f64>,
    each: usize,
    open: (f64, usize),
}

impl Series {
    pub(crate) fn new() -> Self {
        Self {
            values: Vec::new(),
            each: 1,
            open: (0.0, 0),
        }
    }

    pub(crate) fn push(&mut self, value: f64) {
        self.open = (self.open.0 + value, self.open.1 + 1);
        if self.open.1 < self.each {
            return;
        }
        self.values.push(self.open.0 / self.each as f64);
        self.open = (0.0, 0);
        if self.values.len() == LONGEST {
            let pairs = self.values.chunks_exact(2);
            self.values = pairs.map(|pair| 0.5 * (pair[0] + pair[1])).collect();
            self.each *= 2;
        }
    }

    pub(crate) fn values(&self) -> &[f64] {
        &self.values
    }
}

/// Transverse and longitudinal.
pub(crate) const KINDS: usize = 2;

/// One shell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ShellRecord {
    /// Mean power of a direction, frame by frame.
    pub(crate) power: [Series; KINDS],
    /// `sum over windows and series of A(k)`.
    pub(crate) products: [Vec<f64>; KINDS],
    /// Mean power of each wave, summed over windows.
    pub(crate) by_wave: [Vec<f64>; KINDS],
}

/// All windows of one length.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Collector {
    pub(crate) length: usize,
    pub(crate) windows: usize,
    pub(crate) shells: Vec<ShellRecord>,
    /// `<|u_i|^2>` over the atoms, frame by frame.
    pub(crate) squares: Series,
    /// `<|mean of the second half - mean of the first|^2>` over the atoms, summed over windows.
    pub(crate) shift: f64,
}

impl Collector {
    pub(crate) fn new(length: usize, waves: &Waves) -> Self {
        let lags = length / 2 + 1;
        let shells = waves.shells().iter().map(|shell| ShellRecord {
            power: [Series::new(), Series::new()],
            products: [vec![0.0; lags], vec![0.0; lags]],
            by_wave: [
                vec![0.0; shell.members.len()],
                vec![0.0; shell.members.len()],
            ],
        });
        Self {
            length,
            windows: 0,
            shells: shells.collect(),
            squares: Series::new(),
            shift: 0.0,
        }
    }

    /// One whole window: the amplitudes and the mean squares of its frames.
    pub(crate) fn add(
        &mut self,
        waves: &Waves,
        amplitudes: &[Amplitudes],
        squares: &[f64],
        shift: f64,
    ) {
        self.windows += 1;
        self.shift += shift;
        squares.iter().for_each(|square| self.squares.push(*square));
        let directions = waves.dimension().count();
        let of_waves: Vec<OfWave> = (0..waves.all().len())
            .into_par_iter()
            .map(|wave| OfWave::new(amplitudes, wave, directions))
            .collect();
        for (record, shell) in self.shells.iter_mut().zip(waves.shells()) {
            record.add(&of_waves[shell.members.clone()]);
        }
    }

    /// Frames in all windows.
    pub(crate) fn frames(&self) -> usize {
        self.length * self.windows
    }
}

impl ShellRecord {
    fn add(&mut self, waves: &[OfWave]) {
        let count = waves.len() as f64;
        for kind in 0..KINDS {
            let frames = waves[0].power[kind].len();
            for frame in 0..frames {
                let sum: f64 = waves.iter().map(|wave| wave.power[kind][frame]).sum();
                self.power[kind].push(sum / count);
            }
            for (number, wave) in waves.iter().enumerate() {
                self.by_wave[kind][number] += wave.power[kind].iter().sum::<f64>() / frames as f64;
                let sums = self.products[kind].iter_mut().zip(&wave.products[kind]);
                sums.for_each(|(sum, product)| *sum += product / count);
            }
        }
    }
}

/// One wave in one window, a transverse direction on average.
struct OfWave {
    power: [Vec<f64>; KINDS],
    products: [Vec<f64>; KINDS],
}

impl OfWave {
    fn new(amplitudes: &[Amplitudes], wave: usize, directions: usize) -> Self {
        let mut correlate = Correlate::new(amplitudes.len());
        let mut of = |parts: std::ops::Range<usize>| {
            let weight = 1.0 / parts.len() as f64;
            let power: Vec<f64> = amplitudes
                .iter()
                .map(|frame| {
                    let squares = frame[wave][parts.clone()].iter().map(|u| u.norm_sqr());
                    weight * squares.sum::<f64>()
                })
                .collect();
            let mut products = vec![0.0; amplitudes.len() / 2 + 1];
            for part in parts {
                let series = |value: fn(&nalgebra::Complex<f64>) -> f64| {
                    amplitudes
                        .iter()
                        .map(move |frame| value(&frame[wave][part]))
                };
                correlate.add(series(|u| u.re), weight, &mut products);
                correlate.add(series(|u| u.im), weight, &mut products);
            }
            (power, products)
        };
        let (transverse, longitudinal) = (of(1..directions), of(0..1));
        Self {
            power: [transverse.0, longitudinal.0],
            products: [transverse.1, longitudinal.1],
        }
    }
}

/// `1/(W - k) sum_j x_j x_(j+k)` by Fourier transform.
struct Correlate {
    planner: RealFftPlanner<f64>,
    frames: usize,
}

impl Correlate {
    fn new(frames: usize) -> Self {
        Self {
            planner: RealFftPlanner::new(),
            frames,
        }
    }

    fn add(&mut self, series: impl Iterator<Item = f64>, weight: f64, products: &mut [f64]) {
        // Half as many zeros as values: the lags reach to half the window.
        let length = (self.frames + products.len()).next_power_of_two();
        let mut values: Vec<f64> = series.collect();
        values.resize(length, 0.0);
        let forward = self.planner.plan_fft_forward(length);
        let back = self.planner.plan_fft_inverse(length);
        let mut spectrum = forward.make_output_vec();
        // The lengths are those of the plans: neither transform can fail.
        let _ = forward.process(&mut values, &mut spectrum);
        for amplitude in &mut spectrum {
            *amplitude = amplitude.norm_sqr().into();
        }
        let _ = back.process(&mut spectrum, &mut values);
        for (lag, (product, sum)) in products.iter_mut().zip(values).enumerate() {
            *product += weight * sum / (length * (self.frames - lag)) as f64;
        }
    }
}

/// The mean positions over a window that comes frame by frame, those of its halves kept apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Means {
    halves: [Vec<Vector3<f64>>; 2],
    frames: usize,
    length: usize,
}

impl Means {
    pub(crate) fn new(atoms: usize, length: usize) -> Self {
        Self {
            halves: [vec![Vector3::zeros(); atoms], vec![Vector3::zeros(); atoms]],
            frames: 0,
            length,
        }
    }

    pub(crate) fn clear(&mut self) {
        self.frames = 0;
        let halves = self.halves.iter_mut().flatten();
        halves.for_each(|sum| *sum = Vector3::zeros());
    }

    pub(crate) fn add(&mut self, positions: &[Vector3<f64>]) {
        let half = usize::from(self.frames >= self.length / 2);
        self.frames += 1;
        let sums = self.halves[half].par_iter_mut().with_min_len(4096);
        sums.zip(positions).for_each(|(sum, r)| *sum += r);
    }

    pub(crate) fn means(&self) -> Vec<Vector3<f64>> {
        let frames = self.length as f64;
        let halves = self.halves[0].iter().zip(&self.halves[1]);
        halves
            .map(|(first, second)| (first + second) / frames)
            .collect()
    }

    /// `<|mean of the second half - mean of the first|^2>` over the atoms, their common shift taken out.
    pub(crate) fn shift(&self) -> f64 {
        let first = (self.length / 2) as f64;
        let second = self.length as f64 - first;
        let halves = self.halves[0].iter().zip(&self.halves[1]);
        let shifts = halves.map(|(a, b)| b / second - a / first);
        let atoms = self.halves[0].len() as f64;
        let (sum, squares) = shifts.fold((Vector3::zeros(), 0.0), |(sum, squares), shift| {
            (sum + shift, squares + shift.norm_squared())
        });
        (squares / atoms - (sum / atoms).norm_squared()).max(0.0)
    }
}
