//! C(t) of two replicas with its error, and the window of time within which it decays.

use glassmelt::{Estimate, SymmetricTensor};

use super::products::{BLOCKS, blocks, connected};
use crate::error::{Error, Result, finite, positive};
use crate::statistics::jackknife_error;

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
        let blocks = blocks(replicas, length, longest);
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
        Estimate {
            mean: number(&self.mean),
            error: jackknife_error(&without),
            independent_samples: self.independent_samples(),
        }
    }

    /// Any list that follows from the values of C, each of its numbers with its error.
    pub fn curve(&self, list: impl Fn(&[f64]) -> Vec<f64>) -> Vec<Estimate> {
        let independent_samples = self.independent_samples();
        let without: Vec<_> = self.without.iter().map(|c| list(c)).collect();
        let number = |(index, mean): (usize, f64)| {
            let without: Vec<_> = without.iter().map(|list| list[index]).collect();
            Estimate {
                mean,
                error: jackknife_error(&without),
                independent_samples,
            }
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
