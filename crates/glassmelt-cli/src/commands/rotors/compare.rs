//! `glassmelt rotors compare`: several runs side by side, in one figure and one table.

use std::path::{Path, PathBuf};

use glassmelt_report::{NamedRun, write_comparison};
use glassmelt_runs::{RunResults, look};
use serde_json::json;

use super::text;
use crate::answer::{Form, print};
use crate::error::Failure;
use crate::folder::written_line;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folders of runs, each as it is or as NAME=FOLDER to call it so in the figure.
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<String>,
    /// Folder for runs.svg, runs.png and runs.csv.
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    form: Form,
}

/// Reads all runs before anything is written.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let named = arguments.folders.iter().map(|word| named(word));
    let runs = named.collect::<Result<Vec<_>, _>>()?;
    let shown: Vec<NamedRun> = runs
        .iter()
        .map(|(name, results)| NamedRun { name, results })
        .collect();
    let written = write_comparison(&shown, &arguments.out)?;
    let answer = json!({
        "glassmelt": glassmelt_runs::VERSION,
        "layer": "elastic",
        "runs": runs.iter().map(|(name, results)| json!({"name": name, "answer": results})).collect::<Vec<_>>(),
        "warnings": [],
    });
    print(arguments.form, &answer, |_| {
        let tables = runs
            .iter()
            .map(|(name, results)| format!("{name}\n{}\n\n", text::moduli(&results.results)));
        tables.collect::<String>() + &written_line(&written)
    })
}

/// A run by its word: `NAME=FOLDER`, or the folder with its last part as the name.
fn named(word: &str) -> Result<(String, RunResults), Failure> {
    let (name, folder) = match word.rsplit_once('=') {
        Some((name, folder)) if !Path::new(word).exists() => (name.to_owned(), Path::new(folder)),
        _ => (last_part(word), Path::new(word)),
    };
    let results = look(folder)?.answer(folder)?;
    let results = results
        .ok_or_else(|| Failure::Question(format!("{} has no results yet", folder.display())))?;
    Ok((name, results))
}

fn last_part(word: &str) -> String {
    let last = Path::new(word).file_name();
    last.map_or_else(|| word.to_owned(), |last| last.to_string_lossy().into())
}
