//! The folder of an analysis of a trajectory: its page, figures, every number as CSV.

mod tables;
mod words;

use std::path::{Path, PathBuf};

use glassmelt_trajectory::dynamics::{DynamicsAnswer, ViscosityAnswer};
use glassmelt_trajectory::local::LocalAnswer;
use glassmelt_trajectory::modulus::ModulusAnswer;
use glassmelt_trajectory::modulus::stress::StressAnswer;
use glassmelt_trajectory::rigid::UnitsAnswer;

use crate::figures::trajectory as figures;
use crate::write::{File, Names, folder, write_folder};
use crate::{Figure, ReportError, ReportMeta, ReportOptions, Table, page};

pub use words::{ShownUnit, TrajectoryWords};

/// What was found in a trajectory.
#[derive(Debug, Clone, Copy)]
pub enum TrajectoryAnswer<'a> {
    /// Moduli.
    Modulus {
        /// Against wavelength and observation time.
        displacements: &'a ModulusAnswer,
        /// At q = 0, where a potential is known.
        stress: Option<&'a StressAnswer>,
    },
    /// How atoms move, how stress relaxes.
    Dynamics {
        /// Displacements, scattering, relaxation times.
        motion: &'a DynamicsAnswer,
        /// Viscosity, where a series of stress was given.
        viscosity: Option<&'a ViscosityAnswer>,
    },
    /// Strain, rotation and D2min around each atom.
    Local(&'a LocalAnswer),
    /// Rigid units and their dipoles.
    Units(&'a UnitsAnswer),
}

/// What is drawn and listed of an analysis.
#[derive(Debug)]
pub struct TrajectoryPictures {
    /// Those of its figures that it has numbers for, in the order of the page.
    pub figures: Vec<Figure>,
    /// Those of its tables that have rows.
    pub tables: Vec<Table>,
}

impl TrajectoryPictures {
    /// Draws an answer.
    pub fn of(answer: TrajectoryAnswer, words: &TrajectoryWords) -> Self {
        Self {
            figures: figures::all(answer, words),
            tables: tables::all(answer, words),
        }
    }
}

/// The page of an analysis as one HTML file that needs no other.
///
/// # Errors
/// When the template refuses its contents.
pub fn render_trajectory_page(
    answer: TrajectoryAnswer,
    words: &TrajectoryWords,
    pictures: &TrajectoryPictures,
    meta: &ReportMeta,
    options: ReportOptions,
) -> Result<String, ReportError> {
    page::trajectory::render_trajectory(answer, words, pictures, meta, options)
}

/// Writes `report.html`, `figures/*.svg` (and `.png` when asked) and `tables/*.csv` of an analysis.
///
/// Returns the paths written, the page first.
///
/// # Errors
/// As for [`write_report`](crate::write_report).
pub fn write_trajectory_report(
    answer: TrajectoryAnswer<'_>,
    words: &TrajectoryWords,
    meta: &ReportMeta,
    out_dir: &Path,
    options: ReportOptions,
) -> Result<Vec<PathBuf>, ReportError> {
    let pictures = TrajectoryPictures::of(answer, words);
    let page = render_trajectory_page(answer, words, &pictures, meta, options)?;
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

/// A number in four digits, without the zeros that it ends in.
pub(crate) use crate::rotors::plain;
