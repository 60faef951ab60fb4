//! What `glassmelt fit` prints for people: comparison, verdict, parameters, what to know.

use std::path::PathBuf;

use glassmelt::Warning;
use glassmelt_fit::answer::{Analysis, Fit, FittedParameter};
use glassmelt_report::number::{self, Rounding};

use super::Answer;
use crate::answer::list;
use crate::folder::written_line;
use crate::screen::{Column, NONE, at_the_sign, table, width, wrapped};

/// The whole answer.
pub(super) fn text(answer: &Answer, analysis: &Analysis, written: &[PathBuf]) -> String {
    let data = &answer.data;
    let title = format!(
        "{}: {} points, {:.1} to {:.1} K, {:.1} decades",
        data.name, data.n, data.t_min, data.t_max, data.decades
    );
    let mut sections = vec![
        wrapped(&title, "", "", width()),
        comparison_table(analysis),
        wrapped(&answer.comparison.verdict, "", "", width()),
        String::new(),
        liquid_table(analysis),
        String::new(),
        parameter_table(analysis),
    ];
    sections.extend(notices(analysis));
    if !written.is_empty() {
        sections.push(written_line(written));
    }
    sections.join("\n")
}

/// The fits, best first.
fn best_first(analysis: &Analysis) -> Vec<&Fit> {
    let standings = analysis.comparison.standings.iter();
    standings
        .filter_map(|standing| analysis.fits.iter().find(|fit| fit.law == standing.law))
        .collect()
}

/// How well each law meets the data, best first.
fn comparison_table(analysis: &Analysis) -> String {
    let fits = best_first(analysis);
    let standings = &analysis.comparison.standings;
    let column = |header, of: &dyn Fn(&Fit) -> String| {
        Column::numbers(header, fits.iter().map(|fit| of(fit)).collect())
    };
    let delta_aicc: Vec<String> = standings
        .iter()
        .map(|s| match s.delta_aicc {
            0.0 => "best".to_owned(),
            f64::INFINITY => "∞".to_owned(),
            unranked if unranked.is_nan() => "–".to_owned(),
            delta => format!("{delta:.1} ± {:.1}", s.delta_error),
        })
        .collect();
    let delta_bic = standings.iter().map(|s| format!("{:.1}", s.delta_bic));
    let withheld: Vec<String> = fits
        .iter()
        .map(|fit| with_error(fit.withheld_rms_dex, fit.withheld_error))
        .collect();
    table(&[
        laws(&fits),
        column("rms/dex", &|fit| format!("{:.4}", fit.rms_dex)),
        Column::numbers("ΔAICc", at_the_sign(&delta_aicc)),
        Column::numbers("ΔBIC", delta_bic.collect()),
        Column::numbers("withheld/dex", at_the_sign(&withheld)),
    ])
}

/// What each law says of the liquid, best first.
fn liquid_table(analysis: &Analysis) -> String {
    let fits = best_first(analysis);
    let column = |header, of: &dyn Fn(&Fit) -> String| {
        let cells: Vec<String> = fits.iter().map(|fit| of(fit)).collect();
        Column::numbers(header, at_the_sign(&cells))
    };
    table(&[
        laws(&fits),
        column("Tg/K", &|fit| {
            with_error(fit.derived.tg, fit.derived.tg_error)
        }),
        column("fragility m", &|fit| {
            with_error(fit.derived.m, fit.derived.m_error)
        }),
        column("strength D", &|fit| {
            with_error(fit.derived.strength_d, fit.derived.strength_d_error)
        }),
    ])
}

fn laws(fits: &[&Fit]) -> Column {
    Column::words("law", fits.iter().map(|fit| fit.law.to_owned()).collect())
}

/// A terminal's minus sign is the hyphen: what is printed can be typed again.
fn plain_minus(text: &str) -> String {
    text.replace('−', "-")
}

/// An error below this part of its value is rounding, not knowledge.
const ROUNDING: f64 = 1e-8;

fn with_error(value: Option<f64>, error: Option<f64>) -> String {
    let Some(value) = value else {
        return NONE.to_owned();
    };
    plain_minus(&match error {
        Some(error) if error < ROUNDING * value.abs() => number::significant(value, 8),
        _ => number::with_error(value, error),
    })
}

/// One line a parameter, with its 95 percent interval in the same digits.
fn parameter_table(analysis: &Analysis) -> String {
    let fits = best_first(analysis);
    let rows: Vec<(&str, &FittedParameter)> = fits
        .iter()
        .flat_map(|fit| {
            let laws = std::iter::once(fit.law).chain(std::iter::repeat(""));
            laws.zip(&fit.parameters)
        })
        .collect();
    let cells = |of: &dyn Fn(&FittedParameter) -> String| -> Vec<String> {
        rows.iter().map(|(_, parameter)| of(parameter)).collect()
    };
    table(&[
        Column::words("law", rows.iter().map(|(law, _)| (*law).into()).collect()),
        Column::words("parameter", cells(&|p| p.name.clone())),
        Column::numbers("value ± error", at_the_sign(&cells(&value))),
        Column::numbers("95 % from", cells(&|p| end(p, p.low))),
        Column::numbers("to", cells(&|p| end(p, p.high))),
        Column::words("unit", cells(&|p| p.unit.to_owned())),
    ])
}

fn value(parameter: &FittedParameter) -> String {
    if parameter.at_bound {
        let value = number::significant(parameter.value, 4);
        plain_minus(&format!("{value} (bound)"))
    } else {
        with_error(Some(parameter.value), parameter.error)
    }
}

/// An end of the interval, in the digits of the value; `open` where the data set none.
fn end(parameter: &FittedParameter, value: Option<f64>) -> String {
    let Some(value) = value else {
        return "open".to_owned();
    };
    plain_minus(&match parameter.error {
        Some(_) => {
            let rounding = Rounding::by_error(parameter.value, parameter.error);
            rounding.text(value) + &rounding.factor()
        }
        None => number::significant(value, 4),
    })
}

/// What to know about the data, then about each law; the predictions of the best rotor law only, since
/// JSON and report have all.
fn notices(analysis: &Analysis) -> Vec<String> {
    let mut sections = vec![list("What to know", &analysis.warnings)];
    let fits = best_first(analysis);
    let main = fits
        .iter()
        .find_map(|fit| analysis.predictions.iter().find(|p| p.law == fit.law));
    for fit in fits {
        let predicted = main.filter(|prediction| prediction.law == fit.law);
        let warnings: Vec<Warning> = fit
            .warnings
            .iter()
            .chain(predicted.into_iter().flat_map(|p| &p.warnings))
            .cloned()
            .collect();
        sections.push(list(&format!("About {}", fit.law), &warnings));
    }
    sections.retain(|section| !section.is_empty());
    sections
}
