//! The tables of a survey: one row a curve, who wins, what was refused or repeated, the glasses of the prediction.

use glassmelt_survey::fitted::Value;
use glassmelt_survey::{FittedCurve, FittedLaw, Kept};

use super::SurveyAnswer;
use crate::Table;
use crate::tables::{header, maybe, number};

/// The words of all tables of a survey.
pub(super) const NAMES: [&str; 4] = ["winners", "glasses", "refused", "duplicates"];

/// Every table that has rows.
pub(super) fn all(survey: SurveyAnswer) -> Vec<Table> {
    let mut tables = vec![
        winners(survey),
        glasses(survey),
        refused(survey),
        duplicates(survey),
    ];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// Columns before those of the laws.
const ABOUT: [&str; 16] = [
    "id",
    "name",
    "group",
    "points_are",
    "n",
    "t_min (K)",
    "t_max (K)",
    "decades",
    "mu0 (GPa)",
    "preferred",
    "tg (K)",
    "tg_error (K)",
    "t0_over_tg",
    "t0_over_tg_error",
    "strength_d",
    "ln_strength_d_error",
];

/// One row a curve: what it is, who is preferred, Vogel-Fulcher's numbers, then each law's.
pub(super) fn curves(survey: SurveyAnswer) -> Table {
    let fitted: Vec<&FittedCurve> = survey.kept.iter().filter_map(fitted).collect();
    let laws = laws(&fitted);
    let mut names = header(&ABOUT);
    for (law, parameters) in &laws {
        let of = |what: &str| format!("{law}:{what}");
        names.extend(["aicc", "rms_dex", "tied", "m", "m_error"].map(of));
        for parameter in parameters {
            names.extend([of(parameter), of(&format!("{parameter}_error"))]);
        }
    }
    Table {
        name: "survey",
        title: "All curves",
        header: names,
        rows: fitted.iter().map(|curve| row(curve, &laws)).collect(),
    }
}

fn fitted(kept: &Kept) -> Option<&FittedCurve> {
    match kept {
        Kept::Fitted(curve) => Some(curve),
        Kept::Refused(_) => None,
    }
}

/// The laws that any curve has, each with the names of its parameters.
fn laws(curves: &[&FittedCurve]) -> Vec<(String, Vec<String>)> {
    let mut laws: Vec<(String, Vec<String>)> = Vec::new();
    for fit in curves.iter().flat_map(|curve| &curve.fits) {
        if laws.iter().all(|(law, _)| *law != fit.law) {
            let names = fit
                .parameters
                .iter()
                .map(|parameter| parameter.name.clone());
            laws.push((fit.law.clone(), names.collect()));
        }
    }
    laws
}

fn row(curve: &FittedCurve, laws: &[(String, Vec<String>)]) -> Vec<String> {
    let vft = curve.fits.iter().find(|fit| fit.law == "vft");
    let mut row = vec![
        curve.id.clone(),
        curve.name.clone(),
        curve.group.clone().unwrap_or_default(),
        curve.origin.word().to_owned(),
        curve.points.to_string(),
        number(curve.t_min),
        number(curve.t_max),
        number(curve.decades),
        maybe(curve.mu0_gpa),
        curve.preferred.clone().unwrap_or_default(),
    ];
    row.extend([
        maybe(vft.and_then(|fit| fit.tg)),
        maybe(vft.and_then(|fit| fit.tg_error)),
        maybe(curve.vogel.and_then(|vogel| vogel.t0_over_tg)),
        maybe(curve.vogel.and_then(|vogel| vogel.t0_over_tg_error)),
        maybe(curve.vogel.map(|vogel| vogel.strength_d)),
        maybe(curve.vogel.map(|vogel| vogel.ln_strength_error)),
    ]);
    for (law, parameters) in laws {
        let fit = curve.fits.iter().find(|fit| fit.law == *law);
        row.extend(of_law(fit, parameters));
    }
    row
}

/// The cells of one law; empty where the curve has no fit of it.
fn of_law(fit: Option<&FittedLaw>, parameters: &[String]) -> Vec<String> {
    let Some(fit) = fit else {
        return vec![String::new(); 5 + 2 * parameters.len()];
    };
    let mut cells = vec![
        maybe(fit.aicc),
        number(fit.rms_dex),
        fit.tied.to_string(),
        maybe(fit.m),
        maybe(fit.m_error),
    ];
    for name in parameters {
        let known = fit
            .parameters
            .iter()
            .find(|parameter| parameter.name == *name);
        let of = |what: fn(&Value) -> Option<f64>| maybe(known.and_then(what));
        cells.extend([of(|p| Some(p.value)), of(|p| p.error)]);
    }
    cells
}

fn winners(survey: SurveyAnswer) -> Table {
    let rows = survey.population.winners.iter().flat_map(|winners| {
        winners.laws.iter().map(|law| {
            let mut row = vec![winners.origin.word().to_owned(), law.law.clone()];
            row.extend([winners.curves, winners.ranked, law.fitted].map(|n| n.to_string()));
            for share in [law.wins, law.among_best] {
                row.push(share.count.to_string());
                row.extend([share.value, share.low, share.high].map(number));
            }
            row.push(number(law.median_rms_dex));
            row
        })
    });
    Table {
        name: "winners",
        title: "Who wins how often",
        rows: rows.collect(),
        header: header(&[
            "points_are",
            "law",
            "curves",
            "ranked",
            "fitted",
            "wins",
            "wins_share",
            "wins_low",
            "wins_high",
            "among_best",
            "among_best_share",
            "among_best_low",
            "among_best_high",
            "median_rms_dex",
        ]),
    }
}

fn glasses(survey: SurveyAnswer) -> Table {
    let rows = survey.population.glasses.iter().map(|glass| {
        let mut row = vec![
            glass.id.clone(),
            glass.group.clone().unwrap_or_default(),
            glass.origin.word().to_owned(),
        ];
        row.extend(
            [
                glass.t0,
                glass.mu0_gpa,
                glass.t0 / glass.mu0_gpa,
                glass.strength_d,
                glass.ln_strength_error,
                glass.ln_strength_over_t0_error,
            ]
            .map(number),
        );
        row
    });
    Table {
        name: "glasses",
        title: "Glasses of the prediction",
        rows: rows.collect(),
        header: header(&[
            "id",
            "group",
            "points_are",
            "t0 (K)",
            "mu0 (GPa)",
            "t0_over_mu0 (K/GPa)",
            "strength_d",
            "ln_strength_d_error",
            "ln_strength_d_over_t0_error",
        ]),
    }
}

fn refused(survey: SurveyAnswer) -> Table {
    let rows = survey.population.refused.iter();
    Table {
        name: "refused",
        title: "Curves without an answer",
        rows: rows
            .map(|of| vec![of.id.clone(), of.reason.clone()])
            .collect(),
        header: header(&["id", "reason"]),
    }
}

fn duplicates(survey: SurveyAnswer) -> Table {
    let rows = survey.population.duplicates.iter();
    Table {
        name: "duplicates",
        title: "Curves that repeat another",
        rows: rows.map(|of| vec![of.id.clone(), of.of.clone()]).collect(),
        header: header(&["id", "repeats"]),
    }
}
