//! Runs of many rotors in folders: run, resume, show.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use glassmelt_report::figures::rotors::theory_couplings;
use glassmelt_report::{ReportMeta, RotorsRun, Sweeps, write_rotors_report};
use glassmelt_runs::{
    Ending, PlacesAt, Progress, RUN_FILE, RunEngine, RunError, RunFolder, RunPlan, Watcher, drive,
    look, theories_at,
};
use pyo3::prelude::*;

use crate::errors::told;
use crate::files;
use crate::json::VERSION;
use crate::study::document;
use crate::threads::{Talk, Told, beside, to_its_end};

fn wrong(error: &RunError) -> PyErr {
    told("RunError")(error)
}

/// A run as Python watches it, with the clock of its checkpoints.
struct Watched<'a> {
    talk: &'a Talk,
    between: Duration,
    saved: Mutex<Instant>,
}

impl Watcher for Watched<'_> {
    fn progress(&self, progress: Progress) {
        self.talk
            .tell(progress.done as f64 / progress.total.max(1) as f64);
    }

    fn save_is_due(&self) -> bool {
        let saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        saved.elapsed() >= self.between
    }

    fn saved(&self) {
        *self.saved.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn interrupted(&self) -> bool {
        self.talk.asked_to_stop()
    }
}

/// Runs to the end, or until somebody stops it: then all is saved.
fn go(folder: &RunFolder, mut engine: RunEngine, talk: &Talk) -> Result<Ending, RunError> {
    let seconds = folder.plan().schedule.checkpoint_seconds;
    let watched = Watched {
        talk,
        between: Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX),
        saved: Mutex::new(Instant::now()),
    };
    drive(&mut engine, folder, &watched)
}

/// Runs a run file, or a text of one whose files lie beside `path`, into a new folder.
#[pyfunction]
#[pyo3(signature = (path, content, out, progress))]
pub(crate) fn rotors_run<'py>(
    py: Python<'py>,
    path: PathBuf,
    content: Option<String>,
    out: PathBuf,
    progress: Told<'py>,
) -> PyResult<()> {
    let (ended, stopped) = to_its_end(py, &progress, move |talk| {
        let document = document(&path, content)?;
        let at = PlacesAt::Beside(path.parent().unwrap_or(Path::new("")).into());
        let plan = RunPlan::of(&document, &at)?;
        let engine = RunEngine::new(&plan)?;
        go(&RunFolder::create(&out, &document, plan)?, engine, talk)
    })?;
    concluded(ended, stopped)
}

/// Goes on with a run from its last checkpoint.
#[pyfunction]
#[pyo3(signature = (folder, progress))]
pub(crate) fn rotors_resume<'py>(
    py: Python<'py>,
    folder: PathBuf,
    progress: Told<'py>,
) -> PyResult<()> {
    let (ended, stopped) = to_its_end(py, &progress, move |talk| {
        let folder = RunFolder::open(&folder)?;
        let engine = RunEngine::new(folder.plan())?;
        go(&folder, engine, talk)
    })?;
    concluded(ended, stopped)
}

fn concluded(ended: Result<Ending, RunError>, stopped: Option<PyErr>) -> PyResult<()> {
    let ending = ended.map_err(|error| wrong(&error))?;
    match (ending, stopped) {
        (Ending::Interrupted { .. }, Some(error)) => Err(error),
        // It ended before it heard.
        _ => Ok(()),
    }
}

/// What a run has found, as JSON, nothing where it has not yet; the page refreshed where `page`, and its paths.
#[pyfunction]
pub(crate) fn rotors_show(
    py: Python<'_>,
    folder: PathBuf,
    page: bool,
) -> PyResult<(Option<String>, Vec<String>)> {
    let shown = beside(py, move |_| -> Result<_, RunError> {
        let seen = look(&folder)?;
        let json = seen.results.as_ref().map(ToString::to_string);
        let results = seen.answer(&folder)?.filter(|_| page);
        let Some(results) = results else {
            return Ok((json, Ok(Vec::new())));
        };
        let told = |name: &str| {
            seen.results
                .as_ref()
                .and_then(|all| all["sweeps"][name].as_u64())
        };
        let sweeps = Sweeps {
            done: told("done").unwrap_or(0),
            total: told("total").unwrap_or(0),
        };
        let theories = theories_at(&seen.plan, &results, &theory_couplings(&results))?;
        let run = RotorsRun {
            results: &results,
            sweeps,
            theories: &theories,
        };
        let text = std::fs::read_to_string(folder.join(RUN_FILE)).unwrap_or_default();
        let meta = ReportMeta {
            title: files::file_name(&folder),
            command: format!("glassmelt rotors run {RUN_FILE} --out again"),
            version: VERSION.to_owned(),
            data_name: RUN_FILE.to_owned(),
            digest: format!("sha256:{}", files::sha256(text.as_bytes())),
            inputs: vec![(RUN_FILE.to_owned(), text)],
            ..ReportMeta::default()
        };
        Ok((
            json,
            write_rotors_report(&run, &meta, &folder, files::options(false)),
        ))
    })?;
    let (json, written) = shown.map_err(|error| wrong(&error))?;
    Ok((json, files::written(written)?))
}
