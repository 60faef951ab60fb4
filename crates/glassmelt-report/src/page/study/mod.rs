//! The page of a study: the verdict, what was put in by hand, and every step of the chain.

mod closures;
mod steps;
mod words;

use glassmelt_study::{Study, StudyPlan};

use super::shared::{Head, Item, render};
use super::steps::{Numbering, StepsPage, cautions};
use crate::defect::told;
use crate::number::significant;
use crate::study::StudyPictures;
use crate::{ReportError, ReportMeta, ReportOptions, Table};

/// The page as one HTML file that needs no other.
pub(crate) fn render_study(
    plan: &StudyPlan,
    study: &Study,
    pictures: &StudyPictures,
    (meta, tables): (&ReportMeta, &[Table]),
    options: ReportOptions,
) -> Result<String, ReportError> {
    let steps = steps::all(plan, study, pictures, &mut Numbering::new());
    let homeless = study.warnings.iter().filter(|w| !steps::has_home(&w.step));
    let page = StepsPage {
        head: Head::new(meta, tables, options, Vec::new()),
        data: super::defect::asked(&study.defect),
        verdict: words::verdict(study),
        answer: answer(study),
        cautions: cautions(homeless.map(|warning| warning.message.as_str())),
        steps,
        inputs: &meta.inputs,
    };
    render("steps.html", page)
}

/// The numbers that people look for.
fn answer(study: &Study) -> Vec<Item> {
    let item = |symbol, name, value: String, note: String| Item {
        symbol,
        name,
        value,
        note,
    };
    let coupling = &study.coupling;
    let mut items = vec![item(
        "α",
        "Coupling",
        told(coupling.alpha, ""),
        format!(
            "from the defect; {} to {} over directions",
            told(coupling.alpha_min, ""),
            told(coupling.alpha_max, "")
        ),
    )];
    if let Some(last) = hottest(study) {
        items.push(item(
            "μ_{c}/μ_{0}",
            "Modulus left by the flow",
            significant(last.mu_ratio, 4),
            format!(
                "at {}, exact; solid at every temperature",
                told(last.t, "K")
            ),
        ));
    }
    for melting in &study.closures {
        let by_hand = melting.closure == "linear";
        if let Some(t0) = melting.t0 {
            let note = if by_hand {
                "put in by hand, linear closure"
            } else {
                "derived, mean field of free rotors"
            };
            items.push(item(
                "T_{0}",
                "Where the modulus vanishes",
                told(t0, "K"),
                note.into(),
            ));
        }
        if let (Some(tg), Some(m)) = (melting.tg, melting.m) {
            let note = "where the linear closure reaches 10^{12} Pa s".to_string();
            items.push(item("T_{g}", "Glass transition", told(tg, "K"), note));
            items.push(item(
                "m",
                "Angell fragility",
                significant(m, 3),
                "slope of Angell’s plot at T_{g}, linear closure".into(),
            ));
        }
    }
    if let Some((xi, note)) = words::length_at_tg(study) {
        items.push(item("ξ(T_{g})", "Correlation length", xi, note));
    }
    items
}

/// The flow at the hottest temperature.
fn hottest(study: &Study) -> Option<&glassmelt_study::FlowStep> {
    study.flow.iter().max_by(|a, b| a.t.total_cmp(&b.t))
}
