//! Which column is what: by the names in the header, by the options, and never by a guess.

use super::ReadOptions;
use super::agreement::{Disagreement, spread, temperature_unit, value_unit};
use super::error::{Place, ReadError};
use super::header::Meaning;
use super::role::Role;
use super::table::{Names, Table};
use super::units::{Spread, TemperatureUnit, ValueUnit};

/// A column that is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Counted from 0.
    pub(super) index: usize,
    /// Its name, or its number from 1.
    pub(super) name: String,
}

/// Where the configurational entropy comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EntropySource {
    /// A column of it.
    Measured(Column),
    /// A column of the excess heat capacity.
    Excess(Column),
    /// Two columns of heat capacity, of liquid and glass.
    LiquidAndGlass(Column, Column),
}

/// What each used column is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub(super) temperature: (Column, TemperatureUnit),
    pub(super) value: (Column, ValueUnit),
    pub(super) error: Option<(Column, Spread)>,
    /// With how many of its unit make a gigapascal.
    pub(super) modulus: Option<(Column, f64)>,
    pub(super) entropy: Option<EntropySource>,
    /// The names of the columns that are not used.
    pub(super) ignored: Vec<String>,
}

impl Layout {
    /// The layout of a table.
    pub(super) fn new(table: &Table<'_>, options: &ReadOptions) -> Result<Self, ReadError> {
        let chooser = Chooser { table, options };
        chooser.check_header()?;
        let temperature = chooser.temperature()?;
        let value = chooser.value()?;
        chooser.differ((&temperature.0, Role::Temperature), (&value.0, Role::Value))?;
        let error = chooser.error(value.1)?;
        if let Some((column, _)) = &error {
            chooser.differ((&temperature.0, Role::Temperature), (column, Role::Error))?;
            chooser.differ((&value.0, Role::Value), (column, Role::Error))?;
        }
        let mut layout = Self {
            temperature,
            value,
            error,
            modulus: chooser.modulus()?,
            entropy: chooser.entropy()?,
            ignored: Vec::new(),
        };
        layout.ignored = chooser.ignored(&layout.used());
        Ok(layout)
    }

    /// The columns that are used, counted from zero.
    pub(super) fn used(&self) -> Vec<usize> {
        let mut used = vec![self.temperature.0.index, self.value.0.index];
        used.extend(self.error.iter().map(|(column, _)| column.index));
        used.extend(self.modulus.iter().map(|(column, _)| column.index));
        match &self.entropy {
            None => {}
            Some(EntropySource::Measured(column) | EntropySource::Excess(column)) => {
                used.push(column.index);
            }
            Some(EntropySource::LiquidAndGlass(liquid, glass)) => {
                used.extend([liquid.index, glass.index]);
            }
        }
        used
    }
}

/// A table and what is asked of it.
struct Chooser<'a> {
    table: &'a Table<'a>,
    options: &'a ReadOptions,
}

