//! Six components of all sites, transformed, multiplied by the kernel, and transformed back.
//!
//! Three passes over memory: planes forward; columns along x forward, times the kernel, and back while they
//! are in the cache; planes back. Each number is written by one task, so that the answer does not depend on
//! the number of threads.

use std::sync::Arc;

use glassmelt::SymmetricTensor;
use rayon::prelude::*;
use rustfft::{Fft, num_complex::Complex64};

use super::basis::{COMPONENTS, PAIRS, components, pairs, tensor};
use super::kernel::Kernel;
use super::plane::{PlanePlan, TILE};

/// The plans of a lattice, and its waves as `[x][component][y][k_z]`.
pub(super) struct Convolution {
    length: usize,
    plane: PlanePlan,
    to_waves: Arc<dyn Fft<f64>>,
    to_sites: Arc<dyn Fft<f64>>,
    waves: Vec<Complex64>,
}

/// The defects of one plane: the site of each within the plane, its dipole, and where its strain goes.
pub(super) struct PlaneOfDefects<'a> {
    pub(super) sites: &'a [u32],
    pub(super) dipoles: &'a [SymmetricTensor],
    pub(super) strains: &'a mut [SymmetricTensor],
}

impl Convolution {
    pub(super) fn new([x, y, z]: [usize; 3]) -> Self {
        let mut planner = rustfft::FftPlanner::new();
        let plane = PlanePlan::new(y, z);
        Self {
            length: x,
            to_waves: planner.plan_fft_forward(x),
            to_sites: planner.plan_fft_inverse(x),
            waves: vec![Complex64::default(); x * COMPONENTS * y * plane.half_width],
            plane,
        }
    }

    /// The strains of all dipoles, one plane for each x.
    pub(super) fn strains(&mut self, kernel: &Kernel, mut defects: Vec<PlaneOfDefects>) {
        self.planes_forward(&defects);
        self.multiply(kernel);
        self.planes_backward(&mut defects);
    }

    fn planes_forward(&mut self, defects: &[PlaneOfDefects]) {
        let (plane, size) = (&self.plane, self.plane.rows * self.plane.half_width);
        let area = plane.rows * plane.width;
        let slabs = self.waves.par_chunks_mut(COMPONENTS * size).zip(defects);
        let scratch = || (vec![0.0; COMPONENTS * area], plane.scratch());
        slabs.for_each_init(scratch, |(sites, scratch), (waves, defects)| {
            defects.scatter(sites, area);
            let parts = sites
                .chunks_exact_mut(area)
                .zip(waves.chunks_exact_mut(size));
            parts.for_each(|(sites, waves)| plane.forward(sites, waves, scratch));
        });
    }

    fn planes_backward(&mut self, defects: &mut [PlaneOfDefects]) {
        let (plane, size) = (&self.plane, self.plane.rows * self.plane.half_width);
        let area = plane.rows * plane.width;
        let slabs = self.waves.par_chunks_mut(COMPONENTS * size).zip(defects);
        let scratch = || (vec![0.0; COMPONENTS * area], plane.scratch());
        slabs.for_each_init(scratch, |(sites, scratch), (waves, defects)| {
            let parts = sites
                .chunks_exact_mut(area)
                .zip(waves.chunks_exact_mut(size));
            parts.for_each(|(sites, waves)| plane.backward(waves, sites, scratch));
            defects.gather(sites, area);
        });
    }

