//! `glassmelt rotors show`: how far a run is, its answer so far, and its page.

use std::path::{Path, PathBuf};

use glassmelt_report::figures::rotors::theory_couplings;
use glassmelt_report::{ReportMeta, RotorsRun, Sweeps, write_rotors_report};
use glassmelt_runs::{RUN_FILE, RunResults, Seen, VERSION, look, theories_at};
use serde_json::{Value, json};

use super::text;
use crate::answer::{Form, print};
use crate::error::Failure;
use crate::folder::{digest, options, written_line};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the run.
    folder: PathBuf,
    #[command(flatten)]
    form: Form,
}

/// Shows the run; a folder that cannot be written has an answer all the same, and a note about its page.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match answer_of(&arguments.folder, arguments.form) {
        Err(Failure::Report(problem)) => {
            eprintln!("glassmelt: the page is not refreshed: {problem}");
            Ok(())
        }
        ended => ended,
    }
}

/// Prints what the folder of a run holds, and puts its page, figures and tables there.
pub(super) fn answer_of(folder: &Path, form: Form) -> Result<(), Failure> {
    let seen = look(folder)?;
    let sweeps = sweeps(&seen);
    let results = seen.answer(folder)?;
    let written = match &results {
        Some(results) => write(folder, &seen, (results, sweeps)),
        None => Ok(Vec::new()),
    };
    print(form, &answer(&seen, sweeps), |_| {
        let page = written.as_deref().map_or(String::new(), written_line);
        text::whole(&seen.plan, (results.as_ref(), sweeps)) + "\n" + &page
    })?;
    written.map(|_| ())
}

/// Writes the page of a run, the same for the same results.
fn write(
    folder: &Path,
    seen: &Seen,
    (results, sweeps): (&RunResults, Sweeps),
) -> Result<Vec<PathBuf>, Failure> {
    let theories = theories_at(&seen.plan, results, &theory_couplings(results))?;
    let run = RotorsRun {
        results,
        sweeps,
        theories: &theories,
    };
    Ok(write_rotors_report(
        &run,
        &meta(folder)?,
        folder,
        options(true),
    )?)
}

/// What the page says of itself: the run file makes it again.
fn meta(folder: &Path) -> Result<ReportMeta, Failure> {
    let text = std::fs::read_to_string(folder.join(RUN_FILE))?;
    let name = folder.canonicalize().ok();
    let name = name.as_deref().unwrap_or(folder).file_name();
    Ok(ReportMeta {
        title: name.map_or_else(String::new, |name| name.to_string_lossy().into()),
        command: format!("glassmelt rotors run {RUN_FILE} --out again"),
        version: VERSION.to_owned(),
        data_name: RUN_FILE.to_owned(),
        digest: digest(text.as_bytes()),
        inputs: vec![(RUN_FILE.to_owned(), text)],
        ..ReportMeta::default()
    })
}

/// How far the run is, by its results or else by its checkpoint.
fn sweeps(seen: &Seen) -> Sweeps {
    let told = |name: &str| {
        let results = seen.results.as_ref()?;
        results["sweeps"][name].as_u64()
    };
    let saved = |name: &str| {
        let checkpoint = seen.checkpoint.as_ref()?;
        checkpoint.state.value::<u64>(name).ok()
    };
    let of = |name: &str| told(name).or_else(|| saved(name));
    let done = of("done").unwrap_or(0);
    Sweeps {
        done,
        total: of("total").unwrap_or(0),
    }
}

/// The results as they stand in the folder; where there are none yet, how far the run is.
fn answer(seen: &Seen, sweeps: Sweeps) -> Value {
    let nothing = || {
        let total = (sweeps.total > 0).then_some(sweeps.total);
        json!({
            "glassmelt": VERSION,
            "layer": "elastic",
            "sweeps": {"done": sweeps.done, "total": total},
            "results": [],
            "warnings": [],
        })
    };
    seen.results.clone().unwrap_or_else(nothing)
}
