//! The published schemas are those of the code, and know every key of the shipped files.

mod common;

use common::{examples, repository};
use glassmelt_study::schema;
use serde_json::Value;

fn published(name: &str) -> Value {
    let path = repository().join(format!("docs/schema/{name}.schema.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_published_schemas_are_those_that_the_program_prints() {
    assert_eq!(published("defect"), schema::defect());
    assert_eq!(published("study"), schema::study());
}

#[test]
fn every_key_of_the_schemas_is_explained() {
    fn explained(node: &Value, path: &str) {
        for (key, inner) in node["properties"].as_object().into_iter().flatten() {
            let path = format!("{path}.{key}");
            assert!(inner["description"].is_string(), "{path}");
            explained(inner, &path);
        }
    }
    explained(&schema::defect(), "");
    explained(&schema::study(), "");
}

#[test]
fn the_keys_of_the_shipped_files_stand_in_the_schema() {
    fn known(table: &toml::Table, node: &Value, file: &str) {
        for (key, value) in table {
            let inner = &node["properties"][key];
            assert!(inner.is_object(), "{file}: {key}");
            if let toml::Value::Table(table) = value {
                known(table, inner, file);
            }
        }
    }
    for path in examples() {
        let table: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        known(&table, &schema::defect(), &path.display().to_string());
    }
    let text = std::fs::read_to_string(repository().join("examples/study.toml")).unwrap();
    known(&text.parse().unwrap(), &schema::study(), "study.toml");
}
