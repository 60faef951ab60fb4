//! The folder of a study: its page, the figures of the defect and of the chain, every curve as CSV.

mod tables;

use std::path::{Path, PathBuf};

use glassmelt_study::{Curves, SolvedDefect, Study, StudyPlan};

use crate::defect::{self, ATOMS, DefectPictures};
use crate::figures::chain;
use crate::write::{File, Names, folder, write_folder};
use crate::{Figure, ReportError, ReportMeta, ReportOptions, Table, page};

/// What is drawn and listed of a study.
#[derive(Debug)]
pub struct StudyPictures {
    /// Those of the defect, of the minimum that feeds the chain.
    pub defect: DefectPictures,
    /// Those of the chain, each with the word of its step: `dilute`, `flow` or `closure`.
    pub chain: Vec<(&'static str, Figure)>,
    /// The tables of the chain.
    pub tables: Vec<Table>,
}

impl StudyPictures {
    /// Draws a study from its answer and its curves.
    pub fn of(solved: &SolvedDefect, study: &Study, curves: &Curves) -> Self {
        let steps = ["dilute", "flow", "closure"].into_iter();
        Self {
            defect: DefectPictures::of_minimum(solved, &study.defect, study.dipole.minimum),
            chain: steps
                .flat_map(|step| {
                    chain::of_step(step, study, curves)
                        .into_iter()
                        .map(move |f| (step, f))
                })
                .collect(),
            tables: tables::all(curves),
        }
    }
}

/// Writes `study.html`, `defect.extxyz`, `figures/*.svg` (and `.png` when asked) and `tables/*.csv`.
///
/// `attachments` are further files of the folder, such as the answer in JSON. Returns the paths written,
/// the page first.
///
/// # Errors
/// As for [`write_report`](crate::write_report), and when the curves of the study have no answer.
pub fn write_study_report(
    plan: &StudyPlan,
    solved: &SolvedDefect,
    study: &Study,
    meta: &ReportMeta,
    out_dir: &Path,
    options: ReportOptions,
    attachments: Vec<File>,
) -> Result<Vec<PathBuf>, ReportError> {
    let curves = study.curves(plan)?;
    let mut pictures = StudyPictures::of(solved, study, &curves);
    let mut all_tables = std::mem::take(&mut pictures.defect.tables);
    all_tables.append(&mut pictures.tables);
    let page = page::study::render_study(plan, study, &pictures, (meta, &all_tables), options)?;
    let figures = pictures.defect.figures.iter();
    let figures = figures.chain(pictures.chain.iter().map(|(_, figure)| figure));
    let mut files = folder(("study.html", page), figures, &all_tables, options)?;
    files.push((ATOMS.into(), pictures.defect.atoms.into_bytes()));
    files.extend(attachments);
    let names = Names {
        figures: &[&defect::FIGURES[..], &chain::NAMES[..]].concat(),
        tables: &[&defect::TABLES[..], &tables::NAMES[..]].concat(),
    };
    write_folder(out_dir, &files, names)
}
