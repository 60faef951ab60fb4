//! Pairs of places by distance: sums of products of dipoles over all pairs up to some radii.

use nalgebra::Vector3;
use rayon::prelude::*;

use super::shear::{SHEARS, dot, five};
use crate::cell::Cell;
use crate::error::{Error, Result, positive};
use crate::places::Grid;
use crate::rotors::address;

/// How many places one task takes.
const CHUNK: usize = 256;

/// For each place the later places near it, sorted by the first radius that holds them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pairs {
    radii: Vec<f64>,
    /// Of each place and radius, where its partners begin; one more at the end.
    begins: Vec<usize>,
    partners: Vec<u32>,
}

impl Pairs {
    /// The pairs of places up to the last of `radii`, counting the nearest image.
    ///
    /// # Errors
    /// Unless the radii ascend, from above zero to half the shortest side of the cell.
    pub(super) fn new(cell: &Cell, places: &[Vector3<f64>], radii: Vec<f64>) -> Result<Self> {
        check(cell, &radii)?;
        let reach = radii.last().copied().unwrap_or(0.0);
        // A little wider, so that rounding takes no pair at the last radius out of neighbouring boxes.
        let grid = Grid::of(*cell, reach * (1.0 + 1e-9), places);
        let parts = (0..places.len()).into_par_iter().map(|a| {
            let mut found: Vec<(usize, u32)> = grid
                .near(&places[a])
                .filter(|b| *b > a)
                .filter_map(|b| {
                    let distance = cell.nearest(&(places[a] - places[b])).norm();
                    let shell = radii.partition_point(|radius| *radius < distance);
                    (shell < radii.len()).then_some((shell, address(b)))
                })
                .collect();
            found.sort_unstable();
            found
        });
        let found: Vec<Vec<(usize, u32)>> = parts.collect();
        let mut begins = Vec::with_capacity(places.len() * radii.len() + 1);
        let mut partners = Vec::with_capacity(found.iter().map(Vec::len).sum());
        for found in found {
            for shell in 0..radii.len() {
                begins.push(partners.len());
                partners.extend(found.iter().filter(|(s, _)| *s == shell).map(|(_, b)| b));
            }
        }
        begins.push(partners.len());
        Ok(Self {
            radii,
            begins,
            partners,
        })
    }

    pub(super) fn radii(&self) -> &[f64] {
        &self.radii
    }

    /// `sum x_a y_b` over all ordered pairs up to each radius, each place with itself among them; x and y
    /// hold five components for each place.
    pub(super) fn cumulative(&self, x: &[f64], y: &[f64]) -> Vec<f64> {
        let count = x.len() / SHEARS;
        let starts: Vec<usize> = (0..count).step_by(CHUNK).collect();
        let parts: Vec<Vec<f64>> = starts
            .into_par_iter()
            .map(|start| self.chunk(start..(start + CHUNK).min(count), x, y))
            .collect();
        let mut sums = vec![0.0; self.radii.len() + 1];
        for part in parts {
            for (sum, part) in sums.iter_mut().zip(part) {
                *sum += part;
            }
        }
        let itself = sums.remove(0);
        sums.iter_mut()
            .scan(itself, |total, shell| {
                *total += *shell;
                Some(*total)
            })
            .collect()
    }

    /// Each place of a chunk with itself, then its partners in each shell.
    fn chunk(&self, places: std::ops::Range<usize>, x: &[f64], y: &[f64]) -> Vec<f64> {
        let shells = self.radii.len();
        let mut sums = vec![0.0; shells + 1];
        for a in places {
            let (xa, ya) = (five(x, a), five(y, a));
            sums[0] += dot(&xa, &ya);
            for shell in 0..shells {
                let range = self.begins[a * shells + shell]..self.begins[a * shells + shell + 1];
                let (mut xb, mut yb) = ([0.0; SHEARS], [0.0; SHEARS]);
                for &b in &self.partners[range] {
                    let b = b as usize * SHEARS;
                    for c in 0..SHEARS {
                        xb[c] += x[b + c];
                        yb[c] += y[b + c];
                    }
                }
                sums[shell + 1] += dot(&xa, &yb) + dot(&ya, &xb);
            }
        }
        sums
    }
}

fn check(cell: &Cell, radii: &[f64]) -> Result<()> {
    let half = 0.5 * cell.sides().min() * (1.0 + 1e-12);
    let mut before = 0.0;
    for &radius in radii {
        positive("radius", radius)?;
        if radius <= before || radius > half {
            return Err(Error::Domain {
                name: "radius",
                value: radius,
                domain: "above the one before it, and at most half the shortest side of the cell",
            });
        }
        before = radius;
    }
    Ok(())
}
