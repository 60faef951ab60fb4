//! One cell, one number: decimal points, or decimal commas where the comma does not separate
//! columns.

/// Whether a comma inside a cell can be a decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Commas {
    /// Columns are separated by `;` or tabs: `12,3` is 12.3.
    Decimal,
    /// Columns are separated by commas or blanks: `12,3` is a mistake.
    Refused,
}

/// A decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `12.3`.
    Point,
    /// `12,3`.
    Comma,
}

impl Mark {
    /// Its word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
        }
    }
}

/// Why a cell is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Empty, or a word for a missing value.
    Missing,
    /// Infinite, or beyond double precision.
    NotFinite,
    /// Thousands separators.
    Grouped,
    /// A decimal mark that is not the table's.
    Mixed { mark: Mark, earlier: Mark },
    /// Anything else.
    NotANumber,
}

/// Reads the numbers of one table and remembers its decimal mark.
#[derive(Debug)]
pub(super) struct Numbers {
    commas: Commas,
    mark: Option<Mark>,
}

impl Numbers {
    /// A table's numbers.
    pub(super) fn new(commas: Commas) -> Self {
        Self { commas, mark: None }
    }

    /// The table's decimal mark, once one was met.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.mark
    }

    /// The finite number in a cell.
    pub(super) fn read(&mut self, cell: &str) -> Result<f64, Fault> {
        let cell = bare(cell);
        match cell.parse::<f64>() {
            Ok(value) if value.is_finite() => self.keep(cell, value),
            _ => self.read_odd(cell),
        }
    }

    /// A cell that is not a plain number: a decimal comma, a typographic minus, or a fault.
    fn read_odd(&mut self, cell: &str) -> Result<f64, Fault> {
        if marks_missing(cell) {
            return Err(Fault::Missing);
        }
        let typed = cell.replace('\u{2212}', "-");
        let comma = self.commas == Commas::Decimal
            && typed.matches(',').count() == 1
            && !typed.contains('.');
        let pointed = if comma {
            typed.replace(',', ".")
        } else {
            typed
        };
        match pointed.parse::<f64>() {
            Ok(value) if value.is_finite() => self.keep(cell, value),
            Ok(_) => Err(Fault::NotFinite),
            Err(_) if is_grouped(cell) => Err(Fault::Grouped),
            Err(_) => Err(Fault::NotANumber),
        }
    }

    /// The value, if its decimal mark is the table's.
    fn keep(&mut self, cell: &str, value: f64) -> Result<f64, Fault> {
        let mark = if cell.contains('.') {
            Mark::Point
        } else if cell.contains(',') {
            Mark::Comma
        } else {
            return Ok(value);
        };
        match *self.mark.get_or_insert(mark) {
            earlier if earlier != mark => Err(Fault::Mixed { mark, earlier }),
            _ => Ok(value),
        }
    }
}

/// Whether a cell reads as a finite number in either decimal mark.
pub(super) fn is_number(cell: &str) -> bool {
    Numbers::new(Commas::Decimal).read(cell).is_ok()
}

/// A cell without the blanks around it and without quotes that a blank kept from being taken off.
pub(super) fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('"')
        .and_then(|inner| inner.strip_suffix('"'))
        .map_or(cell, str::trim)
}

/// Words that people write where there is no value.
fn marks_missing(cell: &str) -> bool {
    const WORDS: [&str; 14] = [
        "", "nan", "-", "--", "---", "\u{2013}", "\u{2014}", "n/a", "#n/a", "na", "n.a.", "null",
        "none", "?",
    ];
    WORDS.contains(&cell.to_lowercase().as_str())
}

/// Whether a cell is a number with thousands separators, such as `1,234.5`, `1.234,5` or `1 234`.
fn is_grouped(cell: &str) -> bool {
    let separator = |c: char| matches!(c, ',' | '.' | '\'' | '\u{2019}' | '_') || c.is_whitespace();
    let digits: String = cell.chars().filter(|&c| !separator(c)).collect();
    let separators = cell.chars().filter(|&c| separator(c)).count();
    let clear = cell.chars().any(|c| separator(c) && c != ',' && c != '.');
    let whole = !cell.starts_with(separator) && !cell.ends_with(separator);
    whole && digits.parse::<f64>().is_ok() && (separators > 1 || clear)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(commas: Commas, cell: &str) -> Result<f64, Fault> {
        Numbers::new(commas).read(cell)
    }

    #[test]
    fn plain_numbers_are_read_as_rust_reads_them() {
        for text in ["12.3", " -4.5e-6", "+7", ".5", "5.", "1E5", "\"8\" "] {
            let expected: f64 = text.trim().trim_matches('"').parse().unwrap();
            assert_eq!(read(Commas::Refused, text), Ok(expected));
        }
    }

    #[test]
    fn a_decimal_comma_counts_only_where_commas_do_not_separate() {
        assert_eq!(read(Commas::Decimal, "12,3e2"), Ok(12.3e2));
        assert_eq!(read(Commas::Refused, "12,3"), Err(Fault::NotANumber));
    }

    #[test]
    fn a_typographic_minus_is_a_minus() {
        assert_eq!(read(Commas::Refused, "\u{2212}1.5"), Ok(-1.5));
    }

    #[test]
    fn thousands_separators_are_refused() {
        for text in [
            "1,234.5",
            "1.234,5",
            "1,234,567",
            "1 234",
            "1'234.5",
            "1\u{202F}234",
            "1_000",
        ] {
            assert_eq!(read(Commas::Decimal, text), Err(Fault::Grouped), "{text}");
        }
    }

    #[test]
    fn words_for_missing_values_are_known_and_infinities_are_not_values() {
        for text in ["", "  ", "NaN", "-", "n/a", "N/A", "NA", "\u{2014}"] {
            assert_eq!(read(Commas::Refused, text), Err(Fault::Missing), "{text}");
        }
        for text in ["inf", "-Infinity", "1e999"] {
            assert_eq!(read(Commas::Refused, text), Err(Fault::NotFinite), "{text}");
        }
        assert_eq!(read(Commas::Refused, "12 Pa s"), Err(Fault::NotANumber));
    }

    #[test]
    fn one_table_has_one_decimal_mark() {
        let mut numbers = Numbers::new(Commas::Decimal);
        assert_eq!(numbers.read("12,3"), Ok(12.3));
        assert_eq!(numbers.read("12"), Ok(12.0));
        let fault = Fault::Mixed {
            mark: Mark::Point,
            earlier: Mark::Comma,
        };
        assert_eq!(numbers.read("1.234"), Err(fault));
    }
}
