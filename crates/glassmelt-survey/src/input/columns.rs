//! Which column of a table is what, as a person says it: by options, or in the TOML beside the table.

use std::path::Path;

use glassmelt_fit::read::{TemperatureUnit, ValueUnit};
use serde::Deserialize;

use crate::SurveyError;

/// Names of columns, and units where the header leaves them open; what is not said is recognised or asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The column that names the curve.
    pub id: Option<String>,
    /// The column of temperatures of a long table.
    pub temperature: Option<String>,
    /// The column of viscosities of a long table.
    pub viscosity: Option<String>,
    /// The column of their standard errors.
    pub error: Option<String>,
    /// The column of the shear modulus mu0 of the glass, GPa, one value a curve.
    pub modulus: Option<String>,
    /// The column of what belongs together and is resampled together, such as a paper.
    pub group: Option<String>,
    /// The names of columns that hold the temperature in K of a level: `T{}` for T0, T1, ...
    pub levels: Option<String>,
    /// The names of columns that hold log10 of the viscosity in Pa s at a temperature in K: `ViscosityAt{}K`.
    pub isotherms: Option<String>,
    /// The unit of temperatures of a long table.
    pub temperature_unit: Option<TemperatureUnit>,
    /// The unit of viscosities of a long table.
    pub value_unit: Option<ValueUnit>,
}

/// The table `[columns]` of the TOML beside a table; other keys of the file are not for us.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Beside {
    columns: Written,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    id: Option<String>,
    temperature: Option<String>,
    viscosity: Option<String>,
    error: Option<String>,
    modulus: Option<String>,
    group: Option<String>,
    levels: Option<String>,
    isotherms: Option<String>,
    temperature_unit: Option<String>,
    value_unit: Option<String>,
}

impl Columns {
    /// What the file of the same name with the ending `.toml` says under `[columns]`; nothing if there is none.
    ///
    /// # Errors
    /// When the file cannot be understood.
    pub fn beside(table: &Path) -> Result<Self, SurveyError> {
        let path = table.with_extension("toml");
        let Ok(text) = std::fs::read_to_string(&path) else {
            return Ok(Self::default());
        };
        let wrong = |message: String| SurveyError::Description {
            path: path.clone(),
            message,
        };
        let beside: Beside =
            toml::from_str(&text).map_err(|error| wrong(error.message().to_owned()))?;
        let written = beside.columns;
        let temperature_unit = written
            .temperature_unit
            .map(|word| word.parse())
            .transpose();
        let value_unit = written.value_unit.map(|word| word.parse()).transpose();
        Ok(Self {
            id: written.id,
            temperature: written.temperature,
            viscosity: written.viscosity,
            error: written.error,
            modulus: written.modulus,
            group: written.group,
            levels: written.levels,
            isotherms: written.isotherms,
            temperature_unit: temperature_unit
                .map_err(|error: glassmelt_fit::read::UnknownUnit| wrong(error.to_string()))?,
            value_unit: value_unit
                .map_err(|error: glassmelt_fit::read::UnknownUnit| wrong(error.to_string()))?,
        })
    }

    /// This, and where it says nothing the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            id: self.id.or(other.id),
            temperature: self.temperature.or(other.temperature),
            viscosity: self.viscosity.or(other.viscosity),
            error: self.error.or(other.error),
            modulus: self.modulus.or(other.modulus),
            group: self.group.or(other.group),
            levels: self.levels.or(other.levels),
            isotherms: self.isotherms.or(other.isotherms),
            temperature_unit: self.temperature_unit.or(other.temperature_unit),
            value_unit: self.value_unit.or(other.value_unit),
        }
    }
}
