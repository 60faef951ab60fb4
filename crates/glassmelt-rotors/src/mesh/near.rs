//! The part in real space: at each rotor the short strains of all images within the cutoff.
//!
//! A pair is kept as `u = ss^(1/4) r` and the other numbers of its [`Form`] over what u took of them: with
//! `w = Q u` and `s = u w` the strain is `-(pp Q + sym u (vw w + s u))`, five numbers a pair; the traces of
//! dipoles that have them need two more. Each pair is kept by both its rotors: no strain is written by two,
//! and the answer does not depend on the number of threads.

// Vector code is fast only where everything is inlined into the function that knows the machine; loops
// count components, of which several lists have one each.
#![allow(clippy::inline_always, clippy::needless_range_loop)]

use glassmelt::{Medium, SymmetricTensor};
use nalgebra::Vector3;
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

use super::cells::Boxes;
use crate::form::Form;
use crate::splitting::Splitting;

/// How many neighbours are summed at once.
const LANES: usize = 8;
/// How many rotors one task takes.
const CHUNK: usize = 64;
/// How many groups are copied at once: less than a core's first cache.
const BLOCK: usize = 32;
/// How many numbers a pair has, with traces and without.
pub(super) const WITH_TRACES: usize = 7;
pub(super) const WITHOUT: usize = 5;

type Lanes = [f64; LANES];

/// Eight neighbours of one rotor: u, pp, vw, and then tt, ts; zeros where there are fewer.
#[derive(Clone, Copy)]
struct Group<const M: usize> {
    others: [u32; LANES],
    numbers: [Lanes; M],
}

/// The neighbours of a few rotors in order, and where those of each end.
struct Chunk<const M: usize> {
    groups: Vec<Group<M>>,
    ends: Vec<usize>,
}

/// All neighbours, with M numbers a pair.
pub(super) struct Near<const M: usize> {
    chunks: Vec<Chunk<M>>,
}

impl<const M: usize> Near<M> {
    /// Of rotors in the `order` given, which has the place `ranks` of each.
    pub(super) fn new(
        (medium, splitting, cutoff): (&Medium, &Splitting, f64),
        boxes: &Boxes,
        (order, ranks): (&[u32], &[u32]),
    ) -> Self {
        let chunk = |rotors: &[u32]| {
            let mut chunk = Chunk {
                groups: Vec::new(),
                ends: Vec::new(),
            };
            for &rotor in rotors {
                let mut lane = 0;
                boxes.neighbours(rotor as usize, cutoff, |other, r| {
                    let numbers = pair::<M>(&splitting.short(medium, &r), &r);
                    chunk.push(lane, ranks[other], numbers);
                    lane = (lane + 1) % LANES;
                });
                chunk.ends.push(chunk.groups.len());
            }
            chunk.groups.shrink_to_fit();
            chunk
        };
        Self {
            chunks: order.par_chunks(CHUNK).map(chunk).collect(),
        }
    }

    /// The short strains, with the sign of energies: `-strain`, as xx, yy, zz, yz, xz, xy.
    pub(super) fn strains(&self, dipoles: &[[f64; 6]], strains: &mut [[f64; 6]]) {
        let tasks = self.chunks.par_iter().zip(strains.par_chunks_mut(CHUNK));
        tasks.for_each_init(Vec::new, |block, (chunk, strains)| {
            Arch::new().dispatch(Work {
                chunk,
                dipoles,
                strains,
                block,
            });
        });
    }
}

impl<const M: usize> Chunk<M> {
    fn push(&mut self, lane: usize, other: u32, numbers: [f64; M]) {
        if lane == 0 {
            self.groups.push(Group {
                others: [other; LANES],
                numbers: [[0.0; LANES]; M],
            });
        }
        if let Some(group) = self.groups.last_mut() {
            group.others[lane] = other;
            for (all, number) in group.numbers.iter_mut().zip(numbers) {
                all[lane] = number;
            }
        }
    }
}

/// The numbers of a pair; ss is positive at every distance.
fn pair<const M: usize>(form: &Form, r: &Vector3<f64>) -> [f64; M] {
    let root = form.ss.sqrt();
    let u = r * root.sqrt();
    let all = [
        u.x,
        u.y,
        u.z,
        form.pp,
        form.vw / root,
        form.tt,
        form.ts / root,
    ];
    std::array::from_fn(|i| all[i])
}

