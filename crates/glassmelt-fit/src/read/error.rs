//! Tables that cannot be read: one sentence each, with the place, what stands there, what would be
//! right.

use std::fmt;

use thiserror::Error;

use super::role::Role;
use super::{LEAST_POINTS, LOG10_LIMIT};

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column's name, or its number from 1 where it has none.
    pub column: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, line {}, column {}",
            self.file, self.line, self.column
        )
    }
}

/// Why a table is not a curve.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file cannot be opened or read.
    #[error("{file} cannot be read: {source}")]
    Unreadable {
        /// The file's name.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// There is no row at all, not even a header.
    #[error(
        "{file} is empty; expected a header such as T_K,log10_eta_Pa_s and at least \
         {LEAST_POINTS} rows"
    )]
    Empty {
        /// The file's name.
        file: String,
    },
    /// The table ends after its header.
    #[error("{file} has a header but no rows; expected at least {LEAST_POINTS} rows of numbers")]
    HeaderOnly {
        /// The file's name.
        file: String,
    },
    /// The file is not text.
    #[error("{file} is {kind}, not text; expected a table saved as CSV or TSV")]
    Binary {
        /// The file's name.
        file: String,
        /// What it looks like.
        kind: &'static str,
    },
    /// The text is in some older encoding.
    #[error(
        "{file}, line {line}: the byte 0x{byte:02X}{} is not UTF-8; expected UTF-8 text, so save \
         the table as \"CSV UTF-8\"",
        latin(*byte)
    )]
    NotUtf8 {
        /// The file's name.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// The first byte that does not fit.
        byte: u8,
    },
    /// The text announces UTF-16 and is not.
    #[error(
        "{file}, line {line}: this UTF-16 text is damaged; expected whole characters, so save \
         the table as \"CSV UTF-8\""
    )]
    BrokenUtf16 {
        /// The file's name.
        file: String,
        /// The line, counted from 1.
        line: usize,
    },
    /// The rows cannot be split into cells.
    #[error("{file} cannot be split into columns: {source}")]
    Splitting {
        /// The file's name.
        file: String,
        /// What the CSV reader says.
        source: csv::Error,
    },
    /// A quote opens and never closes.
    #[error(
        "{file}, line {line}: a quote opens here and never closes; expected a second \" before \
         the end of the cell"
    )]
    UnclosedQuote {
        /// The file's name.
        file: String,
        /// The line, counted from 1.
        line: usize,
    },
    /// The first row holds numbers.
    #[error(
        "{file}, line {line}: the first row holds the number {} where names were expected; begin \
         the table with a header such as T_K,log10_eta_Pa_s, or give temperature-column, \
         temperature-unit, value-column and value-unit",
        shown(value)
    )]
    NoHeader {
        /// The file's name.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// The first number.
        value: String,
    },
    /// No column has a needed role.
    #[error(
        "{file}, line {line}: no column gives {role}; found {found}; expected {}{}",
        .role.examples(), .role.flag()
    )]
    NoColumn {
        /// The file's name.
        file: String,
        /// The header's line, counted from 1.
        line: usize,
        /// What is missing.
        role: Role,
        /// The columns that are there.
        found: String,
    },
    /// Two columns have the same role.
    #[error(
        "{file}, line {line}: columns {first} and {second} both give {role}; keep one{}",
        .role.flag()
    )]
    SeveralColumns {
        /// The file's name.
        file: String,
        /// The header's line, counted from 1.
        line: usize,
        /// What both give.
        role: Role,
        /// The first of them.
        first: String,
        /// The second of them.
        second: String,
    },
    /// One column was chosen for two roles.
    #[error(
        "{file}, line {line}, column {column}: it was chosen both for {first} and for {second}; \
         expected a column for each"
    )]
    OneColumnTwice {
        /// The file's name.
        file: String,
        /// The header's line, counted from 1.
        line: usize,
        /// The column.
        column: String,
        /// One role.
        first: Role,
        /// The other.
        second: Role,
    },
    /// A column was asked for that is not there.
    #[error(
        "{file}, line {line}: there is no column {} for {role}; expected one of {found}, or a \
         number from 1 to {count}",
        shown(wanted)
    )]
    NoSuchColumn {
        /// The file's name.
        file: String,
        /// The header's line, counted from 1.
        line: usize,
        /// What it was wanted for.
        role: Role,
        /// The name or number asked for.
        wanted: String,
        /// The columns that are there.
        found: String,
        /// How many there are.
        count: usize,
    },
    /// A header leaves the unit open.
    #[error("{place}: the header does not say its unit; expected {expected}")]
    OpenUnit {
        /// The header's cell.
        place: Place,
        /// Names that would say it, and the flag.
        expected: &'static str,
    },
    /// A header says `log` without its base.
    #[error("{place}: the header says log but not whether log10 or ln; expected {expected}")]
    OpenLogarithm {
        /// The header's cell.
        place: Place,
        /// Names that would say it, and the flag.
        expected: &'static str,
    },
    /// The header and the option say different units.
    #[error(
        "{place}: the header says {header} but the unit asked for is {asked}; expected one and \
         the same"
    )]
    UnitConflict {
        /// The header's cell.
        place: Place,
        /// The unit in the header.
        header: String,
        /// The unit in the options.
        asked: String,
    },
    /// Names with blanks in a table that blanks separate.
    #[error(
        "{file}, line {line}: {cells} cells stand under {names} names; where blanks separate the \
         columns every row must be full and every name one word, such as T_K or log10_eta_Pa_s"
    )]
    BlanksInNames {
        /// The file's name.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// How many words the header has.
        names: usize,
        /// How many cells the row has.
        cells: usize,
    },
    /// A row has more cells than the header.
    #[error(
        "{file}, line {line}: {cells} cells stand under {names} names, the first without a name \
         being {}; expected one cell for each name{hint}",
        shown(value)
    )]
    TooManyCells {
        /// The file's name.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// How many names the header has.
        names: usize,
        /// How many cells the row has.
        cells: usize,
        /// The first cell too many.
        value: String,
        /// What may have gone wrong.
        hint: &'static str,
    },
    /// A cell is empty or says that there is no value.
    #[error("{place}: {}; expected {expected} in every row", missing(value))]
    Missing {
        /// The cell.
        place: Place,
        /// What stands there.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
    /// A cell is not a number.
    #[error("{place}: {} is not a number; expected {expected}", shown(value))]
    NotANumber {
        /// The cell.
        place: Place,
        /// What stands there.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
    /// A number is infinite or too large for double precision.
    #[error(
        "{place}: {} is not a finite number; expected {expected}",
        shown(value)
    )]
    NotFinite {
        /// The cell.
        place: Place,
        /// What stands there.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
    /// A number has thousands separators.
    #[error(
        "{place}: {} groups its digits; expected the same number without thousands separators",
        shown(value)
    )]
    GroupedDigits {
        /// The cell.
        place: Place,
        /// What stands there.
        value: String,
    },
    /// Decimal commas and decimal points stand in one table.
    #[error(
        "{place}: {} has a decimal {} where an earlier cell has a decimal {}; expected one \
         decimal mark in the whole table",
        shown(value),
        mark,
        earlier
    )]
    MixedDecimals {
        /// The cell.
        place: Place,
        /// What stands there.
        value: String,
        /// Its mark: `comma` or `point`.
        mark: &'static str,
        /// The mark before it.
        earlier: &'static str,
    },
    /// A number that nothing measured can have.
    #[error("{place}: {} is impossible; expected {expected}", shown(value))]
    Impossible {
        /// The cell.
        place: Place,
        /// What stands there.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
    /// A logarithm so large that it must be the value itself.
    #[error(
        "{place}: {} cannot be a logarithm; expected a number below {LOG10_LIMIT}, or a linear \
         column such as eta_Pa_s or tau_s",
        shown(value)
    )]
    NotALogarithm {
        /// The cell.
        place: Place,
        /// What stands there.
        value: String,
    },
    /// Too few rows to fit anything.
    #[error(
        "{file} has {points} points; expected at least {LEAST_POINTS}, one more than a law with \
         three parameters"
    )]
    TooFew {
        /// The file's name.
        file: String,
        /// How many there are.
        points: usize,
    },
}

/// A cell's text in quotes, shortened where it is long.
fn shown(value: &str) -> String {
    format!("{:?}", shortened(value))
}

/// At most forty characters of a text.
pub(super) fn shortened(value: &str) -> String {
    const LONGEST: usize = 40;
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &value[..end]),
        None => value.to_owned(),
    }
}

/// How a cell without a value is described.
fn missing(value: &str) -> String {
    if value.is_empty() {
        "the cell is empty".to_owned()
    } else {
        format!("{} marks a missing value", shown(value))
    }
}

/// What a byte would be in Latin-1, where that is a visible character.
fn latin(byte: u8) -> String {
    if byte > 0xA0 {
        format!(" ({:?} in Latin-1)", char::from(byte))
    } else {
        String::new()
    }
}
