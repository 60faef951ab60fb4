//! The dipole that a unit carries as it turns, `Q = R Q0 R^T`, and the one that stays when it turns.

use glassmelt::{DipoleTensor, Estimate, SymmetricTensor};
use nalgebra::{Matrix3, Vector3};
use serde::Serialize;

use super::force::CentralForce;
use super::kanzaki::kanzaki;
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};
use crate::neighbours::Neighbours;
use crate::rigid::{Pose, best_rotation, over_units};

/// What to follow.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitDipolesPlan {
    /// The atoms of each unit, three or more that do not lie on a line.
    pub units: Vec<Vec<u32>>,
    /// Frames are taken in windows of so many, the even ones apart from the odd ones: the squares of mean dipoles are
    /// products of the two, which noise does not lift as long as it is forgotten within a window.
    pub window: usize,
}

/// The dipole of one unit, averaged over the frames.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitDipole {
    /// Its atoms.
    pub atoms: Vec<u32>,
    /// The mean dipole, as seen from the laboratory.
    pub fixed: DipoleTensor,
    /// The mean dipole as seen from the unit: turned back to how the unit lay in the first frame.
    pub carried: DipoleTensor,
    /// Mean square of the deviator, as it was in single frames.
    pub squared: f64,
    /// Square of the mean deviator seen from the laboratory; noise may take it below zero.
    pub fixed_squared: f64,
    /// The same seen from the unit.
    pub carried_squared: f64,
    /// Root mean square torque on the surroundings.
    pub torque: f64,
}

/// The dipoles of all units.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DipolesOfUnits {
    /// One a unit.
    pub units: Vec<UnitDipole>,
    /// `P0^2 = (3/2) Q:Q` of the deviators that units carry, an energy squared; the mean over units.
    pub carried_strength_squared: Estimate,
    /// The same of the deviators that stay in the laboratory.
    pub fixed_strength_squared: Estimate,
    /// The same of single frames, thermal noise included.
    pub strength_squared: Estimate,
    /// The trace: positive where units push outwards.
    pub trace: Estimate,
    /// How many frames were seen.
    pub frames: u64,
}

impl DipolesOfUnits {
    /// `X0 = P0^2/(8 pi mu k_B T a^3)` of the carried dipole: the coupling of the many rotors, with the shear modulus
    /// `mu` in energy per volume, the thermal energy, and the hard core `a`.
    ///
    /// # Errors
    /// When one of them is not positive and finite.
    pub fn coupling(&self, mu: f64, thermal_energy: f64, a: f64) -> Result<Estimate> {
        for (name, value) in [("mu", mu), ("thermal energy", thermal_energy), ("a", a)] {
            if !(value.is_finite() && value > 0.0) {
                return Err(Error::Domain {
                    name,
                    value,
                    domain: "positive and finite",
                });
            }
        }
        let unit = 8.0 * std::f64::consts::PI * mu * thermal_energy * a.powi(3);
        let Estimate { mean, error, .. } = self.carried_strength_squared;
        Ok(Estimate {
            mean: mean / unit,
            error: error / unit,
            ..self.carried_strength_squared
        })
    }
}

/// Sums of one unit over frames.
#[derive(Debug, Clone)]
struct Sums {
    first: Vec<Vector3<f64>>,
    fixed: [Matrix3<f64>; 2],
    carried: [Matrix3<f64>; 2],
    squared: f64,
    torque: f64,
}

/// Follows the dipoles of units frame by frame. The memory is that of the units.
#[derive(Debug, Clone)]
pub struct UnitDipoles {
    plan: UnitDipolesPlan,
    sums: Vec<Sums>,
    /// Frames in even and in odd windows.
    frames: [u64; 2],
}

impl UnitDipoles {
    /// Nothing yet.
    ///
    /// # Errors
    /// Without units, with a unit of fewer than three atoms, or a window without frames.
    pub fn new(plan: UnitDipolesPlan) -> Result<Self> {
        let domain = |name, value, domain| {
            Err(Error::Domain {
                name,
                value,
                domain,
            })
        };
        let smallest = plan.units.iter().map(Vec::len).min().unwrap_or(0);
        if smallest < 3 {
            return domain(
                "atoms of a unit",
                smallest as f64,
                "at least 3, in at least one unit",
            );
        }
        if plan.window == 0 {
            return domain("window", 0.0, "at least 1 frame");
        }
        Ok(Self {
            sums: Vec::new(),
            frames: [0; 2],
            plan,
        })
    }

