//! A record as named lists of numbers, saved and restored to the last bit.

use super::record::{OF_WAVE, Record, part};
use super::rotor_means::RotorMeans;
use super::shear::SHEARS;
use crate::error::{Error, Result};

impl Record {
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
            modes: of_length("modes", waves.saturating_mul(OF_WAVE))?,
            energies,
            means,
        })
    }
}

/// How many numbers the part "counts" has.
const COUNTS: usize = 5;

/// The numbers of the part of this name.
pub(crate) fn named<Name: AsRef<str>>(parts: &[(Name, Vec<f64>)], name: &str) -> Result<Vec<f64>> {
    let found = parts.iter().find(|(found, _)| found.as_ref() == name);
    let (_, numbers) = found.ok_or_else(|| Error::MissingPart {
        name: name.to_owned(),
    })?;
    Ok(numbers.clone())
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
