//! All looks at one replica: series kept whole, mean dipoles in blocks.

use std::ops::Range;

use glassmelt::SymmetricTensor;

use super::probe::{Look, Probe, flat};
use super::rotor_means::RotorMeans;
use super::shear::SHEARS;
use crate::error::{Error, Result};

/// Numbers of the modes of a wave: real and imaginary part for each of two directions across.
pub(crate) const OF_WAVE: usize = 4;

/// What was seen of one replica.
///
/// Memory in bytes: `8 (6 + radii + 4 waves)` for each look, and 40 for each rotor and block.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub(super) rotors: usize,
    pub(super) radii: usize,
    pub(super) waves: usize,
    pub(super) energies: Vec<f64>,
    /// Look by look: five components, all radii, all waves.
    pub(super) totals: Vec<f64>,
    pub(super) pairs: Vec<f64>,
    pub(super) modes: Vec<f64>,
    pub(super) means: RotorMeans,
}

/// Blocks of mean dipoles that are kept if nothing else is wanted.
const BLOCKS: usize = 32;

impl Record {
    /// An empty record of what `probe` sees, with the mean dipole of each rotor in at most 32 blocks.
    pub fn new(probe: &Probe) -> Self {
        Self::with_blocks(probe, BLOCKS)
    }

    /// The same with so many blocks at most, an even number and at least four; between half of them and all
    /// are in use.
    pub fn with_blocks(probe: &Probe, blocks: usize) -> Self {
        Self {
            rotors: probe.places(),
            radii: probe.radii().len(),
            waves: probe.waves().waves().len(),
            energies: Vec::new(),
            totals: Vec::new(),
            pairs: Vec::new(),
            modes: Vec::new(),
            means: RotorMeans::new(blocks),
        }
    }

    /// Adds a look, and the dipoles that were looked at.
    ///
    /// # Errors
    /// When the look or the dipoles are not those of the probe of this record.
    pub fn add(&mut self, look: &Look, dipoles: &[SymmetricTensor]) -> Result<()> {
        part("dipoles", dipoles.len(), self.rotors)?;
        part("pairs", look.pairs.len(), self.radii)?;
        part("modes", look.modes.len(), self.waves)?;
        self.energies.push(look.energy);
        self.totals.extend(look.total);
        self.pairs.extend(&look.pairs);
        let modes = look.modes.iter().flatten();
        self.modes.extend(modes.flat_map(|mode| [mode.re, mode.im]));
        self.means.add(&flat(dipoles));
        Ok(())
    }

    /// How many looks there are.
    pub fn looks(&self) -> usize {
        self.energies.len()
    }

    /// How many rotors there are.
    pub fn rotors(&self) -> usize {
        self.rotors
    }

    /// H at each look.
    pub fn energies(&self) -> &[f64] {
        &self.energies
    }

    /// H and the five shear components of the total at the last look.
    pub fn last(&self) -> Option<(f64, [f64; SHEARS])> {
        let energy = *self.energies.last()?;
        let total = self.totals.rchunks_exact(SHEARS).next()?;
        Some((energy, std::array::from_fn(|c| total[c])))
    }

    /// One of the five shear components of the total, at each look.
    pub fn total(&self, component: usize) -> Vec<f64> {
        column(&self.totals, SHEARS, component)
    }

    /// The sum over pairs up to one of the radii, at each look.
    pub fn pair_sum(&self, radius: usize) -> Vec<f64> {
        column(&self.pairs, self.radii, radius)
    }

    /// Real and imaginary part of the amplitudes of a wave in both directions across, at each look.
    pub fn modes(&self, wave: usize) -> [Vec<f64>; 4] {
        std::array::from_fn(|part| column(&self.modes, OF_WAVE * self.waves, OF_WAVE * wave + part))
    }

    /// The mean of the pair sum over all looks but some.
    pub(super) fn mean_pair_sum(&self, radius: usize, without: &Range<usize>) -> f64 {
        let looks = (0..self.looks()).filter(|look| !without.contains(look));
        let sum: f64 = looks
            .map(|look| self.pairs[look * self.radii + radius])
            .sum();
        sum / (self.looks() - without.len()).max(1) as f64
    }

    pub(super) fn means(&self) -> &RotorMeans {
        &self.means
    }

    /// Whether this is a record of what `probe` sees.
    ///
    /// # Errors
    /// When it has other rotors, radii or waves.
    pub fn belongs_to(&self, probe: &Probe) -> Result<()> {
        part("dipoles", self.rotors, probe.places())?;
        part("pairs", self.radii, probe.radii().len())?;
        part("modes", self.waves, probe.waves().waves().len())
    }
}

/// Whether a part is as long as it must be.
pub(super) fn part(name: &'static str, found: usize, expected: usize) -> Result<()> {
    if found == expected {
        Ok(())
    } else {
        Err(Error::PartLength {
            name,
            found,
            expected,
        })
    }
}

fn column(rows: &[f64], width: usize, column: usize) -> Vec<f64> {
    rows.iter()
        .skip(column)
        .step_by(width.max(1))
        .copied()
        .collect()
}
