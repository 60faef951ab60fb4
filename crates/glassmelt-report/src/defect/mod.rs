//! The folder of a defect: its page, figures, tables, and its atoms as extended XYZ.

mod atoms;
mod pictures;
mod tables;
mod words;

use std::path::{Path, PathBuf};

use glassmelt_study::{DefectReport, SolvedDefect, Turning};

use crate::write::{File, Names, folder, write_folder};
use crate::{Figure, ReportError, ReportMeta, ReportOptions, Table, page};
pub(crate) use words::{Units, axis_name, told};

/// The words of all figures and tables of a defect.
pub(crate) const FIGURES: [&str; 4] = ["cage", "energy-angle", "strain", "pair"];
pub(crate) const TABLES: [&str; 3] = ["minima", "saddles", "energy_angle"];
/// The file of the atoms.
pub(crate) const ATOMS: &str = "defect.extxyz";

/// What is drawn and listed of a defect.
#[derive(Debug)]
pub struct DefectPictures {
    /// Those of its figures that it has something for, in the order of the page.
    pub figures: Vec<Figure>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// Its atoms as extended XYZ: the reference state, then every minimum.
    pub atoms: String,
    /// Its energy against angle, where its cage is not too large.
    pub turning: Option<Turning>,
}

impl DefectPictures {
    /// Draws the ground state of a solved defect.
    pub fn of(solved: &SolvedDefect, report: &DefectReport) -> Self {
        Self::of_minimum(solved, report, 0)
    }

    /// Draws this minimum of a solved defect, the ground state where there is none.
    pub fn of_minimum(solved: &SolvedDefect, report: &DefectReport, minimum: usize) -> Self {
        let turning = solved.turning();
        let minimum = solved
            .minimum(minimum)
            .unwrap_or_else(|_| solved.minima().lowest());
        Self {
            figures: pictures::all(solved, minimum, turning.as_ref()),
            tables: tables::all(report, turning.as_ref()),
            atoms: atoms::text(solved),
            turning,
        }
    }
}

/// Writes `defect.html`, `defect.extxyz`, `figures/*.svg` (and `.png` when asked) and `tables/*.csv`.
///
/// `attachments` are further files of the folder, such as the answer in JSON. Returns the paths written,
/// the page first.
///
/// # Errors
/// As for [`write_report`](crate::write_report).
pub fn write_defect_report(
    solved: &SolvedDefect,
    meta: &ReportMeta,
    out_dir: &Path,
    options: ReportOptions,
    attachments: Vec<File>,
) -> Result<Vec<PathBuf>, ReportError> {
    let report = solved.report();
    let pictures = DefectPictures::of(solved, &report);
    let page = page::defect::render_defect(solved, &report, &pictures, meta, options)?;
    let mut files = folder(
        ("defect.html", page),
        pictures.figures.iter(),
        &pictures.tables,
        options,
    )?;
    files.push((ATOMS.into(), pictures.atoms.into_bytes()));
    files.extend(attachments);
    let names = Names {
        figures: &FIGURES,
        tables: &TABLES,
    };
    write_folder(out_dir, &files, names)
}
