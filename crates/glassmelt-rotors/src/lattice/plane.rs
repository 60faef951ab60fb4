//! Fourier transforms of one plane of the lattice, real numbers along z.

use std::sync::Arc;

use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use rustfft::{Fft, num_complex::Complex64};

/// How many columns are gathered at once: two lines of the cache each.
pub(super) const TILE: usize = 8;

/// How a plane of `n_y n_z` numbers is transformed to `n_y (n_z/2 + 1)` and back, without a factor.
pub(super) struct PlanePlan {
    pub(super) rows: usize,
    pub(super) width: usize,
    /// From one row of sites to the next: the width, or more.
    pub(super) stride: usize,
    pub(super) half_width: usize,
    to_waves: Arc<dyn RealToComplex<f64>>,
    to_sites: Arc<dyn ComplexToReal<f64>>,
    columns_to_waves: Arc<dyn Fft<f64>>,
    columns_to_sites: Arc<dyn Fft<f64>>,
}

/// What a thread needs to transform planes.
pub(super) struct PlaneScratch {
    columns: Vec<Complex64>,
    rest: Vec<Complex64>,
}

impl PlanePlan {
    pub(super) fn new(rows: usize, width: usize, stride: usize) -> Self {
        let mut real = RealFftPlanner::new();
        let mut complex = rustfft::FftPlanner::new();
        Self {
            rows,
            width,
            stride,
            half_width: width / 2 + 1,
            to_waves: real.plan_fft_forward(width),
            to_sites: real.plan_fft_inverse(width),
            columns_to_waves: complex.plan_fft_forward(rows),
            columns_to_sites: complex.plan_fft_inverse(rows),
        }
    }

    pub(super) fn scratch(&self) -> PlaneScratch {
        let zero = Complex64::default();
        let rest = [
            self.to_waves.get_scratch_len(),
            self.to_sites.get_scratch_len(),
            self.columns_to_waves.get_inplace_scratch_len(),
            self.columns_to_sites.get_inplace_scratch_len(),
        ];
        PlaneScratch {
            columns: vec![zero; self.rows * TILE],
            rest: vec![zero; rest.into_iter().fold(0, usize::max)],
        }
    }

    /// From sites, which are overwritten, to waves.
    pub(super) fn forward(
        &self,
        sites: &mut [f64],
        waves: &mut [Complex64],
        scratch: &mut PlaneScratch,
    ) {
        let rows = sites.chunks_exact_mut(self.stride);
        for (row, wave) in rows.zip(waves.chunks_exact_mut(self.half_width)) {
            let rest = &mut scratch.rest[..self.to_waves.get_scratch_len()];
            // All lengths are those of the plan: there is nothing that could be refused.
            let _ = self
                .to_waves
                .process_with_scratch(&mut row[..self.width], wave, rest);
        }
        self.columns(&self.columns_to_waves, waves, scratch);
    }

    /// From waves, which are overwritten, to sites.
    pub(super) fn backward(
        &self,
        waves: &mut [Complex64],
        sites: &mut [f64],
        scratch: &mut PlaneScratch,
    ) {
        self.columns(&self.columns_to_sites, waves, scratch);
        let rows = sites.chunks_exact_mut(self.stride);
        for (row, wave) in rows.zip(waves.chunks_exact_mut(self.half_width)) {
            self.make_hermitian(wave);
            let rest = &mut scratch.rest[..self.to_sites.get_scratch_len()];
            let _ = self
                .to_sites
                .process_with_scratch(wave, &mut row[..self.width], rest);
        }
    }

    /// The waves that are their own opposites are real but for rounding.
    fn make_hermitian(&self, wave: &mut [Complex64]) {
        wave[0].im = 0.0;
        if self.width.is_multiple_of(2) {
            wave[self.half_width - 1].im = 0.0;
        }
    }

    /// All columns along y, a tile at a time.
    fn columns(
        &self,
        plan: &Arc<dyn Fft<f64>>,
        waves: &mut [Complex64],
        scratch: &mut PlaneScratch,
    ) {
        let rest = &mut scratch.rest[..plan.get_inplace_scratch_len()];
        for start in (0..self.half_width).step_by(TILE) {
            let tile = TILE.min(self.half_width - start);
            let columns = &mut scratch.columns[..tile * self.rows];
            for (y, row) in waves.chunks_exact(self.half_width).enumerate() {
                for (t, wave) in row[start..start + tile].iter().enumerate() {
                    columns[t * self.rows + y] = *wave;
                }
            }
            plan.process_with_scratch(columns, rest);
            for (y, row) in waves.chunks_exact_mut(self.half_width).enumerate() {
                for (t, wave) in row[start..start + tile].iter_mut().enumerate() {
                    *wave = columns[t * self.rows + y];
                }
            }
        }
    }
}
