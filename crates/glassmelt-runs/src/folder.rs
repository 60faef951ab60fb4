//! The folder of a run: what stands in it, who may write it.
//!
//! | file | what |
//! | --- | --- |
//! | `run.toml` | the run file, as it was given |
//! | `places.csv`, `places.extxyz` | the file of places, where there is one |
//! | `meta.json` | version, seeds, sizes: what is needed to repeat the run |
//! | `checkpoint.glassmelt` | where the run stands |
//! | `series/`, `trajectory/` | what was seen on the way |
//! | `results.json` | the answer so far |

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use glassmelt_study::Document;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::atomic;
use crate::checkpoint::Checkpoint;
use crate::error::{Result, RunError, reading, writing};
use crate::plan::{PlacesAt, RunPlan, Sites};
use crate::record::{SERIES, TRAJECTORY};
use crate::results::RunResults;

/// The run file, as it was given.
pub const RUN_FILE: &str = "run.toml";
/// Where a run stands.
pub const CHECKPOINT: &str = "checkpoint.glassmelt";
/// The answer so far.
pub const RESULTS: &str = "results.json";
/// What is needed to repeat the run.
pub const META: &str = "meta.json";
/// Held by whoever writes the folder.
const LOCK: &str = ".lock";
/// What a new run does not write over.
const OURS: [&str; 7] = [
    RUN_FILE,
    CHECKPOINT,
    RESULTS,
    META,
    SERIES,
    TRAJECTORY,
    "report.html",
];

/// The folder of a run, held by this process until it is dropped.
#[derive(Debug)]
pub struct RunFolder {
    path: PathBuf,
    run_file: String,
    plan: RunPlan,
    /// Its lock ends with it.
    _lock: File,
}

impl RunFolder {
    /// A new folder for a run, or an existing one that holds no other; `document` is its run file, which
    /// `plan` comes from.
    ///
    /// # Errors
    /// When the folder holds files of a run, is held by another process, or cannot be written.
    pub fn create(path: &Path, document: &Document, plan: RunPlan) -> Result<Self> {
        free(path)?;
        std::fs::create_dir_all(path).map_err(writing(path))?;
        let lock = lock(path)?;
        // Another process may have been faster.
        free(path)?;
        copy_places(path, &plan)?;
        let folder = Self {
            path: path.into(),
            run_file: document.text().to_owned(),
            plan,
            _lock: lock,
        };
        folder.replace(RUN_FILE, folder.run_file.as_bytes())?;
        folder.write_meta()?;
        Ok(folder)
    }

    /// The folder of a run that was begun.
    ///
    /// # Errors
    /// When it is none, is held by another process, or its run file can no longer be understood.
    pub fn open(path: &Path) -> Result<Self> {
        let (document, plan) = read(path)?;
        let folder = Self {
            path: path.into(),
            run_file: document.text().to_owned(),
            plan,
            _lock: lock(path)?,
        };
        folder.write_meta()?;
        Ok(folder)
    }

    /// The plan of a run that was begun, for whoever helps the one who has opened the folder.
    ///
    /// # Errors
    /// When the folder is none, or its run file can no longer be understood.
    pub fn plan_in(path: &Path) -> Result<RunPlan> {
        read(path).map(|(_, plan)| plan)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text of the run file.
    pub fn run_file(&self) -> &str {
        &self.run_file
    }

    /// What the run file means.
    pub fn plan(&self) -> &RunPlan {
        &self.plan
    }

    /// The checkpoint, if there is one yet.
    ///
    /// # Errors
    /// When it is damaged, of a newer version or of another run.
    pub fn checkpoint(&self) -> Result<Option<Checkpoint>> {
        checkpoint(&self.path, &self.run_file)
    }

    /// Saves where the run stands.
    ///
    /// # Errors
    /// When it cannot be written; the earlier one is intact.
    pub fn save(&self, checkpoint: &Checkpoint) -> Result<()> {
        checkpoint.save(&self.path.join(CHECKPOINT))
    }

    /// Puts a file into the folder, in place of an earlier one of its name.
    ///
    /// # Errors
    /// When it cannot be written; the earlier one is intact.
    pub fn replace(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path.join(name);
        atomic::replace(&path, |output| output.write_all(bytes)).map_err(writing(&path))
    }

    fn write_meta(&self) -> Result<()> {
        self.replace(META, &pretty(&meta(&self.plan, &self.run_file)))
    }
}

/// What a run folder holds, for whoever only looks; it may be written meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// What the run file means.
    pub plan: RunPlan,
    /// Where the run stands, once it has saved anything.
    pub checkpoint: Option<Checkpoint>,
    /// The answer so far, once there is one.
    pub results: Option<Value>,
}

