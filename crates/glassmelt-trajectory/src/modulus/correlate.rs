//! Products of a series with itself at all lags, by Fourier transform.

use realfft::RealFftPlanner;

/// `1/(W - k) sum_j x_j x_(j+k)` of series of W values.
pub(crate) struct Correlate {
    planner: RealFftPlanner<f64>,
    values: usize,
}

impl Correlate {
    pub(crate) fn new(values: usize) -> Self {
        Self {
            planner: RealFftPlanner::new(),
            values,
        }
    }

    /// Adds the products, times `weight`, of a series to `products`, which has at most half as many lags as values.
    pub(crate) fn add(
        &mut self,
        series: impl Iterator<Item = f64>,
        weight: f64,
        products: &mut [f64],
    ) {
        // Half as many zeros as values: the lags reach to half the window.
        let length = (self.values + products.len()).next_power_of_two();
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
            *product += weight * sum / (length * (self.values - lag)) as f64;
        }
    }
}
