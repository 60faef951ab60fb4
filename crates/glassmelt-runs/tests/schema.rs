//! The published schema is that of the code, and knows every key of the shipped files, which are plans.

mod common;

use common::repository;
use glassmelt_runs::{RunPlan, schema};
use serde_json::Value;

#[test]
fn the_published_schema_is_that_which_the_program_prints() {
    let path = repository().join("docs/schema/run.schema.json");
    let published: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(published, schema::run());
}

#[test]
fn every_key_of_the_schema_is_explained() {
    fn explained(node: &Value, path: &str) {
        let own = node["properties"].as_object();
        let of_some = node["anyOf"].as_array().into_iter().flatten();
        let inner = of_some.filter_map(|node| node["properties"].as_object());
        for (key, inner) in own.into_iter().chain(inner).flatten() {
            let path = format!("{path}.{key}");
            assert!(inner["description"].is_string(), "{path}");
            explained(inner, &path);
        }
    }
    explained(&schema::run(), "");
}

#[test]
fn the_shipped_run_files_are_plans() {
    let folder = repository().join("examples/runs");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let plan = RunPlan::read(&path).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(plan.places(0).unwrap().positions().len(), plan.count());
        count += 1;
    }
    assert!(count >= 3);
}
