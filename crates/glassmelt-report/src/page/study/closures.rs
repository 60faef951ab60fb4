//! The closures of a study on its page: moduli side by side, the liquid of the linear one, Eqs. 20-24.

use glassmelt::melting::{Melting, Point};
use glassmelt_study::Study;

use super::steps::thinned;
use crate::defect::told;
use crate::number::significant;
use crate::page::shared::ShownFigure;
use crate::page::steps::{Columns, Step, StepTable, list};

/// The section: what each closure leaves of the modulus, and the liquid where there is one.
pub(super) fn step(study: &Study, figures: Vec<ShownFigure>) -> Step {
    let words = if study.closures.is_empty() {
        "No closure has a curve here."
    } else {
        "What ties the flow to temperature is an assumption, and each closure makes its own. Only the linear \
         one has a liquid, and with it a viscosity."
    };
    let flowing = study
        .closures
        .iter()
        .filter(|m| m.points.iter().any(|p| p.log10_eta.is_some()));
    let mut words = vec![words.to_string()];
    words.extend(
        study
            .closures
            .iter()
            .map(|m| format!("Closure {}{}.", m.closure, ends(m))),
    );
    Step {
        words,
        tables: std::iter::once(moduli(study))
            .chain(flowing.map(curve))
            .collect(),
        figures,
        ..Step::new(
            "closure",
            "Closures, length, viscosity, heat",
            "Eqs. 20–24",
            None,
        )
    }
}

/// The modulus of each closure side by side, and where it vanishes.
fn moduli(study: &Study) -> StepTable {
    let Some(first) = study.closures.first() else {
        return list("", &[], Vec::new());
    };
    let (shown, left_out) = thinned(&first.points);
    let temperatures: Vec<Option<f64>> = shown.iter().map(|p| Some(p.t)).collect();
    let at = |melting: &Melting| -> Vec<Option<f64>> {
        let (points, _) = thinned(&melting.points);
        points.iter().map(|p| p.mu_bar_c).collect()
    };
    let columns = Columns::default().numbers("T (K)", &temperatures, 5);
    let columns = study.closures.iter().fold(columns, |columns, melting| {
        let name = format!("{} ({})", melting.closure, melting.layer);
        columns.numbers(&name, &at(melting), 5)
    });
    columns.table(&format!(
        "What is left of the modulus, μ_{{c}}a^{{3}}/k_{{B}}T{}",
        some_of(left_out)
    ))
}

/// That the CSV and JSON have more temperatures.
fn some_of(left_out: bool) -> &'static str {
    if left_out {
        "; some of the temperatures, all are in study.json"
    } else {
        ""
    }
}

/// One closure's temperatures.
fn curve(melting: &Melting) -> StepTable {
    let (points, left_out) = thinned(&melting.points);
    let of = |of: fn(&Point) -> Option<f64>| points.iter().map(|p| of(p)).collect::<Vec<_>>();
    let title = format!(
        "The liquid of the {} closure{}{}",
        melting.closure,
        ends(melting),
        some_of(left_out)
    );
    Columns::default()
        .numbers("T (K)", &of(|p| Some(p.t)), 5)
        .words("fate", points.iter().map(|p| p.fate.to_string()).collect())
        .numbers("μ_{c}a^{3}/k_{B}T", &of(|p| p.mu_bar_c), 5)
        .numbers("log_{10} ξ (nm)", &of(|p| p.log10_xi_nm), 5)
        .numbers("log_{10} η (Pa s)", &of(|p| p.log10_eta), 5)
        .numbers("log_{10} τ (s)", &of(|p| p.log10_tau_s), 5)
        .numbers("log_{10} C_{v} (k_{B})", &of(|p| p.log10_cv), 5)
        .numbers("log_{10} S (k_{B})", &of(|p| p.log10_entropy), 5)
        .table(&title)
}

/// T0, Tg, m and D of a closure.
fn ends(melting: &Melting) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(melting.t0.map(|t0| format!("T_{{0}} = {}", told(t0, "K"))));
    parts.extend(
        melting
            .strength
            .map(|d| format!("D = {}", significant(d, 4))),
    );
    parts.extend(melting.tg.map(|tg| format!("T_{{g}} = {}", told(tg, "K"))));
    parts.extend(melting.m.map(|m| format!("m = {}", significant(m, 4))));
    match parts.as_slice() {
        [] => ": no T_{0}".into(),
        _ => format!(": {}", parts.join(", ")),
    }
}
