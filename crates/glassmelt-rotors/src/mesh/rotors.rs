//! Rotors in the order of their planes of the grid, with the splines by which they are shared out.

use nalgebra::Vector3;
use rayon::prelude::*;

use super::cells::whole;
use super::spline::weights;
use crate::cell::Cell;

/// Rotors sorted by the first point of the grid that each touches.
pub(super) struct Rotors {
    pub(super) grid: [usize; 3],
    pub(super) order: usize,
    /// How many weights are kept along an axis: 8 or 16, zeros at their end.
    pub(super) lanes: usize,
    /// Which rotor is at each rank, and the rank of each rotor.
    pub(super) sorted: Vec<u32>,
    pub(super) ranks: Vec<u32>,
    /// The first rank of each layer, the rotors that begin on one plane along x.
    layers: Vec<usize>,
    /// The first points along x, y, z, by rank.
    pub(super) first: Vec<[u32; 3]>,
    /// The weights along x, y, z, by rank.
    weights: Vec<f64>,
    /// Where on the list of all parts those of a layer on its j-th plane begin, as `[layer][j]`.
    parts: Vec<usize>,
    /// How many parts each plane has.
    pub(super) in_plane: Vec<usize>,
}

impl Rotors {
    /// Of positions inside the cell.
    pub(super) fn new(
        cell: &Cell,
        inside: &[Vector3<f64>],
        (grid, order): ([usize; 3], usize),
    ) -> Self {
        let place = |r: &Vector3<f64>| on_grid(cell, r, (grid, order));
        let places: Vec<_> = inside.par_iter().map(place).collect();
        let mut sorted: Vec<u32> = (0..).take(inside.len()).collect();
        sorted.sort_by_key(|&rotor| places[rotor as usize].0);
        let mut ranks = vec![0; sorted.len()];
        for (rank, &rotor) in (0..).zip(&sorted) {
            ranks[rotor as usize] = rank;
        }
        let first: Vec<_> = sorted.iter().map(|&r| places[r as usize].0).collect();
        let lanes = if order <= 8 { 8 } else { 16 };
        let mut all = vec![0.0; 3 * lanes * sorted.len()];
        let rows = all.par_chunks_mut(3 * lanes).zip(&sorted);
        rows.for_each(|(row, &rotor)| {
            let fractions = places[rotor as usize].1;
            for (row, fraction) in row.chunks_exact_mut(lanes).zip(fractions) {
                weights(order, fraction, row);
            }
        });
        let layer = |x: usize| first.partition_point(|at| (at[0] as usize) < x);
        let layers: Vec<_> = (0..=grid[0]).map(layer).collect();
        let (parts, in_plane) = parts(&layers, order);
        Self {
            grid,
            order,
            lanes,
            sorted,
            ranks,
            layers,
            first,
            weights: all,
            parts,
            in_plane,
        }
    }

    /// The ranks of the rotors on a plane, the layer that began here first, then that which began one before.
    pub(super) fn on_plane(&self, plane: usize) -> impl Iterator<Item = (usize, usize)> {
        let planes = self.grid[0];
        (0..self.order).flat_map(move |j| {
            let layer = (plane + planes - j % planes) % planes;
            (self.layers[layer]..self.layers[layer + 1]).map(move |rank| (j, rank))
        })
    }

    /// Where the parts of a rotor are on the list of all.
    pub(super) fn parts_of(&self, rank: usize) -> impl Iterator<Item = usize> {
        let layer = self.first[rank][0] as usize;
        let within = rank - self.layers[layer];
        let begin = layer * self.order;
        let starts = &self.parts[begin..begin + self.order];
        starts.iter().map(move |start| start + within)
    }

    /// The weights along x, y, z.
    pub(super) fn weights(&self, rank: usize) -> [&[f64]; 3] {
        let (lanes, all) = (self.lanes, &self.weights[3 * self.lanes * rank..]);
        [
            &all[..lanes],
            &all[lanes..2 * lanes],
            &all[2 * lanes..3 * lanes],
        ]
    }
}

/// The first points of the grid that a position touches, and how far it is between points.
fn on_grid(
    cell: &Cell,
    r: &Vector3<f64>,
    (grid, order): ([usize; 3], usize),
) -> ([u32; 3], [f64; 3]) {
    let at: [(u32, f64); 3] = std::array::from_fn(|axis| {
        let count = grid[axis];
        let place = r[axis] / cell.sides()[axis] * count as f64;
        let below = place.floor();
        let first = whole(below) + count * order + 1 - order / 2;
        (u32::try_from(first % count).unwrap_or(0), place - below)
    });
    (at.map(|(first, _)| first), at.map(|(_, fraction)| fraction))
}

/// Where the parts of each layer on each of its planes begin, and how many each plane has.
fn parts(layers: &[usize], order: usize) -> (Vec<usize>, Vec<usize>) {
    let planes = layers.len() - 1;
    let (mut starts, mut in_plane) = (vec![0; planes * order], vec![0; planes]);
    let mut total = 0;
    for (plane, in_plane) in in_plane.iter_mut().enumerate() {
        let before = total;
        for j in 0..order {
            let layer = (plane + planes - j % planes) % planes;
            starts[layer * order + j] = total;
            total += layers[layer + 1] - layers[layer];
        }
        *in_plane = total - before;
    }
    (starts, in_plane)
}
