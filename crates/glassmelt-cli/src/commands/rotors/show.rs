//! `glassmelt rotors show`: how far a run is, and its answer so far.

use std::path::{Path, PathBuf};

use glassmelt_runs::{Seen, VERSION, look};
use serde_json::{Value, json};

use crate::answer::{Form, print};
use crate::error::Failure;
use crate::screen::{Column, number, table};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the run.
    folder: PathBuf,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    answer_of(&arguments.folder, arguments.form)
}

/// Prints what the folder of a run holds.
pub(super) fn answer_of(folder: &Path, form: Form) -> Result<(), Failure> {
    let seen = look(folder)?;
    print(form, &answer(&seen), |answer| text(&seen, answer))
}

/// The results as they stand in the folder; where there are none yet, how far the run is.
fn answer(seen: &Seen) -> Value {
    let nothing = || {
        let far = |name: &str| {
            let checkpoint = seen.checkpoint.as_ref()?;
            checkpoint.state.value::<u64>(name).ok()
        };
        json!({
            "glassmelt": VERSION,
            "layer": "elastic",
            "sweeps": {"done": far("done").unwrap_or(0), "total": far("total")},
            "results": [],
            "warnings": [],
        })
    };
    seen.results.clone().unwrap_or_else(nothing)
}

fn text(seen: &Seen, answer: &Value) -> String {
    let sides = seen.plan.cell().sides();
    let count = |value: &Value| {
        value
            .as_u64()
            .map_or("?".to_owned(), |count| count.to_string())
    };
    let head = format!(
        "{} rotors in {} by {} by {} a, {} couplings, samples {}; {} of {} sweeps are done",
        seen.plan.count(),
        number(sides.x),
        number(sides.y),
        number(sides.z),
        seen.plan.couplings.len(),
        seen.plan.schedule.samples,
        count(&answer["sweeps"]["done"]),
        count(&answer["sweeps"]["total"]),
    );
    let results = answer["results"].as_array().map_or(&[][..], Vec::as_slice);
    if results.is_empty() {
        return head + "\nNo results yet.";
    }
    format!("{head}\n{}", table(&columns(results)))
}

/// The results, one a line.
fn columns(results: &[Value]) -> Vec<Column> {
    let of = |name: &str| -> Vec<Option<f64>> {
        results.iter().map(|result| result[name].as_f64()).collect()
    };
    vec![
        Column::decimals("X0", &of("x0"), 6),
        Column::decimals("T (K)", &of("temperature_k"), 6),
        Column::decimals("sample", &of("sample"), 6),
        Column::decimals("sweeps", &of("measured"), 7),
        Column::decimals("accepted", &of("acceptance"), 4),
        Column::decimals("stride", &of("stride"), 4),
    ]
}
