//! Wave vectors that fit into a cell, `q = h a* + k b* + l c*`, one of each pair +-q, in shells of one length.

use nalgebra::{Matrix3, Vector3};
use serde::{Deserialize, Serialize};

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::frame::Dimension;

/// Lengths that differ by less than this part of themselves are one shell: above rounding in a cell written
/// with seven digits, below what a modulus changes by.
pub const SHELL_TOLERANCE: f64 = 1e-6;

/// More wave vectors than this are a mistake in the units of `q`.
const MOST: usize = 100_000;

/// Which wave vectors are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaveChoice {
    /// The shells of smallest length, so many.
    Shells(usize),
    /// All up to this length, in radians over the unit of length.
    UpTo(f64),
}

/// One wave vector with its directions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wave {
    /// `h, k, l`: how many wavelengths fit along the vectors of the cell; in a plane `l = 0`.
    pub whole: [i32; 3],
    /// q, in radians over the unit of length.
    pub q: Vector3<f64>,
    /// Orthonormal: first along q, then the transverse ones; in a plane the third is zero.
    pub directions: [Vector3<f64>; 3],
}

/// Wave vectors of one length.
#[derive(Debug, Clone, PartialEq)]
pub struct Shell {
    /// The mean of their lengths.
    pub q: f64,
    /// Which of the [`Waves::all`] belong to it.
    pub members: std::ops::Range<usize>,
}

/// The wave vectors of a cell, in ascending order of their length.
#[derive(Debug, Clone, PartialEq)]
pub struct Waves {
    dimension: Dimension,
    reciprocal: Matrix3<f64>,
    all: Vec<Wave>,
    shells: Vec<Shell>,
}

impl Waves {
    /// The wave vectors of this cell; in a plane those of the projections of `a` and `b` onto it.
    ///
    /// # Errors
    /// When none is asked for, the length asked for is not positive and finite or holds more than 100000 waves,
    /// or the cell of a plane has no area.
    pub fn new(cell: &Cell, dimension: Dimension, choice: WaveChoice) -> Result<Self> {
        let vectors = spanned(cell, dimension);
        let reciprocal = Cell::new(vectors, Vector3::zeros(), [true; 3])?.reciprocal();
        let lattice = Lattice {
            vectors,
            reciprocal,
            dimension,
        };
        let all = match choice {
            WaveChoice::UpTo(q) => lattice.up_to(q)?,
            WaveChoice::Shells(count) => lattice.smallest(count)?,
        };
        let shells = shells(&all);
        Ok(Self {
            dimension,
            reciprocal,
            all,
            shells,
        })
    }

    /// All of them.
    pub fn all(&self) -> &[Wave] {
        &self.all
    }

    /// Their shells.
    pub fn shells(&self) -> &[Shell] {
        &self.shells
    }

    /// Plane or space.
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// `a*, b*, c*` with their `2 pi`, as columns.
    pub fn reciprocal(&self) -> &Matrix3<f64> {
        &self.reciprocal
    }
}

/// The vectors that span the space of the atoms: in a plane `c` is the unit vector along z.
pub(crate) fn spanned(cell: &Cell, dimension: Dimension) -> [Vector3<f64>; 3] {
    let column = |axis: usize| -> Vector3<f64> { cell.vectors().column(axis).into() };
    match dimension {
        Dimension::Three => [column(0), column(1), column(2)],
        Dimension::Two => {
            let flat = |v: Vector3<f64>| Vector3::new(v.x, v.y, 0.0);
            [flat(column(0)), flat(column(1)), Vector3::z()]
        }
    }
}

struct Lattice {
    vectors: [Vector3<f64>; 3],
    reciprocal: Matrix3<f64>,
    dimension: Dimension,
}

impl Lattice {
    /// All with `0 < |q| <= longest`, one of each pair; `h = q.a/2 pi` bounds the whole numbers.
    #[allow(clippy::cast_possible_truncation)]
    fn up_to(&self, longest: f64) -> Result<Vec<Wave>> {
        let turns = self
            .vectors
            .map(|v| (longest * v.norm() / std::f64::consts::TAU).floor());
        let (h, k, l) = match self.dimension {
            Dimension::Two => (turns[0], turns[1], 0.0),
            Dimension::Three => (turns[0], turns[1], turns[2]),
        };
        let box_of_waves = (2.0 * h + 1.0) * (2.0 * k + 1.0) * (2.0 * l + 1.0);
        let fits = longest > 0.0 && box_of_waves <= 16.0 * MOST as f64;
        if !fits {
            return Err(Error::Domain {
                name: "the longest wave vector",
                value: longest,
                domain: "positive, in radians over the unit of length, and with fewer than 100000 waves",
            });
        }
        let (h, k, l) = (h as i32, k as i32, l as i32);
        let mut waves = Vec::new();
        for whole in triples(h, k, l).filter(|whole| first_of_pair(*whole)) {
            let q = self.reciprocal * Vector3::from(whole.map(f64::from));
            if q.norm() <= longest {
                waves.push(Wave {
                    whole,
                    q,
                    directions: directions(&q, self.dimension),
                });
            }
        }
        let length = |wave: &Wave| wave.q.norm().to_bits();
        waves.sort_by_key(|wave| (length(wave), wave.whole));
        Ok(waves)
    }

    fn smallest(&self, count: usize) -> Result<Vec<Wave>> {
        if !(1..=MOST).contains(&count) {
            return Err(Error::Domain {
                name: "the number of shells of wave vectors",
                value: count as f64,
                domain: "from 1 to 100000",
            });
        }
        let axes = self.dimension.count();
        let columns = self.reciprocal.column_iter().take(axes);
        let mut longest = columns.map(|b| b.norm()).fold(f64::INFINITY, f64::min);
        loop {
            let mut waves = self.up_to(longest * (1.0 + SHELL_TOLERANCE))?;
            let shells = shells(&waves);
            if shells.len() > count {
                waves.truncate(shells[count - 1].members.end);
                return Ok(waves);
            }
            longest *= 1.5;
        }
    }
}

fn triples(h: i32, k: i32, l: i32) -> impl Iterator<Item = [i32; 3]> {
    (-h..=h).flat_map(move |a| (-k..=k).flat_map(move |b| (-l..=l).map(move |c| [a, b, c])))
}

/// The one whose first number that is not zero is positive.
fn first_of_pair(whole: [i32; 3]) -> bool {
    whole > [0, 0, 0]
}

/// q, and what is perpendicular to it, in the plane or in space.
fn directions(q: &Vector3<f64>, dimension: Dimension) -> [Vector3<f64>; 3] {
    let along = q.normalize();
    match dimension {
        Dimension::Two => [along, Vector3::z().cross(&along), Vector3::zeros()],
        Dimension::Three => {
            let axis = Vector3::ith(along.iamin(), 1.0);
            let second = along.cross(&axis).normalize();
            [along, second, along.cross(&second)]
        }
    }
}

/// Runs of equal length in an ascending list, each compared with its first.
fn shells(waves: &[Wave]) -> Vec<Shell> {
    let mut shells = Vec::new();
    let mut start = 0;
    for end in 1..=waves.len() {
        let first = waves[start].q.norm();
        let ends = waves
            .get(end)
            .is_none_or(|wave| wave.q.norm() > first * (1.0 + SHELL_TOLERANCE));
        if ends {
            let sum: f64 = waves[start..end].iter().map(|wave| wave.q.norm()).sum();
            shells.push(Shell {
                q: sum / (end - start) as f64,
                members: start..end,
            });
            start = end;
        }
    }
    shells
}
