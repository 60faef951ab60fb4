//! Fourier transforms of one plane of the lattice, real numbers along z.

use std::sync::Arc;

use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use rustfft::{Fft, num_complex::Complex64};

/// How many rows are transposed, and columns gathered, at once: two lines of the cache each.
pub(super) const TILE: usize = 8;

/// How a plane of numbers `[y][z]` is transformed to waves `[k_z][k_y]` with `n_z/2 + 1` of `k_z`, and back, without
/// a factor.
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
    /// Some rows as `[y][k_z]`.
    tile: Vec<Complex64>,
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
            tile: vec![zero; TILE * self.half_width],
            rest: vec![zero; rest.into_iter().fold(0, usize::max)],
        }
    }

    /// How many waves there are.
    pub(super) fn waves(&self) -> usize {
        self.rows * self.half_width
    }

    /// How many waves one of this `k_z` stands for: itself, and its opposite where that is not kept.
    pub(super) fn opposites(&self, z: usize) -> f64 {
        if z == 0 || 2 * z == self.width {
            1.0
        } else {
            2.0
        }
    }

    /// From sites, which are overwritten, to waves.
    pub(super) fn forward(
        &self,
        sites: &mut [f64],
        waves: &mut [Complex64],
        PlaneScratch { tile, rest }: &mut PlaneScratch,
    ) {
        for (sites, start) in self.tiles(sites) {
            for (row, wave) in self.rows_of(sites, tile) {
                let rest = &mut rest[..self.to_waves.get_scratch_len()];
                // All lengths are those of the plan: there is nothing that could be refused.
                let _ = self.to_waves.process_with_scratch(row, wave, rest);
            }
            self.write_columns(tile, waves, start);
        }
        process(&self.columns_to_waves, waves, rest);
    }

    /// From waves, which are overwritten, to sites.
    pub(super) fn backward(
        &self,
        waves: &mut [Complex64],
        sites: &mut [f64],
        PlaneScratch { tile, rest }: &mut PlaneScratch,
    ) {
        process(&self.columns_to_sites, waves, rest);
        self.make_hermitian(waves);
        for (sites, start) in self.tiles(sites) {
            self.read_columns(waves, start, tile);
            for (row, wave) in self.rows_of(sites, tile) {
                let rest = &mut rest[..self.to_sites.get_scratch_len()];
                let _ = self.to_sites.process_with_scratch(wave, row, rest);
            }
        }
    }

    /// Some rows of sites at a time, and the first of them.
    fn tiles<'a>(&self, sites: &'a mut [f64]) -> impl Iterator<Item = (&'a mut [f64], usize)> {
        let tiles = sites.chunks_mut(TILE * self.stride);
        tiles.zip((0..).step_by(TILE))
    }

    /// Rows of sites and their waves.
    fn rows_of<'a>(
        &self,
        sites: &'a mut [f64],
        tile: &'a mut [Complex64],
    ) -> impl Iterator<Item = (&'a mut [f64], &'a mut [Complex64])> {
        let width = self.width;
        let rows = sites.chunks_exact_mut(self.stride);
        rows.map(move |row| &mut row[..width])
            .zip(tile.chunks_exact_mut(self.half_width))
    }

    /// Rows as `[y][k_z]` to where they belong in `[k_z][y]`.
    fn write_columns(&self, tile: &[Complex64], waves: &mut [Complex64], start: usize) {
        let end = self.rows.min(start + TILE);
        for (z, column) in waves.chunks_exact_mut(self.rows).enumerate() {
            for (t, wave) in column[start..end].iter_mut().enumerate() {
                *wave = tile[t * self.half_width + z];
            }
        }
    }

    /// And back.
    fn read_columns(&self, waves: &[Complex64], start: usize, tile: &mut [Complex64]) {
        let end = self.rows.min(start + TILE);
        for (z, column) in waves.chunks_exact(self.rows).enumerate() {
            for (t, wave) in column[start..end].iter().enumerate() {
                tile[t * self.half_width + z] = *wave;
            }
        }
    }

    /// The waves along z that are their own opposites are real but for rounding.
    fn make_hermitian(&self, waves: &mut [Complex64]) {
        let real = |column: &mut [Complex64]| column.iter_mut().for_each(|wave| wave.im = 0.0);
        real(&mut waves[..self.rows]);
        if self.width.is_multiple_of(2) {
            real(&mut waves[(self.half_width - 1) * self.rows..]);
        }
    }
}

/// All columns in place.
pub(super) fn process(plan: &Arc<dyn Fft<f64>>, columns: &mut [Complex64], rest: &mut [Complex64]) {
    plan.process_with_scratch(columns, &mut rest[..plan.get_inplace_scratch_len()]);
}
