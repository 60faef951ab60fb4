//! A pair force fitted to the forces of a trajectory: least squares over all atoms and frames (force matching,
//! Ercolessi and Adams, Europhys. Lett. 26, 583 (1994), with pairs alone).

use nalgebra::{DMatrix, DVector};
use serde::Serialize;

use super::force::{ForceTable, between_entries, row};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::neighbours::Neighbours;

/// The ridge that keeps entries apart which the data hardly tell apart, as a part of the mean diagonal.
const RIDGE: f64 = 1e-10;
/// The most numbers that are fitted at once: their matrix takes 32 MB.
const MOST: usize = 2000;

/// A fitted pair force.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matched {
    /// The force; zero where no pair was seen.
    pub table: ForceTable,
    /// Standard errors of its entries, as of independent forces; none where no pair was seen.
    pub errors: Vec<Vec<Option<f64>>>,
    /// Which part of the mean square force it explains: 1 where the forces are those of pairs and the table is fine
    /// enough.
    pub explained: f64,
    /// How many components of forces were fitted.
    pub components: u64,
}

/// Gathers forces frame by frame. The memory is that of the fitted numbers squared.
#[derive(Debug, Clone)]
pub struct ForceMatching {
    step: f64,
    entries: usize,
    cutoff: f64,
    species: usize,
    normal: DMatrix<f64>,
    right: DVector<f64>,
    squares: f64,
    components: u64,
}

impl ForceMatching {
    /// Nothing yet: a table of `intervals` between zero and the `cutoff` for each pair of as many `species`.
    ///
    /// # Errors
    /// When the cutoff is not positive and finite, or the table would have more than 2000 numbers or none.
    pub fn new(cutoff: f64, intervals: usize, species: usize) -> Result<Self> {
        let domain = |name, value, domain| {
            Err(Error::Domain {
                name,
                value,
                domain,
            })
        };
        if !(cutoff.is_finite() && cutoff > 0.0) {
            return domain("cutoff", cutoff, "positive and finite");
        }
        let numbers = (intervals.saturating_add(1)).saturating_mul(species * (species + 1) / 2);
        if intervals == 0 || species == 0 || numbers > MOST {
            return domain(
                "numbers of the table",
                numbers as f64,
                "from 2 to 2000: intervals + 1 a pair of species",
            );
        }
        Ok(Self {
            step: cutoff / intervals as f64,
            entries: intervals + 1,
            cutoff,
            species,
            normal: DMatrix::zeros(numbers, numbers),
            right: DVector::zeros(numbers),
            squares: 0.0,
            components: 0,
        })
    }

    /// Looks at one more frame.
    ///
    /// # Errors
    /// When it holds no forces, more species than were told, or its neighbours cannot be found.
    pub fn add(&mut self, frame: &Frame) -> Result<()> {
        if frame.forces.len() != frame.len() || frame.is_empty() {
            return Err(Error::Missing {
                missing: "forces",
                purpose: "a pair force fitted to them",
                remedy: "dump fx fy fz, or give a pair potential",
            });
        }
        if frame.species.len() > self.species {
            return Err(Error::Domain {
                name: "species",
                value: frame.species.len() as f64,
                domain: "as many as in the first frame",
            });
        }
        let neighbours = Neighbours::within(frame, self.cutoff)?;
        let mut touched: Vec<(usize, [f64; 3])> = Vec::new();
        for atom in 0..frame.len() {
            self.rows_of(frame, &neighbours, atom, &mut touched);
            self.gather(&touched, frame.forces[atom].into());
        }
        Ok(())
    }

    /// How the force on an atom depends on the numbers: `F = sum_j -f(r_ij) r_ij/|r_ij|`.
    fn rows_of(
        &self,
        frame: &Frame,
        neighbours: &Neighbours,
        atom: usize,
        touched: &mut Vec<(usize, [f64; 3])>,
    ) {
        touched.clear();
        let around = neighbours
            .indices(atom)
            .iter()
            .zip(neighbours.vectors(atom));
        for (&other, line) in around {
            let r = line.norm();
            let Some((below, part)) = between_entries(r, self.step, self.entries) else {
                continue;
            };
            let kinds = [frame.kind(atom), frame.kind(other as usize)];
            let first = row(kinds) * self.entries + below;
            let away = -line / r;
            touched.push((first, (away * (1.0 - part)).into()));
            touched.push((first + 1, (away * part).into()));
        }
        touched.sort_by_key(|entry| entry.0);
        touched.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                for (sum, more) in kept.1.iter_mut().zip(next.1) {
                    *sum += more;
                }
            }
            same
        });
    }

    fn gather(&mut self, touched: &[(usize, [f64; 3])], force: [f64; 3]) {
        let dot = |a: &[f64; 3], b: &[f64; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        for (index, (column, a)) in touched.iter().enumerate() {
            self.right[*column] += dot(a, &force);
            for (row, b) in &touched[index..] {
                self.normal[(*row, *column)] += dot(a, b);
            }
        }
        self.squares += dot(&force, &force);
        self.components += 3;
    }

    /// The fitted force.
    ///
    /// # Errors
    /// Without a pair within the cutoff.
    pub fn finish(mut self) -> Result<Matched> {
        self.normal.fill_upper_triangle_with_lower_triangle();
        let seen: Vec<usize> = (0..self.right.len())
            .filter(|&k| self.normal[(k, k)] > 0.0)
            .collect();
        let normal = DMatrix::from_fn(seen.len(), seen.len(), |i, j| {
            self.normal[(seen[i], seen[j])]
        });
        let right = DVector::from_fn(seen.len(), |i, _| self.right[seen[i]]);
        let ridge = RIDGE * normal.trace() / seen.len().max(1) as f64;
        let damped = &normal + DMatrix::identity(seen.len(), seen.len()) * ridge;
        let Some(factor) = damped.cholesky().filter(|_| !seen.is_empty()) else {
            return Err(Error::Missing {
                missing: "pairs within the cutoff",
                purpose: "a pair force fitted to forces",
                remedy: "choose a larger cutoff",
            });
        };
        let solution = factor.solve(&right);
        let left = (self.squares - 2.0 * solution.dot(&right)
            + solution.dot(&(&normal * &solution)))
        .max(0.0);
        let freedom = self.components.saturating_sub(seen.len() as u64).max(1);
        let noise = left / freedom as f64;
        let covariance = factor.inverse();
        let mut numbers = vec![0.0; self.right.len()];
        let mut errors = vec![None; self.right.len()];
        for (k, &at) in seen.iter().enumerate() {
            numbers[at] = solution[k];
            errors[at] = Some((noise * covariance[(k, k)]).sqrt());
        }
        Ok(Matched {
            table: ForceTable {
                step: self.step,
                species: self.species,
                rows: numbers.chunks(self.entries).map(<[f64]>::to_vec).collect(),
            },
            errors: errors
                .chunks(self.entries)
                .map(<[Option<f64>]>::to_vec)
                .collect(),
            explained: if self.squares > 0.0 {
                1.0 - left / self.squares
            } else {
                1.0
            },
            components: self.components,
        })
    }
}
