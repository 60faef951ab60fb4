//! A small run as text, its plan, and folders to run in.
#![allow(dead_code, unreachable_pub)] // each test binary uses its own part of it

#[path = "../../../glassmelt-rotors/tests/common/threads.rs"]
pub mod threads;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use glassmelt_runs::{PlacesAt, Result, RunFolder, RunPlan, Watcher};
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

/// Every file below a folder but the lock.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = files(&path).into_iter();
            found.extend(below.map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else if name != ".lock" {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

/// Stops before the block with this number, saves every so many blocks.
pub struct Stop {
    left: AtomicU64,
    every: u64,
}

impl Stop {
    pub fn after(blocks: u64, every: u64) -> Self {
        Self {
            left: AtomicU64::new(blocks),
            every,
        }
    }
}

impl Watcher for Stop {
    fn interrupted(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    fn save_is_due(&self) -> bool {
        let left = self.left.fetch_sub(1, Ordering::Relaxed) - 1;
        left.is_multiple_of(self.every)
    }
}
