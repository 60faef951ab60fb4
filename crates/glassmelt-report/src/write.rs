//! A report's folder, all of it or nothing: written beside under other names, then renamed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use glassmelt_fit::answer::Analysis;

use crate::{
    Figure, Pictures, ReportError, ReportMeta, ReportOptions, Table, figures, page, tables,
};

/// Writes `report.html`, `figures/*.svg` (and `.png` when asked) and `tables/*.csv` into `out_dir`.
///
/// `attachments` are further files of the folder, such as the analysis in JSON. The folder is created
/// where it does not exist; files of an earlier report are replaced, or removed where this one has no
/// such figure or table. Returns the paths written, the page first.
///
/// # Errors
/// When the folder cannot be written or a figure not drawn; then no file has been touched, unless
/// the last step, renaming, is itself interrupted.
pub fn write_report(
    analysis: &Analysis,
    meta: &ReportMeta,
    out_dir: &Path,
    options: ReportOptions,
    attachments: Vec<File>,
) -> Result<Vec<PathBuf>, ReportError> {
    let figures = figures::all(analysis);
    let tables = tables::all(analysis);
    let page = page::render_page(analysis, meta, &figures, &tables, options)?;
    let mut files = folder(("report.html", page), figures.iter(), &tables, options)?;
    files.extend(attachments);
    let names = Names {
        figures: &figures::NAMES,
        tables: &tables::NAMES,
    };
    write_folder(out_dir, &files, names)
}

/// Writes files below a folder, all of them or none; other files of the folder stay as they are.
///
/// The folder is created where it does not exist, and so are those inside it that the files' names ask
/// for. Returns the paths written, in the order of the files.
///
/// # Errors
/// When a folder cannot be made or a file not written; then no file has been touched, unless the last
/// step, renaming, is itself interrupted.
pub fn write_files(out_dir: &Path, files: &[File]) -> Result<Vec<PathBuf>, ReportError> {
    let mut made = Vec::new();
    let written = write_all(files, out_dir, &mut made);
    if written.is_err() {
        // Only empty folders of our own making go; the first error is the one worth telling.
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    written
}

/// A file's place below the folder, and what stands in it.
pub type File = (String, Vec<u8>);

/// Whether a report can have a folder here: the nearest thing that exists on the way is a folder.
///
/// A question worth asking before a long analysis. Whether the folder can be written shows when it is.
///
/// # Errors
/// With the path of what stands in the way.
pub fn check_folder(out_dir: &Path) -> Result<(), ReportError> {
    match out_dir.ancestors().find(|path| path.exists()) {
        Some(found) if !found.is_dir() => Err(ReportError::NotAFolder { path: found.into() }),
        _ => Ok(()),
    }
}

/// The words of all figures and tables that a kind of report can have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    /// Of its figures.
    pub figures: &'a [&'a str],
    /// Of its tables.
    pub tables: &'a [&'a str],
}

/// Every file of a report, in memory: the page with its name first, figures, tables.
pub(crate) fn folder<'a>(
    (name, page): (&str, String),
    figures: impl Iterator<Item = &'a Figure>,
    tables: &[Table],
    options: ReportOptions,
) -> Result<Vec<File>, ReportError> {
    let mut files = vec![(name.to_string(), page.into_bytes())];
    for figure in figures {
        let path = format!("figures/{}", figure.name);
        files.push((format!("{path}.svg"), figure.svg().into_bytes()));
        if options.pictures == Pictures::SvgAndPng {
            files.push((format!("{path}.png"), figure.png()?));
        }
    }
    for table in tables {
        files.push((format!("tables/{}.csv", table.name), table.csv()?));
    }
    Ok(files)
}

/// Writes the files of a report and removes the figures and tables that an earlier one of its kind left.
pub(crate) fn write_folder(
    out_dir: &Path,
    files: &[File],
    names: Names,
) -> Result<Vec<PathBuf>, ReportError> {
    let written = write_files(out_dir, files)?;
    remove_leftovers(out_dir, &written, names)?;
    Ok(written)
}

/// Writes every file under a temporary name in the same folder, then renames them all; tells which
/// folders it made.
fn write_all(
    files: &[File],
    out_dir: &Path,
    made: &mut Vec<PathBuf>,
) -> Result<Vec<PathBuf>, ReportError> {
    make_folder(out_dir, made)?;
    let paths = files.iter().map(|(name, _)| out_dir.join(name));
    let folders = paths.filter_map(|path| path.parent().map(Path::to_path_buf));
    for folder in folders.collect::<BTreeSet<_>>() {
        make_folder(&folder, made)?;
    }
    let staging = tempfile::Builder::new()
        .prefix(".glassmelt-")
        .tempdir_in(out_dir)
        .map_err(at(out_dir))?;
    for (i, (_, bytes)) in files.iter().enumerate() {
        write_file(&staging.path().join(i.to_string()), bytes).map_err(at(out_dir))?;
    }
    let mut written = Vec::with_capacity(files.len());
    for (i, (name, _)) in files.iter().enumerate() {
        let path = out_dir.join(name);
        fs::rename(staging.path().join(i.to_string()), &path).map_err(at(&path))?;
        written.push(path);
    }
    staging.close().map_err(at(out_dir))?;
    Ok(written)
}

/// Removes the figures and tables of an earlier report that this one does not have: they would belong
/// to other data or other laws. Files of other names stay.
fn remove_leftovers(out_dir: &Path, written: &[PathBuf], names: Names) -> Result<(), ReportError> {
    let pictures = ["svg", "png"].into_iter().flat_map(|ending| {
        let path = move |name: &&str| out_dir.join(format!("figures/{name}.{ending}"));
        names.figures.iter().map(path)
    });
    let csv = names.tables.iter();
    let csv = csv.map(|name| out_dir.join(format!("tables/{name}.csv")));
    for path in pictures.chain(csv) {
        if !written.contains(&path) && path.exists() {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(())
}

/// Makes a folder with its parents, and notes those that did not exist, outermost first.
fn make_folder(path: &Path, made: &mut Vec<PathBuf>) -> Result<(), ReportError> {
    if path.exists() && !path.is_dir() {
        return Err(ReportError::NotAFolder { path: path.into() });
    }
    let missing: Vec<&Path> = path.ancestors().take_while(|p| !p.exists()).collect();
    fs::create_dir_all(path).map_err(at(path))?;
    made.extend(missing.into_iter().rev().map(Path::to_path_buf));
    Ok(())
}

/// Writes a file down to the disk, so that a full disk is told here.
fn write_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Puts the path to a system's error.
fn at(path: &Path) -> impl Fn(std::io::Error) -> ReportError + '_ {
    move |source| ReportError::Write {
        path: path.into(),
        source,
    }
}
