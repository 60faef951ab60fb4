//! One plane of the grid: rotors shared out on it, and what they gather from it.

// Vector code is fast only where everything is inlined into the function that knows the machine.
#![allow(clippy::inline_always)]

use pulp::{Arch, Simd, WithSimd};

use super::rotors::Rotors;
use crate::lattice::basis::COMPONENTS;
use crate::lattice::convolution::{Sink, Source};

/// One number for each component.
pub(super) type Components = [f64; COMPONENTS];

/// A plane, all dipoles by rank, and where the parts of strains go that this plane gives.
pub(super) struct PlaneOfGrid<'a> {
    pub(super) plane: usize,
    pub(super) rotors: &'a Rotors,
    pub(super) dipoles: &'a [Components],
    pub(super) parts: &'a mut [Components],
}

impl PlaneOfGrid<'_> {
    /// From row to row: the width and as many numbers as weights, which are those of the row's beginning.
    fn stride(&self) -> usize {
        self.rotors.grid[2] + self.rotors.lanes
    }
}

impl Source for PlaneOfGrid<'_> {
    fn scatter<const C: usize>(&self, planes: &mut [f64], area: usize) {
        planes.fill(0.0);
        let (plane, width) = (self, self.rotors.grid[2]);
        match self.rotors.lanes {
            8 => Arch::new().dispatch(Scatter::<C, 8> {
                plane,
                planes,
                area,
            }),
            _ => Arch::new().dispatch(Scatter::<C, 16> {
                plane,
                planes,
                area,
            }),
        }
        for row in planes.chunks_exact_mut(self.stride()) {
            let (row, beyond) = row.split_at_mut(width);
            for (k, number) in beyond.iter().enumerate() {
                row[k % width] += number;
            }
        }
    }
}

impl Sink for PlaneOfGrid<'_> {
    fn gather<const C: usize>(&mut self, planes: &mut [f64], area: usize) {
        let (width, stride) = (self.rotors.grid[2], self.stride());
        for row in planes.chunks_exact_mut(stride) {
            let (row, beyond) = row.split_at_mut(width);
            for (k, number) in beyond.iter_mut().enumerate() {
                *number = row[k % width];
            }
        }
        let (plane, planes) = (self, &*planes);
        match plane.rotors.lanes {
            8 => Arch::new().dispatch(Gather::<C, 8> {
                plane,
                planes,
                area,
            }),
            _ => Arch::new().dispatch(Gather::<C, 16> {
                plane,
                planes,
                area,
            }),
        }
    }
}

/// C components with W weights along z.
struct Scatter<'a, 'b, const C: usize, const W: usize> {
    plane: &'a PlaneOfGrid<'b>,
    planes: &'a mut [f64],
    area: usize,
}

struct Gather<'a, 'b, const C: usize, const W: usize> {
    plane: &'a mut PlaneOfGrid<'b>,
    planes: &'a [f64],
    area: usize,
}

/// Where the rows are that a rotor touches: the first, from row to row, how many, and where all begin.
#[inline(always)]
fn rows(rotors: &Rotors, rank: usize) -> (usize, usize, usize, usize) {
    let [_, rows, width] = rotors.grid;
    let [_, y, z] = rotors.first[rank];
    (y as usize, width + rotors.lanes, rows, z as usize)
}

/// The weights along z as vectors of the machine, and how many those are.
#[inline(always)]
fn vectors<S: Simd, const W: usize>(simd: S, along_z: &[f64]) -> ([S::f64s; W], usize) {
    let all = S::as_simd_f64s(along_z).0;
    let count = W * size_of::<f64>() / size_of::<S::f64s>();
    let mut vectors = [simd.splat_f64s(0.0); W];
    for (vector, weights) in vectors[..count].iter_mut().zip(all) {
        *vector = *weights;
    }
    (vectors, count)
}

impl<const C: usize, const W: usize> WithSimd for Scatter<'_, '_, C, W> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let rotors = self.plane.rotors;
        for (j, rank) in rotors.on_plane(self.plane.plane) {
            let [along_x, along_y, along_z] = rotors.weights(rank);
            let (along_z, count) = vectors::<S, W>(simd, along_z);
            let (first, stride, rows, z) = rows(rotors, rank);
            let dipole = &self.plane.dipoles[rank];
            for (number, plane) in dipole.iter().zip(self.planes.chunks_exact_mut(self.area)) {
                let number = along_x[j] * number;
                let mut y = first;
                for weight in &along_y[..rotors.order] {
                    let start = y * stride + z;
                    y = if y + 1 == rows { 0 } else { y + 1 };
                    let row = S::as_mut_simd_f64s(&mut plane[start..start + W]).0;
                    let number = simd.splat_f64s(number * weight);
                    for (point, weight) in row.iter_mut().zip(&along_z[..count]) {
                        *point = simd.mul_add_e_f64s(number, *weight, *point);
                    }
                }
            }
        }
    }
}

impl<const C: usize, const W: usize> WithSimd for Gather<'_, '_, C, W> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let rotors = self.plane.rotors;
        let on_plane = rotors.on_plane(self.plane.plane);
        for ((j, rank), part) in on_plane.zip(self.plane.parts.iter_mut()) {
            let [along_x, along_y, along_z] = rotors.weights(rank);
            let (along_z, count) = vectors::<S, W>(simd, along_z);
            let (first, stride, rows, z) = rows(rotors, rank);
            for (number, plane) in part.iter_mut().zip(self.planes.chunks_exact(self.area)) {
                let mut sums = [simd.splat_f64s(0.0); W];
                let mut y = first;
                for weight in &along_y[..rotors.order] {
                    let start = y * stride + z;
                    y = if y + 1 == rows { 0 } else { y + 1 };
                    let row = S::as_simd_f64s(&plane[start..start + W]).0;
                    let weight = simd.splat_f64s(*weight);
                    for (sum, point) in sums[..count].iter_mut().zip(row) {
                        *sum = simd.mul_add_e_f64s(weight, *point, *sum);
                    }
                }
                let mut sum = simd.splat_f64s(0.0);
                for (row, weight) in sums[..count].iter().zip(&along_z[..count]) {
                    sum = simd.mul_add_e_f64s(*row, *weight, sum);
                }
                *number = along_x[j] * simd.reduce_sum_f64s(sum);
            }
        }
    }
}
