//! The loop of a run: block by block, saved when it is due, stopped when it is asked to.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::checkpoint::{Checkpoint, State};
use crate::engine::Engine;
use crate::error::Result;
use crate::folder::{RESULTS, RunFolder, pretty};
use crate::record::Recorder;
use crate::watch::{Phase, Watcher};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All sweeps are done.
    Finished,
    /// It was asked to stop, and saved: it can be resumed.
    Interrupted {
        /// Sweeps done.
        done: u64,
        /// Sweeps in all.
        total: u64,
    },
}

/// Runs from the checkpoint of the folder, or from the start where there is none, to the end or until the
/// watcher wants it to stop. Wherever it is stopped or killed, the files are in the end the same to the last
/// byte.
///
/// # Errors
/// When the checkpoint or a series does not fit, the engine has no answer, or a file cannot be written; the
/// last checkpoint is intact.
pub fn drive(engine: &mut dyn Engine, folder: &RunFolder, watcher: &dyn Watcher) -> Result<Ending> {
    let mut recorder = begin(engine, folder)?;
    while engine.done() < engine.total() {
        if watcher.interrupted() {
            save(engine, folder, &mut recorder, watcher)?;
            write_results(engine, folder)?;
            return Ok(Ending::Interrupted {
                done: engine.done(),
                total: engine.total(),
            });
        }
        engine.advance(&mut recorder, watcher)?;
        if watcher.save_is_due() {
            save(engine, folder, &mut recorder, watcher)?;
        }
    }
    save(engine, folder, &mut recorder, watcher)?;
    write_results(engine, folder)?;
    Ok(Ending::Finished)
}

/// The engine and its files where they were last saved.
fn begin(engine: &mut dyn Engine, folder: &RunFolder) -> Result<Recorder> {
    match folder.checkpoint()? {
        None => Recorder::create(folder.path(), engine.outputs()),
        Some(mut checkpoint) => {
            let lengths: BTreeMap<String, u64> = checkpoint.state.value("files")?;
            checkpoint.state.values = checkpoint.state.value("engine")?;
            engine.restore(&checkpoint.state)?;
            Recorder::resume(folder.path(), engine.outputs(), &lengths)
        }
    }
}

/// First the series, then the checkpoint that knows their lengths.
fn save(
    engine: &dyn Engine,
    folder: &RunFolder,
    recorder: &mut Recorder,
    watcher: &dyn Watcher,
) -> Result<()> {
    watcher.phase(Phase::Saving);
    let files = recorder.sync()?;
    let State { values, arrays } = engine.save();
    let values = json!({
        "engine": values,
        "files": files,
        "done": engine.done(),
        "total": engine.total(),
    });
    folder.save(&Checkpoint::new(
        folder.run_file(),
        State { values, arrays },
    ))?;
    watcher.saved();
    Ok(())
}

/// The answer so far, with how far it is.
fn write_results(engine: &dyn Engine, folder: &RunFolder) -> Result<()> {
    let mut answer = json!({
        "glassmelt": crate::VERSION,
        "layer": "elastic",
        "sweeps": {"done": engine.done(), "total": engine.total()},
    });
    if let (Some(answer), Value::Object(results)) = (answer.as_object_mut(), engine.results()?) {
        answer.extend(results);
    }
    folder.replace(RESULTS, &pretty(&answer))
}
