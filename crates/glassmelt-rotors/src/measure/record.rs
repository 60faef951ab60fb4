//! All looks at one replica: series kept whole, mean dipoles in blocks; saved and restored to the last bit.

use std::ops::Range;

use glassmelt::SymmetricTensor;

use super::probe::{Look, Probe, flat};
use super::rotor_means::RotorMeans;
use super::shear::SHEARS;
use crate::error::{Error, Result};

/// Real and imaginary part for each of two directions across.
pub(super) const PARTS: usize = 4;

/// What was seen of one replica.
///
/// Memory in bytes: `8 (6 + radii + 4 waves)` for each look, and 40 for each rotor and block.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    rotors: usize,
    radii: usize,
    waves: usize,
    energies: Vec<f64>,
    /// Look by look: five components, all radii, all waves.
    totals: Vec<f64>,
    pairs: Vec<f64>,
    modes: Vec<f64>,
    means: RotorMeans,
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
        std::array::from_fn(|part| column(&self.modes, PARTS * self.waves, PARTS * wave + part))
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

    /// Everything in it as named lists of numbers, from which [`Self::from_parts`] makes the same record to
    /// the last bit.
    pub fn parts(&self) -> Vec<(&'static str, Vec<f64>)> {
        let counts = [
            self.rotors,
            self.radii,
            self.waves,
            self.means.most,
            self.means.length,
        ];
        vec![
            ("counts", counts.map(|count| count as f64).to_vec()),
            ("energies", self.energies.clone()),
            ("totals", self.totals.clone()),
            ("pairs", self.pairs.clone()),
            ("modes", self.modes.clone()),
            ("dipole_sums", self.means.sums.concat()),
        ]
    }

    /// The record that had these parts, in any order.
    ///
    /// # Errors
    /// When a part is missing, or as long as it cannot be.
    pub fn from_parts<Name: AsRef<str>>(parts: &[(Name, Vec<f64>)]) -> Result<Self> {
        let counts = named(parts, "counts")?;
        part("counts", counts.len(), COUNTS)?;
        let counts: Vec<usize> = counts.into_iter().map(whole).collect::<Result<_>>()?;
        let (rotors, radii, waves) = (counts[0], counts[1], counts[2]);
        let energies = named(parts, "energies")?;
        let looks = energies.len();
        let of_length = |name, each: usize| {
            let found = named(parts, name)?;
            part(name, found.len(), each.saturating_mul(looks)).map(|()| found)
        };
        let mut means = RotorMeans::new(counts[3]);
        means.length = counts[4].max(1);
        means.looks = looks;
        let sums = named(parts, "dipole_sums")?;
        let blocks = looks.div_ceil(means.length);
        let width = rotors.saturating_mul(SHEARS);
        part("dipole_sums", sums.len(), blocks.saturating_mul(width))?;
        means.sums = match width {
            0 => vec![Vec::new(); blocks],
            _ => sums.chunks(width).map(<[f64]>::to_vec).collect(),
        };
        Ok(Self {
            rotors,
            radii,
            waves,
            totals: of_length("totals", SHEARS)?,
            pairs: of_length("pairs", radii)?,
            modes: of_length("modes", waves.saturating_mul(PARTS))?,
            energies,
            means,
        })
    }
}

/// How many numbers the part "counts" has.
const COUNTS: usize = 5;

fn named<Name: AsRef<str>>(parts: &[(Name, Vec<f64>)], name: &'static str) -> Result<Vec<f64>> {
    let found = parts.iter().find(|(found, _)| found.as_ref() == name);
    let (_, numbers) = found.ok_or_else(|| Error::MissingPart {
        name: name.to_owned(),
    })?;
    Ok(numbers.clone())
}

/// Whether a part is as long as it must be.
fn part(name: &'static str, found: usize, expected: usize) -> Result<()> {
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

/// A count that was kept as a number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> Result<usize> {
    if number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0 {
        Ok(number as usize)
    } else {
        Err(Error::Domain {
            name: "count",
            value: number,
            domain: "a whole number from 0 to 2^32 - 1",
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
