//! Splitting length, cutoff, grid and order of splines: what they must be for an accuracy.

use std::f64::consts::PI;

use glassmelt::Medium;

use super::cells::whole;
use super::estimate::{ORDERS, beyond_cutoff, coarsest, mesh_unit};
use crate::cell::Cell;
use crate::error::{Error, Result, positive};
use crate::splitting::Splitting;

/// The most points of a grid.
const LARGEST_GRID: f64 = 4_294_967_296.0;
/// The most images within the cutoff of one dipole.
const MOST_IMAGES: f64 = 1e6;
/// Which part of the error aimed at the estimates may fill: what is measured scatters about them.
const SHARE: f64 = 0.7;
/// Around how few rotors images on a lattice, which are not at random, begin to matter.
const FEW: f64 = 10.0;
/// Nanoseconds for a point of the grid, for a weight of a rotor there and back, and for a neighbour, on one
/// core; measured, and needed as ratios alone.
const POINT: f64 = 35.0;
const WEIGHT: f64 = 1.75;
const NEIGHBOUR: f64 = 5.0;

/// How a [`ParticleMesh`](super::ParticleMesh) sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeshParameters {
    /// The splitting length s, in the unit of the positions.
    pub splitting: f64,
    /// Up to which distance real space is summed; half a side of the cell is no bound.
    pub cutoff: f64,
    /// Points of the grid along x, y, z.
    pub grid: [usize; 3],
    /// The order of the B-splines: even, from 4 to 16.
    pub order: usize,
}

impl MeshParameters {
    /// Whether a sum can be made of them.
    pub(super) fn check(&self, cell: &Cell, count: usize) -> Result<()> {
        positive("splitting length", self.splitting)?;
        positive("cutoff", self.cutoff)?;
        let [x, y, z] = self.grid;
        if self.grid.contains(&0)
            || self.grid.iter().map(|n| *n as f64).product::<f64>() > LARGEST_GRID
        {
            return Err(Error::Shape { x, y, z });
        }
        if !ORDERS.contains(&self.order) {
            return Err(Error::Domain {
                name: "order of the splines",
                value: self.order as f64,
                domain: "even, from 4 to 16",
            });
        }
        let density = count.max(1) as f64 / cell.volume();
        if 4.0 / 3.0 * PI * self.cutoff.powi(3) * density > MOST_IMAGES {
            return Err(Error::Domain {
                name: "cutoff",
                value: self.cutoff,
                domain: "so short that each dipole has at most a million images within it",
            });
        }
        Ok(())
    }

    /// The cheapest for errors below `strain` at unit dipoles, half of the square from each part.
    pub(super) fn cheapest(
        medium: &Medium,
        cell: &Cell,
        count: usize,
        strain: f64,
    ) -> Result<Self> {
        let count = count.max(1) as f64;
        let (density, spacing) = (count / cell.volume(), (cell.volume() / count).cbrt());
        let mut best: Option<(f64, Self)> = None;
        for i in 0..25 {
            let splitting = spacing * 0.12 * 1.12_f64.powi(i);
            let goal = SHARE * count / (count + FEW) * strain * 0.5_f64.sqrt();
            let cutoff = cutoff(medium, splitting, density, goal)?;
            let ratio = goal / mesh_unit(medium, splitting, density)?;
            for (index, order) in ORDERS.into_iter().enumerate() {
                let step = coarsest(index, ratio) * splitting;
                let grid = grid(cell, step);
                let points: f64 = grid.iter().map(|n| *n as f64).product();
                let lanes = if order <= 8 { 8 } else { 16 };
                let cost = POINT * points / count
                    + WEIGHT * (order * order * lanes) as f64
                    + NEIGHBOUR * 4.0 / 3.0 * PI * cutoff.powi(3) * density;
                if best.is_none_or(|(least, _)| cost < least) {
                    let choice = Self {
                        splitting,
                        cutoff,
                        grid,
                        order,
                    };
                    best = Some((cost, choice));
                }
            }
        }
        best.map(|(_, choice)| choice).ok_or(Error::Domain {
            name: "accuracy",
            value: strain,
            domain: "such that some grid has it",
        })
    }
}

/// The shortest at which real space leaves no more than `goal`, by bisection.
fn cutoff(medium: &Medium, length: f64, density: f64, goal: f64) -> Result<f64> {
    let splitting = Splitting::new(length, 1e-16)?;
    let (mut low, mut high) = (length, 14.0 * length);
    for _ in 0..24 {
        let middle = 0.5 * (low + high);
        if beyond_cutoff(medium, &splitting, middle, density) > goal {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(high)
}

/// The first counts of points, even products of 2, 3 and 5, that are at most a step apart.
fn grid(cell: &Cell, step: f64) -> [usize; 3] {
    std::array::from_fn(|axis| {
        let least = whole((cell.sides()[axis] / step).min(LARGEST_GRID).ceil());
        let even = least.max(2).next_multiple_of(2);
        (even..).step_by(2).find(|n| is_smooth(*n)).unwrap_or(even)
    })
}

fn is_smooth(number: usize) -> bool {
    [2, 3, 5].into_iter().fold(number, without) == 1
}

/// The number without a prime factor.
fn without(mut number: usize, prime: usize) -> usize {
    while number > 1 && number.is_multiple_of(prime) {
        number /= prime;
    }
    number
}
