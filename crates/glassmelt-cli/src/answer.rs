//! The answer on standard output: JSON for machines, tables for people.

use std::io::Write;

use glassmelt::Warning;
use serde::Serialize;

use crate::error::Failure;

/// The version that every JSON answer carries.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The form in which an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::Args)]
pub(crate) struct Form {
    /// Answer in JSON on standard output.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints the JSON of `answer`, or the text that `table` makes of it.
pub(crate) fn print<T: Serialize>(
    form: Form,
    answer: &T,
    table: impl FnOnce(&T) -> String,
) -> Result<(), Failure> {
    let text = if form.json {
        serde_json::to_string_pretty(answer)?
    } else {
        table(answer)
    };
    let mut output = std::io::stdout().lock();
    writeln!(output, "{}", text.trim_end())?;
    output.flush()?;
    Ok(())
}

/// Warnings as a list below a table; nothing if there are none.
pub(crate) fn warning_list(warnings: &[Warning]) -> String {
    list("What to know", warnings)
}

/// Warnings as a list under a heading, each with a full stop; nothing if there are none.
pub(crate) fn list(heading: &str, warnings: &[Warning]) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let width = crate::screen::width();
    let item = |warning: &Warning| {
        let stop = if warning.message.ends_with('.') {
            ""
        } else {
            "."
        };
        let sentence = format!("{}{stop}", warning.message);
        crate::screen::wrapped(&sentence, "  - ", "    ", width)
    };
    let items: Vec<String> = warnings.iter().map(item).collect();
    format!("\n{heading}\n{}", items.join("\n"))
}
