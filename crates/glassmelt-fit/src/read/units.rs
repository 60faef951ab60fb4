//! Units that a table may use, and the way from them to K and to log10 of Pa s or s.

use std::f64::consts::LN_10;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::Quantity;

/// 0 C in K (the definition of the Celsius scale, SI Brochure, 9th edition, 2.3.1).
const CELSIUS_ZERO: f64 = 273.15;

/// A word that names no unit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{word:?} is not a unit that is read here; expected one of {expected}")]
pub struct UnknownUnit {
    /// The word as given.
    pub word: String,
    /// The words that would be right.
    pub expected: &'static str,
}

/// The unit of a temperature column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemperatureUnit {
    /// K.
    Kelvin,
    /// Degrees Celsius.
    Celsius,
}

impl TemperatureUnit {
    /// The temperature in K.
    pub fn to_kelvin(self, value: f64) -> f64 {
        match self {
            Self::Kelvin => value,
            Self::Celsius => value + CELSIUS_ZERO,
        }
    }
}

impl fmt::Display for TemperatureUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kelvin => "K",
            Self::Celsius => "C",
        })
    }
}

impl FromStr for TemperatureUnit {
    type Err = UnknownUnit;

    /// `K` or `C`.
    fn from_str(word: &str) -> Result<Self, UnknownUnit> {
        match word.trim().to_lowercase().as_str() {
            "k" | "kelvin" => Ok(Self::Kelvin),
            "c" | "°c" | "celsius" => Ok(Self::Celsius),
            _ => Err(UnknownUnit {
                word: word.into(),
                expected: "K, C",
            }),
        }
    }
}

/// A unit of viscosity or of relaxation time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Pa s.
    PascalSecond,
    /// mPa s, which is the centipoise.
    MillipascalSecond,
    /// Poise, which is 0.1 Pa s.
    Poise,
    /// s.
    Second,
}

impl Measure {
    /// What has this unit.
    pub fn quantity(self) -> Quantity {
        match self {
            Self::PascalSecond | Self::MillipascalSecond | Self::Poise => Quantity::Viscosity,
            Self::Second => Quantity::RelaxationTime,
        }
    }

    /// log10 of this unit in Pa s or s.
    pub fn log10_si(self) -> f64 {
        match self {
            Self::PascalSecond | Self::Second => 0.0,
            Self::MillipascalSecond => -3.0,
            Self::Poise => -1.0,
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PascalSecond => "pa-s",
            Self::MillipascalSecond => "mpa-s",
            Self::Poise => "poise",
            Self::Second => "s",
        })
    }
}

/// How a value column is written: the value itself, or a logarithm of it in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueUnit {
    /// The value itself.
    Linear(Measure),
    /// Its decimal logarithm.
    Log10(Measure),
    /// Its natural logarithm.
    Ln(Measure),
}

impl ValueUnit {
    /// The unit inside.
    pub fn measure(self) -> Measure {
        match self {
            Self::Linear(measure) | Self::Log10(measure) | Self::Ln(measure) => measure,
        }
    }

    /// log10 of the value in Pa s or s; not finite for a linear value that is not positive.
    pub fn to_log10_si(self, value: f64) -> f64 {
        let log10 = match self {
            Self::Linear(_) => value.log10(),
            Self::Log10(_) => value,
            Self::Ln(_) => value / LN_10,
        };
        log10 + self.measure().log10_si()
    }
}

impl fmt::Display for ValueUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Linear(measure) => write!(f, "{measure}"),
            Self::Log10(measure) => write!(f, "log10-{measure}"),
            Self::Ln(measure) => write!(f, "ln-{measure}"),
        }
    }
}

impl FromStr for ValueUnit {
    type Err = UnknownUnit;

