//! One frame: its stress and its Born term, summed over pairs.

use nalgebra::Vector3;
use rayon::prelude::*;

use super::voigt::{Modulus, Six, isotropic, of_pairs, pairs, squares};
use crate::error::Result;
use crate::frame::{Dimension, Frame};
use crate::neighbours::{CellList, Neighbour};
use crate::potential::{Pair, Potential};

/// Pairs this near to a cutoff, as a part of it, tell the density of pairs there. Its curvature makes an error of
/// the square of this.
const SHELL: f64 = 0.01;
/// So many atoms are one piece of work.
const CHUNK: usize = 256;
const PAIRS: usize = 21;

/// What a frame adds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// `1/V sum over pairs u' r_a r_b/r`: pulling is positive, without the motion of the atoms.
    pub(super) stress: Six,
    /// `1/V sum over pairs (u'' - u'/r) r_a r_b r_c r_d/r^2`, the cut included.
    pub(super) born: [f64; PAIRS],
    /// What the cut alone gives, in mu.
    pub(super) mu_of_the_cut: f64,
    /// `1/V sum over pairs u`.
    pub(super) energy: f64,
    /// V; in a plane an area.
    pub(super) volume: f64,
}

#[derive(Clone, Copy)]
struct Sums {
    stress: Six,
    born: [f64; PAIRS],
    impulse: [f64; PAIRS],
    energy: f64,
}

impl Sums {
    const ZERO: Self = Self {
        stress: [0.0; 6],
        born: [0.0; PAIRS],
        impulse: [0.0; PAIRS],
        energy: 0.0,
    };

    fn plus(mut self, other: &Self) -> Self {
        let add = |sums: &mut [f64], terms: &[f64]| {
            let both = sums.iter_mut().zip(terms);
            both.for_each(|(sum, term)| *sum += term);
        };
        add(&mut self.stress, &other.stress);
        add(&mut self.born, &other.born);
        add(&mut self.impulse, &other.impulse);
        self.energy += other.energy;
        self
    }

    /// One end of a pair: half of it.
    fn add(&mut self, pair: &Pair, vector: &Vector3<f64>) {
        let r = vector.norm();
        let directions = squares(&(vector / r));
        let u = pair.at(r);
        self.energy += 0.5 * u.value;
        for (sum, nn) in self.stress.iter_mut().zip(directions) {
            *sum += 0.5 * u.first * r * nn;
        }
        // u'' falls by a delta function: -u'(r_c) delta(r - r_c).
        let (cutoff, jump) = (pair.cutoff(), pair.jump());
        let near = (r - cutoff).abs() < SHELL * cutoff;
        let delta = if near { 0.5 / (SHELL * cutoff) } else { 0.0 };
        let impulse = -0.5 * jump * delta * r * r;
        let smooth = 0.5 * (u.second * r * r - u.first * r);
        let sums = self.born.iter_mut().zip(&mut self.impulse);
        for ((born, cut), (i, j)) in sums.zip(pairs()) {
            let nnnn = directions[i] * directions[j];
            *born += (smooth + impulse) * nnnn;
            *cut += impulse * nnnn;
        }
    }
}

impl Look {
    /// Of a frame in a cell; its neighbours may be images.
    pub(super) fn at(frame: &Frame, potential: &Potential) -> Result<Self> {
        let cells = CellList::new(frame, potential.cutoff() * (1.0 + SHELL))?;
        let table = Table::new(frame, potential);
        let atoms: Vec<usize> = (0..frame.len()).collect();
        let parts: Vec<Sums> = atoms
            .par_chunks(CHUNK)
            .map(|atoms| {
                let mut sums = Sums::ZERO;
                for atom in atoms {
                    cells.around(*atom, |Neighbour { index, vector, .. }| {
                        if let Some(pair) = table.pair(*atom, index as usize) {
                            sums.add(pair, &vector);
                        }
                    });
                }
                sums
            })
            .collect();
        let sums = parts.iter().fold(Sums::ZERO, Sums::plus);
        let cell = &cells.home().cell;
        let volume = match frame.dimension {
            Dimension::Three => cell.volume(),
            Dimension::Two => cell.volume() / cell.heights()[2],
        };
        let mu = isotropic(Modulus::Mu, frame.dimension);
        Ok(Self {
            stress: sums.stress.map(|x| x / volume),
            born: sums.born.map(|x| x / volume),
            mu_of_the_cut: of_pairs(&mu, &sums.impulse.map(|x| x / volume)),
            energy: sums.energy / volume,
            volume,
        })
    }
}

/// The potentials of the pairs of kinds of a frame.
struct Table<'a> {
    kinds: &'a [u16],
    count: usize,
    pairs: Vec<Option<&'a Pair>>,
}

impl<'a> Table<'a> {
    fn new(frame: &'a Frame, potential: &'a Potential) -> Self {
        let species = &frame.species;
        let of = |one: &'a String| species.iter().map(move |other| potential.pair(one, other));
        Self {
            kinds: &frame.kinds,
            count: species.len(),
            pairs: species.iter().flat_map(of).collect(),
        }
    }

    fn pair(&self, one: usize, other: usize) -> Option<&'a Pair> {
        let kind = |atom: usize| self.kinds.get(atom).copied().map(usize::from);
        *self.pairs.get(kind(one)? * self.count + kind(other)?)?
    }
}
