//! Runs of many rotors that a person can trust and keep: the run file, the folder, checkpoints, series.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | `run.toml` | the tables as written, and what they mean | [`RunFile`], [`RunPlan`] |
//! | the folder | one run, one writer | [`RunFolder`], [`look`] |
//! | what moves the rotors | block by block | [`Engine`], [`Simulation`], [`Crowd`], [`RunEngine`] |
//! | the loop | saved when due, stopped when asked, resumed to the same bits | [`drive`](fn@drive), [`Watcher`] |
//! | where it stands | one file, whole or not there | [`Checkpoint`], [`State`] |
//! | what was seen | CSV and extended XYZ that grow | [`Recorder`], [`Output`] |
//!
//! Whatever is wrong with a file is a [`RunError`] that names it and says what would be right.

pub mod atomic;
mod checkpoint;
mod crowd;
mod drive;
mod engine;
mod error;
mod file;
mod folder;
mod plan;
mod record;
mod results;
mod run_engine;
pub mod schema;
mod series;
mod simulation;
mod trajectory;
mod watch;

pub use checkpoint::{Checkpoint, Numbers, State};
pub use crowd::Crowd;
pub use drive::{Ending, drive};
pub use engine::Engine;
pub use error::{CheckpointProblem, Result, RunError};
pub use file::{
    BoundaryTable, CoreWord, CouplingTable, DipoleShape, DipoleTable, DynamicsKind, DynamicsTable,
    FieldTable, Hold, LookTable, MediumTable, Method, PopulationTable, RunFile, RunTable, RunUnits,
    SamplerKind, SamplerTable, SitesKind, SitesTable, Size,
};
pub use folder::{CHECKPOINT, META, RESULTS, RUN_FILE, RunFolder, Seen, look};
pub use plan::{
    Coupling, DynamicsPlan, Exchange, FieldPlan, LookPlan, Places, PlacesAt, PopulationPlan,
    RunPlan, RunScale, SamplerPlan, Schedule, Sites,
};
pub use record::{Output, Recorder};
pub use results::{
    Along, AtDistance, AtFrequency, AtTime, AtWaveNumber, CouplingResult, DynamicsResult, Notice,
    OrderResult, PopulationResult, Quantity, RunResults, Theory, TheoryPoint, combine,
    combine_population, power_between, theories_at,
};
pub use run_engine::RunEngine;
pub use series::{Column, Growing, Number};
pub use simulation::Simulation;
pub use trajectory::{PROPERTIES, RotorFrame, frame};
pub use watch::{Nobody, Phase, Progress, Watcher};

/// The version that every checkpoint and answer carries.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
