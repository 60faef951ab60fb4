//! Writes reports to be looked at: of a made-up liquid, or of the tables given after the folder.

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use std::error::Error;
use std::path::Path;

use glassmelt_fit::predict::{PredictOptions, predictions};
use glassmelt_fit::read::{ReadOptions, read_file};
use glassmelt_fit::{Options, Silent, analyse, laws};
use glassmelt_report::{Pictures, ReportMeta, ReportOptions, write_report};

fn main() -> Result<(), Box<dyn Error>> {
    let options = ReportOptions {
        pictures: Pictures::SvgAndPng,
    };
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().map_or("report", String::as_str));
    if arguments.len() < 2 {
        write_report(
            &fixture::analysis(),
            &fixture::meta(),
            folder,
            options,
            Vec::new(),
        )?;
    }
    for table in arguments.iter().skip(1) {
        let (meta, folder) = words_about(table, folder);
        let curve = read_file(table, &ReadOptions::default())?;
        let asked = Options {
            bootstraps: 200,
            ..Options::default()
        };
        let mut analysis = analyse(&curve.curve, &laws::all(), &asked, &Silent)?;
        analysis.predictions =
            predictions(&analysis.curve, &analysis.fits, PredictOptions::default());
        write_report(&analysis, &meta, &folder, options, Vec::new())?;
    }
    Ok(())
}

/// What a table's report says about itself, and the folder that it gets.
fn words_about(table: &str, folder: &Path) -> (ReportMeta, std::path::PathBuf) {
    let stem = Path::new(table)
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let meta = ReportMeta {
        title: stem.clone(),
        command: format!("glassmelt fit {table} --out report"),
        version: env!("CARGO_PKG_VERSION").into(),
        data_name: table.into(),
        ..ReportMeta::default()
    };
    (meta, folder.join(stem))
}
