//! The stride, tuned while rotors thermalize and frozen before anything is measured.

/// A stride that follows the acceptance by stochastic approximation (Robbins and Monro 1951):
/// `ln h += gain (acceptance - target)` with a gain that falls as the number of sweeps grows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tuning {
    stride: f64,
    longest: f64,
    target: f64,
    seen: u32,
    summed: u32,
    sum_of_logarithms: f64,
}

/// The gain at the first sweep; after k sweeps it is this over `1 + k/10`, to the power 0.6.
const GAIN: f64 = 0.5;
const HALF_LIFE: f64 = 10.0;
const POWER: f64 = 0.6;
/// Sweeps that are not part of the mean.
const FIRST: u32 = 30;

impl Tuning {
    /// How many numbers change while it is tuned.
    pub const NUMBERS: usize = 4;

    /// The numbers that change, to be kept.
    pub fn numbers(&self) -> [f64; Self::NUMBERS] {
        let counts = [self.seen, self.summed].map(f64::from);
        [self.stride, self.sum_of_logarithms, counts[0], counts[1]]
    }

    /// The same tuning at these numbers; as it is if they are not as many.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    #[must_use]
    pub fn with_numbers(self, numbers: &[f64]) -> Self {
        let [stride, sum_of_logarithms, seen, summed] = *numbers else {
            return self;
        };
        Self {
            stride,
            sum_of_logarithms,
            seen: seen as u32,
            summed: summed as u32,
            ..self
        }
    }

    /// From a stride towards the acceptance `target`, never above the `longest` stride.
    pub fn new(stride: f64, longest: f64, target: f64) -> Self {
        Self {
            stride,
            longest,
            target,
            seen: 0,
            summed: 0,
            sum_of_logarithms: 0.0,
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
