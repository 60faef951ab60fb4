//! Writes the report of a made-up liquid into the folder given, to be looked at.

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use std::path::Path;

use glassmelt_report::{Pictures, ReportError, ReportOptions, write_report};

fn main() -> Result<(), ReportError> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "report".into());
    let options = ReportOptions {
        pictures: Pictures::SvgAndPng,
    };
    for path in write_report(
        &fixture::analysis(),
        &fixture::meta(),
        Path::new(&folder),
        options,
    )? {
        println!("{}", path.display());
    }
    Ok(())
}
