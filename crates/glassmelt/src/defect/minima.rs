//! All the states of rest that many starts find: a multistable defect is an answer.

use std::cmp::Ordering;

use nalgebra::Vector3;

use super::model::Configuration;
use super::potential::Potential;
use super::relaxed::RelaxedDefect;
use super::starts::orientations;
use crate::error::{Result, require};

/// The distinct minima of a defect, the lowest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Minima {
    pub(super) basins: Vec<Basin>,
    /// How many starts were made.
    pub starts: usize,
    /// How many of them did not come to rest.
    pub failed: usize,
}

/// One minimum and its catch.
#[derive(Debug, Clone, PartialEq)]
pub struct Basin {
    /// The minimum; a member of the family where [`Basin::is_family`].
    pub minimum: RelaxedDefect,
    /// How many starts fell into it.
    pub starts: usize,
}

impl Basin {
    /// Whether it is a continuous family of minima of one energy, told apart by their energy and the
    /// invariants of their dipole alone.
    pub fn is_family(&self) -> bool {
        self.minimum.zero_modes > 0
    }
}

impl Minima {
    /// Each minimum with how many starts fell into it, by energy; never empty.
    pub fn basins(&self) -> &[Basin] {
        &self.basins
    }

    /// The lowest minimum.
    pub fn lowest(&self) -> &RelaxedDefect {
        &self.basins[0].minimum
    }
}

/// Relative difference of places, and of energies and invariants, below which two minima are one.
const SAME: f64 = 1e-5;

impl Potential {
    /// Relaxes from `starts` orientations, the identity first, the others spread evenly over all
    /// rotations; sorts the distinct minima by energy.
    ///
    /// Minima are distinct when a bonded corner or a neighbour is elsewhere, so a rotation that moves
    /// nothing does not count. Minima that symmetry maps onto each other are distinct.
    ///
    /// # Errors
    /// When `starts` is 0, or no start comes to rest.
    pub fn minima(&self, starts: usize) -> Result<Minima> {
        require("starts", starts as f64, starts > 0, "at least 1")?;
        let mut basins: Vec<Basin> = Vec::new();
        let mut failures = Vec::new();
        for rotation in orientations(starts) {
            let start = Configuration {
                rotation,
                ..self.defect.reference()
            };
            match self.relax(&start) {
                Err(error) => failures.push(error),
                Ok(minimum) => self.catch(&mut basins, minimum),
            }
        }
        let basins = self.sorted(&basins);
        match failures.pop() {
            Some(error) if basins.is_empty() => Err(error),
            last => Ok(Minima {
                basins,
                starts,
                failed: failures.len() + last.iter().len(),
            }),
        }
    }

    /// The places of the minima in the order of their energies; those of one energy, up to rounding, in
    /// that of their rotation vectors, so that the order does not hang on rounding.
    pub(super) fn order(&self, basins: &[Basin]) -> Vec<usize> {
        let energy = |i: usize| basins[i].minimum.energy;
        let turned = |i: usize| -> [f64; 3] {
            let vector = basins[i].minimum.rotation_vector();
            vector.map(|x| (x / SAME).round() + 0.0).into()
        };
        let by_turn = |i: usize, j: usize| {
            let pairs = turned(j).into_iter().zip(turned(i));
            let mut orders = pairs.map(|(a, b)| a.total_cmp(&b));
            orders
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        };
        let mut order: Vec<usize> = (0..basins.len()).collect();
        order.sort_by(|&i, &j| energy(i).total_cmp(&energy(j)));
        let rounding = SAME * SAME * self.bond_stiffness() * self.length().powi(2);
        let groups = order.chunk_by_mut(|&i, &j| energy(j) - energy(i) <= rounding);
        groups.for_each(|group| group.sort_by(|&i, &j| by_turn(i, j)));
        order
    }

    fn sorted(&self, basins: &[Basin]) -> Vec<Basin> {
        let order = self.order(basins);
        order.into_iter().map(|i| basins[i].clone()).collect()
    }

    /// The place of a minimum in the list; one that is not there yet is added.
    pub(super) fn place_in(&self, basins: &mut Vec<Basin>, minimum: RelaxedDefect) -> usize {
        let known = |basin: &Basin| self.same(&basin.minimum, &minimum);
        basins.iter().position(known).unwrap_or_else(|| {
            basins.push(Basin { minimum, starts: 0 });
            basins.len() - 1
        })
    }

    /// Counts a minimum with the one it equals, or as a new one.
    fn catch(&self, basins: &mut Vec<Basin>, minimum: RelaxedDefect) {
        let place = self.place_in(basins, minimum);
        basins[place].starts += 1;
    }

    /// Whether two minima are one: by positions, or by invariants where both belong to families.
    fn same(&self, one: &RelaxedDefect, other: &RelaxedDefect) -> bool {
        if one.zero_modes > 0 && other.zero_modes > 0 {
            return self.same_invariants(one, other);
        }
        let ends = self
            .ends(&one.configuration)
            .zip(self.ends(&other.configuration));
        let far = SAME * self.length();
        ends.into_iter().all(|(x, y)| (x - y).norm() <= far)
    }

    fn same_invariants(&self, one: &RelaxedDefect, other: &RelaxedDefect) -> bool {
        let stiffest = one.hessian_eigenvalues.last().copied().unwrap_or(0.0);
        let unit = stiffest * self.length().powi(2);
        let (p, q) = (one.dipole(), other.dipole());
        let pairs = [
            (one.energy, other.energy),
            (p.trace(), q.trace()),
            (p.deviator().norm(), q.deviator().norm()),
        ];
        pairs.iter().all(|(a, b)| (a - b).abs() <= SAME * unit)
    }

    /// Where the bonded corners and their neighbours are.
    pub(super) fn ends(&self, at: &Configuration) -> impl Iterator<Item = Vector3<f64>> {
        self.placed(at).flat_map(|(_, c, l)| {
            let corner = at.translation + c;
            [corner, corner + l]
        })
    }
}
