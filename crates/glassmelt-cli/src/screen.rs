//! Text for a terminal: tables that align, lines that fit.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table};

/// The width to wrap text at: the terminal's, between 60 and 100 columns.
pub(crate) fn width() -> usize {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .unwrap_or(100)
        .clamp(60, 100)
}

/// A table with these headers, numbers to the right but for the first column.
pub(crate) fn table(headers: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(headers.to_vec());
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
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

/// A number in about six digits, in powers of ten where it is very large or small; a dash for none.
pub(crate) fn number(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        "–".to_owned()
    } else if size != 0.0 && !(1e-3..1e7).contains(&size) {
        format!("{value:.4e}")
    } else {
        let digits = if size >= 1e5 {
            1
        } else if size >= 100.0 {
            2
        } else if size >= 1.0 {
            4
        } else {
            6
        };
        format!("{value:.digits$}")
    }
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
            ("–".into(), "–".into())
        );
        assert_eq!(
            (number(1e-9), number(0.0)),
            ("1.0000e-9".into(), "0.000000".into())
        );
    }
}
