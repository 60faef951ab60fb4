//! In which units the numbers of a trajectory are shown, and how its files were read.

use glassmelt::{Estimate, Warning};
use glassmelt_trajectory::dynamics::LaboratoryScale;
use glassmelt_trajectory::{Dimension, Units};

/// A unit in which numbers are shown, and what one of the file's is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownUnit {
    /// Its name; scripts as `^{...}`.
    pub name: String,
    /// So many of it make one of the file's.
    pub size: f64,
}

impl ShownUnit {
    /// A number of the file's unit in this one.
    fn of(&self, estimate: &Estimate) -> Estimate {
        Estimate {
            mean: self.size * estimate.mean,
            error: self.size * estimate.error,
            independent_samples: estimate.independent_samples,
        }
    }
}

/// A number that is not in the answer itself.
#[derive(Debug, Clone, PartialEq)]
pub struct FurtherNumber {
    /// What it is.
    pub name: &'static str,
    /// Its symbol; scripts as `_{...}`.
    pub symbol: &'static str,
    /// The number.
    pub value: Estimate,
    /// Its unit; empty for a pure number.
    pub unit: String,
    /// What it was made with, in a few words.
    pub note: String,
}

/// What a report of a trajectory says of units and files. Lengths, times and energies are shown as they stand in the
/// answer.
#[derive(Debug, Clone, PartialEq)]
pub struct TrajectoryWords {
    /// The unit of length.
    pub length: String,
    /// The unit of time.
    pub time: String,
    /// The unit of energy.
    pub energy: String,
    /// The unit of moduli, which the answers give as energies per volume, or area.
    pub modulus: ShownUnit,
    /// The unit of viscosities, which the answers give as energies per volume, or area, times times.
    pub viscosity: ShownUnit,
    /// How long one step is in the unit of time; none where nobody knows: then lags are in steps.
    pub step: Option<f64>,
    /// The names of the species in the order of their numbers; where there are none, numbers stand for them.
    pub species: Vec<String>,
    /// How the files were read, in a line.
    pub reading: String,
    /// What was made of the answer and something else, for the box of answers: a coupling, a length.
    pub further: Vec<FurtherNumber>,
    /// What else to mind: of the files, of a stream that broke. Those of the answers are shown anyway.
    pub warnings: Vec<Warning>,
}

impl TrajectoryWords {
    /// The words of these units: moduli in GPa and viscosities in Pa s where they are not reduced and the medium is
    /// no plane.
    pub fn of(units: Units, dimension: Dimension) -> Self {
        let (length, time, energy) = match units {
            Units::Lj => ("σ", "τ", "ε"),
            Units::Metal => ("Å", "ps", "eV"),
            Units::Real => ("Å", "fs", "kcal/mol"),
            Units::Si => ("m", "s", "J"),
            Units::Gromacs => ("nm", "ps", "kJ/mol"),
        };
        let modulus = match (units.gigapascals(), dimension) {
            (Some(size), Dimension::Three) => ShownUnit {
                name: "GPa".into(),
                size,
            },
            (_, dimension) => ShownUnit {
                name: format!("{energy}/{length}^{{{}}}", dimension.count()),
                size: 1.0,
            },
        };
        let viscosity = match (LaboratoryScale::of(units), dimension) {
            (Ok(scale), Dimension::Three) => ShownUnit {
                name: "Pa s".into(),
                size: scale.pascal_seconds,
            },
            _ => ShownUnit {
                name: format!("{} {time}", modulus.name),
                size: 1.0,
            },
        };
        Self {
            length: length.into(),
            time: time.into(),
            energy: energy.into(),
            modulus,
            viscosity,
            step: None,
            species: Vec::new(),
            reading: String::new(),
            further: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// A modulus in the unit that is shown.
    pub(crate) fn shown(&self, modulus: &Estimate) -> Estimate {
        self.modulus.of(modulus)
    }

    /// A viscosity in the unit that is shown.
    pub(crate) fn shown_viscosity(&self, viscosity: &Estimate) -> Estimate {
        self.viscosity.of(viscosity)
    }

    /// The unit of squared lengths.
    pub(crate) fn area(&self) -> String {
        format!("{}^{{2}}", self.length)
    }

    /// The unit of volumes, or areas.
    pub(crate) fn extent(&self, dimension: Dimension) -> String {
        format!("{}^{{{}}}", self.length, dimension.count())
    }

    /// The unit of numbers per volume, or per area.
    pub(crate) fn density(&self, dimension: Dimension) -> String {
        format!("{}^{{−{}}}", self.length, dimension.count())
    }

    /// So many frames as a time, where that between frames is known.
    pub(crate) fn clock(&self, time_between_frames: Option<f64>) -> Clock<'_> {
        match time_between_frames.filter(|time| *time > 0.0) {
            Some(size) => Clock {
                size,
                unit: &self.time,
            },
            None => Clock {
                size: 1.0,
                unit: "frames",
            },
        }
    }

    /// An observation time in words: `320 τ`, or `64 frames` where the time between frames is not known.
    pub(crate) fn lasting(&self, frames: usize, time: Option<f64>) -> String {
        match time {
            Some(time) => format!("{} {}", super::plain(time), self.time),
            None => format!("{frames} frames"),
        }
    }

    /// Steps as a time, where a step's is known.
    pub(crate) fn lag_clock(&self) -> Clock<'_> {
        match self.step.filter(|step| *step > 0.0) {
            Some(size) => Clock {
                size,
                unit: &self.time,
            },
            None => Clock {
                size: 1.0,
                unit: "steps",
            },
        }
    }

    /// The name of a species by its number.
    pub(crate) fn species(&self, number: usize) -> String {
        let known = self.species.get(number).cloned();
        known.unwrap_or_else(|| (number + 1).to_string())
    }
}

/// What one frame, or one step, lasts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Clock<'a> {
    /// How long it is.
    pub size: f64,
    /// In which unit.
    pub unit: &'a str,
}
