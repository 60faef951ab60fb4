//! What a survey shows of many curves: figures, tables, one page.

mod tables;

use std::path::{Path, PathBuf};

use glassmelt_survey::{Kept, Population, PopulationOptions};

use crate::figures::survey as figures;
use crate::write::{File, Names, folder, write_folder};
use crate::{Figure, ReportError, ReportMeta, ReportOptions, Table, page};

/// A survey with the words around it.
#[derive(Debug, Clone, Copy)]
pub struct SurveyAnswer<'a> {
    /// Every curve's answer, in the order of the input.
    pub kept: &'a [Kept],
    /// What they say together.
    pub population: &'a Population,
    /// What that assumes.
    pub options: &'a PopulationOptions,
    /// How the input was understood.
    pub reading: &'a str,
}

/// What is drawn and listed of a survey.
#[derive(Debug)]
pub struct SurveyPictures {
    /// Those that have numbers: who wins, T0/Tg, strength against T0/mu0.
    pub figures: Vec<Figure>,
    /// Those of its tables that have rows.
    pub tables: Vec<Table>,
}

impl SurveyPictures {
    /// Draws a survey.
    pub fn of(survey: SurveyAnswer) -> Self {
        Self {
            figures: figures::all(survey),
            tables: tables::all(survey),
        }
    }
}

/// The page of a survey as one HTML file that needs no other.
///
/// # Errors
/// When the template refuses its contents.
pub fn render_survey_page(
    survey: SurveyAnswer,
    pictures: &SurveyPictures,
    meta: &ReportMeta,
    options: ReportOptions,
) -> Result<String, ReportError> {
    page::survey::render_survey(survey, pictures, meta, options)
}

/// Writes `report.html`, `survey.csv` (one row a curve), `figures/*.svg` (and `.png` when asked), `tables/*.csv` and the
/// attachments of a survey.
///
/// Returns the paths written, the page first.
///
/// # Errors
/// As for [`write_report`](crate::write_report).
pub fn write_survey(
    survey: SurveyAnswer,
    meta: &ReportMeta,
    out_dir: &Path,
    options: ReportOptions,
    attachments: Vec<File>,
) -> Result<Vec<PathBuf>, ReportError> {
    let pictures = SurveyPictures::of(survey);
    let page = render_survey_page(survey, &pictures, meta, options)?;
    let mut files = folder(
        ("report.html", page),
        pictures.figures.iter(),
        &pictures.tables,
        options,
    )?;
    files.push(("survey.csv".to_owned(), tables::curves(survey).csv()?));
    files.extend(attachments);
    let names = Names {
        figures: &figures::NAMES,
        tables: &tables::NAMES,
    };
    write_folder(out_dir, &files, names)
}