impl Chooser<'_> {
    /// Without names, columns and units must all be given.
    fn check_header(&self) -> Result<(), ReadError> {
        let o = self.options;
        let told = o.temperature_column.is_some()
            && o.temperature_unit.is_some()
            && o.value_column.is_some()
            && o.value_unit.is_some();
        if told || self.table.names != Names::Nowhere {
            return Ok(());
        }
        Err(ReadError::NoHeader {
            file: self.table.file.to_owned(),
            line: self.table.line,
            value: self.table.first_cell.clone(),
        })
    }

    fn temperature(&self) -> Result<(Column, TemperatureUnit), ReadError> {
        self.one(
            Role::Temperature,
            self.options.temperature_column.as_deref(),
            |meaning| matches!(meaning, Meaning::Temperature(_)),
            |meaning| temperature_unit(meaning, self.options.temperature_unit),
        )
    }

    fn value(&self) -> Result<(Column, ValueUnit), ReadError> {
        self.one(
            Role::Value,
            self.options.value_column.as_deref(),
            |meaning| matches!(meaning, Meaning::Value { .. }),
            |meaning| value_unit(meaning, self.options.value_unit),
        )
    }

    /// An error of another quantity than the value's is no candidate.
    fn error(&self, value: ValueUnit) -> Result<Option<(Column, Spread)>, ReadError> {
        let is_error = |meaning| match meaning {
            Meaning::Error { quantity, .. } => {
                quantity.is_none_or(|quantity| quantity == value.measure().quantity())
            }
            _ => false,
        };
        self.at_most_one(
            Role::Error,
            self.options.error_column.as_deref(),
            is_error,
            |meaning| spread(meaning, value),
        )
    }

    fn modulus(&self) -> Result<Option<(Column, f64)>, ReadError> {
        self.at_most_one(
            Role::Modulus,
            None,
            |meaning| matches!(meaning, Meaning::Modulus(_)),
            |meaning| match meaning {
                Meaning::Modulus(per_gpa) => Ok(per_gpa),
                _ => Err(Disagreement::OpenUnit(Role::Modulus.examples())),
            },
        )
    }

    /// The entropy itself before an excess heat capacity before those of liquid and glass.
    fn entropy(&self) -> Result<Option<EntropySource>, ReadError> {
        let plain = |role, wanted: Meaning| {
            let found = self.at_most_one(role, None, |meaning| meaning == wanted, |_| Ok(()))?;
            Ok::<_, ReadError>(found.map(|(column, ())| column))
        };
        if let Some(column) = plain(Role::Entropy, Meaning::Entropy)? {
            return Ok(Some(EntropySource::Measured(column)));
        }
        if let Some(column) = plain(Role::HeatCapacity, Meaning::ExcessHeatCapacity)? {
            return Ok(Some(EntropySource::Excess(column)));
        }
        let liquid = plain(Role::HeatCapacity, Meaning::LiquidHeatCapacity)?;
        let glass = plain(Role::HeatCapacity, Meaning::GlassHeatCapacity)?;
        Ok(liquid
            .zip(glass)
            .map(|(liquid, glass)| EntropySource::LiquidAndGlass(liquid, glass)))
    }

    /// The one column of a role that has to be there.
    fn one<U>(
        &self,
        role: Role,
        chosen: Option<&str>,
        is_candidate: impl Fn(Meaning) -> bool,
        unit_of: impl Fn(Meaning) -> Result<U, Disagreement>,
    ) -> Result<(Column, U), ReadError> {
        self.at_most_one(role, chosen, is_candidate, unit_of)?
            .ok_or_else(|| ReadError::NoColumn {
                file: self.table.file.to_owned(),
                line: self.table.line,
                role,
                found: self.table.found(),
            })
    }

    /// The column of a role: the chosen one, else the only candidate, else the only candidate whose
    /// name agrees with the unit asked for.
    fn at_most_one<U>(
        &self,
        role: Role,
        chosen: Option<&str>,
        is_candidate: impl Fn(Meaning) -> bool,
        unit_of: impl Fn(Meaning) -> Result<U, Disagreement>,
    ) -> Result<Option<(Column, U)>, ReadError> {
        let with_unit = |column: Column| match unit_of(self.meaning(&column)) {
            Ok(unit) => Ok(Some((column, unit))),
            Err(disagreement) => Err(self.refusal(&column, disagreement)),
        };
        if let Some(wanted) = chosen {
            return with_unit(self.find(role, wanted)?);
        }
        let mut candidates = self.columns(is_candidate);
        if candidates.len() > 1 && self.unit_is_asked(role) {
            candidates.retain(|column| unit_of(self.meaning(column)).is_ok());
        }
        match candidates.as_slice() {
            [] => Ok(None),
            [column] => with_unit(column.clone()),
            [first, second, ..] => Err(ReadError::SeveralColumns {
                file: self.table.file.to_owned(),
                line: self.table.line,
                role,
                first: first.name.clone(),
                second: second.name.clone(),
            }),
        }
    }

    fn unit_is_asked(&self, role: Role) -> bool {
        match role {
            Role::Temperature => self.options.temperature_unit.is_some(),
            Role::Value => self.options.value_unit.is_some(),
            _ => false,
        }
    }

    /// The column of a name, or of a number from 1.
    fn find(&self, role: Role, wanted: &str) -> Result<Column, ReadError> {
        let headings = &self.table.headings;
        let wanted = wanted.trim();
        let number = || wanted.parse::<usize>().ok()?.checked_sub(1);
        headings
            .iter()
            .position(|heading| heading.name == wanted)
            .or_else(|| {
                let lower = wanted.to_lowercase();
                headings.iter().position(|h| h.name.to_lowercase() == lower)
            })
            .or_else(|| number().filter(|&index| index < headings.len()))
            .map(|index| self.column(index))
            .ok_or_else(|| ReadError::NoSuchColumn {
                file: self.table.file.to_owned(),
                line: self.table.line,
                role,
                wanted: wanted.to_owned(),
                found: self.table.found(),
                count: headings.len(),
            })
    }

    fn columns(&self, is_candidate: impl Fn(Meaning) -> bool) -> Vec<Column> {
        (0..self.table.headings.len())
            .filter(|&index| is_candidate(self.table.headings[index].meaning))
            .map(|index| self.column(index))
            .collect()
    }

    fn column(&self, index: usize) -> Column {
        Column {
            index,
            name: self.table.headings[index].name.clone(),
        }
    }

    fn meaning(&self, column: &Column) -> Meaning {
        self.table.headings[column.index].meaning
    }

    fn ignored(&self, used: &[usize]) -> Vec<String> {
        (0..self.table.headings.len())
            .filter(|index| !used.contains(index))
            .map(|index| self.table.headings[index].name.clone())
            .collect()
    }

    /// Two roles need two columns.
    fn differ(&self, first: (&Column, Role), second: (&Column, Role)) -> Result<(), ReadError> {
        if first.0.index != second.0.index {
            return Ok(());
        }
        Err(ReadError::OneColumnTwice {
            file: self.table.file.to_owned(),
            line: self.table.line,
            column: first.0.name.clone(),
            first: first.1,
            second: second.1,
        })
    }

    fn refusal(&self, column: &Column, disagreement: Disagreement) -> ReadError {
        let place = Place {
            file: self.table.file.to_owned(),
            line: self.table.line,
            column: column.name.clone(),
        };
        match disagreement {
            Disagreement::OpenUnit(expected) => ReadError::OpenUnit { place, expected },
            Disagreement::OpenLogarithm(expected) => ReadError::OpenLogarithm { place, expected },
            Disagreement::Conflict { header, asked } => ReadError::UnitConflict {
                place,
                header,
                asked,
            },
        }
    }
}
