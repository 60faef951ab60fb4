//! The page of a run of many rotors: what came out, what cannot be said, every number with its error.

mod steps;
mod theories;
mod verdict;
mod words;

use glassmelt_runs::CouplingResult;

use super::shared::{Head, Item, render};
use super::steps::{Numbering, StepsPage, cautions};
use crate::rotors::{RotorsPictures, RotorsRun, critical_coupling, plain};
use crate::{ReportError, ReportMeta, ReportOptions};
use words::{couplings_text, quantity_text, strongest_equilibrated};

/// The page as one HTML file that needs no other.
pub(crate) fn render_rotors(
    run: &RotorsRun,
    pictures: &RotorsPictures,
    meta: &ReportMeta,
    options: ReportOptions,
) -> Result<String, ReportError> {
    let warnings = run.results.warnings.iter();
    let page = StepsPage {
        head: Head::new(meta, &pictures.tables, options, Vec::new()),
        data: verdict::asked(run),
        verdict: verdict::verdict(run),
        answer: answer(run),
        cautions: cautions(warnings.map(|notice| notice.message.as_str())),
        steps: steps::all(run, pictures, &mut Numbering::new()),
        inputs: &meta.inputs,
    };
    render("steps.html", page)
}

/// The numbers that people look for; none where nothing was measured.
fn answer(run: &RotorsRun) -> Vec<Item> {
    let results = run.results;
    let all = &results.results;
    if all.is_empty() {
        return Vec::new();
    }
    let calm: Vec<f64> = all
        .iter()
        .filter(|at| at.equilibrated)
        .map(|at| at.x0)
        .collect();
    let mut items = vec![Item {
        symbol: "",
        name: "Equilibrated",
        value: format!("{} of {} couplings", calm.len(), all.len()),
        note: if calm.is_empty() {
            "something speaks against it at each".into()
        } else {
            format!("nothing speaks against it at {}", couplings_text(&calm))
        },
    }];
    if let Some(at) = strongest_equilibrated(results) {
        items.extend(strongest(at));
    }
    if let Some(critical) = critical_coupling(results) {
        items.push(Item {
            symbol: "X_{0}(x_{c})",
            name: "End of the solid, Clausius–Mossotti",
            value: plain(critical),
            note: format!(
                "where its modulus vanishes, x_{{c}} = {}; not a result of this run",
                plain(results.critical_softening.unwrap_or(f64::NAN))
            ),
        });
    }
    items
}

/// The modulus at the strongest coupling that is equilibrated.
fn strongest(at: &CouplingResult) -> Vec<Item> {
    let place = format!(
        "at X_{{0}} = {}, the strongest that is equilibrated",
        plain(at.x0)
    );
    let mut items = vec![Item {
        symbol: "μ_{R}/μ_{0}",
        name: "Modulus at k = 0",
        value: quantity_text(&at.mu_r_k0),
        note: place.clone(),
    }];
    items.extend(at.smallest_wave().map(|wave| Item {
        symbol: "μ_{R}/μ_{0}",
        name: "Modulus at the smallest q",
        value: quantity_text(&wave.mu_r),
        note: format!("q = {}/a, {place}", plain(wave.q)),
    }));
    items
}
