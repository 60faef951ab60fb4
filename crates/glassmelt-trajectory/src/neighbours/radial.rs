//! The radial distribution function g(r) of each pair of species, and the first minimum of all atoms' g(r).

use std::f64::consts::PI;

use glassmelt::{Estimate, Warning};
use rayon::prelude::*;
use serde::Serialize;

use super::cells::CellList;
use super::home::AtHome;
use crate::blocks::Blocks;
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};

/// So many atoms are one piece of work.
const CHUNK: usize = 1024;
/// The range of g(r) for a cutoff, in mean distances `(V/N)^(1/d)`: two shells of any dense packing.
const RANGE: f64 = 2.5;
/// Bins of that g(r).
const BINS: usize = 250;
/// The first peak is the first that comes so near to the highest.
const TIE: f64 = 0.97;

/// A shell of distances.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Shell {
    /// Its middle.
    pub r: f64,
    /// g in it: pairs found, over those of an ideal gas `N_a N_b/V` times the volume of the shell.
    pub g: Estimate,
}

/// g(r) of two species.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairOfSpecies {
    /// Their names; one name that is empty where the file tells none.
    pub species: [String; 2],
    /// Shell by shell.
    pub shells: Vec<Shell>,
}

/// Radial distribution functions, averaged over frames.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Radial {
    /// How many frames.
    pub frames: u64,
    /// g of all atoms, whatever their species.
    pub all: Vec<Shell>,
    /// g of each pair of species that has atoms.
    pub pairs: Vec<PairOfSpecies>,
    /// What the numbers rest on.
    pub warnings: Vec<Warning>,
}

impl Radial {
    /// Where g of all atoms has its minimum after its first high peak, see [`first_minimum`].
    pub fn first_minimum(&self) -> Option<f64> {
        let g: Vec<f64> = self.all.iter().map(|shell| shell.g.mean).collect();
        let width = self.all.get(1)?.r - self.all.first()?.r;
        first_minimum(&g).map(|bins| bins * width)
    }
}

/// Collects g(r) frame by frame.
#[derive(Debug, Clone)]
pub struct RadialDistribution {
    largest: f64,
    bins: usize,
    species: Vec<String>,
    atoms: Vec<u64>,
    blocks: Blocks,
    bounded: bool,
}

impl RadialDistribution {
    /// g(r) up to the distance `largest` in `bins` shells of one width.
    ///
    /// # Errors
    /// When there are fewer than 10 or more than 100 000 bins. A distance out of its domain is told by the first
    /// frame.
    pub fn new(largest: f64, bins: usize) -> Result<Self> {
        if !(10..=100_000).contains(&bins) {
            return Err(Error::Domain {
                name: "bins",
                value: bins as f64,
                domain: "between 10 and 100000",
            });
        }
        Ok(Self {
            largest,
            bins,
            species: Vec::new(),
            atoms: Vec::new(),
            blocks: Blocks::new(0),
            bounded: false,
        })
    }

    /// One more frame.
    ///
    /// # Errors
    /// Those of [`CellList::new`]; when the atoms fill no volume, or are others than in the first frame.
    pub fn add(&mut self, frame: &Frame) -> Result<()> {
        let atoms = atoms_of_each(frame);
        if self.blocks.frames() == 0 {
            self.atoms.clone_from(&atoms);
            self.species = names(frame, atoms.len());
            self.blocks = Blocks::new((pairs(atoms.len()).count() + 1) * self.bins);
        } else if self.atoms != atoms {
            return Err(Error::OtherAtoms {
                frame: self.blocks.frames(),
                difference: format!("{atoms:?} atoms of each species, not {:?}", self.atoms),
            });
        }
        let cells = CellList::new(frame, self.largest)?;
        let (volume, bounded) = volume(cells.home())?;
        self.bounded |= bounded;
        let counts = self.counts(&cells, frame);
        self.blocks.add(&self.row(&counts, volume, frame.dimension));
        Ok(())
    }

