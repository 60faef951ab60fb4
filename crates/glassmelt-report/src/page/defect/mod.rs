//! The page of a defect: what was asked, its minima, its dipole, alpha, what turns it.

mod steps;
mod words;

use glassmelt_study::{DefectReport, SolvedDefect};

use super::shared::{Head, Item, render};
use super::steps::{Numbering, StepsPage, cautions, message};
use crate::defect::{DefectPictures, Units};
use crate::number::significant;
use crate::{ReportError, ReportMeta, ReportOptions};

pub(super) use steps::{dipole_tables, minima_table};
pub(super) use words::{asked, came_out, degrees};

/// The page as one HTML file that needs no other.
pub(crate) fn render_defect(
    solved: &SolvedDefect,
    report: &DefectReport,
    pictures: &DefectPictures,
    meta: &ReportMeta,
    options: ReportOptions,
) -> Result<String, ReportError> {
    let units = Units::of(report.units);
    let mut numbering = Numbering::new();
    let page = StepsPage {
        head: Head::new(meta, &pictures.tables, options, Vec::new()),
        data: asked(report),
        verdict: came_out(report, units),
        answer: answer(report, units),
        cautions: cautions(report.warnings.iter().map(message)),
        steps: steps::all(solved, report, pictures, &mut numbering),
        inputs: &meta.inputs,
    };
    render("steps.html", page)
}

/// The numbers that people look for.
fn answer(report: &DefectReport, units: Units) -> Vec<Item> {
    let Some(ground) = report.minima.first() else {
        return Vec::new();
    };
    let item = |symbol, name, value: String, note: String| Item {
        symbol,
        name,
        value,
        note,
    };
    let alpha = match (report.alpha, report.alpha_min, report.alpha_max) {
        (Some(alpha), Some(low), Some(high)) if alpha > 0.0 => (
            significant(alpha, 4),
            format!(
                "mean over directions; {} to {} over them",
                significant(low, 3),
                significant(high, 3)
            ),
        ),
        (Some(_), ..) => ("0".into(), "the dipole has no part that shears".into()),
        _ => ("none".into(), "the file has no [medium]".into()),
    };
    let kinds = report.kinds().len();
    let mut items = vec![
        item("α", "Coupling", alpha.0, alpha.1),
        item(
            "|Q_{dev}|",
            "Shearing part of the dipole",
            units.energy(ground.dipole_deviator_norm),
            "√(Q_{dev}:Q_{dev}), Eq. 5".into(),
        ),
        item(
            "tr Q",
            "Dilating part of the dipole",
            units.energy(ground.trace),
            "positive where the defect pushes outwards".into(),
        ),
        item(
            "",
            "Minima",
            report.minima.len().to_string(),
            match kinds {
                1 if report.minima.len() == 1 => "the only one found".into(),
                1 => "all of one energy".into(),
                _ => format!("of {kinds} energies"),
            },
        ),
        item(
            "",
            "Turned",
            degrees(ground),
            "the ground state, out of the reference orientation".into(),
        ),
    ];
    items.push(match ground.escape {
        Some(height) => item(
            "",
            "Lowest barrier",
            units.energy(height),
            "from the ground state to another minimum, over the saddles found".into(),
        ),
        None => item(
            "",
            "Softest mode",
            significant(ground.hessian_min, 4),
            "the smallest eigenvalue of the Hessian; no way to another minimum was found".into(),
        ),
    });
    items
}
