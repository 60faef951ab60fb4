//! Posteriors as tables.

use glassmelt_bayes::{Analysis, Summary};

use crate::Table;
use crate::tables::{header, maybe, number};

/// The words of all tables of posteriors.
pub(super) const NAMES: [&str; 4] = ["comparison", "variables", "leave-one-out", "band"];

/// Every table that has rows.
pub(super) fn all(analysis: &Analysis) -> Vec<Table> {
    let mut tables = vec![
        comparison(analysis),
        variables(analysis),
        points(analysis),
        band(analysis),
    ];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

fn comparison(analysis: &Analysis) -> Table {
    let rows = analysis.comparison.iter().map(|s| {
        let mut row = vec![s.law.clone()];
        row.extend([s.elpd_loo, s.elpd_diff, s.diff_error, s.p_loo].map(number));
        row.push(s.untrusted_points.to_string());
        row
    });
    Table {
        name: "comparison",
        title: "Laws by what they foretell",
        rows: rows.collect(),
        header: header(&[
            "law",
            "elpd_loo",
            "elpd_diff",
            "diff_error",
            "p_loo",
            "untrusted_points",
        ]),
    }
}

fn variables(analysis: &Analysis) -> Table {
    let rows = analysis.posteriors.iter().flat_map(|posterior| {
        let all = posterior.variables.iter().chain(&posterior.derived);
        all.map(|s| row(&posterior.law, s))
    });
    Table {
        name: "variables",
        title: "Variables of every law",
        rows: rows.collect(),
        header: header(&[
            "law",
            "variable",
            "unit",
            "prior",
            "mean",
            "sd",
            "mean_error",
            "median",
            "low_5",
            "high_95",
            "rhat",
            "ess_bulk",
            "ess_tail",
        ]),
    }
}

fn row(law: &str, s: &Summary) -> Vec<String> {
    let mut row = vec![
        law.to_owned(),
        s.name.clone(),
        s.unit.to_owned(),
        s.prior.clone(),
    ];
    row.extend([s.mean, s.sd, s.mean_error, s.median, s.low, s.high].map(number));
    row.extend([s.rhat, s.ess_bulk, s.ess_tail].map(maybe));
    row
}

fn points(analysis: &Analysis) -> Table {
    let rows = analysis.posteriors.iter().flat_map(|posterior| {
        let loo = posterior.loo.pointwise.iter().zip(&posterior.loo.pareto_k);
        loo.enumerate().map(|(i, (elpd, k))| {
            let mut row = vec![posterior.law.clone(), i.to_string()];
            row.extend([*elpd, *k].map(number));
            row
        })
    });
    Table {
        name: "leave-one-out",
        title: "Each point left out, hottest first",
        rows: rows.collect(),
        header: header(&["law", "point", "elpd_loo", "pareto_k"]),
    }
}

fn band(analysis: &Analysis) -> Table {
    let rows = analysis.posteriors.iter().flat_map(|posterior| {
        posterior.band.iter().map(|b| {
            let mut row = vec![posterior.law.clone()];
            row.extend([b.t, b.median, b.low, b.high, b.point_low, b.point_high].map(number));
            row
        })
    });
    Table {
        name: "band",
        title: "The laws along temperature",
        rows: rows.collect(),
        header: header(&[
            "law",
            "T (K)",
            "median",
            "low_5",
            "high_95",
            "new_point_low_5",
            "new_point_high_95",
        ]),
    }
}
