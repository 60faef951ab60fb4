//! Rows of numbers, each checked against what a measurement can be, sorted into a curve.

use std::path::Path;

use super::columns::{Column, EntropySource, Layout};
use super::entropy::above_the_coldest;
use super::error::{Place, ReadError};
use super::number::{Fault, Mark, Numbers};
use super::table::{Row, Table};
use super::units::{Spread, TemperatureUnit, ValueUnit};
use super::{LEAST_POINTS, LOG10_LIMIT};
use crate::{Curve, Entropy, EntropyOrigin};

const NUMBER: &str = "a decimal number such as 12.3";
const NUMBER_BY_COMMA: &str =
    "a decimal number such as 12.3 (decimal commas need ';' or a tab between columns)";
const POSITIVE: &str = "a number above zero";

/// The points of a table, in its order.
#[derive(Debug)]
pub(super) struct Points {
    temperatures: Vec<f64>,
    log10_values: Vec<f64>,
    errors: Option<Vec<f64>>,
    modulus_gpa: Option<Vec<f64>>,
    /// Entropy or excess heat capacity, J/(mol K).
    calorimetry: Option<Vec<f64>>,
    /// The decimal mark of the table, once one was met.
    pub(super) mark: Option<Mark>,
}

impl Points {
    /// Reads every row of a table.
    pub(super) fn read(table: &Table<'_>, layout: &Layout) -> Result<Self, ReadError> {
        let mut points = Self {
            temperatures: Vec::new(),
            log10_values: Vec::new(),
            errors: layout.error.is_some().then(Vec::new),
            modulus_gpa: layout.modulus.is_some().then(Vec::new),
            calorimetry: layout.entropy.is_some().then(Vec::new),
            mark: None,
        };
        let mut numbers = Numbers::new(table.commas());
        table.for_each_row(|row| {
            points.push(
                &mut Cells {
                    row,
                    numbers: &mut numbers,
                },
                layout,
            )
        })?;
        points.mark = numbers.mark();
        points.check_count(table.file)?;
        Ok(points)
    }

    fn push(&mut self, cells: &mut Cells<'_>, layout: &Layout) -> Result<(), ReadError> {
        let (column, unit) = &layout.temperature;
        self.temperatures.push(cells.temperature(column, *unit)?);
        let (column, unit) = &layout.value;
        let log10_value = cells.log10_value(column, *unit)?;
        self.log10_values.push(log10_value);
        if let (Some(errors), Some((column, spread))) = (&mut self.errors, &layout.error) {
            errors.push(cells.error(column, *spread, log10_value)?);
        }
        if let (Some(moduli), Some((column, per_gpa))) = (&mut self.modulus_gpa, &layout.modulus) {
            moduli.push(cells.positive(column)? / per_gpa);
        }
        if let (Some(values), Some(source)) = (&mut self.calorimetry, &layout.entropy) {
            values.push(cells.calorimetry(source)?);
        }
        Ok(())
    }

    fn check_count(&self, file: &str) -> Result<(), ReadError> {
        let file = || file.to_owned();
        match self.temperatures.len() {
            0 => Err(ReadError::HeaderOnly { file: file() }),
            points if points < LEAST_POINTS => Err(ReadError::TooFew {
                file: file(),
                points,
            }),
            _ => Ok(()),
        }
    }

    /// The row of the table that each point of the curve comes from, counted from zero.
    pub(super) fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.temperatures.len()).collect();
        order.sort_by(|&i, &j| self.temperatures[j].total_cmp(&self.temperatures[i]));
        order
    }

    /// The curve, hottest first; points of one temperature keep their order.
    pub(super) fn into_curve(self, file: &str, layout: &Layout) -> Curve {
        let order = self.order();
        let in_order = |values: &Vec<f64>| order.iter().map(|&i| values[i]).collect::<Vec<_>>();
        let temperatures = in_order(&self.temperatures);
        let calorimetry = self.calorimetry.as_ref().map(in_order);
        let entropy =
            calorimetry
                .zip(layout.entropy.as_ref())
                .map(|(values, source)| match source {
                    EntropySource::Measured(_) => Entropy {
                        origin: EntropyOrigin::Absolute,
                        values,
                    },
                    EntropySource::Excess(_) | EntropySource::LiquidAndGlass(..) => {
                        above_the_coldest(&temperatures, &values)
                    }
                });
        Curve {
            name: stem(file),
            quantity: layout.value.1.measure().quantity(),
            log10_values: in_order(&self.log10_values),
            errors: self.errors.as_ref().map(in_order),
            modulus_gpa: self.modulus_gpa.as_ref().map(in_order),
            entropy,
            temperatures,
        }
    }
}

