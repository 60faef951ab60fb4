//! `glassmelt schema`: the JSON Schema of the files that other commands read.

use std::io::Write;

use crate::error::Failure;

/// Prints the JSON Schema (draft 2020-12) of a file, for editors and checkers.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  glassmelt schema defect\n  glassmelt schema study")]
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
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let schema = match arguments.file {
        File::Defect => glassmelt_study::schema::defect(),
        File::Study => glassmelt_study::schema::study(),
    };
    let mut output = std::io::stdout().lock();
    writeln!(output, "{}", serde_json::to_string_pretty(&schema)?)?;
    output.flush()?;
    Ok(())
}
