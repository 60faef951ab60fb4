//! The JSON Schemas of the files, from the structs that read them.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::file::{DefectFile, StudyFile};

/// The schema of `defect.toml`.
pub fn defect() -> Value {
    of::<DefectFile>()
}

/// The schema of `study.toml`.
pub fn study() -> Value {
    of::<StudyFile>()
}

/// The schema of any file, by the draft 2020-12, every table in its place.
pub fn of<T: JsonSchema>() -> Value {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let schema: Schema = settings
        .for_deserialize()
        .into_generator()
        .into_root_schema_for::<T>();
    schema.to_value()
}
