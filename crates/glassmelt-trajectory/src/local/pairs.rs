//! Sums over all pairs of atoms in a fixed order, whatever the number of threads.

use nalgebra::Vector3;
use rayon::prelude::*;

use crate::neighbours::CellList;

/// Atoms are cut into so many parts, each with at least this many.
const PARTS: usize = 64;
const FEWEST: usize = 128;

/// Adds what `add(sums, first, second, vector, distance)` says of each pair of two atoms, once a pair.
pub(super) fn over_pairs(
    cells: &CellList,
    columns: usize,
    add: impl Fn(&mut [f64], usize, usize, &Vector3<f64>, f64) + Sync,
) -> Vec<f64> {
    let atoms = cells.home().points.len();
    let size = atoms.div_ceil(PARTS).max(FEWEST);
    let of_part = |part: usize| {
        let mut sums = vec![0.0; columns];
        for atom in part * size..((part + 1) * size).min(atoms) {
            cells.around(atom, |pair| {
                let other = pair.index as usize;
                let distance = pair.vector.norm();
                if other > atom && distance > 0.0 {
                    add(&mut sums, atom, other, &(pair.vector / distance), distance);
                }
            });
        }
        sums
    };
    let parts: Vec<Vec<f64>> = (0..atoms.div_ceil(size))
        .into_par_iter()
        .map(of_part)
        .collect();
    parts.into_iter().fold(vec![0.0; columns], |mut all, part| {
        all.iter_mut().zip(part).for_each(|(all, x)| *all += x);
        all
    })
}
