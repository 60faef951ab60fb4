//! Text for a terminal: tables that align, lines that fit.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

/// The width to wrap text at: that of `COLUMNS` between 60 and 100, else 80.
pub(crate) fn width() -> usize {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .unwrap_or(80)
        .clamp(60, 100)
}

/// Rules above, below the header and below; blanks between.
const RULES: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    header: &'static str,
    alignment: CellAlignment,
    cells: Vec<String>,
}

impl Column {
    /// A column of words.
    pub(crate) fn words(header: &'static str, cells: Vec<String>) -> Self {
        Self {
            header,
            alignment: CellAlignment::Left,
            cells,
        }
    }

    /// A column of numbers, already in digits.
    pub(crate) fn numbers(header: &'static str, cells: Vec<String>) -> Self {
        Self {
            header,
            alignment: CellAlignment::Right,
            cells,
        }
    }

    /// A column of numbers with the same number of decimals, for `digits` of the largest.
    pub(crate) fn decimals(header: &'static str, values: &[Option<f64>], digits: i32) -> Self {
        Self::numbers(header, decimals(values, digits))
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell == NONE)
    }
}

/// What stands where there is no number.
pub(crate) const NONE: &str = "–";

/// The columns side by side under their headers; columns without a single number are left out.
pub(crate) fn table(columns: &[Column]) -> String {
    let columns: Vec<&Column> = columns.iter().filter(|c| !c.is_empty()).collect();
    let mut table = Table::new();
    table
        .load_style(RULES)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(columns.iter().map(|column| column.header));
    for i in 0..columns.first().map_or(0, |column| column.cells.len()) {
        table.add_row(columns.iter().map(|column| column.cells[i].as_str()));
    }
    let last = columns.len().saturating_sub(1);
    for (i, (column, drawn)) in columns.iter().zip(table.column_iter_mut()).enumerate() {
        drawn.set_cell_alignment(column.alignment);
        drawn.set_padding((0, u16::from(i < last)));
    }
    let text = table.to_string();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// Numbers with as many decimals as `digits` digits of the largest need, but no zeros that all of
/// them end in; in powers of ten where the largest is very large or small; a dash for none.
fn decimals(values: &[Option<f64>], digits: i32) -> Vec<String> {
    let finite = || values.iter().flatten().filter(|value| value.is_finite());
    let largest = finite().fold(0.0, |largest: f64, value| largest.max(value.abs()));
    let all = |write: &dyn Fn(f64) -> String| -> Vec<String> {
        let cell = |value: &Option<f64>| value.filter(|v| v.is_finite()).map(write);
        values
            .iter()
            .map(|value| cell(value).unwrap_or_else(|| NONE.to_owned()))
            .collect()
    };
    if largest != 0.0 && !(1e-4..1e7).contains(&largest) {
        let after = usize::try_from(digits - 1).unwrap_or(0);
        return all(&|value| format!("{value:.after$e}"));
    }
    let before = if largest < 1.0 {
        0
    } else {
        format!("{:.0}", largest.floor()).len()
    };
    let most = usize::try_from(digits).unwrap_or(0).saturating_sub(before);
    let needed = |count: &usize| {
        finite().all(|value| {
            let (all, fewer) = (format!("{value:.most$}"), format!("{value:.count$}"));
            all.parse::<f64>() == fewer.parse::<f64>()
        })
    };
    let count = (0..most).find(needed).unwrap_or(most);
    all(&|value| format!("{value:.count$}"))
}

/// Numbers over many powers of ten, mantissas and exponents below each other.
pub(crate) fn powers(values: &[f64]) -> Vec<String> {
    let split = |value: &f64| {
        let text = format!("{value:.4e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, ""));
        (mantissa.to_owned(), exponent.to_owned())
    };
    let parts: Vec<(String, String)> = values.iter().map(split).collect();
    let size = |exponent: &str| exponent.trim_start_matches('-').len();
    let widest = parts.iter().map(|(_, e)| size(e)).max().unwrap_or(0).max(2);
    parts
        .into_iter()
        .map(|(mantissa, exponent)| {
            let sign = if exponent.starts_with('-') { '-' } else { '+' };
            let power = exponent.trim_start_matches('-');
            format!("{mantissa}e{sign}{power:0>widest$}")
        })
        .collect()
}

/// `1.23 ± 0.05` below `10.1 ± 1.2`: the first words end, what follows them begins, below each other.
pub(crate) fn at_the_sign(texts: &[String]) -> Vec<String> {
    let split = |text: &String| match text.split_once(' ') {
        Some((value, error)) => (value.to_owned(), format!(" {error}")),
        None => (text.clone(), String::new()),
    };
    let parts: Vec<(String, String)> = texts.iter().map(split).collect();
    let length = |part: &str| part.chars().count();
    let left = parts.iter().map(|(v, _)| length(v)).max().unwrap_or(0);
    let right = parts.iter().map(|(_, e)| length(e)).max().unwrap_or(0);
    parts
        .iter()
        .zip(texts)
        .map(|((value, error), text)| match text.as_str() {
            NONE => NONE.to_owned(),
            _ => format!("{value:>left$}{error:<right$}"),
        })
        .collect()
}

/// `text` broken into lines of at most `width` characters, the first and the others indented.
pub(crate) fn wrapped(text: &str, first: &str, others: &str, width: usize) -> String {
    let mut lines = vec![first.to_owned()];
    let mut empty = true;
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if !empty && last.chars().count() + 1 + word.chars().count() > width {
            lines.push(format!("{others}{word}"));
        } else {
            if !empty {
                last.push(' ');
            }
            last.push_str(word);
        }
        empty = false;
    }
    lines.join("\n")
}

/// A number in six digits, or in powers of ten where it is very large or small; a dash for none.
pub(crate) fn number(value: f64) -> String {
    decimals(&[Some(value)], 6).concat()
}

/// A number that may be many powers of ten small, in five digits; zero as it is.
pub(crate) fn power(value: f64) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else {
        powers(&[value]).concat()
    }
}

