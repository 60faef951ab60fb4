//! A small defect as text, and the examples that come with the project.
#![allow(dead_code, unreachable_pub)]

use std::path::{Path, PathBuf};

use glassmelt_study::{DefectModel, DefectReport, Document, SolvedDefect, StudyError};

/// A tetrahedron with printed springs, its neighbours on springs of their own.
pub const TETRAHEDRON: &str = "\
[core]
shape = \"tetrahedron\"
radius = 1.0

[cage]
distance = 2.0

[bonds]
bend = 1.0
stretch = 10.0
rest_length = \"as_printed\"

[surroundings]
kind = \"springs\"
stiffness = 5.0

[medium]
lambda = 1.0
mu = 1.0

[cell]
length = 2.0
";

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every shipped file of a defect.
pub fn examples() -> Vec<PathBuf> {
    let folder = repository().join("examples/defects");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

pub fn example(name: &str) -> SolvedDefect {
    let path = repository().join(format!("examples/defects/{name}.toml"));
    SolvedDefect::new(DefectModel::read(&path).unwrap()).unwrap()
}

pub fn model(text: &str) -> Result<DefectModel, StudyError> {
    DefectModel::of(&Document::new("defect.toml", text))
}

pub fn report(text: &str) -> DefectReport {
    SolvedDefect::new(model(text).unwrap()).unwrap().report()
}

/// The tetrahedron with one piece of its text replaced, which must be there.
pub fn with(from: &str, to: &str) -> String {
    assert!(TETRAHEDRON.contains(from), "{from}");
    TETRAHEDRON.replacen(from, to, 1)
}

pub fn codes(report: &DefectReport) -> Vec<&'static str> {
    report.warnings.iter().map(|warning| warning.code).collect()
}