    /// The columns along x: forward, times the kernel, back.
    fn multiply(&mut self, kernel: &Kernel) {
        let (rows, half_width, length) = (self.plane.rows, self.plane.half_width, self.length);
        let mut groups: Vec<Vec<&mut [Complex64]>> = (0..rows)
            .map(|_| Vec::with_capacity(COMPONENTS * length))
            .collect();
        for (index, row) in self.waves.chunks_exact_mut(half_width).enumerate() {
            groups[index % rows].push(row);
        }
        let (to_waves, to_sites) = (&self.to_waves, &self.to_sites);
        let rest = to_waves
            .get_inplace_scratch_len()
            .max(to_sites.get_inplace_scratch_len());
        let zeros = |count| vec![Complex64::default(); count];
        let scratch = || (zeros(COMPONENTS * TILE * length), zeros(rest));
        groups.into_par_iter().enumerate().for_each_init(
            scratch,
            |(columns, rest), (y, mut group)| {
                for start in (0..half_width).step_by(TILE) {
                    let tile = TILE.min(half_width - start);
                    let columns = &mut columns[..COMPONENTS * tile * length];
                    gather_columns(&group, start, tile, columns);
                    to_waves.process_with_scratch(
                        columns,
                        &mut rest[..to_waves.get_inplace_scratch_len()],
                    );
                    for t in 0..tile {
                        let (octant, flipped) = mirrored(y, rows);
                        let row = kernel.row(octant, start + t);
                        apply(row, flipped, columns, (t, tile, length));
                    }
                    to_sites.process_with_scratch(
                        columns,
                        &mut rest[..to_sites.get_inplace_scratch_len()],
                    );
                    scatter_columns(columns, &mut group, start, tile);
                }
            },
        );
    }
}

impl PlaneOfDefects<'_> {
    /// Each component of the dipoles on its own plane, zero where there is no defect.
    fn scatter(&self, planes: &mut [f64], area: usize) {
        planes.fill(0.0);
        for (site, dipole) in self.sites.iter().zip(self.dipoles) {
            for (c, number) in components(dipole).into_iter().enumerate() {
                planes[c * area + *site as usize] = number;
            }
        }
    }

    /// The strains at the defects.
    fn gather(&mut self, planes: &[f64], area: usize) {
        for (site, strain) in self.sites.iter().zip(self.strains.iter_mut()) {
            *strain = tensor(std::array::from_fn(|c| planes[c * area + *site as usize]));
        }
    }
}

/// The rows are `[x][component]`, the columns `[component][tile][x]`.
fn gather_columns(
    group: &[&mut [Complex64]],
    start: usize,
    tile: usize,
    columns: &mut [Complex64],
) {
    let length = group.len() / COMPONENTS;
    for (index, row) in group.iter().enumerate() {
        let (x, c) = (index / COMPONENTS, index % COMPONENTS);
        for (t, wave) in row[start..start + tile].iter().enumerate() {
            columns[(c * tile + t) * length + x] = *wave;
        }
    }
}

fn scatter_columns(
    columns: &[Complex64],
    group: &mut [&mut [Complex64]],
    start: usize,
    tile: usize,
) {
    let length = group.len() / COMPONENTS;
    for (index, row) in group.iter_mut().enumerate() {
        let (x, c) = (index / COMPONENTS, index % COMPONENTS);
        for (t, wave) in row[start..start + tile].iter_mut().enumerate() {
            *wave = columns[(c * tile + t) * length + x];
        }
    }
}

/// The place of a wave number in the octant, and the sign of what its mirror turns.
fn mirrored(wave: usize, count: usize) -> (usize, f64) {
    if 2 * wave > count {
        (count - wave, -1.0)
    } else {
        (wave, 1.0)
    }
}

/// The kernel at each wave number of one column of the tile; the shears change sign with the mirrors of x and y.
fn apply(
    row: &[[f64; PAIRS]],
    flipped_y: f64,
    columns: &mut [Complex64],
    (t, tile, length): (usize, usize, usize),
) {
    for x in 0..length {
        let (octant, flipped_x) = mirrored(x, length);
        let signs = [1.0, 1.0, flipped_y, flipped_x, flipped_x * flipped_y, 1.0];
        let at = |c: usize| (c * tile + t) * length + x;
        let dipole: [Complex64; COMPONENTS] = std::array::from_fn(|c| columns[at(c)] * signs[c]);
        let strain = times(&row[octant], &dipole);
        for (c, number) in strain.into_iter().enumerate() {
            columns[at(c)] = number * signs[c];
        }
    }
}

/// A symmetric matrix by its lower half, times a vector.
fn times(matrix: &[f64; PAIRS], vector: &[Complex64; COMPONENTS]) -> [Complex64; COMPONENTS] {
    let mut product = [Complex64::default(); COMPONENTS];
    for (number, (row, column)) in matrix.iter().zip(pairs()) {
        product[row] += vector[column] * number;
        if row != column {
            product[column] += vector[row] * number;
        }
    }
    product
}
