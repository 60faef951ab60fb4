//! What a column's name says: `log10(eta/Pa s)`, `T [°C]`, `tau_s`, `log10_eta_error`, `G_GPa`.
//!
//! A name is cut into words; the words `log10`, `ln`, `log` and those for an error are taken out,
//! then the unit at the end; what is left must be the name of a quantity as a whole. So `T_g_K`,
//! `1000/T (K)` and `eta/eta0` are not understood, which is the point: nothing is guessed from half
//! a name.

use crate::Quantity;

use super::units::{Measure, TemperatureUnit};
use super::words::{
    Found, Logarithm, Name, Unit, name_of, without_error, without_logarithm, without_unit, words,
};

/// What a column is, as far as its name says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// Temperature.
    Temperature(Option<TemperatureUnit>),
    /// Viscosity or relaxation time.
    Value {
        quantity: Quantity,
        logarithm: Logarithm,
        measure: Option<Measure>,
    },
    /// Standard error of a value, of which one is said where the name says so.
    Error {
        quantity: Option<Quantity>,
        logarithm: Logarithm,
        unit: Option<Unit>,
    },
    /// High-frequency shear modulus; how many of its unit make a gigapascal.
    Modulus(f64),
    /// Configurational entropy, J/(mol K).
    Entropy,
    /// Heat capacity of the liquid, J/(mol K).
    LiquidHeatCapacity,
    /// Heat capacity of the glass or crystal, J/(mol K).
    GlassHeatCapacity,
    /// Their difference, J/(mol K).
    ExcessHeatCapacity,
    /// Anything else.
    Unknown,
}

/// One column's name and what it says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    /// The name in the table, or the number from 1 where there is none.
    pub(super) name: String,
    /// What it says.
    pub(super) meaning: Meaning,
}

impl Heading {
    /// The heading of column `index`, counted from 0.
    pub(super) fn new(cell: &str, index: usize) -> Self {
        let cell = super::number::bare(cell);
        Self {
            name: if cell.is_empty() {
                (index + 1).to_string()
            } else {
                super::error::shortened(&cell.replace(char::is_control, " "))
            },
            meaning: meaning(cell),
        }
    }

    /// A column without a name.
    pub(super) fn nameless(index: usize) -> Self {
        Self::new("", index)
    }
}

/// What a name says.
pub(super) fn meaning(name: &str) -> Meaning {
    let words = words(name);
    let (logarithm, words) = without_logarithm(words);
    let (is_error, words) = without_error(words);
    let (unit, words) = without_unit(&words);
    let quantity = name_of(words);
    if is_error == Found::Yes {
        error_meaning(quantity, logarithm, unit, words.is_empty())
    } else {
        plain_meaning(quantity, logarithm, unit)
    }
}

fn plain_meaning(name: Option<Name>, logarithm: Logarithm, unit: Option<Unit>) -> Meaning {
    use Unit::{JoulePerMoleKelvin, PerGigapascal};
    match (name, logarithm, unit) {
        (Some(Name::Temperature), Logarithm::Absent, None) => Meaning::Temperature(None),
        (Some(Name::Temperature), Logarithm::Absent, Some(Unit::Temperature(unit))) => {
            Meaning::Temperature(Some(unit))
        }
        (Some(Name::Value(quantity)), _, _) => match measure_of(quantity, unit) {
            Ok(measure) => Meaning::Value {
                quantity,
                logarithm,
                measure,
            },
            Err(OtherUnit) => Meaning::Unknown,
        },
        (Some(Name::Modulus), Logarithm::Absent, Some(PerGigapascal(gpa))) => Meaning::Modulus(gpa),
        (Some(name), Logarithm::Absent, Some(JoulePerMoleKelvin)) => match name {
            Name::Entropy => Meaning::Entropy,
            Name::LiquidHeatCapacity => Meaning::LiquidHeatCapacity,
            Name::GlassHeatCapacity => Meaning::GlassHeatCapacity,
            Name::ExcessHeatCapacity => Meaning::ExcessHeatCapacity,
            _ => Meaning::Unknown,
        },
        _ => Meaning::Unknown,
    }
}

