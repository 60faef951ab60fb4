//! Where a key stands in the text of a TOML file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The line, from one, of a byte of the text.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    1 + text.get(..offset).unwrap_or(text).matches('\n').count()
}

/// A line of the text, from one, without the blanks around it.
pub(super) fn line(text: &str, number: usize) -> String {
    shortened(text.lines().nth(number - 1).unwrap_or_default())
}

/// A value as it stands in the text, on one line and not too long.
pub(super) fn shortened(value: &str) -> String {
    const MOST: usize = 60;
    let one_line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= MOST {
        one_line
    } else {
        let start: String = one_line.chars().take(MOST - 2).collect();
        format!("{start}..")
    }
}

/// `[bonds]`, `[defect.bonds]`, or the file.
pub(super) fn table_name(path: &[&str]) -> String {
    if path.is_empty() {
        "the file".to_owned()
    } else {
        format!("[{}]", path.join("."))
    }
}

/// The bytes of the value at a path, if the text is TOML and has it.
pub(super) fn span(text: &str, path: &[&str]) -> Option<Range<usize>> {
    let root = DeTable::parse(text).ok()?;
    let (_, value) = find(root.get_ref(), path)?;
    Some(value.span())
}

/// Whether a path leads to a table.
pub(super) fn is_table(text: &str, path: &[&str]) -> bool {
    let Ok(root) = DeTable::parse(text) else {
        return false;
    };
    find(root.get_ref(), path)
        .is_some_and(|(_, value)| matches!(value.get_ref(), DeValue::Table(_)))
}

/// The line of the longest part of a path that the text has; one if it has none.
pub(super) fn nearest_line(text: &str, path: &[&str]) -> usize {
    let Ok(root) = DeTable::parse(text) else {
        return 1;
    };
    (1..=path.len())
        .rev()
        .find_map(|length| find(root.get_ref(), &path[..length]))
        .map_or(1, |(key, _)| line_of(text, key.start))
}

type Found<'t, 'i> = (Range<usize>, &'t Spanned<DeValue<'i>>);

/// The key and the value at a path.
fn find<'t, 'i>(table: &'t DeTable<'i>, path: &[&str]) -> Option<Found<'t, 'i>> {
    let (first, rest) = path.split_first()?;
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == first)?;
    match value.get_ref() {
        _ if rest.is_empty() => Some((key.span(), value)),
        DeValue::Table(inner) => find(inner, rest),
        _ => None,
    }
}

/// The keys that lead to what stands at `at`: the innermost key or value around it.
pub(super) fn path_at(text: &str, at: &Range<usize>) -> Vec<String> {
    let mut path = Vec::new();
    if let Ok(root) = DeTable::parse(text) {
        descend(root.get_ref(), at, &mut path);
    }
    path
}

/// The path into the table as far as a key or a value holds the range; tells whether one does.
fn descend(table: &DeTable<'_>, at: &Range<usize>, path: &mut Vec<String>) -> bool {
    for (key, value) in table {
        path.push(key.get_ref().to_string());
        let inner = match value.get_ref() {
            DeValue::Table(inner) => descend(inner, at, path),
            _ => false,
        };
        if inner || holds(&key.span(), at) || holds(&value.span(), at) {
            return true;
        }
        path.pop();
    }
    false
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
