//! The folder of a run of many rotors: its page, figures, every number as CSV.

mod tables;

use std::path::{Path, PathBuf};

use glassmelt_runs::{CouplingResult, RunResults, TheoryPoint, power_between};

use crate::figures::rotors as figures;
use crate::write::{File, Names, folder, write_files, write_folder};
use crate::{Figure, ReportError, ReportMeta, ReportOptions, Table, page};

/// A run as far as it is, and what the theories say between its couplings.
#[derive(Debug, Clone, Copy)]
pub struct RotorsRun<'a> {
    /// The answer.
    pub results: &'a RunResults,
    /// How far it is.
    pub sweeps: Sweeps,
    /// The theories at [`theory_couplings`](figures::theory_couplings); where there are none, lines run straight
    /// from coupling to coupling.
    pub theories: &'a [TheoryPoint],
}

/// Sweeps of all walkers together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sweeps {
    /// That are done.
    pub done: u64,
    /// That were asked for.
    pub total: u64,
}

impl Sweeps {
    /// Whether all are done.
    pub fn are_done(self) -> bool {
        self.done >= self.total
    }
}

/// What is drawn and listed of a run.
#[derive(Debug)]
pub struct RotorsPictures {
    /// Those of its figures that it has numbers for, in the order of the page.
    pub figures: Vec<Figure>,
    /// Those of its tables that have rows.
    pub tables: Vec<Table>,
}

impl RotorsPictures {
    /// Draws a run.
    pub fn of(run: &RotorsRun) -> Self {
        Self {
            figures: figures::all(run),
            tables: tables::all(run),
        }
    }
}

/// The page of a run as one HTML file that needs no other.
///
/// # Errors
/// When the template refuses its contents.
pub fn render_rotors_page(
    run: &RotorsRun,
    pictures: &RotorsPictures,
    meta: &ReportMeta,
    options: ReportOptions,
) -> Result<String, ReportError> {
    page::rotors::render_rotors(run, pictures, meta, options)
}

/// Writes `report.html`, `figures/*.svg` (and `.png` when asked) and `tables/*.csv` of a run.
///
/// Returns the paths written, the page first.
///
/// # Errors
/// As for [`write_report`](crate::write_report).
pub fn write_rotors_report(
    run: &RotorsRun,
    meta: &ReportMeta,
    out_dir: &Path,
    options: ReportOptions,
) -> Result<Vec<PathBuf>, ReportError> {
    let pictures = RotorsPictures::of(run);
    let page = render_rotors_page(run, &pictures, meta, options)?;
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

/// The answer of a run with the name that figures give it.
#[derive(Debug, Clone, Copy)]
pub struct NamedRun<'a> {
    /// What to call it.
    pub name: &'a str,
    /// Its answer.
    pub results: &'a RunResults,
}

impl<'a> NamedRun<'a> {
    fn couplings(&self) -> impl Iterator<Item = &'a CouplingResult> + use<'a> {
        self.results.results.iter()
    }
}

/// Writes `runs.svg`, `runs.png` and `runs.csv` of several runs side by side.
///
/// Returns the paths written.
///
/// # Errors
/// As for [`write_report`](crate::write_report).
pub fn write_comparison(runs: &[NamedRun], out_dir: &Path) -> Result<Vec<PathBuf>, ReportError> {
    let mut files: Vec<File> = Vec::new();
    if let Some(figure) = figures::runs(runs) {
        files.push(("runs.svg".to_owned(), figure.svg().into_bytes()));
        files.push(("runs.png".to_owned(), figure.png()?));
    }
    files.push(("runs.csv".to_owned(), tables::runs(runs).csv()?));
    write_files(out_dir, &files)
}

/// A number in four digits, without the zeros that it ends in.
pub(crate) fn plain(value: f64) -> String {
    crate::defect::told(value, "")
}

/// The coupling at which the mean field's modulus vanishes: its softening over that at X0 = 1. Where rotors come
/// and go it is one between those of the run, as their numbers are known nowhere else.
pub(crate) fn critical_coupling(results: &RunResults) -> Option<f64> {
    let critical = results.critical_softening?;
    let mut softening = results.results.iter().filter(|at| at.softening > 0.0);
    let found = if results.have_populations() {
        power_between(
            softening.map(|at| (at.softening, at.x0)).collect(),
            critical,
        )?
    } else {
        let at = softening.next()?;
        critical * at.x0 / at.softening
    };
    (found.is_finite() && found > 0.0).then_some(found)
}

/// The rotors of a run in words: how many there are, or where they come and go how many there were at the start.
pub(crate) fn counted_rotors(results: &RunResults) -> String {
    let count = match results.rotors {
        1 => "1 rotor".to_owned(),
        count => format!("{count} rotors"),
    };
    if results.have_populations() {
        count + " at the start, which come and go,"
    } else {
        count
    }
}

/// The unit of time of a law of motion.
pub(crate) fn unit_of_time(kind: &str) -> &'static str {
    match kind {
        "overdamped" => "1/D_{r}",
        _ => "unit of time",
    }
}
