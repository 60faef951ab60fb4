//! The wave vectors looked at: along the axes and diagonals, and whole shells.

use std::f64::consts::PI;

use nalgebra::Vector3;
use serde::Serialize;

use crate::cell::Cell;

/// Wave vectors of one length, up to rounding, make a shell.
const ONE_LENGTH: f64 = 1e-9;

/// Along what a wave vector points, by its indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Family {
    /// (i, 0, 0) and alike.
    #[serde(rename = "100")]
    Axis,
    /// (i, i, 0), (i, -i, 0) and alike.
    #[serde(rename = "110")]
    FaceDiagonal,
    /// (i, i, i), (i, i, -i) and alike.
    #[serde(rename = "111")]
    BodyDiagonal,
}

/// One wave vector of the cell, standing for -q as well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wave {
    /// `(i, j, k)` of `q = 2 pi (i/L_x, j/L_y, k/L_z)`.
    pub indices: [i32; 3],
    /// q, an inverse length.
    pub q: Vector3<f64>,
    /// Two unit vectors across q and across each other.
    pub across: [Vector3<f64>; 2],
    /// Where it points, if along an axis or a diagonal of the cell.
    pub family: Option<Family>,
}

/// The wave vectors looked at, one of each pair q and -q, in ascending order of length.
#[derive(Debug, Clone, PartialEq)]
pub struct WaveVectors {
    waves: Vec<Wave>,
    complete: f64,
}

impl WaveVectors {
    /// All wave vectors up to the length `shells` times the smallest one of the cell, and those along axes
    /// and diagonals up to the index `along`.
    pub fn new(cell: &Cell, along: u32, shells: u32) -> Self {
        let steps = cell.sides().map(|side| 2.0 * PI / side);
        let complete = f64::from(shells) * steps.min() * (1.0 + ONE_LENGTH);
        let reach = along.max(shells).min(1 << 20).cast_signed();
        let counts = steps.map(|step| (complete / step).floor());
        let mut waves: Vec<Wave> = indices(&counts)
            .map(|indices| Wave::new(indices, &steps))
            .filter(|wave| wave.q.norm() <= complete)
            .collect();
        let lines = (1..=reach.min(along.cast_signed())).flat_map(on_lines);
        let longer = lines
            .map(|indices| Wave::new(indices, &steps))
            .filter(|wave| wave.q.norm() > complete);
        waves.extend(longer);
        waves.sort_by(|a, b| {
            let lengths = a.q.norm().total_cmp(&b.q.norm());
            lengths.then(a.indices.cmp(&b.indices))
        });
        Self { waves, complete }
    }

    /// All of them.
    pub fn waves(&self) -> &[Wave] {
        &self.waves
    }

    /// The waves of each whole shell, by their place in the list, in ascending order of length.
    pub fn shells(&self) -> Vec<Vec<usize>> {
        self.of_one_length(|wave| wave.q.norm() <= self.complete)
    }

    /// The waves of one family and one length, in ascending order of length.
    pub fn family(&self, family: Family) -> Vec<Vec<usize>> {
        self.of_one_length(|wave| wave.family == Some(family))
    }

    fn of_one_length(&self, chosen: impl Fn(&Wave) -> bool) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut last = 0.0;
        for (index, wave) in self.waves.iter().enumerate().filter(|(_, w)| chosen(w)) {
            let length = wave.q.norm();
            match groups.last_mut() {
                Some(group) if length <= last * (1.0 + ONE_LENGTH) => group.push(index),
                _ => groups.push(vec![index]),
            }
            last = length;
        }
        groups
    }

    /// The largest index along each axis.
    pub(super) fn reach(&self) -> [usize; 3] {
        std::array::from_fn(|axis| {
            let indices = self.waves.iter().map(|wave| wave.indices[axis]);
            indices
                .map(|i| i.unsigned_abs() as usize)
                .max()
                .unwrap_or(0)
        })
    }
}

impl Wave {
    fn new(indices: [i32; 3], steps: &Vector3<f64>) -> Self {
        let q = Vector3::from(indices.map(f64::from)).component_mul(steps);
        // Any two unit vectors will do; these are built on the axis farthest from q.
        let unit = q.normalize();
        let axis = Vector3::ith(unit.iamin(), 1.0);
        let first = unit.cross(&axis).normalize();
        Self {
            indices,
            q,
            across: [first, unit.cross(&first)],
            family: family(indices),
        }
    }
}

/// One of each pair of indices, without zero, up to `counts` along each axis.
#[allow(clippy::cast_possible_truncation)]
fn indices(counts: &Vector3<f64>) -> impl Iterator<Item = [i32; 3]> {
    let [x, y, z]: [i32; 3] = counts.map(|count| count as i32).into();
    let all = (-x..=x).flat_map(move |i| (-y..=y).map(move |j| (i, j)));
    all.flat_map(move |(i, j)| (-z..=z).map(move |k| [i, j, k]))
        .filter(|indices| *indices > [0; 3])
}

/// The wave vectors along axes and diagonals at the index i.
fn on_lines(i: i32) -> [[i32; 3]; 13] {
    [
        [i, 0, 0],
        [0, i, 0],
        [0, 0, i],
        [i, i, 0],
        [i, -i, 0],
        [i, 0, i],
        [i, 0, -i],
        [0, i, i],
        [0, i, -i],
        [i, i, i],
        [i, i, -i],
        [i, -i, i],
        [i, -i, -i],
    ]
}

fn family(indices: [i32; 3]) -> Option<Family> {
    let largest = indices.map(i32::unsigned_abs).into_iter().max()?;
    let full = indices.iter().filter(|i| i.unsigned_abs() == largest);
    let zeros = indices.iter().filter(|i| **i == 0).count();
    match (full.count(), zeros) {
        (1, 2) => Some(Family::Axis),
        (2, 1) => Some(Family::FaceDiagonal),
        (3, 0) => Some(Family::BodyDiagonal),
        _ => None,
    }
}