/// A file's name without folder and extension.
fn stem(file: &str) -> String {
    Path::new(file).file_stem().map_or_else(
        || file.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

/// The cells of one row as numbers with a meaning.
struct Cells<'a> {
    row: &'a Row<'a>,
    numbers: &'a mut Numbers,
}

impl Cells<'_> {
    /// In K.
    fn temperature(&mut self, column: &Column, unit: TemperatureUnit) -> Result<f64, ReadError> {
        let kelvin = unit.to_kelvin(self.number(column)?);
        let expected = match unit {
            TemperatureUnit::Kelvin => {
                "a temperature above 0 K (a column in Celsius is named T_C or so)"
            }
            TemperatureUnit::Celsius => "a temperature above -273.15 C",
        };
        self.require(kelvin, kelvin > 0.0, column, expected)
    }

    /// log10 of Pa s or s.
    fn log10_value(&mut self, column: &Column, unit: ValueUnit) -> Result<f64, ReadError> {
        let value = self.number(column)?;
        let log10 = unit.to_log10_si(value);
        if matches!(unit, ValueUnit::Linear(_)) {
            let expected = "a number above zero (a column of logarithms is named log10_eta_Pa_s, \
                            log10_tau_s or so)";
            return self.require(log10, value > 0.0, column, expected);
        }
        if log10 > LOG10_LIMIT {
            return Err(ReadError::NotALogarithm {
                place: self.place(column),
                value: self.text(column),
            });
        }
        let expected = "a logarithm above -1000";
        self.require(log10, log10 > -LOG10_LIMIT, column, expected)
    }

    /// In decades.
    fn error(
        &mut self,
        column: &Column,
        spread: Spread,
        log10_value: f64,
    ) -> Result<f64, ReadError> {
        let sigma = self.positive(column)?;
        let decades = spread.to_decades(sigma, log10_value);
        let expected = "an error of a size that makes sense beside its value";
        self.require(decades, decades > 0.0, column, expected)
    }

    /// Entropy or excess heat capacity, J/(mol K).
    fn calorimetry(&mut self, source: &EntropySource) -> Result<f64, ReadError> {
        match source {
            EntropySource::Measured(column) => self.positive(column),
            EntropySource::Excess(column) => self.number(column),
            EntropySource::LiquidAndGlass(liquid, glass) => {
                Ok(self.positive(liquid)? - self.positive(glass)?)
            }
        }
    }

    fn positive(&mut self, column: &Column) -> Result<f64, ReadError> {
        let value = self.number(column)?;
        self.require(value, value > 0.0, column, POSITIVE)
    }

    fn number(&mut self, column: &Column) -> Result<f64, ReadError> {
        self.numbers
            .read(self.row.cell(column.index))
            .map_err(|fault| self.error_of(fault, column))
    }

    fn require(
        &self,
        value: f64,
        ok: bool,
        column: &Column,
        expected: &'static str,
    ) -> Result<f64, ReadError> {
        if ok && value.is_finite() {
            return Ok(value);
        }
        Err(ReadError::Impossible {
            place: self.place(column),
            value: self.text(column),
            expected,
        })
    }

    fn error_of(&self, fault: Fault, column: &Column) -> ReadError {
        let place = self.place(column);
        let value = self.text(column);
        let expected = NUMBER;
        match fault {
            Fault::Missing => ReadError::Missing {
                place,
                value,
                expected: "a number",
            },
            Fault::NotFinite => ReadError::NotFinite {
                place,
                value,
                expected,
            },
            Fault::Grouped => ReadError::GroupedDigits { place, value },
            Fault::Mixed { mark, earlier } => ReadError::MixedDecimals {
                place,
                value,
                mark: mark.word(),
                earlier: earlier.word(),
            },
            Fault::NotANumber => ReadError::NotANumber {
                expected: if value.contains(',') {
                    NUMBER_BY_COMMA
                } else {
                    expected
                },
                place,
                value,
            },
        }
    }

    fn text(&self, column: &Column) -> String {
        super::number::bare(self.row.cell(column.index)).to_owned()
    }

    fn place(&self, column: &Column) -> Place {
        Place {
            file: self.row.file.to_owned(),
            line: self.row.line(),
            column: column.name.clone(),
        }
    }
}
