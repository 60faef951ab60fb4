//! Moduli against length from the theory, from rotors and from a trajectory: one figure, one table, one page.

mod pairs;
mod tables;

use std::path::{Path, PathBuf};

use glassmelt::modulus_curve::ModulusCurve;

use crate::figures::curves as figures;
use crate::write::{File, Names, folder, write_folder};
use crate::{Figure, ReportError, ReportMeta, ReportOptions, Table, page};

pub(crate) use pairs::{Pair, pairs};

/// A curve with the words that figures and tables give it.
#[derive(Debug, Clone, Copy)]
pub struct NamedCurve<'a> {
    /// What to call it.
    pub name: &'a str,
    /// `mu_R/mu_0` against length or wave number; all are shown against length.
    pub curve: &'a ModulusCurve,
    /// Where it comes from, what to know about it; may be empty.
    pub note: &'a str,
}

/// What is drawn and listed of curves.
#[derive(Debug)]
pub struct CurvesPictures {
    /// The curves, and how far they are from each other, where they have numbers.
    pub figures: Vec<Figure>,
    /// Those of its tables that have rows.
    pub tables: Vec<Table>,
}

impl CurvesPictures {
    /// Draws curves.
    pub fn of(curves: &[NamedCurve]) -> Self {
        Self {
            figures: figures::all(curves),
            tables: tables::all(curves),
        }
    }
}

/// The page of curves as one HTML file that needs no other; `warnings` are those of the answers behind them, as
/// sentences.
///
/// # Errors
/// When the template refuses its contents.
pub fn render_curves_page(
    curves: &[NamedCurve],
    warnings: &[String],
    pictures: &CurvesPictures,
    meta: &ReportMeta,
    options: ReportOptions,
) -> Result<String, ReportError> {
    page::curves::render_curves(curves, warnings, pictures, meta, options)
}

/// Writes `report.html`, `figures/*.svg` (and `.png` when asked) and `tables/*.csv` of curves of the modulus;
/// `warnings` are those of the answers behind them, as sentences.
///
/// Returns the paths written, the page first.
///
/// # Errors
/// As for [`write_report`](crate::write_report).
pub fn write_curves(
    curves: &[NamedCurve],
    warnings: &[String],
    meta: &ReportMeta,
    out_dir: &Path,
    options: ReportOptions,
) -> Result<Vec<PathBuf>, ReportError> {
    let pictures = CurvesPictures::of(curves);
    let page = render_curves_page(curves, warnings, &pictures, meta, options)?;
    let files: Vec<File> = folder(
        ("report.html", page),
        pictures.figures.iter(),
        &pictures.tables,
        options,
    )?;
    let names = Names {
        figures: &figures::NAMES,
        tables: &tables::NAMES,
    };
    write_folder(out_dir, &files, names)
}
