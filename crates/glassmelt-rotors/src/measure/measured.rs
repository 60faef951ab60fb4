//! All that two replicas of one sample say together.

use glassmelt::modulus_curve::{ModulusCurve, ModulusPoint, Scale};
use glassmelt::{Layer, Medium, SymmetricTensor};
use serde::Serialize;

use super::connected;
use super::length::CorrelationLength;
use super::moduli::{AtWave, Averaged};
use super::order::Order;
use super::probe::Probe;
use super::radii::AtRadius;
use super::record::Record;
use super::shear::SHEARS;
use super::verdict::Verdict;
use super::waves::Family;
use crate::boundary::Boundary;
use crate::error::{Error, Result, finite, positive};
use crate::statistics::{Measurement, of_means};

/// In what the rotors turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting<'a> {
    /// Places, waves and radii.
    pub probe: &'a Probe,
    /// The medium without rotors.
    pub medium: Medium,
    /// Q0, an energy.
    pub dipole: SymmetricTensor,
    /// `k_B T`, in the unit of energy of the dipole.
    pub kt: f64,
    /// What held the medium; it decides which estimator belongs to k = 0.
    pub boundary: Boundary,
}

/// Moduli in units of the medium's `mu0`, energies per rotor, order, length, and whether to believe them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// `mu_R/mu0` at k = 0, the mean over the five shears.
    pub mu_r_k0: Measurement,
    /// The same from each of the five [`shear_components`](super::shear_components); the last is `Q_xy` alone.
    pub mu_r_k0_of_each: [Measurement; 5],
    /// `mu_R(q)/mu0` averaged over whole shells.
    pub mu_r_q: Vec<Averaged>,
    /// `mu_R(q)/mu0` along the axes and diagonals of the cell.
    pub mu_r_along: Vec<(Family, Vec<Averaged>)>,
    /// `mu_R(q)/mu0` at each wave vector.
    pub mu_r_waves: Vec<AtWave>,
    /// The modulus from pairs up to R: Eq. 12 cut there, and of the medium that it stands for.
    pub mu_r_r: Vec<AtRadius>,
    /// H per rotor, in the unit of energy of the dipole.
    pub energy: Measurement,
    /// Heat capacity per rotor in units of `k_B`, `<H^2>_c/(N k_B^2 T^2)`: of the orientations alone.
    pub heat_capacity: Measurement,
    /// Order parameters.
    pub order: Order,
    /// The correlation length.
    pub correlation_length: CorrelationLength,
    /// Whether the replicas are in equilibrium.
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl Measured {
    /// What the records of two independent replicas in one `setting` say.
    ///
    /// # Errors
    /// When a record is not of the probe of the setting, when there is no rotor or no look, when `kt` is not
    /// positive, or when the dipole is isotropic.
    pub fn of(setting: &Setting, records: [&Record; 2]) -> Result<Self> {
        setting.check(records)?;
        let each = |c: usize| setting.modulus_of_total(records, c..c + 1);
        let waves = setting.probe.waves();
        let along = [Family::Axis, Family::FaceDiagonal, Family::BodyDiagonal];
        let mu_r_k0 = setting.modulus_of_total(records, 0..SHEARS);
        let order = Order::of(setting, records);
        Ok(Self {
            mu_r_k0,
            mu_r_k0_of_each: std::array::from_fn(each),
            mu_r_q: setting.averaged(records, &waves.shells()),
            mu_r_along: along
                .map(|family| (family, setting.averaged(records, &waves.family(family))))
                .into(),
            mu_r_waves: setting.at_waves(records),
            mu_r_r: setting.at_radii(records),
            energy: setting.energy(records),
            heat_capacity: setting.heat_capacity(records),
            verdict: Verdict::of(records, &order, &mu_r_k0),
            order,
            correlation_length: CorrelationLength::of(setting, records),
        })
    }

    /// `mu_R(q)/mu0` of the shells as a curve to compare with others.
    pub fn curve_in_q(&self) -> ModulusCurve {
        let points = self.mu_r_q.iter();
        let points = points.map(|shell| ModulusPoint::estimated(shell.q, &shell.mu_r.estimate));
        ModulusCurve::new(
            "rotors",
            Layer::Elastic,
            Scale::WaveNumber,
            points.collect(),
        )
    }

    /// Eq. 12 cut at R as a curve to compare with others.
    pub fn curve_in_radius(&self) -> ModulusCurve {
        let points = self.mu_r_r.iter();
        let points = points.map(|at| ModulusPoint::estimated(at.radius, &at.mu_r.estimate));
        ModulusCurve::new("rotors", Layer::Elastic, Scale::Length, points.collect())
    }
}

impl Setting<'_> {
    fn check(&self, records: [&Record; 2]) -> Result<()> {
        positive("temperature", self.kt)?;
        finite("dipole", &self.dipole.components())?;
        if self.dipole.is_isotropic() {
            let trace = self.dipole.trace();
            return Err(Error::Isotropic { trace });
        }
        positive("number of rotors", self.probe.places() as f64)?;
        for record in records {
            record.belongs_to(self.probe)?;
            positive("number of looks", record.looks() as f64)?;
        }
        Ok(())
    }

    fn energy(&self, records: [&Record; 2]) -> Measurement {
        let rotors = self.probe.places() as f64;
        let energies = records.map(|record| vec![record.energies().to_vec()]);
        of_means(&energies, |means| {
            0.5 * (means[0][0] + means[1][0]) / rotors
        })
    }

    /// The variance within each replica, the mean of both: replicas that disagree would add their distance.
    /// From energies measured from their mean, so that their squares keep their digits.
    fn heat_capacity(&self, records: [&Record; 2]) -> Measurement {
        let weight = 1.0 / (self.probe.places() as f64 * self.kt * self.kt);
        let level = records[0].energies()[0];
        let energies = records.map(|record| {
            let above = record.energies().iter().map(|energy| energy - level);
            connected::columns(vec![above.collect()])
        });
        of_means(&energies, |means| weight * connected::within(means))
    }
}