    /// `pa-s`, `mpa-s`, `poise` or `s`, each with `log10-` or `ln-` before it where it is a
    /// logarithm.
    fn from_str(word: &str) -> Result<Self, UnknownUnit> {
        let lower = word.trim().to_lowercase();
        let (wrap, unit): (fn(Measure) -> Self, &str) =
            if let Some(unit) = lower.strip_prefix("log10-") {
                (Self::Log10, unit)
            } else if let Some(unit) = lower.strip_prefix("ln-") {
                (Self::Ln, unit)
            } else {
                (Self::Linear, &lower)
            };
        let measure = match unit {
            "pa-s" => Measure::PascalSecond,
            "mpa-s" => Measure::MillipascalSecond,
            "poise" => Measure::Poise,
            "s" => Measure::Second,
            _ => {
                return Err(UnknownUnit {
                    word: word.into(),
                    expected: "pa-s, poise, mpa-s, s, or one of these after log10- or ln-",
                });
            }
        };
        Ok(wrap(measure))
    }
}

/// What one number of an error column means: one standard error, in this unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spread {
    /// Of log10 of the value.
    Decades,
    /// Of ln of the value.
    Natural,
    /// Of the value, in percent of it.
    Percent,
    /// Of the value, in a unit.
    Linear(Measure),
}

impl Spread {
    /// The spread of a column that does not say: the same as the values beside it.
    pub(super) fn like(unit: ValueUnit) -> Self {
        match unit {
            ValueUnit::Linear(measure) => Self::Linear(measure),
            ValueUnit::Log10(_) => Self::Decades,
            ValueUnit::Ln(_) => Self::Natural,
        }
    }

    /// One standard error of log10 of the value, to first order: `sigma / (value ln 10)` for a
    /// linear one, with `log10_value` in Pa s or s.
    pub(super) fn to_decades(self, sigma: f64, log10_value: f64) -> f64 {
        match self {
            Self::Decades => sigma,
            Self::Natural => sigma / LN_10,
            Self::Percent => sigma / 100.0 / LN_10,
            Self::Linear(measure) => sigma * 10f64.powf(measure.log10_si() - log10_value) / LN_10,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poise_is_a_tenth_of_a_pascal_second() {
        let poise = ValueUnit::Linear(Measure::Poise).to_log10_si(1e13);
        assert!((poise - 12.0).abs() < 1e-14);
        assert!((ValueUnit::Log10(Measure::Poise).to_log10_si(13.0) - 12.0).abs() < 1e-15);
    }

    #[test]
    fn a_centipoise_is_a_millipascal_second() {
        assert!(
            (ValueUnit::Linear(Measure::MillipascalSecond).to_log10_si(1.0) + 3.0).abs() < 1e-15
        );
    }

    #[test]
    fn every_unit_reads_its_own_word() {
        use Measure::{MillipascalSecond, PascalSecond, Poise, Second};
        for measure in [PascalSecond, MillipascalSecond, Poise, Second] {
            for unit in [
                ValueUnit::Linear(measure),
                ValueUnit::Log10(measure),
                ValueUnit::Ln(measure),
            ] {
                assert_eq!(unit.to_string().parse(), Ok(unit));
            }
        }
        for unit in [TemperatureUnit::Kelvin, TemperatureUnit::Celsius] {
            assert_eq!(unit.to_string().parse(), Ok(unit));
        }
    }

    #[test]
    fn a_logarithm_without_its_base_is_not_a_unit() {
        assert!("log-pa-s".parse::<ValueUnit>().is_err());
        assert!("log10".parse::<ValueUnit>().is_err());
        assert!("F".parse::<TemperatureUnit>().is_err());
    }

    #[test]
    fn a_small_linear_error_is_the_derivative_of_the_logarithm() {
        let unit = ValueUnit::Linear(Measure::Poise);
        let (value, sigma) = (2e8, 2e3);
        let log10 = unit.to_log10_si(value);
        let difference = (unit.to_log10_si(value + sigma) - unit.to_log10_si(value - sigma)) / 2.0;
        let decades = Spread::like(unit).to_decades(sigma, log10);
        assert!((decades / difference - 1.0).abs() < 1e-8);
        let percent = Spread::Percent.to_decades(100.0 * sigma / value, log10);
        assert!((percent / decades - 1.0).abs() < 1e-12);
    }
}
