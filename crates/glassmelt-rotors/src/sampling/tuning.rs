//! The stride, tuned while rotors thermalize and frozen before anything is measured.

use serde::{Deserialize, Serialize};

/// A stride that follows the acceptance by stochastic approximation (Robbins and Monro 1951):
/// `ln h += gain (acceptance - target)` with a gain that falls as the number of sweeps grows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Tuning {
    stride: f64,
    longest: f64,
    target: f64,
    seen: u32,
    sum_of_logarithms: f64,
    summed: u32,
}

/// The gain at the first sweep; after k sweeps it is this over `1 + k/10`, to the power 0.6.
const GAIN: f64 = 0.5;
const HALF_LIFE: f64 = 10.0;
const POWER: f64 = 0.6;
/// Sweeps that are not part of the mean.
const FIRST: u32 = 30;

impl Tuning {
    /// From a stride towards the acceptance `target`, never above the `longest` stride.
    pub fn new(stride: f64, longest: f64, target: f64) -> Self {
        Self {
            stride,
            longest,
            target,
            seen: 0,
            sum_of_logarithms: 0.0,
            summed: 0,
        }
    }

    /// The stride for the next sweep.
    pub fn stride(&self) -> f64 {
        self.stride
    }

    /// What a sweep at the stride was accepted with.
    pub fn saw(&mut self, acceptance: f64) {
        let gain = GAIN / (1.0 + f64::from(self.seen) / HALF_LIFE).powf(POWER);
        let logarithm = self.stride.ln() + gain * (acceptance - self.target);
        self.stride = logarithm.exp().min(self.longest);
        self.seen += 1;
        if self.seen > FIRST {
            self.sum_of_logarithms += self.stride.ln();
            self.summed += 1;
        }
    }

    /// The stride to measure with: the geometric mean of those tried since the first thirty sweeps.
    pub fn frozen(&self) -> f64 {
        if self.summed == 0 {
            self.stride
        } else {
            (self.sum_of_logarithms / f64::from(self.summed)).exp()
        }
    }
}
