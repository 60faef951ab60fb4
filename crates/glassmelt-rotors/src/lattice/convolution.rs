//! The components of all sites, transformed, multiplied by the kernel, and transformed back.
//!
//! Three passes over memory: planes forward; columns along x forward, times the kernel, and back while they
//! are in the cache; planes back. Each number is written by one task, so that the answer does not depend on
//! the number of threads.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustfft::{Fft, num_complex::Complex64};

use super::columns::{apply, gather_columns, mirrored, scatter_columns};
use super::kernel::Kernel;
use super::plane::{PlanePlan, TILE};

/// The dipoles of one plane of sites: how they come on it, and how the strains come off.
pub(crate) trait Plane: Send + Sync {
    /// Each component of the dipoles on its own plane, `area` numbers.
    fn scatter<const C: usize>(&self, planes: &mut [f64], area: usize);

    /// What the components of the strains on the planes are at the dipoles.
    fn gather<const C: usize>(&mut self, planes: &mut [f64], area: usize);
}

/// The waves of a lattice as `[x][component][y][k_z]`.
pub(crate) struct Convolution<const C: usize, const P: usize> {
    passes: Passes<C, P>,
    waves: Vec<Complex64>,
}

/// The plans of a lattice, for waves as `[x][component][y][k_z]` of some of its x or some of its y.
///
/// C components are transformed: six, or the five of deviators; P is the number of their pairs.
pub(super) struct Passes<const C: usize, const P: usize> {
    length: usize,
    plane: PlanePlan,
    to_waves: Arc<dyn Fft<f64>>,
    to_sites: Arc<dyn Fft<f64>>,
}

impl<const C: usize, const P: usize> Convolution<C, P> {
    pub(super) fn new(shape: [usize; 3]) -> Self {
        Self::padded(shape, 0)
    }

    /// The same with so many more numbers at the end of each row of a plane, which are not transformed.
    pub(crate) fn padded(shape: [usize; 3], padding: usize) -> Self {
        let passes = Passes::padded(shape, padding);
        let waves = vec![Complex64::default(); shape[0] * passes.of_plane()];
        Self { passes, waves }
    }

    /// The strains of all dipoles, one plane for each x.
    pub(crate) fn strains(&mut self, kernel: &Kernel<P>, mut defects: Vec<impl Plane>) {
        let (passes, waves) = (&self.passes, &mut self.waves);
        passes.planes_forward(waves, &defects);
        passes.multiply(waves, 0..passes.plane.rows, kernel);
        passes.planes_backward(waves, &mut defects);
    }
}

impl<const C: usize, const P: usize> Passes<C, P> {
    pub(super) fn new(shape: [usize; 3]) -> Self {
        Self::padded(shape, 0)
    }

    fn padded([x, y, z]: [usize; 3], padding: usize) -> Self {
        let mut planner = rustfft::FftPlanner::new();
        Self {
            length: x,
            plane: PlanePlan::new(y, z, z + padding),
            to_waves: planner.plan_fft_forward(x),
            to_sites: planner.plan_fft_inverse(x),
        }
    }

    /// How many waves a plane has, all components.
    pub(super) fn of_plane(&self) -> usize {
        C * self.plane.rows * self.plane.half_width
    }

    /// How many waves a row along z has.
    pub(super) fn half_width(&self) -> usize {
        self.plane.half_width
    }

    /// The waves of some planes, one for each of `defects`.
    pub(super) fn planes_forward(&self, waves: &mut [Complex64], defects: &[impl Plane]) {
        let (plane, size) = (&self.plane, self.plane.rows * self.plane.half_width);
        let area = plane.rows * plane.stride;
        let slabs = waves.par_chunks_mut(C * size).zip(defects);
        let scratch = || (vec![0.0; C * area], plane.scratch());
        slabs.for_each_init(scratch, |(sites, scratch), (waves, defects)| {
            defects.scatter::<C>(sites, area);
            let parts = sites
                .chunks_exact_mut(area)
                .zip(waves.chunks_exact_mut(size));
            parts.for_each(|(sites, waves)| plane.forward(sites, waves, scratch));
        });
    }

    /// The strains of some planes from their waves, which are overwritten.
    pub(super) fn planes_backward(&self, waves: &mut [Complex64], defects: &mut [impl Plane]) {
        let (plane, size) = (&self.plane, self.plane.rows * self.plane.half_width);
        let area = plane.rows * plane.stride;
        let slabs = waves.par_chunks_mut(C * size).zip(defects);
        let scratch = || (vec![0.0; C * area], plane.scratch());
        slabs.for_each_init(scratch, |(sites, scratch), (waves, defects)| {
            let parts = sites
                .chunks_exact_mut(area)
                .zip(waves.chunks_exact_mut(size));
            parts.for_each(|(sites, waves)| plane.backward(waves, sites, scratch));
            defects.gather::<C>(sites, area);
        });
    }

    /// The columns along x with these y: forward, times the kernel, back.
    pub(super) fn multiply(&self, waves: &mut [Complex64], own: Range<usize>, kernel: &Kernel<P>) {
        let (rows, half_width, length) = (self.plane.rows, self.plane.half_width, self.length);
        let mut groups: Vec<Vec<&mut [Complex64]>> = own
            .clone()
            .map(|_| Vec::with_capacity(C * length))
            .collect();
        for (index, row) in waves.chunks_exact_mut(half_width).enumerate() {
            groups[index % own.len()].push(row);
        }
        let (to_waves, to_sites) = (&self.to_waves, &self.to_sites);
        let rest = to_waves
            .get_inplace_scratch_len()
            .max(to_sites.get_inplace_scratch_len());
        let zeros = |count| vec![Complex64::default(); count];
        let scratch = || (zeros(C * TILE * length), zeros(rest));
        groups.into_par_iter().enumerate().for_each_init(
            scratch,
            |(columns, rest), (index, mut group)| {
                let (octant, flipped) = mirrored(own.start + index, rows);
                for start in (0..half_width).step_by(TILE) {
                    let tile = TILE.min(half_width - start);
                    let columns = &mut columns[..C * tile * length];
                    gather_columns::<C>(&group, start, tile, columns);
                    to_waves.process_with_scratch(
                        columns,
                        &mut rest[..to_waves.get_inplace_scratch_len()],
                    );
                    for t in 0..tile {
                        let row = kernel.row(octant, start + t);
                        apply::<C, P>(row, flipped, columns, (t, tile, length));
                    }
                    to_sites.process_with_scratch(
                        columns,
                        &mut rest[..to_sites.get_inplace_scratch_len()],
                    );
                    scatter_columns::<C>(columns, &mut group, start, tile);
                }
            },
        );
    }
}
