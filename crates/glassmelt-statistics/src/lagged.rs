//! Products of a list with what follows it: all lags at once, by Fourier transforms.

use realfft::{RealFftPlanner, num_complex::Complex64};

/// Sums of products by lag, of lists up to a length; the plans of the transforms are kept.
pub struct LaggedProducts {
    lags: usize,
    size: usize,
    planner: RealFftPlanner<f64>,
}

impl LaggedProducts {
    /// For lists of `length` origins, which go on to the lag `longest` beyond the last of them.
    pub fn new(length: usize, longest: usize) -> Self {
        Self {
            lags: longest + 1,
            size: (length + longest).next_power_of_two().max(2),
            planner: RealFftPlanner::new(),
        }
    }

    /// `sum_s a(s) b(s + t)` for each lag t from zero; what lies beyond the end of a list is zero, and what does
    /// not fit into `length + longest` is left out.
    ///
    /// ```
    /// use glassmelt_statistics::LaggedProducts;
    /// let sums = LaggedProducts::new(3, 1).sums(&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0, 4.0]);
    /// assert!((sums[0] - 14.0).abs() < 1e-12 && (sums[1] - 20.0).abs() < 1e-12);
    /// ```
    pub fn sums(&mut self, a: &[f64], b: &[f64]) -> Vec<f64> {
        let (a, mut b) = (self.waves(a), self.waves(b));
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
        for product in &mut lags {
            *product *= weight;
        }
        lags
    }

    fn waves(&mut self, numbers: &[f64]) -> Vec<Complex64> {
        let plan = self.planner.plan_fft_forward(self.size);
        let (mut input, mut waves) = (plan.make_input_vec(), plan.make_output_vec());
        let length = numbers.len().min(self.size);
        input[..length].copy_from_slice(&numbers[..length]);
        let _ = plan.process(&mut input, &mut waves);
        waves
    }
}