struct Work<'a, const M: usize> {
    chunk: &'a Chunk<M>,
    dipoles: &'a [[f64; 6]],
    strains: &'a mut [[f64; 6]],
    /// The groups at hand, copied: a copy waits for many lines of memory at once, the sum itself for few.
    block: &'a mut Vec<Group<M>>,
}

impl<const M: usize> WithSimd for Work<'_, M> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let mut start = 0;
        for (strain, &end) in self.strains.iter_mut().zip(&self.chunk.ends) {
            let mut sums = [simd.splat_f64s(0.0); 6];
            for groups in self.chunk.groups[start..end].chunks(BLOCK) {
                self.block.clear();
                self.block.extend_from_slice(groups);
                for group in self.block.iter() {
                    add(simd, &mut sums, group, self.dipoles);
                }
            }
            for (number, sum) in strain.iter_mut().zip(sums) {
                *number = simd.reduce_sum_f64s(sum);
            }
            start = end;
        }
    }
}

/// Adds the strains of eight neighbours, as many at once as the machine's vector holds.
///
/// Loops and functions that are always inlined, no closures: those would be compiled for another machine.
#[inline(always)]
fn add<S: Simd, const M: usize>(
    simd: S,
    sums: &mut [S::f64s; 6],
    group: &Group<M>,
    dipoles: &[[f64; 6]],
) {
    let mut q = [[0.0; LANES]; 6];
    for lane in 0..LANES {
        let dipole = &dipoles[group.others[lane] as usize];
        for c in 0..6 {
            q[c][lane] = dipole[c];
        }
    }
    for part in 0..LANES * size_of::<f64>() / size_of::<S::f64s>() {
        let mut numbers = [simd.splat_f64s(0.0); M];
        for i in 0..M {
            numbers[i] = S::as_simd_f64s(&group.numbers[i]).0[part];
        }
        let mut dipole = [simd.splat_f64s(0.0); 6];
        for c in 0..6 {
            dipole[c] = S::as_simd_f64s(&q[c]).0[part];
        }
        add_part::<S, M>(simd, sums, &numbers, &dipole);
    }
}

/// Adds the strains of a vector of neighbours.
#[inline(always)]
fn add_part<S: Simd, const M: usize>(
    simd: S,
    sums: &mut [S::f64s; 6],
    numbers: &[S::f64s; M],
    q: &[S::f64s; 6],
) {
    let (u, pp, vw) = ([numbers[0], numbers[1], numbers[2]], numbers[3], numbers[4]);
    let w = [
        dot(simd, [q[0], q[5], q[4]], u),
        dot(simd, [q[5], q[1], q[3]], u),
        dot(simd, [q[4], q[3], q[2]], u),
    ];
    let s = dot(simd, u, w);
    let mut along = s;
    if M == WITH_TRACES {
        let (tt, ts) = (numbers[M - 2], numbers[M - 1]);
        let trace = simd.add_f64s(simd.add_f64s(q[0], q[1]), q[2]);
        let isotropic = simd.mul_add_e_f64s(tt, trace, simd.mul_f64s(ts, s));
        along = simd.mul_add_e_f64s(ts, trace, s);
        for i in 0..3 {
            sums[i] = simd.add_f64s(sums[i], isotropic);
        }
    }
    let mut a = u;
    for i in 0..3 {
        a[i] = simd.mul_add_e_f64s(vw, w[i], simd.mul_f64s(along, u[i]));
    }
    let half = simd.splat_f64s(0.5);
    for i in 0..6 {
        let (x, y) = SIDES[i];
        let mut outer = simd.mul_f64s(u[x], a[y]);
        if x != y {
            outer = simd.mul_f64s(half, simd.mul_add_e_f64s(u[y], a[x], outer));
        }
        sums[i] = simd.add_f64s(sums[i], simd.mul_add_e_f64s(pp, q[i], outer));
    }
}

#[inline(always)]
fn dot<S: Simd>(simd: S, a: [S::f64s; 3], b: [S::f64s; 3]) -> S::f64s {
    let two = simd.mul_add_e_f64s(a[1], b[1], simd.mul_f64s(a[2], b[2]));
    simd.mul_add_e_f64s(a[0], b[0], two)
}

/// Rows and columns of xx, yy, zz, yz, xz, xy.
const SIDES: [(usize, usize); 6] = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)];

/// The tensor of six numbers with the other sign.
pub(super) fn strain_of(energy: &[f64; 6]) -> SymmetricTensor {
    SymmetricTensor::from_components(energy.map(|number| -number))
}