    /// g(r) of the frames so far.
    ///
    /// # Errors
    /// When there was none.
    pub fn finish(&self) -> Result<Radial> {
        if self.blocks.frames() == 0 {
            return Err(Error::TooFewFrames {
                frames: 0,
                purpose: "a radial distribution function",
                needed: 1,
            });
        }
        let species = self.atoms.len();
        let present =
            |(_, (a, b)): &(usize, (usize, usize))| self.atoms[*a] > 0 && self.atoms[*b] > 0;
        let pairs = pairs(species)
            .enumerate()
            .filter(present)
            .map(|(pair, (a, b))| PairOfSpecies {
                species: [self.species[a].clone(), self.species[b].clone()],
                shells: self.shells(pair + 1),
            });
        Ok(Radial {
            frames: self.blocks.frames(),
            all: self.shells(0),
            pairs: pairs.collect(),
            warnings: self.warnings(),
        })
    }

    fn shells(&self, function: usize) -> Vec<Shell> {
        let width = self.largest / self.bins as f64;
        let shell = |bin| Shell {
            r: (bin as f64 + 0.5) * width,
            g: self.blocks.estimate(function * self.bins + bin),
        };
        (0..self.bins).map(shell).collect()
    }

    fn warnings(&self) -> Vec<Warning> {
        let open = Warning::new(
            "open_boundary",
            "the atoms do not repeat along all directions: g(r) falls below 1 far out, where shells leave them",
        );
        if self.bounded { vec![open] } else { Vec::new() }
    }

    /// Ordered pairs of species a, b in each shell, `(a, b)` after `(a, b)`.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn counts(&self, cells: &CellList, frame: &Frame) -> Vec<u64> {
        let (bins, species) = (self.bins, self.atoms.len());
        let to_bin = bins as f64 / self.largest;
        let zeros = || vec![0_u64; species * species * bins];
        let kind = |atom: usize| frame.kinds.get(atom).map_or(0, |kind| usize::from(*kind));
        let chunks = frame.len().div_ceil(CHUNK);
        let of_chunk = |chunk: usize| {
            let mut counts = zeros();
            for atom in chunk * CHUNK..((chunk + 1) * CHUNK).min(frame.len()) {
                let row = kind(atom) * species;
                cells.around(atom, |pair| {
                    let bin = ((pair.vector.norm() * to_bin) as usize).min(bins - 1);
                    counts[(row + kind(pair.index as usize)) * bins + bin] += 1;
                });
            }
            counts
        };
        // Whole numbers: their sum has no order.
        let sum = |mut a: Vec<u64>, b: Vec<u64>| {
            a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
            a
        };
        (0..chunks).into_par_iter().map(of_chunk).reduce(zeros, sum)
    }

    /// g of all atoms, then of each pair of species, in one frame.
    fn row(&self, counts: &[u64], volume: f64, dimension: Dimension) -> Vec<f64> {
        let (bins, species) = (self.bins, self.atoms.len());
        let all: u64 = self.atoms.iter().sum();
        let g = |bin: usize, found: u64, a: u64, b: u64| {
            let ideal = (a as f64) * (b as f64) / volume * self.shell_volume(bin, dimension);
            if ideal > 0.0 {
                found as f64 / ideal
            } else {
                0.0
            }
        };
        let of_all =
            (0..bins).map(|bin| g(bin, counts[bin..].iter().step_by(bins).sum(), all, all));
        let of_pair = pairs(species).flat_map(|(a, b)| {
            let first = (a * species + b) * bins;
            (0..bins).map(move |bin| g(bin, counts[first + bin], self.atoms[a], self.atoms[b]))
        });
        of_all.chain(of_pair).collect()
    }

    fn shell_volume(&self, bin: usize, dimension: Dimension) -> f64 {
        let width = self.largest / self.bins as f64;
        let (inner, outer) = (bin as f64 * width, (bin + 1) as f64 * width);
        match dimension {
            Dimension::Two => PI * (outer * outer - inner * inner),
            Dimension::Three => 4.0 / 3.0 * PI * (outer.powi(3) - inner.powi(3)),
        }
    }
}

