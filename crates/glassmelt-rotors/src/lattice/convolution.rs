//! The components of all sites, transformed, multiplied by the kernel, and transformed back.
//!
//! Three passes over memory: planes forward; columns along x forward, times the kernel, and back while they
//! are in the cache; planes back. Each number is written by one task, so that the answer does not depend on
//! the number of threads.

use std::ops::Range;
use std::sync::Arc;

use glassmelt::SymmetricTensor;
use pulp::Arch;
use rayon::prelude::*;
use rustfft::{Fft, num_complex::Complex64};

use super::basis::tensor;
use super::columns::{Multiply, gather_columns, scatter_columns};
use super::kernel::Kernel;
use super::plane::{PlanePlan, TILE, process};
use crate::answer::{EnergyAndSum, added};

/// The dipoles of one plane of sites.
pub(crate) trait Source: Send + Sync {
    /// Each component of the dipoles on its own plane, `area` numbers.
    fn scatter<const C: usize>(&self, planes: &mut [f64], area: usize);
}

/// The strains of one plane of sites.
pub(crate) trait Sink: Send {
    /// What the components of the strains on the planes are at the dipoles.
    fn gather<const C: usize>(&mut self, planes: &mut [f64], area: usize);
}

/// The waves of a lattice as `[x][component][k_z][k_y]`.
pub(crate) struct Convolution<const C: usize, const P: usize> {
    passes: Passes<C, P>,
    waves: Vec<Complex64>,
}

/// The plans of a lattice, for waves as `[x][component][k_z][k_y]` of some of its x or some
/// of its `k_z`.
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
    pub(crate) fn strains<T: Source + Sink>(&mut self, kernel: &Kernel<P>, mut planes: Vec<T>) {
        self.forward(kernel, &planes);
        self.backward(&mut planes);
    }

    /// To the waves of the strains; the energy of the dipoles, and their sum.
    pub(super) fn forward(&mut self, kernel: &Kernel<P>, dipoles: &[impl Source]) -> EnergyAndSum {
        let (passes, waves) = (&self.passes, &mut self.waves);
        passes.planes_forward(waves, dipoles);
        added(passes.multiply(waves, 0..passes.half_width(), kernel))
    }

    /// From the waves, which are overwritten, to the strains.
    pub(super) fn backward(&mut self, strains: &mut [impl Sink]) {
        self.passes.planes_backward(&mut self.waves, strains);
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
        C * self.plane.waves()
    }

    /// How many rows of waves a component of a plane has, one for each `k_z`.
    pub(super) fn half_width(&self) -> usize {
        self.plane.half_width
    }

    /// How many waves such a row has.
    pub(super) fn of_row(&self) -> usize {
        self.plane.rows
    }

    /// The waves of some planes, one for each of `defects`.
    pub(super) fn planes_forward(&self, waves: &mut [Complex64], defects: &[impl Source]) {
        let (plane, size) = (&self.plane, self.plane.waves());
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
    pub(super) fn planes_backward(&self, waves: &mut [Complex64], defects: &mut [impl Sink]) {
        let (plane, size) = (&self.plane, self.plane.waves());
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

    /// The columns along x with these `k_z`: forward, times the kernel, back.
    ///
    /// What each `k_z` adds to the energy is minus half the products of dipoles and strains, wave by wave
    /// (Parseval); the sum of the dipoles is the wave zero.
    pub(super) fn multiply(
        &self,
        waves: &mut [Complex64],
        own: Range<usize>,
        kernel: &Kernel<P>,
    ) -> Vec<EnergyAndSum> {
        let mut groups: Vec<Vec<&mut [Complex64]>> = own
            .clone()
            .map(|_| Vec::with_capacity(C * self.length))
            .collect();
        for (index, row) in waves.chunks_exact_mut(self.of_row()).enumerate() {
            groups[index % own.len()].push(row);
        }
        let groups = groups.into_par_iter().zip(own);
        let sums = groups.map_init(
            || self.column_scratch(),
            |scratch, (mut group, z)| self.multiply_group(&mut group, scratch, (kernel, z)),
        );
        sums.collect()
    }

    /// The columns of one `k_z`, a tile at a time.
    fn multiply_group(
        &self,
        group: &mut [&mut [Complex64]],
        (columns, rest): &mut (Vec<Complex64>, Vec<Complex64>),
        (kernel, z): (&Kernel<P>, usize),
    ) -> EnergyAndSum {
        let (count, length) = (self.of_row(), self.length);
        let (mut work, mut total) = (0.0, SymmetricTensor::ZERO);
        for start in (0..count).step_by(TILE) {
            let tile = TILE.min(count - start);
            let columns = &mut columns[..C * tile * length];
            gather_columns::<C>(group, start, tile, columns);
            process(&self.to_waves, columns, rest);
            if (start, z) == (0, 0) {
                total = first::<C>(columns);
            }
            work += Arch::new().dispatch(Multiply::<C, P> {
                kernel,
                z,
                count,
                start,
                columns,
                tile,
                length,
            });
            process(&self.to_sites, columns, rest);
            scatter_columns::<C>(columns, group, start, tile);
        }
        (-0.5 * self.plane.opposites(z) * work, total)
    }

    /// Room for a tile of columns, and for their transforms.
    fn column_scratch(&self) -> (Vec<Complex64>, Vec<Complex64>) {
        let zeros = |count| vec![Complex64::default(); count];
        let plans = [&self.to_waves, &self.to_sites];
        let rest = plans.map(|plan| plan.get_inplace_scratch_len());
        (zeros(C * TILE * self.length), zeros(rest[0].max(rest[1])))
    }
}

/// The tensor whose components are the first waves of the columns.
fn first<const C: usize>(columns: &[Complex64]) -> SymmetricTensor {
    let each = columns.len() / C;
    tensor(std::array::from_fn(|c| {
        if c < C { columns[c * each].re } else { 0.0 }
    }))
}
