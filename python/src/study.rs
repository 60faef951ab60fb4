//! Files of defects and studies, answered as the command line answers them, with their pages.

use std::path::{Path, PathBuf};

use glassmelt_report::{check_folder, write_defect_report, write_study_report};
use glassmelt_study::{DefectModel, Document, SolvedDefect, Study, StudyError, StudyPlan, schema};
use pyo3::prelude::*;

use crate::errors::told;
use crate::files;
use crate::json::{Versioned, text};
use crate::threads::beside;

/// A text of Python, or the file at a path.
pub(crate) fn document(path: &Path, content: Option<String>) -> Result<Document, StudyError> {
    match content {
        Some(content) => Ok(Document::new(path.display().to_string(), content)),
        None => Document::read(path),
    }
}

fn wrong(error: &StudyError) -> PyErr {
    told("FileError")(error)
}

fn checked(out: Option<&PathBuf>) -> PyResult<()> {
    let checked = out.map_or(Ok(()), |folder| check_folder(folder));
    checked.map_err(|error| told("ReportError")(&error))
}

/// The states of rest of a defect as JSON; with `out`, its page and the paths.
#[pyfunction]
#[pyo3(signature = (path, content, starts, out, png))]
pub(crate) fn defect(
    py: Python<'_>,
    path: PathBuf,
    content: Option<String>,
    starts: Option<usize>,
    out: Option<PathBuf>,
    png: bool,
) -> PyResult<(String, Vec<String>)> {
    checked(out.as_ref())?;
    let document = document(&path, content).map_err(|error| wrong(&error))?;
    let mut model = DefectModel::of(&document).map_err(|error| wrong(&error))?;
    model.starts = starts.unwrap_or(model.starts);
    let solved = beside(py, move |_| SolvedDefect::new(model))?.map_err(|error| wrong(&error))?;
    let json = text(&Versioned::new(solved.report()))?;
    let Some(out) = out else {
        return Ok((json, Vec::new()));
    };
    let bytes = json.clone().into_bytes();
    let written = beside(py, move |_| {
        let meta = files::meta(&path, "glassmelt.study.defect(...)", &[&document]);
        let attached = vec![("defect.json".to_owned(), bytes)];
        write_defect_report(&solved, &meta, &out, files::options(png), attached)
    })?;
    Ok((json, files::written(written)?))
}

/// The whole chain of a study as JSON; with `out`, its page and the paths.
#[pyfunction]
#[pyo3(signature = (path, content, out, png))]
pub(crate) fn study(
    py: Python<'_>,
    path: PathBuf,
    content: Option<String>,
    out: Option<PathBuf>,
    png: bool,
) -> PyResult<(String, Vec<String>)> {
    checked(out.as_ref())?;
    let document = document(&path, content).map_err(|error| wrong(&error))?;
    let beside_file = path.parent().unwrap_or(Path::new("")).to_owned();
    let plan = StudyPlan::of(&document, &beside_file).map_err(|error| wrong(&error))?;
    let walked = beside(py, move |_| {
        let solved = SolvedDefect::new(plan.model.clone())?;
        let study = Study::run(&plan, &solved)?;
        Ok((plan, solved, study))
    })?;
    let (plan, solved, study) = walked.map_err(|error: StudyError| wrong(&error))?;
    let json = text(&Versioned::new(&study))?;
    let Some(out) = out else {
        return Ok((json, Vec::new()));
    };
    let bytes = json.clone().into_bytes();
    let written = beside(py, move |_| {
        let inputs: Vec<&Document> = std::iter::once(&document)
            .chain(&plan.defect_file)
            .collect();
        let meta = files::meta(&path, "glassmelt.study.Study.run(...)", &inputs);
        let attached = vec![("study.json".to_owned(), bytes)];
        write_study_report(
            &plan,
            &solved,
            &study,
            &meta,
            &out,
            files::options(png),
            attached,
        )
    })?;
    Ok((json, files::written(written)?))
}

/// The JSON schema of a file of a defect or a study.
#[pyfunction]
pub(crate) fn file_schema(of: &str) -> PyResult<String> {
    match of {
        "defect" => text(&schema::defect()),
        "study" => text(&schema::study()),
        _ => Err(crate::errors::word("of", of, "defect or study")),
    }
}
