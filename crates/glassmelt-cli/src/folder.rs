//! The folder of a report: where, in which formats, and what it says of itself.

use std::path::{Path, PathBuf};

use glassmelt_report::{Pictures, ReportMeta, ReportOptions, check_folder};
use glassmelt_study::Document;
use sha2::{Digest, Sha256};

use crate::answer::VERSION;
use crate::error::Failure;

/// Where the report goes, for commands that ask about a file.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Folder {
    /// Folder for the report: a page, figures, tables, atoms as extended XYZ, the answer in JSON.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// Also write each figure of the report as PNG.
    #[arg(long, requires = "out")]
    png: bool,
}

impl Folder {
    /// Whether a report can have this folder, before the work begins.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        Ok(self.out.as_deref().map_or(Ok(()), check_folder)?)
    }

    /// The formats of its figures.
    pub(crate) fn options(&self) -> ReportOptions {
        options(self.png)
    }
}

/// Figures as SVG, and as PNG too.
pub(crate) fn options(png: bool) -> ReportOptions {
    ReportOptions {
        pictures: if png {
            Pictures::SvgAndPng
        } else {
            Pictures::Svg
        },
    }
}

/// What a report about files says of itself: the first is what was asked about.
pub(crate) fn meta(path: &Path, inputs: &[&Document]) -> ReportMeta {
    let name = |path: &Path| {
        let name = path.file_name();
        name.map_or_else(String::new, |name| name.to_string_lossy().into())
    };
    let stem = path.file_stem();
    let digests = inputs
        .iter()
        .map(|document| digest(document.text().as_bytes()));
    ReportMeta {
        title: stem.map_or_else(String::new, |stem| stem.to_string_lossy().into()),
        command: command_line(),
        version: VERSION.to_owned(),
        data_name: name(path),
        digest: digests.collect::<Vec<_>>().join(", "),
        inputs: inputs
            .iter()
            .map(|document| (name(Path::new(document.name())), document.text().to_owned()))
            .collect(),
        ..ReportMeta::default()
    }
}

/// How a file can be known again: `sha256:` and its digest in base sixteen.
pub(crate) fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", hexadecimal(&Sha256::digest(bytes)))
}

/// Bytes in base sixteen.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| b"0123456789abcdef"[usize::from(digit)] as char)
        .collect()
}

/// The command line as typed, fit to be typed again.
pub(crate) fn command_line() -> String {
    let words = std::env::args().skip(1).map(|word| quoted(&word));
    std::iter::once("glassmelt".to_owned())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word as a shell takes it.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./,:=+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Where the report stands, for the screen; nothing where there is none.
pub(crate) fn written_line(written: &[PathBuf]) -> String {
    written.first().map_or_else(String::new, |page| {
        format!(
            "\nReport: {} and {} more files",
            page.display(),
            written.len() - 1
        )
    })
}
