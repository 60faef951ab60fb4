//! What is asked of the motion of atoms.

use super::plan::LagChoice;
use crate::error::{Error, Result};
use crate::frame::Frame;

/// Where the times of frames come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Clock {
    /// Each frame tells its time.
    Frames,
    /// A step of the simulation, or a picture, lasts so long, in the unit of time.
    Step(f64),
}

impl Clock {
    /// The time of a frame.
    ///
    /// # Errors
    /// When the frame should tell its time and does not, or the step is not finite and positive.
    pub fn time(self, frame: &Frame) -> Result<f64> {
        match self {
            Self::Frames => frame.time.ok_or(Error::Missing {
                missing: "time",
                purpose: "motion",
                remedy: "say how long one step is",
            }),
            Self::Step(length) if length.is_finite() && length > 0.0 => {
                Ok(frame.step as f64 * length)
            }
            Self::Step(length) => Err(Error::Domain {
                name: "length of a step",
                value: length,
                domain: "finite and positive",
            }),
        }
    }
}

/// What is taken from all displacements before they are looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Drift {
    /// The mean displacement of all atoms, each with the weight one: the centre of mass of equal masses. It takes
    /// one part in N of the motion of each of N atoms with it: keep the drift of a single tracer.
    #[default]
    Mean,
    /// That of the centre of mass, with the masses of the species by name, in any unit.
    CentreOfMass(Vec<(String, f64)>),
    /// Nothing: a drift counts as motion.
    Kept,
}

impl Drift {
    /// The weight of each atom; empty for none.
    pub(super) fn weights(&self, frame: &Frame) -> Result<Vec<f64>> {
        match self {
            Self::Kept => Ok(Vec::new()),
            Self::Mean if frame.len() < 2 => Err(Error::Domain {
                name: "atoms",
                value: frame.len() as f64,
                domain: "at least 2 where their mean motion is taken away: keep the drift",
            }),
            Self::Mean => Ok(vec![1.0; frame.len()]),
            Self::CentreOfMass(masses) => {
                let mass = |name: &String| {
                    let known = masses.iter().find(|(species, _)| species == name);
                    known.map(|(_, mass)| *mass).ok_or(Error::Missing {
                        missing: "mass of a species",
                        purpose: "the centre of mass",
                        remedy: "give a mass for each species",
                    })
                };
                let of_kind: Vec<f64> = frame.species.iter().map(mass).collect::<Result<_>>()?;
                if let Some(bad) = of_kind.iter().find(|m| !(**m > 0.0 && m.is_finite())) {
                    return Err(Error::Domain {
                        name: "mass",
                        value: *bad,
                        domain: "finite and positive",
                    });
                }
                let weight = |kind: &u16| of_kind.get(usize::from(*kind)).copied().unwrap_or(1.0);
                Ok(frame.kinds.iter().map(weight).collect())
            }
        }
    }
}

/// Whether motion is also looked at from the cage of neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Cage {
    /// It is not.
    #[default]
    Ignored,
    /// The neighbours of an atom are those at the time origin within the first minimum of g(r) of the first frame.
    FirstShell,
    /// The neighbours of an atom are those within this distance at the time origin.
    Within(f64),
}

/// The wave number of the scattering function.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum WaveNumber {
    /// The first peak of S(k) of all atoms, from the first frames.
    #[default]
    FirstPeak,
    /// This one, in radians over the unit of length.
    Given(f64),
}

/// How far atoms have come, as a distribution.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VanHove {
    /// At the lags nearest to these.
    pub lags: Vec<f64>,
    /// In bins of this width.
    pub width: f64,
    /// So many of them from zero.
    pub bins: usize,
}

/// All of it.
#[derive(Debug, Clone, PartialEq)]
pub struct DynamicsOptions {
    /// Where times come from.
    pub clock: Clock,
    /// What is taken from displacements.
    pub drift: Drift,
    /// Motion seen from the cage.
    pub cage: Cage,
    /// The wave number.
    pub wave_number: WaveNumber,
    /// Lags and origins.
    pub lags: LagChoice,
    /// Distributions of distances; none where it has no lags.
    pub van_hove: VanHove,
}

impl DynamicsOptions {
    /// The defaults, with the clock that only the caller knows.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            drift: Drift::default(),
            cage: Cage::default(),
            wave_number: WaveNumber::default(),
            lags: LagChoice::default(),
            van_hove: VanHove::default(),
        }
    }
}
