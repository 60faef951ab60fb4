//! A TOML file as text: read, parsed, and asked for the line of a key.

mod explain;
mod place;

use std::io::Read;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::error::{Result, StudyError};
use crate::mistake::Mistake;
use place::{line_of, shortened, table_name};

/// The most that is read of a file, in MiB.
const MOST_MEBIBYTES: u64 = 16;

/// The text of a TOML file with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    name: String,
    text: String,
}

impl Document {
    /// A text with the name that messages give it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// The text of a file.
    ///
    /// # Errors
    /// When it cannot be read, is longer than 16 MiB, or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let unreadable = |reason: std::io::Error| StudyError::Unreadable {
            file: name.clone(),
            reason: reason.to_string(),
        };
        let most = MOST_MEBIBYTES << 20;
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).map_err(unreadable)?;
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() as u64 > most {
            return Err(StudyError::TooLong {
                file: name,
                mebibytes: MOST_MEBIBYTES,
            });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { name, text }),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
                Err(StudyError::NotText {
                    file: name,
                    line: line_of(&text, valid),
                })
            }
        }
    }

    /// The name that messages give it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the file says, with its `schema` to tell what a missing key is and which words a key takes.
    ///
    /// # Errors
    /// When it is empty or no TOML, a key is missing or unknown, or a value of another kind: with the line.
    pub fn parse<T: DeserializeOwned>(&self, schema: &serde_json::Value) -> Result<T> {
        if self.is_empty() {
            return Err(StudyError::Empty {
                file: self.name.clone(),
                tables: explain::required_tables(schema),
            });
        }
        toml::from_str(&self.text).map_err(|error| explain::parse_error(self, schema, &error))
    }

    /// Nothing but blanks and comments.
    fn is_empty(&self) -> bool {
        let nothing = |line: &str| line.is_empty() || line.starts_with('#');
        let text = self.text.trim_start_matches('\u{feff}');
        text.lines().all(|line| nothing(line.trim()))
    }

    /// A mistake with file, line and value. Where the key is not there, the line of its table.
    pub fn explain(&self, mistake: &Mistake) -> StudyError {
        let path: Vec<&str> = mistake.path.iter().map(String::as_str).collect();
        let (file, right) = (self.name.clone(), mistake.problem.clone());
        let key = key_name(&path);
        match place::span(&self.text, &path) {
            Some(span) if !place::is_table(&self.text, &path) => StudyError::Value {
                file,
                line: line_of(&self.text, span.start),
                key,
                value: shortened(self.text.get(span).unwrap_or_default()),
                right,
            },
            _ => StudyError::Choice {
                file,
                line: place::nearest_line(&self.text, &path),
                key,
                right,
            },
        }
    }
}

/// `[bonds] stretch`, or `[bonds]` for a table at the root.
fn key_name(path: &[&str]) -> String {
    match path {
        [] => "the file".to_owned(),
        [table] => table_name(&[*table]),
        [tables @ .., key] => format!("{} {key}", table_name(tables)),
    }
}
