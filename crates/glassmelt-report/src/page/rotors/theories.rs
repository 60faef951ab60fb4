//! What the theories say of themselves, and warnings of many couplings told once.

use std::collections::BTreeMap;

use glassmelt_runs::{Notice as Said, RunResults};

use super::words::couplings_text;
use crate::page::prose::sentence;
use crate::page::shared::Notice;
use crate::page::steps::Step;

/// What each theory is and where it breaks.
pub(super) fn theories(results: &RunResults) -> Step {
    let couplings = &results.results;
    let places = if results.have_populations() {
        "in equilibrium with the rotors"
    } else {
        "frozen"
    };
    let mut step = Step::new("theories", "What the theories say of themselves", "", None);
    step.words.push(format!(
        "Independent rotors do not feel each other. Clausius–Mossotti puts each into the mean field of the others; \
         “with pairs” adds the second order in their density, places {places}. The flow is Eqs. 16-17 of the \
         paper run exactly from a to half the cell, with the fugacity n a^{{3}}. A theory that gives a modulus below \
         zero no longer describes a medium, and is drawn so all the same."
    ));
    let told = couplings.iter().flat_map(|at| {
        at.theories.iter().flat_map(move |theory| {
            let name = format!("{} ({})", theory_name(&theory.theory), theory.layer);
            theory
                .warnings
                .iter()
                .map(move |warning| (name.clone(), at.x0, warning))
        })
    });
    step.cautions = gathered(told);
    step
}

/// What a theory is called.
fn theory_name(word: &str) -> String {
    match word {
        "independent_at_strain" => "Independent rotors, mean strain held".into(),
        "independent" => "Independent rotors at finite q".into(),
        "clausius_mossotti" => "Clausius–Mossotti".into(),
        "virial" => "Clausius–Mossotti with pairs, places frozen".into(),
        "virial_annealed" => "Clausius–Mossotti with pairs, places in equilibrium".into(),
        "screening_at_half_side" => "Eq. 15 at R = L/2".into(),
        "flow_at_half_side" => "Eqs. 16-17 at R = L/2".into(),
        "flow_at_infinity" => "Eqs. 16-17 at their fixed line".into(),
        other => other.replace('_', " "),
    }
}

/// Warnings under their headings, each kind once: in the words of the first coupling, with those of the others.
pub(super) fn gathered<'a>(all: impl Iterator<Item = (String, f64, &'a Said)>) -> Vec<Notice> {
    let mut headings: Vec<String> = Vec::new();
    let mut kinds: BTreeMap<(String, String), (String, Vec<f64>)> = BTreeMap::new();
    let mut order: Vec<(String, String)> = Vec::new();
    for (heading, x0, warning) in all {
        let kind = (heading.clone(), warning.code.clone());
        if !headings.contains(&heading) {
            headings.push(heading);
        }
        let known = kinds.entry(kind.clone()).or_insert_with(|| {
            order.push(kind);
            (warning.message.clone(), Vec::new())
        });
        known.1.push(x0);
    }
    let message = |kind: &(String, String)| {
        let (message, couplings) = kinds.get(kind)?;
        Some(with_couplings(message, couplings))
    };
    let notice = |heading: String| Notice {
        messages: order
            .iter()
            .filter(|kind| kind.0 == heading)
            .filter_map(message)
            .collect(),
        laws: heading,
    };
    headings.into_iter().map(notice).collect()
}

/// A message as a sentence, with the couplings it is said of; its numbers are those of the first.
fn with_couplings(message: &str, couplings: &[f64]) -> String {
    let text = sentence(message);
    match couplings {
        [] => text,
        [one] => format!("At {}: {text}", couplings_text(&[*one])),
        [first, rest @ ..] => format!(
            "At {}: {text} The like at {}.",
            couplings_text(&[*first]),
            couplings_text(rest)
        ),
    }
}
