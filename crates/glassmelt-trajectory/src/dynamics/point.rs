//! One temperature of a liquid, and the table of all that `glassmelt fit` reads.

use std::fmt::Write as _;

use glassmelt::Estimate;
use serde::Serialize;

use super::green_kubo::ShearViscosity;
use super::relaxation::{Relaxation, told};
use crate::error::{Error, Result};
use crate::units::Units;

/// What motion and stress say at one temperature, in the units of the files.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RelaxationPoint {
    /// The temperature: K, or `epsilon/k_B` in reduced units.
    pub temperature: f64,
    /// The relaxation time or what is known of it.
    pub tau_alpha: Relaxation,
    /// The viscosity or why there is none; absent where no stress was given.
    pub viscosity: Option<ShearViscosity>,
}

/// What the units of a trajectory are in the laboratory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaboratoryScale {
    /// The unit of temperature in K.
    pub kelvin: f64,
    /// The unit of time in s.
    pub seconds: f64,
    /// An energy over a volume times a time, in Pa s.
    pub pascal_seconds: f64,
    /// A word for the table's head.
    pub name: &'static str,
}

impl LaboratoryScale {
    /// Reduced units of argon as simulations of model liquids take them: `epsilon/k_B = 119.8 K`,
    /// `sigma = 0.3405 nm` (Rahman 1964), `m = 39.948 u`; the unit of time is `sigma (m/epsilon)^(1/2) = 2.16 ps`.
    pub fn argon() -> Self {
        const BOLTZMANN: f64 = 1.380649e-23; // J/K, SI of 2019
        const DALTON: f64 = 1.66053906660e-27; // kg, CODATA 2018
        let (kelvin, sigma) = (119.8, 0.3405e-9);
        let epsilon = BOLTZMANN * kelvin;
        let seconds = sigma * (39.948 * DALTON / epsilon).sqrt();
        Self {
            kelvin,
            seconds,
            pascal_seconds: epsilon / sigma.powi(3) * seconds,
            name: "argon",
        }
    }

    /// The scale of units that are not reduced.
    ///
    /// # Errors
    /// For [`Units::Lj`]: nobody but the caller knows what a reduced temperature is in K.
    pub fn of(units: Units) -> Result<Self> {
        let (seconds, name) = match units {
            Units::Lj => {
                return Err(Error::Missing {
                    missing: "kelvins and seconds",
                    purpose: "a table for glassmelt fit",
                    remedy: "give the scale of reduced units, such as that of argon",
                });
            }
            Units::Metal => (1e-12, "metal"),
            Units::Real => (1e-15, "real"),
            Units::Si => (1.0, "si"),
            Units::Gromacs => (1e-12, "gromacs"),
        };
        let pascals = units.gigapascals().map_or(1.0, |unit| 1e9 * unit);
        Ok(Self {
            kelvin: 1.0,
            seconds,
            pascal_seconds: pascals * seconds,
            name,
        })
    }
}

/// Which number the table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The relaxation time, in s.
    RelaxationTime,
    /// The viscosity, in Pa s.
    Viscosity,
}

/// A table for `glassmelt fit`: `T_K, log10_tau_s, log10_tau_error` or the same with `eta_Pa_s`, in the order given.
/// Points without a number stand in comments, which a fit does not read; an error that is not known is an empty
/// cell.
pub fn table(points: &[RelaxationPoint], scale: LaboratoryScale, column: Column) -> String {
    let (name, unit) = match column {
        Column::RelaxationTime => ("tau", "s"),
        Column::Viscosity => ("eta", "Pa_s"),
    };
    let mut text = format!(
        "# units of the trajectory as {}: temperature {} K, time {} s, viscosity {} Pa s\n",
        scale.name, scale.kelvin, scale.seconds, scale.pascal_seconds
    );
    let _ = writeln!(text, "T_K,log10_{name}_{unit},log10_{name}_error");
    for point in points {
        let kelvin = point.temperature * scale.kelvin;
        let _ = match number(point, scale, column) {
            Some((value, factor)) => {
                let decades = value.error / value.mean / std::f64::consts::LN_10;
                let error = if decades.is_finite() {
                    decades.to_string()
                } else {
                    String::new()
                };
                writeln!(text, "{kelvin},{},{error}", (value.mean * factor).log10())
            }
            None => writeln!(text, "# {kelvin} K: {}", missing(point, scale, column)),
        };
    }
    text
}

/// A positive number with the factor that takes it to the laboratory.
fn number(
    point: &RelaxationPoint,
    scale: LaboratoryScale,
    column: Column,
) -> Option<(Estimate, f64)> {
    let (value, factor) = match column {
        Column::RelaxationTime => (point.tau_alpha.tau()?, scale.seconds),
        Column::Viscosity => match point.viscosity? {
            ShearViscosity::Measured { eta, .. } => (eta, scale.pascal_seconds),
            ShearViscosity::NotDecayed { .. } => return None,
        },
    };
    (value.mean > 0.0).then_some((value, factor))
}

fn missing(point: &RelaxationPoint, scale: LaboratoryScale, column: Column) -> String {
    match (column, point.tau_alpha, point.viscosity) {
        (Column::RelaxationTime, Relaxation::NotReached { longer_than, left }, _) => format!(
            "tau is longer than {} s, the longest lag, where F_s is still {}",
            longer_than * scale.seconds,
            told(&left)
        ),
        (Column::RelaxationTime, Relaxation::TooFast { shorter_than }, _) => format!(
            "tau is shorter than {} s, the shortest lag",
            shorter_than * scale.seconds
        ),
        (Column::Viscosity, _, Some(ShearViscosity::NotDecayed { until, left, .. })) => {
            format!(
                "stress has not decayed by {} s, where G/G(0) is still {}",
                until * scale.seconds,
                told(&left)
            )
        }
        (Column::Viscosity, _, None) => "no stress was given".to_owned(),
        _ => "the number is not positive".to_owned(),
    }
}
