//! What is asked of the motion of atoms.

use serde::Serialize;

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
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
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
            Self::CentreOfMass(masses) => by_mass(frame, masses),
        }
    }
}

/// The mass of each atom.
fn by_mass(frame: &Frame, masses: &[(String, f64)]) -> Result<Vec<f64>> {
    // Without names all atoms are of one species, called 1.
    let nameless = vec!["1".to_owned()];
    let species = if frame.species.is_empty() {
        &nameless
    } else {
        &frame.species
    };
    let of_kind: Vec<Option<f64>> = species
        .iter()
        .map(|name| masses.iter().find(|(known, _)| known == name))
        .map(|found| found.map(|(_, mass)| *mass))
        .collect();
    if let Some(bad) = of_kind
        .iter()
        .flatten()
        .find(|m| !(**m > 0.0 && m.is_finite()))
    {
        return Err(Error::Domain {
            name: "mass",
            value: *bad,
            domain: "finite and positive",
        });
    }
    let of = |atom: usize| {
        of_kind
            .get(usize::from(frame.kind(atom)))
            .copied()
            .flatten()
    };
    let weights: Option<Vec<f64>> = (0..frame.len()).map(of).collect();
    weights.ok_or_else(|| unknown_mass(species, &of_kind, masses))
}

fn unknown_mass(species: &[String], found: &[Option<f64>], known: &[(String, f64)]) -> Error {
    let pairs = species.iter().zip(found);
    let without = pairs.filter(|(_, mass)| mass.is_none());
    let known: Vec<String> = known
        .iter()
        .map(|(name, mass)| format!("{name} = {mass}"))
        .collect();
    Error::UnknownMass {
        unknown: without
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        purpose: "the motion of the centre of mass",
        known: if known.is_empty() {
            "none".to_owned()
        } else {
            known.join(", ")
        },
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

/// How far atoms have come, as a distribution; none where it has no lags.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VanHove {
    /// At the lags nearest to these.
    pub lags: Vec<f64>,
    /// In bins of this width.
    pub width: f64,
    /// So many of them from zero.
    pub bins: usize,
}

/// Which distributions of distances are wanted.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Distances {
    /// None.
    #[default]
    Unasked,
    /// These.
    Given(VanHove),
    /// At the lags nearest to these, in [`WAVE_BINS`] bins that reach out to [`WAVES`] times `2 pi/k`: about so many
    /// distances between neighbours where k is the first peak of S(k).
    At(Vec<f64>),
    /// The same at one lag a decade, at most [`DECADES`] of them, spread from the shortest to the longest.
    EachDecade,
}

/// So far reach the bins that follow from the wave number, in `2 pi/k`.
pub const WAVES: f64 = 3.0;
/// So many they are.
pub const WAVE_BINS: usize = 60;
/// At so many lags at most.
pub const DECADES: usize = 5;

impl Distances {
    /// The bins for this wave number and these lags, which grow.
    pub(super) fn resolved(&self, wave_number: f64, lags: &[f64]) -> VanHove {
        let at = |lags: Vec<f64>| VanHove {
            lags,
            width: WAVES * std::f64::consts::TAU / wave_number / WAVE_BINS as f64,
            bins: WAVE_BINS,
        };
        match self {
            Self::Unasked => VanHove::default(),
            Self::Given(van_hove) => van_hove.clone(),
            Self::At(lags) => at(lags.clone()),
            Self::EachDecade => at(each_decade(lags)),
        }
    }
}

/// Lags evenly apart in their logarithm, a decade at least, from the first to the last of these.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to four
fn each_decade(lags: &[f64]) -> Vec<f64> {
    let (Some(first), Some(last)) = (lags.first(), lags.last()) else {
        return Vec::new();
    };
    let decades = (last / first).log10();
    let steps = (decades.floor().max(1.0) as usize).min(DECADES - 1);
    let lag = |n: usize| first * (last / first).powf(n as f64 / steps as f64);
    (0..=steps).map(lag).collect()
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
    /// Distributions of distances.
    pub distances: Distances,
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
            distances: Distances::default(),
        }
    }
}