/// A number in twelve digits.
pub(crate) fn precise(value: f64) -> String {
    decimals(&[Some(value)], 12).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let text = "the quick brown fox jumps over the lazy dog";
        let wrapped = wrapped(text, "- ", "  ", 16);
        assert!(
            wrapped.lines().all(|line| line.chars().count() <= 16),
            "{wrapped}"
        );
        let words: Vec<&str> = wrapped.split_whitespace().skip(1).collect();
        assert_eq!(words.join(" "), text);
    }

    #[test]
    fn numbers_without_a_value_are_a_dash() {
        assert_eq!(
            (number(f64::NAN), number(f64::INFINITY)),
            (NONE.into(), NONE.into())
        );
        assert_eq!(
            (number(1e-9), number(0.0), number(200.573_21)),
            ("1.00000e-9".into(), "0".into(), "200.573".into())
        );
    }

    #[test]
    fn a_column_has_one_number_of_decimals() {
        let values = [Some(5.0), None, Some(112.6245), Some(-0.25)];
        assert_eq!(decimals(&values, 6), ["5.000", NONE, "112.624", "-0.250"]);
        assert_eq!(decimals(&[Some(150.0), Some(155.0)], 6), ["150", "155"]);
        assert_eq!(
            decimals(&[Some(3e300), Some(1.0)], 3),
            ["3.00e300", "1.00e0"]
        );
    }

    #[test]
    fn signs_and_exponents_stand_below_each_other() {
        let texts = [
            "10.1 ± 1.2".to_owned(),
            "1.23 ± 0.05".into(),
            NONE.into(),
            "7".into(),
        ];
        assert_eq!(
            at_the_sign(&texts),
            ["10.1 ± 1.2 ", "1.23 ± 0.05", NONE, "   7       "]
        );
        assert_eq!(powers(&[9.0, 1e-10]), ["9.0000e+00", "1.0000e-10"]);
    }

    #[test]
    fn a_table_leaves_out_columns_without_numbers_and_blanks_at_line_ends() {
        let none = vec![NONE.to_owned(); 2];
        let text = table(&[
            Column::words("law", vec!["vft".into(), "arrhenius".into()]),
            Column::numbers("nothing", none),
            Column::numbers("m", vec!["58.5".into(), "4".into()]),
        ]);
        assert!(!text.contains("nothing"), "{text}");
        assert!(text.lines().all(|line| line == line.trim_end()), "{text}");
        assert!(text.contains("vft        58.5\narrhenius     4"), "{text}");
    }
}
