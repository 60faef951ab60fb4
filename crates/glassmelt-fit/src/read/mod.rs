//! From a table on disk to a [`Curve`]: CSV, TSV, semicolons or blanks, with units named in the
//! header.
//!
//! # The table
//! A header, then at least four rows. Columns are separated by tabs, `;`, `,` or blanks, whichever
//! comes first in this order in the first line. With tabs and `;` a comma inside a number is a
//! decimal mark. Lines that begin with `#` and blank lines are passed over; a comment just above
//! the first row of numbers may hold the header. UTF-8 and UTF-16 are read, and all three kinds of
//! line end.
//!
//! # The header
//! A name says what its column is and in which unit: `T_K`, `T [°C]`, `log10_eta_Pa_s`,
//! `log10(eta/Pa s)`, `viscosity (poise)`, `tau_s`, `G_GPa`. A name that leaves the unit open, or
//! says `log` without its base, is refused unless [`ReadOptions`] settles it; so are two columns of
//! one role. A name that is not understood as a whole says nothing at all, and its column is left
//! out with a note.
//!
//! | role | names | units |
//! | --- | --- | --- |
//! | temperature | `T`, `temp`, `temperature` | `K`, `C` |
//! | viscosity | `eta`, `viscosity` | `Pa s`, `poise` or `P`, `dPa s`, `mPa s` or `cP`; linear, `log10`, `ln` |
//! | relaxation time | `tau`, `relaxation time` | `s`; linear, `log10`, `ln` |
//! | one standard error | `error`, `sigma`, `uncertainty`, with or without the value's name | decades after `log10` or with `dex`; `percent`; else the value's unit |
//! | shear modulus | `G`, `modulus` | `GPa`, `MPa`, `Pa` |
//! | configurational entropy | `S`, `S_c`, `S_conf` | `J/(mol K)` |
//! | heat capacity | `cp_liquid` and `cp_glass`, or `cp_excess` | `J/(mol K)` |
//!
//! # Errors in decades
//! An error column without a unit of its own is in the unit of the values beside it. A linear error
//! sigma of a value v becomes `sigma/(v ln 10)` decades, one of ln v becomes `sigma/ln 10`.
//!
//! # Entropy from heat capacity
//! The excess `cp_liquid - cp_glass` is integrated over ln T by trapezoids between the table's own
//! temperatures, from the coldest upwards. What the entropy is at the coldest point itself no heat
//! capacity says: the curve carries [`crate::EntropyOrigin::ZeroAt`], and a law has to fit it.

mod agreement;
mod columns;
mod entropy;
mod error;
mod header;
mod metadata;
mod notes;
mod number;
mod points;
mod role;
mod separator;
mod table;
mod text;
mod units;
mod words;

use std::path::Path;

use glassmelt::Warning;

pub use error::{Place, ReadError};
pub use metadata::Metadata;
pub use role::Role;
pub use units::{Measure, TemperatureUnit, UnknownUnit, ValueUnit};

use crate::Curve;
use columns::Layout;
use points::Points;
use table::Table;

/// The fewest points that say anything of a law with three parameters.
pub const LEAST_POINTS: usize = 4;

/// Decimal logarithms above this are the values themselves under a wrong name.
pub const LOG10_LIMIT: f64 = 1000.0;

/// What a person says about a table beyond its header.
///
/// A column is chosen by its name, or by its number from 1. A unit settles a header that leaves it
/// open and picks among several columns; it may not contradict the header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The column of temperatures.
    pub temperature_column: Option<String>,
    /// The column of viscosities or relaxation times.
    pub value_column: Option<String>,
    /// The column of their standard errors.
    pub error_column: Option<String>,
    /// The unit of the temperatures.
    pub temperature_unit: Option<TemperatureUnit>,
    /// The unit of the values.
    pub value_unit: Option<ValueUnit>,
}

/// A curve and what to know about its table.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The curve, hottest point first.
    pub curve: Curve,
    /// Validity flags, such as columns left out.
    pub notes: Vec<Warning>,
    /// The row of the table that each point comes from, counted from zero.
    pub rows: Vec<usize>,
    /// The column of the values, counted from zero.
    pub value_column: usize,
    /// All columns that are used, counted from zero.
    pub columns: Vec<usize>,
}

/// Reads a table from the bytes of a file; `name` is what errors call it, its stem names the curve.
///
/// # Errors
/// The first thing wrong with the table, with its place, what stands there and what would be right.
///
/// # Example
/// ```
/// use glassmelt_fit::read::{ReadOptions, read_curve};
///
/// let table = b"T_C;log10_eta_poise\n-23,15;7\n-40;9\n-60;11\n-80,15;13\n";
/// let curve = read_curve("glycerol.csv", table, &ReadOptions::default())?.curve;
/// assert_eq!(curve.name, "glycerol");
/// assert!((curve.temperatures[0] - 250.0).abs() < 1e-9);
/// assert_eq!(curve.log10_values[0], 6.0);
/// # Ok::<(), glassmelt_fit::read::ReadError>(())
/// ```
pub fn read_curve(name: &str, text: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    let tidy = text::tidy(&text::decode(name, text)?);
    let table = Table::new(name, tidy)?;
    let layout = Layout::new(&table, options)?;
    let points = Points::read(&table, &layout)?;
    let mark = points.mark;
    let rows = points.order();
    let curve = points.into_curve(name, &layout);
    let notes = notes::notes(&table, &layout, mark, &curve);
    Ok(Reading {
        curve,
        notes,
        rows,
        value_column: layout.value.0.index,
        columns: layout.used(),
    })
}

/// Reads a table from a file.
///
/// # Errors
/// As [`read_curve`], and a file that cannot be read.
pub fn read_file(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Reading, ReadError> {
    let path = path.as_ref();
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| ReadError::Unreadable {
        file: name.clone(),
        source,
    })?;
    read_curve(&name, &bytes, options)
}
