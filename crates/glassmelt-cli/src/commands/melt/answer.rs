//! What `glassmelt melt` answers, in JSON and as a table.

use glassmelt::{Layer, Warning};
use serde::Serialize;

use crate::answer::warning_list;
use crate::screen::{Column, number, table};

/// One temperature. What the closure does not give is null.
#[derive(Debug, Default, Serialize)]
pub(super) struct Point {
    pub(super) t: f64,
    pub(super) fate: &'static str,
    pub(super) xi_nm: Option<f64>,
    pub(super) log10_xi_nm: Option<f64>,
    pub(super) log10_eta: Option<f64>,
    pub(super) tau_s: Option<f64>,
    pub(super) log10_tau_s: Option<f64>,
    pub(super) cv: Option<f64>,
    pub(super) log10_cv: Option<f64>,
    pub(super) entropy: Option<f64>,
    pub(super) log10_entropy: Option<f64>,
    pub(super) cv_singular: Option<f64>,
    pub(super) entropy_singular: Option<f64>,
    pub(super) mu_bar_c: Option<f64>,
    pub(super) mu_bar_0: Option<f64>,
}

/// The answer.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    pub(super) glassmelt: &'static str,
    pub(super) layer: Layer,
    pub(super) closure: &'static str,
    pub(super) t0: Option<f64>,
    pub(super) strength: Option<f64>,
    pub(super) tg: Option<f64>,
    pub(super) m: Option<f64>,
    pub(super) points: Vec<Point>,
    pub(super) warnings: Vec<Warning>,
}

/// The table, T0 and Tg, the warnings.
pub(super) fn text(answer: &Answer) -> String {
    let column = |header, of: fn(&Point) -> Option<f64>| {
        let values: Vec<Option<f64>> = answer.points.iter().map(of).collect();
        Column::decimals(header, &values, 6)
    };
    let fates = answer.points.iter().map(|p| p.fate.to_owned()).collect();
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
    format!(
        "{}\n{}\n{}",
        table(&columns),
        temperatures(answer),
        warning_list(&answer.warnings)
    )
}

/// T0, Tg and m, where they exist.
fn temperatures(answer: &Answer) -> String {
    let t0 = match answer.t0 {
        Some(t0) => format!("T0 = {} K", number(t0)),
        None => "No T0".to_owned(),
    };
    match (answer.tg, answer.m) {
        (Some(tg), Some(m)) => format!(
            "{t0}\nTg = {} K at 1e12 Pa s, fragility m = {}",
            number(tg),
            number(m)
        ),
        _ => t0,
    }
}