/// Where g of all atoms has its first minimum in this frame: the cutoff that one takes without a better reason.
///
/// # Errors
/// Those of [`CellList::new`], and when g(r) up to 2.5 mean distances `(V/N)^(1/d)` has no minimum.
pub fn first_shell(frame: &Frame) -> Result<f64> {
    let missing = Error::Missing {
        missing: "first minimum of g(r)",
        purpose: "the default cutoff",
        remedy: "give a cutoff",
    };
    let (volume, _) = volume(&AtHome::of(frame)?)?;
    let distance = (volume / frame.len().max(1) as f64).powf(1.0 / frame.dimension.count() as f64);
    let mut radial = RadialDistribution::new(RANGE * distance, BINS)?;
    radial.add(frame)?;
    radial.finish()?.first_minimum().ok_or(missing)
}

/// The place, in widths of a bin, where these bins of g have their minimum after the first peak (of those within
/// 3 percent of the highest) and before they rise above 1 again; the middle of the gap where it is flat. Bins
/// are smoothed over five with binomial weights. None where g does not come down and rise again.
pub fn first_minimum(g: &[f64]) -> Option<f64> {
    let g = smoothed(g);
    let highest = g.iter().copied().fold(1.0, f64::max);
    let peak = g.iter().position(|g| *g >= TIE * highest && *g > 1.0)?;
    let down = peak + g[peak..].iter().position(|g| *g < 1.0)?;
    let up = down + g[down..].iter().position(|g| *g > 1.0)?;
    let least = g[down..up].iter().copied().fold(f64::INFINITY, f64::min);
    let first = down + g[down..up].iter().position(|g| *g <= least)?;
    let flat = g[first..up].iter().take_while(|g| **g <= least).count();
    Some(first as f64 + 0.5 * flat as f64)
}

fn smoothed(g: &[f64]) -> Vec<f64> {
    const WEIGHTS: [f64; 5] = [1.0, 4.0, 6.0, 4.0, 1.0];
    let at = |bin: usize, step: usize| {
        (bin + step)
            .checked_sub(2)
            .and_then(|bin| g.get(bin))
            .copied()
    };
    let value = |bin| -> f64 {
        let terms = WEIGHTS.iter().enumerate();
        terms
            .map(|(step, weight)| weight * at(bin, step).unwrap_or(g[bin]))
            .sum::<f64>()
            / 16.0
    };
    (0..g.len()).map(value).collect()
}

/// The volume that the atoms fill (an area in a plane), and whether it ends somewhere: along what does not
/// repeat, they fill as much as they spread.
fn volume(home: &AtHome) -> Result<(f64, bool)> {
    let plane = home.points.iter().all(|r| r.z == 0.0) && !home.cell.periodic()[2];
    let used = if plane { 2 } else { 3 };
    let coordinates: Vec<_> = home
        .points
        .iter()
        .map(|r| home.cell.fractional(r))
        .collect();
    let open = |axis: &usize| !home.cell.periodic()[*axis];
    let spread = |axis| {
        let (low, high) = coordinates
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), s| {
                (low.min(s[axis]), high.max(s[axis]))
            });
        (high - low).max(0.0)
    };
    let volume = (0..used).filter(open).map(spread).product::<f64>() * home.cell.volume();
    if volume > 0.0 && volume.is_finite() {
        Ok((volume, (0..used).any(|axis| open(&axis))))
    } else {
        Err(Error::FlatCell { volume })
    }
}

/// Atoms of each species; of one species where the frame tells none.
fn atoms_of_each(frame: &Frame) -> Vec<u64> {
    let most = frame
        .kinds
        .iter()
        .map(|kind| usize::from(*kind) + 1)
        .max()
        .unwrap_or(1);
    let mut atoms = vec![0; most.max(frame.species.len())];
    for atom in 0..frame.len() {
        atoms[frame.kinds.get(atom).map_or(0, |kind| usize::from(*kind))] += 1;
    }
    atoms
}

fn names(frame: &Frame, count: usize) -> Vec<String> {
    let mut names = frame.species.clone();
    names.resize(count, String::new());
    names
}

/// Pairs `a <= b`.
fn pairs(species: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..species).flat_map(move |a| (a..species).map(move |b| (a, b)))
}
