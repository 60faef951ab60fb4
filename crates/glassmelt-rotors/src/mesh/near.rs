//! The part in real space: at each rotor the short strains of all images within the cutoff.
//!
//! A pair is kept as `u = ss^(1/4) r` and the other numbers of its [`Form`] over what u took of them: with
//! `w = Q u` and `s = u w` the strain is `-(pp Q + sym u (vw w + s u))`, five numbers a pair; the traces of
//! dipoles that have them need two more. Each pair is kept by both its rotors: no strain is written by two,
//! and the answer does not depend on the number of threads.

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
/// How many numbers a pair has, with traces and without.
pub(super) const WITH_TRACES: usize = 7;
pub(super) const WITHOUT: usize = 5;

type Lanes = [f64; LANES];

/// Eight neighbours of one rotor: u, pp, vw, and then tt, ts; zeros where there are fewer.
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
        tasks.for_each(|(chunk, strains)| {
            Arch::new().dispatch(Work {
                chunk,
                dipoles,
                strains,
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
}

impl<const M: usize> WithSimd for Work<'_, M> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let mut start = 0;
        for (strain, &end) in self.strains.iter_mut().zip(&self.chunk.ends) {
            let mut sums = [[0.0; LANES]; 6];
            for group in &self.chunk.groups[start..end] {
                add(&mut sums, group, self.dipoles);
            }
            *strain = sums.map(|lanes| lanes.iter().sum());
            start = end;
        }
    }
}

/// Adds the strains of eight neighbours.
#[inline(always)]
fn add<const M: usize>(sums: &mut [Lanes; 6], group: &Group<M>, dipoles: &[[f64; 6]]) {
    let mut q = [[0.0; LANES]; 6];
    for (lane, other) in group.others.iter().enumerate() {
        let dipole = &dipoles[*other as usize];
        for c in 0..6 {
            q[c][lane] = dipole[c];
        }
    }
    let [ux, uy, uz, pp, vw] = [0, 1, 2, 3, 4].map(|i| &group.numbers[i]);
    for i in 0..LANES {
        let (x, y, z) = (ux[i], uy[i], uz[i]);
        let wx = q[0][i] * x + q[5][i] * y + q[4][i] * z;
        let wy = q[5][i] * x + q[1][i] * y + q[3][i] * z;
        let wz = q[4][i] * x + q[3][i] * y + q[2][i] * z;
        let s = x * wx + y * wy + z * wz;
        let (mut along, mut isotropic) = (s, 0.0);
        if M == WITH_TRACES {
            let (tt, ts) = (group.numbers[M - 2][i], group.numbers[M - 1][i]);
            let trace = q[0][i] + q[1][i] + q[2][i];
            along += ts * trace;
            isotropic = tt * trace + ts * s;
        }
        let (ax, ay, az) = (
            vw[i] * wx + along * x,
            vw[i] * wy + along * y,
            vw[i] * wz + along * z,
        );
        sums[0][i] += pp[i] * q[0][i] + x * ax + isotropic;
        sums[1][i] += pp[i] * q[1][i] + y * ay + isotropic;
        sums[2][i] += pp[i] * q[2][i] + z * az + isotropic;
        sums[3][i] += pp[i] * q[3][i] + 0.5 * (y * az + z * ay);
        sums[4][i] += pp[i] * q[4][i] + 0.5 * (x * az + z * ax);
        sums[5][i] += pp[i] * q[5][i] + 0.5 * (x * ay + y * ax);
    }
}

/// The tensor of six numbers with the other sign.
pub(super) fn strain_of(energy: &[f64; 6]) -> SymmetricTensor {
    SymmetricTensor::from_components(energy.map(|number| -number))
}
