//! What `glassmelt posterior` prints for people: comparison, variables with diagnostics, what to know.

use std::path::PathBuf;

use glassmelt_bayes::{Posterior, Summary};
use glassmelt_report::number;

use super::{Answer, warnings_by_law};
use crate::answer::list;
use crate::folder::written_line;
use crate::screen::{Column, NONE, at_the_sign, table, width, wrapped};

/// The whole answer.
pub(super) fn text(answer: &Answer, written: &[PathBuf]) -> String {
    let data = &answer.data;
    let limits = match data.limits {
        0 => String::new(),
        limits => format!(" ({limits} of them limits)"),
    };
    let title = format!(
        "{}: {} points{limits}, {:.1} to {:.1} K; {} chains of {} draws after {}, seed {}",
        data.name,
        data.n,
        data.t_min.unwrap_or(f64::NAN),
        data.t_max.unwrap_or(f64::NAN),
        answer.sampling.chains,
        answer.sampling.draws,
        answer.sampling.tune,
        answer.sampling.seed,
    );
    let mut sections = vec![wrapped(&title, "", "", width())];
    if answer.analysis.comparison.len() > 1 {
        sections.push(comparison(answer));
    }
    sections.push(wrapped(&answer.analysis.verdict, "", "", width()));
    for standing in &answer.analysis.comparison {
        let posteriors = answer.analysis.posteriors.iter();
        if let Some(posterior) = posteriors.clone().find(|p| p.law == standing.law) {
            sections.push(String::new());
            sections.push(of_law(posterior));
        }
    }
    let warnings = warnings_by_law(answer.analysis);
    let lists = warnings.iter().map(|(heading, w)| list(heading, w));
    sections.extend(lists.filter(|list| !list.is_empty()));
    if !written.is_empty() {
        sections.push(written_line(written));
    }
    sections.join("\n")
}

fn comparison(answer: &Answer) -> String {
    let standings = &answer.analysis.comparison;
    let difference: Vec<String> = standings
        .iter()
        .enumerate()
        .map(|(i, s)| match i {
            0 => "best".to_owned(),
            _ => format!("-{:.1} ± {:.1}", s.elpd_diff, s.diff_error),
        })
        .collect();
    let column = |header, of: &dyn Fn(usize) -> String| {
        Column::numbers(header, (0..standings.len()).map(of).collect())
    };
    table(&[
        Column::words("law", standings.iter().map(|s| s.law.clone()).collect()),
        Column::numbers("Δ elpd_loo", at_the_sign(&difference)),
        column("elpd_loo", &|i| format!("{:.1}", standings[i].elpd_loo)),
        column("p_loo", &|i| format!("{:.1}", standings[i].p_loo)),
        column("k too large", &|i| {
            standings[i].untrusted_points.to_string()
        }),
    ])
}

/// One law: its equation, its variables with priors and diagnostics, what follows from them.
fn of_law(posterior: &Posterior) -> String {
    let sampling = &posterior.sampling;
    let lowest = sampling
        .e_bfmi
        .iter()
        .copied()
        .fold(f64::INFINITY, f64::min);
    let title = format!(
        "{}: {}. {} divergences, E-BFMI {lowest:.2}.",
        posterior.title, posterior.equation, sampling.divergences
    );
    let all: Vec<&Summary> = posterior.shown();
    let cells = |of: &dyn Fn(&Summary) -> String| -> Vec<String> {
        all.iter().map(|summary| of(summary)).collect()
    };
    let count = |value: Option<f64>| value.map_or(NONE.to_owned(), |v| format!("{v:.0}"));
    let values = table(&[
        Column::words("variable", cells(&with_unit)),
        Column::numbers(
            "mean ± sd",
            at_the_sign(&cells(&|s| plain(&number::with_error(s.mean, Some(s.sd))))),
        ),
        Column::numbers("5 %", cells(&|s| in_digits(s, s.low))),
        Column::numbers("95 %", cells(&|s| in_digits(s, s.high))),
        Column::numbers(
            "R-hat",
            cells(&|s| s.rhat.map_or(NONE.to_owned(), |r| format!("{r:.3}"))),
        ),
        Column::numbers("ESS bulk", cells(&|s| count(s.ess_bulk))),
        Column::numbers("tail", cells(&|s| count(s.ess_tail))),
    ]);
    let priors: Vec<String> = posterior
        .variables
        .iter()
        .map(|v| format!("{} ~ {}", v.name, v.prior))
        .collect();
    [
        wrapped(&title, "", "", width()),
        values,
        wrapped(
            &format!("Priors: {}.", priors.join("; ")),
            "",
            "  ",
            width(),
        ),
    ]
    .join("\n")
}

fn with_unit(summary: &Summary) -> String {
    if summary.unit.is_empty() {
        summary.name.clone()
    } else {
        format!("{}/{}", summary.name, summary.unit)
    }
}

/// A terminal's minus sign is the hyphen: what is printed can be typed again.
fn plain(text: &str) -> String {
    text.replace('−', "-")
}

/// A value in the digits that the spread of its variable leaves.
fn in_digits(summary: &Summary, value: f64) -> String {
    let rounding = number::Rounding::by_error(summary.mean, Some(summary.sd));
    plain(&(rounding.text(value) + &rounding.factor()))
}
