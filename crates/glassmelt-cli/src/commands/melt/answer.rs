//! What `glassmelt melt` answers, in JSON and as a table.

use glassmelt::melting::{Melting, Point};
use serde::Serialize;

use crate::answer::warning_list;
use crate::screen::{Column, number, table};

/// The answer.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    pub(super) glassmelt: &'static str,
    #[serde(flatten)]
    pub(super) melting: Melting,
}

/// The table, T0 and Tg, the warnings.
pub(super) fn text(answer: &Answer) -> String {
    let list = warning_list(&answer.melting.warnings);
    format!("{}\n{list}", curve(&answer.melting))
}

/// The table of temperatures, T0 and Tg.
pub(crate) fn curve(melting: &Melting) -> String {
    let column = |header, of: fn(&Point) -> Option<f64>| {
        let values: Vec<Option<f64>> = melting.points.iter().map(of).collect();
        Column::decimals(header, &values, 6)
    };
    let fates = melting.points.iter().map(|p| p.fate.to_owned()).collect();
    let columns = [
        column("T/K", |p| Some(p.t)),
        Column::words("fate", fates),
        column("mu_bar_c", |p| p.mu_bar_c),
        column("log10\nxi/nm", |p| p.log10_xi_nm),
        column("log10\neta/Pa s", |p| p.log10_eta),
        column("log10\ntau/s", |p| p.log10_tau_s),
        column("log10\nCv/k_B", |p| p.log10_cv),
        column("log10\nS/k_B", |p| p.log10_entropy),
    ];
    format!("{}\n{}", table(&columns), temperatures(melting))
}

/// T0, Tg and m, where they exist.
fn temperatures(melting: &Melting) -> String {
    let t0 = match melting.t0 {
        Some(t0) => format!("T0 = {} K", number(t0)),
        None => "No T0".to_owned(),
    };
    match (melting.tg, melting.m) {
        (Some(tg), Some(m)) => format!(
            "{t0}\nTg = {} K at 1e12 Pa s, fragility m = {}",
            number(tg),
            number(m)
        ),
        _ => t0,
    }
}
