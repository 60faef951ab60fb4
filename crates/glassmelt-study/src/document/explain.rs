//! The words of the TOML reader turned into ours: which key, in which table, and what would be right.

use serde_json::Value;

use super::Document;
use super::place::{line, line_of, path_at, shortened, table_name};
use crate::error::StudyError;

/// Two words are alike if they share at least this much of their letters.
const ALIKE: f64 = 0.6;

/// The error of the TOML reader in our words.
pub(super) fn parse_error(
    document: &Document,
    schema: &Value,
    error: &toml::de::Error,
) -> StudyError {
    let text = document.text();
    let span = error.span().unwrap_or(0..0);
    let place = Place {
        file: document.name().to_owned(),
        line: line_of(text, span.start),
        path: path_at(text, &span),
    };
    let message = error.message();
    let (told, words) = (first_quoted(message), quoted(message));
    if toml::de::DeTable::parse(text).is_err() {
        StudyError::Grammar {
            file: place.file,
            text: line(text, place.line),
            line: place.line,
            reason: message.to_owned(),
        }
    } else if message.starts_with("unknown field") {
        place.unknown_key(told, words.get(1..).unwrap_or_default())
    } else if message.starts_with("missing field") {
        place.missing_key(told, schema)
    } else {
        let value = shortened(text.get(span).unwrap_or_default());
        let right = if message.starts_with("unknown variant") {
            nearest(told, words.get(1..).unwrap_or_default())
        } else {
            what_would_be_right(message, &choices(schema, &place.path))
        };
        place.value(value, &right)
    }
}

/// Where the reader stopped.
struct Place {
    file: String,
    line: usize,
    path: Vec<String>,
}

impl Place {
    fn table(&self, length: usize) -> String {
        let path: Vec<&str> = self.path.iter().take(length).map(String::as_str).collect();
        table_name(&path)
    }

    fn unknown_key(self, key: &str, known: &[&str]) -> StudyError {
        StudyError::UnknownKey {
            table: self.table(self.path.len().saturating_sub(1)),
            file: self.file,
            line: self.line,
            key: key.to_owned(),
            right: nearest(key, known),
        }
    }

    fn missing_key(self, key: &str, schema: &Value) -> StudyError {
        let has_key = |length: &usize| {
            let node = node_at(schema, &self.path[..*length]);
            node.and_then(properties)
                .is_some_and(|keys| keys.contains_key(key))
        };
        let depth = (0..=self.path.len()).rev().find(has_key).unwrap_or(0);
        let mut path = self.path[..depth].to_vec();
        path.push(key.to_owned());
        StudyError::MissingKey {
            table: self.table(depth),
            file: self.file,
            line: self.line,
            key: key.to_owned(),
            right: description(schema, &path),
        }
    }

    fn value(self, value: String, right: &str) -> StudyError {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        StudyError::Value {
            file: self.file,
            line: self.line,
            key: super::key_name(&path),
            value,
            right: right.to_owned(),
        }
    }
}

/// "did you mean `x`?" for the nearest word, and the others where none is near.
fn nearest(word: &str, known: &[&str]) -> String {
    let alike = |other: &str| strsim::normalized_damerau_levenshtein(word, other);
    let best = known
        .iter()
        .map(|other| (alike(other), *other))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((likeness, other)) if likeness >= ALIKE => format!("did you mean `{other}`?"),
        Some((_, other)) => format!(
            "the nearest known one is `{other}`; expected one of {}",
            known.join(", ")
        ),
        None => "expected none".to_owned(),
    }
}

/// What a value must be, from the reader's words.
fn what_would_be_right(message: &str, choices: &[&str]) -> String {
    if !choices.is_empty() {
        return format!("expected one of {}", choices.join(", "));
    }
    match message.rsplit_once("expected ") {
        Some((_, expected)) => format!("expected {}", plain(expected)),
        None => message.to_owned(),
    }
}

/// The reader's name of a type in plain words.
fn plain(expected: &str) -> &str {
    match expected {
        "f64" => "a number",
        "usize" | "u32" | "u64" => "a whole number, zero or larger",
        "a string" | "string or table" => "a word in quotation marks",
        "a sequence" => "a list in brackets",
        "an array of length 6" => "a list of six numbers, xx, yy, zz, yz, xz, xy",
        "an array of length 3" => "a list of three numbers, x, y and z",
        "an array of length 2" => "a list of two whole numbers, corner and neighbour from zero",
        _ if expected.starts_with("struct") => "a table of keys and values",
        _ if expected.starts_with("enum") => "a word in quotation marks",
        _ => expected,
    }
}

/// The words between backticks.
fn quoted(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

fn first_quoted(message: &str) -> &str {
    quoted(message).first().copied().unwrap_or_default()
}

/// What the schema says of the key at a path: its first sentence.
fn description(schema: &Value, path: &[String]) -> String {
    let text = node_at(schema, path).and_then(|node| node.get("description"));
    let text = text.and_then(Value::as_str).unwrap_or("a value");
    let sentence = text.split_once(". ").map_or(text, |(first, _)| first);
    let mut sentence = sentence.trim_end_matches('.').replace('\n', " ");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    sentence
}

/// The words that the schema allows at a path; none where it allows more than words.
fn choices<'s>(schema: &'s Value, path: &[String]) -> Vec<&'s str> {
    let Some(node) = node_at(schema, path) else {
        return Vec::new();
    };
    let among = |node: &'s Value| node.get("oneOf").and_then(Value::as_array);
    let of_some = || node.get("anyOf")?.as_array()?.iter().find_map(among);
    let constants = among(node).or_else(of_some).into_iter().flatten();
    constants
        .filter_map(|choice| choice.get("const")?.as_str())
        .collect()
}

/// The schema of what stands at a path.
fn node_at<'s>(schema: &'s Value, path: &[String]) -> Option<&'s Value> {
    path.iter()
        .try_fold(schema, |node, key| properties(node)?.get(key))
}

/// The properties of a schema, also of one that may be null.
fn properties(node: &Value) -> Option<&serde_json::Map<String, Value>> {
    let own = node.get("properties");
    let of_some = || {
        node.get("anyOf")?
            .as_array()?
            .iter()
            .find_map(|n| n.get("properties"))
    };
    own.or_else(of_some)?.as_object()
}

/// The tables that a file cannot do without, from its schema.
pub(super) fn required_tables(schema: &Value) -> String {
    let names = schema.get("required").and_then(Value::as_array);
    let tables: Vec<String> = names
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|name| format!("[{name}]"))
        .collect();
    tables.join(", ")
}
