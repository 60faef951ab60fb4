//! A small run as text, its plan, and folders to run in.
#![allow(dead_code, unreachable_pub)] // each test binary uses its own part of it

use std::path::{Path, PathBuf};

use glassmelt_runs::{PlacesAt, Result, RunFolder, RunPlan};
use glassmelt_study::Document;

/// Eight rotors on a lattice.
pub const LATTICE: &str = "\
[sites]
kind = \"lattice\"
size = 2

[coupling]
x0 = [1.0, 2.0]

[run]
thermalize = 6
measure = 12
every = 2
samples = 2

[sampler]
exchange = false

[look]
frames = 4
";

/// Some rotors at random places.
pub const RANDOM: &str = "\
[sites]
kind = \"random\"
count = 6
density = 0.1

[coupling]
x0 = [1.0]

[run]
thermalize = 4
measure = 5
every = 2
";

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn document(text: &str) -> Document {
    Document::new("run.toml", text)
}

pub fn plan(text: &str) -> Result<RunPlan> {
    RunPlan::of(&document(text), &PlacesAt::Beside(PathBuf::new()))
}

pub fn folder(path: &Path, text: &str) -> RunFolder {
    RunFolder::create(path, &document(text), plan(text).unwrap()).unwrap()
}

/// The text with one piece replaced, which must be there.
pub fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}
