//! The TOML beside a table: what people call the curve, and where it was published.

use std::path::Path;

use glassmelt::Warning;
use serde::Deserialize;

/// What is known of a curve beside its numbers; every key may be missing, others are ignored.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// What people call it.
    pub title: Option<String>,
    /// Keys of `references.bib`.
    pub source: Vec<String>,
    /// Table or page of the source.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// Whether the values were computed from a fitted law rather than measured.
    pub smoothed: bool,
    /// What to know about the measurement.
    pub notes: Option<String>,
}

impl Metadata {
    /// Reads the file of the same name with the ending `.toml`; nothing if there is none.
    ///
    /// A file that cannot be understood is left aside with a warning: the numbers stand without it.
    pub fn beside(table: &Path) -> (Self, Option<Warning>) {
        let path = table.with_extension("toml");
        let Ok(text) = std::fs::read_to_string(&path) else {
            return (Self::default(), None);
        };
        match toml::from_str(&text) {
            Ok(metadata) => (metadata, None),
            Err(error) => {
                let message = format!("{} is left aside: {}", path.display(), error.message());
                (
                    Self::default(),
                    Some(Warning::new("metadata_left_aside", message)),
                )
            }
        }
    }

    /// The warning that smoothed values deserve.
    pub fn smoothing(&self) -> Option<Warning> {
        self.smoothed.then(|| {
            Warning::new(
                "smoothed_source",
                "The source says that these values were computed from a fitted law, not measured: no \
                 comparison of laws on them means anything.",
            )
        })
    }

    /// Where the values were published, in one line.
    pub fn citation(&self) -> Option<String> {
        let keys = self.source.join(", ");
        match (&self.place, keys.is_empty()) {
            (Some(place), false) => Some(format!("{keys}; {place}")),
            (None, false) => Some(keys),
            (place, true) => place.clone(),
        }
    }
}