    /// Looks at one more frame, with the atoms in the order of the first.
    ///
    /// # Errors
    /// In the plane, which has no pair forces of ours; when the frame holds fewer atoms than the units name, its
    /// neighbours cannot be found, or a unit's atoms lie on a line.
    pub fn add(&mut self, frame: &Frame, force: &dyn CentralForce) -> Result<()> {
        self.check(frame)?;
        let neighbours = Neighbours::within(frame, force.cutoff())?;
        let seen: u64 = self.frames.iter().sum();
        let half = usize::from(seen / self.plan.window as u64 % 2 == 1);
        if self.sums.is_empty() {
            let sums = self
                .plan
                .units
                .iter()
                .map(|unit| Sums::new(Pose::of(unit, frame).shape));
            self.sums = sums.collect();
        }
        for (unit, sums) in self.plan.units.iter().zip(&mut self.sums) {
            let arms = Pose::of(unit, frame).shape;
            let turn = best_rotation(&sums.first, &arms).ok_or(Error::Domain {
                name: "a unit on a line, of atom",
                value: f64::from(unit[0]),
                domain: "three atoms that do not lie on a line",
            })?;
            let now = kanzaki(frame, &neighbours, unit, &arms, force);
            sums.add(half, &now.moment, turn.matrix());
            sums.torque += now.torque().norm_squared();
        }
        self.frames[half] += 1;
        Ok(())
    }

    fn check(&self, frame: &Frame) -> Result<()> {
        if frame.dimension == Dimension::Two {
            return Err(Error::Missing {
                missing: "third dimension",
                purpose: "the dipole of a unit",
                remedy: "give a trajectory in space",
            });
        }
        let last = self.plan.units.iter().flatten().max().copied().unwrap_or(0);
        if last as usize >= frame.len() {
            return Err(Error::OtherAtoms {
                frame: self.frames.iter().sum(),
                difference: format!("{} atoms instead of more than {last}", frame.len()),
            });
        }
        Ok(())
    }

    /// What was found.
    ///
    /// # Errors
    /// With fewer frames than two windows.
    pub fn finish(self) -> Result<DipolesOfUnits> {
        if self.frames[1] == 0 {
            return Err(Error::TooFewFrames {
                frames: self.frames[0],
                purpose: "the dipoles of units",
                needed: self.plan.window as u64 + 1,
            });
        }
        let counts = self.frames.map(|count| count as f64);
        let of = |(atoms, sums): (Vec<u32>, Sums)| sums.finish(atoms, counts);
        let units: Vec<UnitDipole> = self.plan.units.into_iter().zip(self.sums).map(of).collect();
        let over = |number: fn(&UnitDipole) -> f64| {
            over_units(&units.iter().map(number).collect::<Vec<_>>())
        };
        Ok(DipolesOfUnits {
            carried_strength_squared: over(|unit| 1.5 * unit.carried_squared),
            fixed_strength_squared: over(|unit| 1.5 * unit.fixed_squared),
            strength_squared: over(|unit| 1.5 * unit.squared),
            trace: over(|unit| unit.fixed.trace()),
            frames: self.frames.iter().sum(),
            units,
        })
    }
}

impl Sums {
    fn new(first: Vec<Vector3<f64>>) -> Self {
        Self {
            first,
            fixed: [Matrix3::zeros(); 2],
            carried: [Matrix3::zeros(); 2],
            squared: 0.0,
            torque: 0.0,
        }
    }

    fn add(&mut self, half: usize, moment: &Matrix3<f64>, turn: &Matrix3<f64>) {
        let dipole = SymmetricTensor::symmetric_part(moment);
        let deviator = dipole.deviator();
        self.fixed[half] += dipole.matrix();
        self.carried[half] += turn.transpose() * dipole.matrix() * turn;
        self.squared += deviator.contract(&deviator);
    }

    fn finish(self, atoms: Vec<u32>, counts: [f64; 2]) -> UnitDipole {
        let frames = counts[0] + counts[1];
        let mean = |sums: &[Matrix3<f64>; 2]| {
            DipoleTensor(SymmetricTensor::symmetric_part(
                &((sums[0] + sums[1]) / frames),
            ))
        };
        let product = |sums: &[Matrix3<f64>; 2]| {
            let [even, odd] = [0, 1].map(|half: usize| {
                SymmetricTensor::symmetric_part(&(sums[half] / counts[half])).deviator()
            });
            even.contract(&odd)
        };
        UnitDipole {
            atoms,
            fixed: mean(&self.fixed),
            carried: mean(&self.carried),
            squared: self.squared / frames,
            fixed_squared: product(&self.fixed),
            carried_squared: product(&self.carried),
            torque: (self.torque / frames).sqrt(),
        }
    }
}
