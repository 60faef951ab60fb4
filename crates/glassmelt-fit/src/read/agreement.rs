//! The unit that a column's name and the options agree on, or why they do not.

use super::header::Meaning;
use super::units::{Measure, Spread, TemperatureUnit, ValueUnit};
use super::words::{Logarithm, Unit};
use crate::Quantity;

const TEMPERATURE_UNITS: &str = "a name such as T_K or T_C, or temperature-unit K or C";
const VISCOSITY_UNITS: &str = "a name such as eta_Pa_s, eta_poise, log10_eta_Pa_s or \
     log10_eta_poise, or value-unit pa-s, poise, log10-pa-s or log10-poise";
const TIME_UNITS: &str = "a name such as tau_s or log10_tau_s, or value-unit s or log10-s";
const VALUE_UNITS: &str = "value-unit pa-s, poise, s, log10-pa-s, log10-poise or log10-s beside it";
const ERROR_UNITS: &str = "a name such as log10_eta_error (decades) or eta_error_Pa_s (linear)";

/// Why a column has no unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Disagreement {
    /// Nobody says it; these would.
    OpenUnit(&'static str),
    /// The name says `log` and nobody says which; these would.
    OpenLogarithm(&'static str),
    /// Name and option contradict each other.
    Conflict { header: String, asked: String },
}

/// The unit of a temperature column.
pub(super) fn temperature_unit(
    meaning: Meaning,
    asked: Option<TemperatureUnit>,
) -> Result<TemperatureUnit, Disagreement> {
    let said = match meaning {
        Meaning::Temperature(unit) => unit,
        _ => None,
    };
    match (said, asked) {
        (Some(said), Some(asked)) if said != asked => Err(Disagreement::Conflict {
            header: said.to_string(),
            asked: asked.to_string(),
        }),
        (Some(unit), _) | (None, Some(unit)) => Ok(unit),
        (None, None) => Err(Disagreement::OpenUnit(TEMPERATURE_UNITS)),
    }
}

/// The unit of a value column.
pub(super) fn value_unit(
    meaning: Meaning,
    asked: Option<ValueUnit>,
) -> Result<ValueUnit, Disagreement> {
    let Meaning::Value {
        quantity,
        logarithm,
        measure,
    } = meaning
    else {
        return asked.ok_or(Disagreement::OpenUnit(VALUE_UNITS));
    };
    match asked {
        None => stated(quantity, logarithm, measure),
        Some(asked) if allows(quantity, logarithm, measure, asked) => Ok(asked),
        Some(asked) => Err(Disagreement::Conflict {
            header: in_words(quantity, logarithm, measure),
            asked: asked.to_string(),
        }),
    }
}

/// The unit that a name states by itself.
fn stated(
    quantity: Quantity,
    logarithm: Logarithm,
    measure: Option<Measure>,
) -> Result<ValueUnit, Disagreement> {
    let expected = match quantity {
        Quantity::Viscosity => VISCOSITY_UNITS,
        Quantity::RelaxationTime => TIME_UNITS,
    };
    let open = Disagreement::OpenUnit(expected);
    match logarithm {
        Logarithm::Absent => measure.map(ValueUnit::Linear).ok_or(open),
        Logarithm::Base10 => measure.map(ValueUnit::Log10).ok_or(open),
        Logarithm::Natural => measure.map(ValueUnit::Ln).ok_or(open),
        Logarithm::Open => Err(Disagreement::OpenLogarithm(expected)),
    }
}

/// Whether a name leaves room for the unit asked for. A name with a unit and no logarithm is
/// linear.
fn allows(
    quantity: Quantity,
    logarithm: Logarithm,
    measure: Option<Measure>,
    asked: ValueUnit,
) -> bool {
    let measure_fits = match measure {
        Some(measure) => measure == asked.measure(),
        None => quantity == asked.measure().quantity(),
    };
    let logarithm_fits = match logarithm {
        Logarithm::Absent => measure.is_none() || is_linear(asked),
        Logarithm::Open => !is_linear(asked),
        Logarithm::Base10 => matches!(asked, ValueUnit::Log10(_)),
        Logarithm::Natural => matches!(asked, ValueUnit::Ln(_)),
    };
    measure_fits && logarithm_fits
}

/// What a name says, in the words of the option.
fn in_words(quantity: Quantity, logarithm: Logarithm, measure: Option<Measure>) -> String {
    let prefix = match logarithm {
        Logarithm::Absent => "",
        Logarithm::Open => "log-",
        Logarithm::Base10 => "log10-",
        Logarithm::Natural => "ln-",
    };
    match (measure, quantity) {
        (Some(measure), _) => format!("{prefix}{measure}"),
        (None, Quantity::Viscosity) => format!("{prefix}viscosity"),
        (None, Quantity::RelaxationTime) => format!("{prefix}time"),
    }
}

/// What the numbers of an error column mean beside values in `value`.
///
/// A name that says neither quantity nor unit means: as the values. `eta_error` beside logarithms
/// could be either and is refused.
pub(super) fn spread(meaning: Meaning, value: ValueUnit) -> Result<Spread, Disagreement> {
    let Meaning::Error {
        quantity,
        logarithm,
        unit,
    } = meaning
    else {
        return Ok(Spread::like(value));
    };
    match (logarithm, unit) {
        (_, Some(Unit::Decades)) | (Logarithm::Base10, _) => Ok(Spread::Decades),
        (Logarithm::Natural, _) => Ok(Spread::Natural),
        (Logarithm::Absent, Some(Unit::Percent)) => Ok(Spread::Percent),
        (Logarithm::Absent, Some(Unit::Measure(measure))) => Ok(Spread::Linear(measure)),
        (Logarithm::Open, _) if is_linear(value) => Err(Disagreement::OpenLogarithm(ERROR_UNITS)),
        (Logarithm::Absent, _) if quantity.is_some() && !is_linear(value) => {
            Err(Disagreement::OpenUnit(ERROR_UNITS))
        }
        (Logarithm::Absent | Logarithm::Open, _) => Ok(Spread::like(value)),
    }
}

fn is_linear(unit: ValueUnit) -> bool {
    matches!(unit, ValueUnit::Linear(_))
}

#[cfg(test)]
mod tests {
    use super::super::header::meaning;
    use super::*;

    fn unit(name: &str, asked: &str) -> Result<ValueUnit, Disagreement> {
        value_unit(meaning(name), asked.parse().ok())
    }

    #[test]
    fn a_name_with_its_unit_needs_no_option() {
        assert_eq!(
            unit("log10_eta_P", ""),
            Ok(ValueUnit::Log10(Measure::Poise))
        );
        assert_eq!(
            unit("ln_eta_Pa_s", ""),
            Ok(ValueUnit::Ln(Measure::PascalSecond))
        );
        assert_eq!(unit("tau_s", ""), Ok(ValueUnit::Linear(Measure::Second)));
    }

    #[test]
    fn poise_or_pascal_second_is_never_guessed() {
        for name in ["eta", "log10_eta", "viscosity"] {
            assert_eq!(unit(name, ""), Err(Disagreement::OpenUnit(VISCOSITY_UNITS)));
        }
        assert_eq!(unit("tau", ""), Err(Disagreement::OpenUnit(TIME_UNITS)));
    }

    #[test]
    fn an_option_settles_what_the_name_leaves_open() {
        for (name, asked) in [
            ("eta", "poise"),
            ("eta", "log10-pa-s"),
            ("log10_eta", "log10-poise"),
            ("log_eta_Pa_s", "ln-pa-s"),
            ("anything", "log10-s"),
        ] {
            assert_eq!(
                unit(name, asked),
                Ok(asked.parse().unwrap()),
                "{name} {asked}"
            );
        }
    }

    #[test]
    fn an_option_may_not_contradict_the_name() {
        for (name, asked) in [
            ("eta_Pa_s", "poise"),
            ("eta_Pa_s", "log10-pa-s"),
            ("log10_eta", "poise"),
            ("log_eta_Pa_s", "pa-s"),
            ("tau", "pa-s"),
        ] {
            let answer = unit(name, asked);
            assert!(
                matches!(answer, Err(Disagreement::Conflict { .. })),
                "{name} {asked}"
            );
        }
    }

    #[test]
    fn an_error_without_a_unit_is_like_its_values_unless_it_could_be_either() {
        let logarithms = ValueUnit::Log10(Measure::Poise);
        let linear = ValueUnit::Linear(Measure::Poise);
        for (name, value, expected) in [
            ("error", logarithms, Ok(Spread::Decades)),
            ("error", linear, Ok(Spread::Linear(Measure::Poise))),
            ("eta_error", linear, Ok(Spread::Linear(Measure::Poise))),
            (
                "eta_error",
                logarithms,
                Err(Disagreement::OpenUnit(ERROR_UNITS)),
            ),
            ("log_eta_error", logarithms, Ok(Spread::Decades)),
            (
                "log_eta_error",
                linear,
                Err(Disagreement::OpenLogarithm(ERROR_UNITS)),
            ),
            ("log10_eta_error", linear, Ok(Spread::Decades)),
            (
                "eta_error_Pa_s",
                logarithms,
                Ok(Spread::Linear(Measure::PascalSecond)),
            ),
            ("error_dex", linear, Ok(Spread::Decades)),
            ("eta_error_%", logarithms, Ok(Spread::Percent)),
            ("ln_eta_error", logarithms, Ok(Spread::Natural)),
        ] {
            assert_eq!(
                spread(meaning(name), value),
                expected,
                "{name} beside {value}"
            );
        }
    }
}
