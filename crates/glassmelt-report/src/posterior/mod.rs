//! The folder of posteriors: its page, figures, every number as CSV.

mod tables;

use std::path::{Path, PathBuf};

use glassmelt_bayes::{Analysis, Measured};

use crate::figures::posterior as figures;
use crate::write::{File, Names, folder, write_folder};
use crate::{ReportError, ReportMeta, ReportOptions, page};

/// Writes `report.html`, `figures/*.svg` (and `.png` when asked) and `tables/*.csv` of posteriors.
///
/// `data` are the points that the laws are drawn over; a joint fit may have none. `attachments` are further files of the folder, such as the draws. Returns the paths written, the page
/// first.
///
/// # Errors
/// As for [`write_report`](crate::write_report).
pub fn write_posterior_report(
    analysis: &Analysis,
    data: Option<&Measured>,
    meta: &ReportMeta,
    out_dir: &Path,
    options: ReportOptions,
    attachments: Vec<File>,
) -> Result<Vec<PathBuf>, ReportError> {
    let figures = figures::all(analysis, data);
    let tables = tables::all(analysis);
    let page = page::posterior::render(analysis, data, meta, (&figures, &tables), options)?;
    let mut files = folder(("report.html", page), figures.iter(), &tables, options)?;
    files.extend(attachments);
    let names = Names {
        figures: &figures::NAMES,
        tables: &tables::NAMES,
    };
    write_folder(out_dir, &files, names)
}