fn error_meaning(
    name: Option<Name>,
    logarithm: Logarithm,
    unit: Option<Unit>,
    bare: bool,
) -> Meaning {
    let quantity = match (name, unit) {
        (Some(Name::Value(quantity)), _) => Some(quantity),
        (None, Some(Unit::Measure(measure))) if bare => Some(measure.quantity()),
        (None, _) if bare => None,
        _ => return Meaning::Unknown,
    };
    let fits = match unit {
        None | Some(Unit::Decades) => true,
        Some(Unit::Percent) => logarithm == Logarithm::Absent,
        Some(Unit::Measure(measure)) => quantity == Some(measure.quantity()),
        Some(_) => false,
    };
    if fits {
        Meaning::Error {
            quantity,
            logarithm,
            unit,
        }
    } else {
        Meaning::Unknown
    }
}

/// A unit that does not belong to the quantity before it.
struct OtherUnit;

fn measure_of(quantity: Quantity, unit: Option<Unit>) -> Result<Option<Measure>, OtherUnit> {
    match unit {
        None => Ok(None),
        Some(Unit::Measure(measure)) if measure.quantity() == quantity => Ok(Some(measure)),
        Some(_) => Err(OtherUnit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(quantity: Quantity, logarithm: Logarithm, measure: Option<Measure>) -> Meaning {
        Meaning::Value {
            quantity,
            logarithm,
            measure,
        }
    }

    #[test]
    fn temperatures_are_known_with_and_without_their_unit() {
        for name in [
            "T_K",
            "temperature (K)",
            "Temp / K",
            "t [Kelvin]",
            "T (\u{212A})",
        ] {
            let kelvin = Meaning::Temperature(Some(TemperatureUnit::Kelvin));
            assert_eq!(meaning(name), kelvin, "{name}");
        }
        for name in [
            "T_C",
            "T [°C]",
            "temperature, ℃",
            "T/°C",
            "T (deg C)",
            "T degC",
        ] {
            let celsius = Meaning::Temperature(Some(TemperatureUnit::Celsius));
            assert_eq!(meaning(name), celsius, "{name}");
        }
        assert_eq!(meaning("Temperature"), Meaning::Temperature(None));
    }

    #[test]
    fn half_a_temperature_is_not_a_temperature() {
        for name in [
            "Tg_K",
            "T_g_K",
            "T0_K",
            "1000/T_K",
            "1000/T (1/K)",
            "T^-1 (K^-1)",
            "T/Tg",
            "T_error_K",
            "T_F",
            "T_s",
            "log10 T (K)",
            "K",
            "C",
            "T² (K)",
        ] {
            assert_eq!(meaning(name), Meaning::Unknown, "{name}");
        }
    }

    #[test]
    fn viscosities_say_their_logarithm_and_their_unit() {
        use Logarithm::{Absent, Base10, Natural, Open};
        use Measure::{MillipascalSecond, PascalSecond, Poise};
        for (name, logarithm, measure) in [
            ("log10_eta_Pa_s", Base10, Some(PascalSecond)),
            ("log10(eta/Pa s)", Base10, Some(PascalSecond)),
            ("log10 viscosity (Pa.s)", Base10, Some(PascalSecond)),
            ("log₁₀ η [Pa·s]", Base10, Some(PascalSecond)),
            ("lg(viscosity in Pas)", Base10, Some(PascalSecond)),
            ("log10eta_P", Base10, Some(Poise)),
            ("log_10 of viscosity, poise", Base10, Some(Poise)),
            ("eta_poise", Absent, Some(Poise)),
            ("Viscosity (dPa s)", Absent, Some(Poise)),
            ("eta (mPa s)", Absent, Some(MillipascalSecond)),
            ("viscosity [cP]", Absent, Some(MillipascalSecond)),
            ("ln_eta_Pa_s", Natural, Some(PascalSecond)),
            ("logeta_Pa_s", Open, Some(PascalSecond)),
            ("log viscosity (P)", Open, Some(Poise)),
            ("viscosity", Absent, None),
            ("log10_eta", Base10, None),
        ] {
            assert_eq!(
                meaning(name),
                value(Quantity::Viscosity, logarithm, measure),
                "{name}"
            );
        }
    }

    #[test]
    fn a_megapascal_second_is_not_a_millipascal_second() {
        assert_eq!(meaning("eta (MPa s)"), Meaning::Unknown);
        assert_eq!(meaning("eta (mpa s)"), Meaning::Unknown);
    }

    #[test]
    fn half_a_viscosity_is_not_a_viscosity() {
        for name in [
            "eta/eta0",
            "eta_0_Pa_s",
            "eta (Pa)",
            "eta_s",
            "eta/T (Pa s/K)",
            "eta_ref",
        ] {
            assert_eq!(meaning(name), Meaning::Unknown, "{name}");
        }
    }

    #[test]
    fn relaxation_times_are_in_seconds() {
        use Logarithm::{Absent, Base10};
        for (name, logarithm, measure) in [
            ("tau_s", Absent, Some(Measure::Second)),
            ("log10_tau_s", Base10, Some(Measure::Second)),
            ("log10(τ_α/s)", Base10, Some(Measure::Second)),
            ("relaxation time [sec]", Absent, Some(Measure::Second)),
            ("tau", Absent, None),
        ] {
            assert_eq!(
                meaning(name),
                value(Quantity::RelaxationTime, logarithm, measure),
                "{name}"
            );
        }
        assert_eq!(meaning("tau_ns"), Meaning::Unknown);
        assert_eq!(meaning("tau_Pa_s"), Meaning::Unknown);
    }

    #[test]
    fn errors_say_of_what_and_in_what() {
        use Logarithm::{Absent, Base10};
        let eta = Some(Quantity::Viscosity);
        let pascal_second = Some(Unit::Measure(Measure::PascalSecond));
        for (name, quantity, logarithm, unit) in [
            ("error", None, Absent, None),
            ("± (dex)", None, Absent, Some(Unit::Decades)),
            ("error_%", None, Absent, Some(Unit::Percent)),
            ("log10_eta_error", eta, Base10, None),
            ("standard error of log10 eta", eta, Base10, None),
            ("log10_eta_Pa_s_error", eta, Base10, pascal_second),
            ("eta_error_Pa_s", eta, Absent, pascal_second),
            ("sd (Pa s)", eta, Absent, pascal_second),
        ] {
            let expected = Meaning::Error {
                quantity,
                logarithm,
                unit,
            };
            assert_eq!(meaning(name), expected, "{name}");
        }
        for name in [
            "sigma (S/m)",
            "sigma_MPa",
            "log10_eta_error_%",
            "T_error_K",
            "eta_error_s",
        ] {
            assert_eq!(meaning(name), Meaning::Unknown, "{name}");
        }
    }

    #[test]
    fn moduli_entropies_and_heat_capacities_are_known_by_their_units() {
        for (name, expected) in [
            ("G_GPa", Meaning::Modulus(1.0)),
            ("modulus_GPa", Meaning::Modulus(1.0)),
            ("G∞ (MPa)", Meaning::Modulus(1e3)),
            ("G", Meaning::Unknown),
            ("G' (GPa)", Meaning::Unknown),
            ("S_J_mol_K", Meaning::Entropy),
            ("S_conf (J/(mol K))", Meaning::Entropy),
            ("configurational entropy [J mol⁻¹ K⁻¹]", Meaning::Entropy),
            ("S_J_g_K", Meaning::Unknown),
            ("cp_liquid_J_mol_K", Meaning::LiquidHeatCapacity),
            ("Cp glass (J/mol/K)", Meaning::GlassHeatCapacity),
            ("cp_excess_J_mol_K", Meaning::ExcessHeatCapacity),
            ("cp_J_mol_K", Meaning::Unknown),
        ] {
            assert_eq!(meaning(name), expected, "{name}");
        }
    }
}
