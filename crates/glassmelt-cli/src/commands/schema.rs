//! `glassmelt schema`: the JSON Schema of the files that other commands read.

use std::io::Write;

use crate::error::Failure;

/// Prints the JSON Schema (draft 2020-12) of a file, for editors and checkers.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt schema defect\n  glassmelt schema study\n  glassmelt schema run"
)]
pub(crate) struct Arguments {
    /// Of which file.
    #[arg(value_enum)]
    file: File,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum File {
    /// What `glassmelt defect` reads.
    Defect,
    /// What `glassmelt study` reads.
    Study,
    /// What `glassmelt rotors run` reads.
    Run,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let schema = match arguments.file {
        File::Defect => glassmelt_study::schema::defect(),
        File::Study => glassmelt_study::schema::study(),
        File::Run => glassmelt_runs::schema::run(),
    };
    let mut output = std::io::stdout().lock();
    writeln!(output, "{}", serde_json::to_string_pretty(&schema)?)?;
    output.flush()?;
    Ok(())
}
