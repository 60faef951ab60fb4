//! All that two replicas of a population say together: rotors that come and go, move and turn.

use serde::Serialize;

use super::connected;
use super::length::CorrelationLength;
use super::measured::Setting;
use super::moduli::Averaged;
use super::radii::AtRadius;
use super::record::Record;
use super::shear::SHEARS;
use super::verdict::Verdict;
use super::waves::Family;
use crate::error::{Error, Result, positive};
use crate::statistics::{Columns, Measurement, of_means};

/// Numbers, energies and moduli of a population, places in equilibrium with the rotors.
///
/// Nothing is frozen, so that there is no order of single rotors. The estimators of the moduli are those of
/// frozen places: the shear modulus at constant activity is the second derivative of `-k_B T ln Xi`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gathered {
    /// n, rotors in the cube of the unit of length.
    pub density: Measurement,
    /// `(<N^2> - <N>^2)/<N>`, one for an ideal gas, its compressibility over that of the ideal gas.
    pub number_fluctuation: Measurement,
    /// `<H>/<N>`, in the unit of energy of the dipole.
    pub energy: Measurement,
    /// `<H>/V`.
    pub energy_density: Measurement,
    /// `mu_R/mu0` at k = 0, the mean over the five shears.
    pub mu_r_k0: Measurement,
    /// The same from each of the five [`shear_components`](super::shear_components).
    pub mu_r_k0_of_each: [Measurement; 5],
    /// `mu_R(q)/mu0` averaged over whole shells.
    pub mu_r_q: Vec<Averaged>,
    /// `mu_R(q)/mu0` along the axes and diagonals of the cell.
    pub mu_r_along: Vec<(Family, Vec<Averaged>)>,
    /// The modulus from pairs up to R; only at zero mean strain or stress, where no rotor has a mean dipole.
    pub mu_r_r: Vec<AtRadius>,
    /// The correlation length.
    pub correlation_length: CorrelationLength,
    /// Whether the replicas are in equilibrium.
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl Gathered {
    /// What the records of two independent replicas say, with N at each look. The probe of the setting, of
    /// which the records are, has no places: each look was one at the places of its moment.
    ///
    /// # Errors
    /// When a record is not of the probe, when there is no look or not one N for each, or when `kt` is not
    /// positive.
    pub fn of(setting: &Setting, records: [&Record; 2], counts: [&[f64]; 2]) -> Result<Self> {
        positive("temperature", setting.kt)?;
        for (record, counts) in records.iter().zip(counts) {
            record.belongs_to(setting.probe)?;
            positive("number of looks", record.looks() as f64)?;
            if counts.len() != record.looks() {
                return Err(Error::PartLength {
                    name: "counts",
                    found: counts.len(),
                    expected: record.looks(),
                });
            }
        }
        let volume = setting.probe.cell().volume();
        let waves = setting.probe.waves();
        let along = [Family::Axis, Family::FaceDiagonal, Family::BodyDiagonal];
        let mu_r_k0 = setting.modulus_of_total(records, 0..SHEARS);
        let energies = records.map(Record::energies);
        Ok(Self {
            density: mean_over(counts, volume),
            number_fluctuation: number_fluctuation(counts),
            energy: ratio(energies, counts),
            energy_density: mean_over(energies, volume),
            mu_r_k0_of_each: std::array::from_fn(|c| setting.modulus_of_total(records, c..c + 1)),
            mu_r_q: setting.averaged(records, &waves.shells()),
            mu_r_along: along
                .map(|family| (family, setting.averaged(records, &waves.family(family))))
                .into(),
            mu_r_r: setting.at_radii(records),
            correlation_length: CorrelationLength::of(setting, records),
            verdict: Verdict::of_population(records, counts, &mu_r_k0),
            mu_r_k0,
        })
    }
}

/// The mean of both series over a number.
fn mean_over(series: [&[f64]; 2], unit: f64) -> Measurement {
    let columns = series.map(|series| vec![series.to_vec()]);
    of_means(&columns, |means| 0.5 * (means[0][0] + means[1][0]) / unit)
}

/// The mean of some series over that of others.
fn ratio(above: [&[f64]; 2], below: [&[f64]; 2]) -> Measurement {
    let columns: [Columns; 2] = std::array::from_fn(|k| vec![above[k].to_vec(), below[k].to_vec()]);
    of_means(&columns, |means| {
        (means[0][0] + means[1][0]) / (means[0][1] + means[1][1])
    })
}

/// `<N^2>_c/<N>`, from numbers measured from the first, so that their squares keep their digits.
fn number_fluctuation(counts: [&[f64]; 2]) -> Measurement {
    let level = counts[0][0];
    let columns = counts.map(|counts| {
        let above = counts.iter().map(|count| count - level);
        connected::columns(vec![above.collect()])
    });
    of_means(&columns, |means| {
        let mean = level + 0.5 * (means[0][1] + means[1][1]);
        connected::of(means) / mean
    })
}