impl Seen {
    /// The answer so far with its types; absent while there is none, or none of any coupling. `folder` is where
    /// it was seen.
    ///
    /// # Errors
    /// When `results.json` is not what a run of this version writes.
    pub fn answer(&self, folder: &Path) -> Result<Option<RunResults>> {
        let told = |value: &&Value| value.get("results").is_some();
        let answer = self
            .results
            .as_ref()
            .filter(told)
            .map(RunResults::deserialize);
        answer.transpose().map_err(|error| foreign(folder, &error))
    }
}

/// Looks into the folder of a run.
///
/// # Errors
/// When it is none, or a file in it cannot be read or understood.
pub fn look(path: &Path) -> Result<Seen> {
    let (document, plan) = read(path)?;
    let file = path.join(RESULTS);
    let results = match std::fs::read(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        found => {
            let bytes = found.map_err(reading(&file))?;
            let value = serde_json::from_slice(&bytes);
            Some(value.map_err(|error| foreign(path, &error))?)
        }
    };
    Ok(Seen {
        plan,
        checkpoint: checkpoint(path, document.text())?,
        results,
    })
}

/// The answer in a folder is none of this version.
fn foreign(folder: &Path, error: &serde_json::Error) -> RunError {
    RunError::Results {
        path: folder.join(RESULTS),
        reason: error.to_string(),
        folder: folder.into(),
    }
}

/// The run file of a folder, and what it means.
fn read(path: &Path) -> Result<(Document, RunPlan)> {
    let file = path.join(RUN_FILE);
    if !file.is_file() {
        return Err(RunError::NotARun {
            path: path.into(),
            lacks: RUN_FILE,
        });
    }
    let document = Document::read(&file)?;
    let plan = RunPlan::of(&document, &PlacesAt::Folder(path.into()))?;
    Ok((document, plan))
}

fn checkpoint(path: &Path, run_file: &str) -> Result<Option<Checkpoint>> {
    let file = path.join(CHECKPOINT);
    if file.exists() {
        Checkpoint::load(&file, run_file).map(Some)
    } else {
        Ok(None)
    }
}

/// No folder yet, or one without a run.
fn free(path: &Path) -> Result<()> {
    match OURS.iter().find(|name| path.join(name).exists()) {
        None => Ok(()),
        Some(found) => Err(RunError::Occupied {
            path: path.into(),
            found,
        }),
    }
}

/// The lock of a folder, which the system takes back however the process ends.
fn lock(path: &Path) -> Result<File> {
    let name = path.join(LOCK);
    let file = File::create(&name).map_err(writing(&name))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(RunError::Locked { path: path.into() }),
        Err(TryLockError::Error(error)) => Err(writing(&name)(error)),
    }
}

/// Keeps the given places with the run.
fn copy_places(path: &Path, plan: &RunPlan) -> Result<()> {
    let Sites::Given { file, .. } = &plan.sites else {
        return Ok(());
    };
    let bytes = std::fs::read(file).map_err(reading(file))?;
    let copy = PlacesAt::copy_in(path, file);
    if copy.exists() {
        let same = std::fs::read(&copy).map_err(reading(&copy))? == bytes;
        return if same {
            Ok(())
        } else {
            Err(RunError::Occupied {
                path: path.into(),
                found: "other places",
            })
        };
    }
    atomic::replace(&copy, |output| output.write_all(&bytes)).map_err(writing(&copy))
}

/// What is needed to repeat a run, the same on every machine.
fn meta(plan: &RunPlan, run_file: &str) -> Value {
    let sides = plan.cell().sides();
    json!({
        "glassmelt": crate::VERSION,
        "run_file_blake3": blake3::hash(run_file.as_bytes()).to_hex().as_str(),
        "seed": plan.schedule.seed.0,
        "places_seed": plan.sites.seed().map(|seed| seed.0),
        "rotors": plan.count(),
        "cell": [sides.x, sides.y, sides.z],
        "samples": plan.schedule.samples,
        "thermalize": plan.schedule.thermalize,
        "measure": plan.schedule.measure,
        "couplings": plan.couplings,
        "units": plan.scale,
    })
}

/// JSON for people, with a line end.
pub(crate) fn pretty(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
