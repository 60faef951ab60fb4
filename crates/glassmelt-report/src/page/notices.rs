//! What to know about the data, where the theory's assumptions break, what the data cannot decide.

use glassmelt::Warning;
use glassmelt_fit::answer::{Analysis, Fit};

use super::prose::sentence;
use super::shared::Notice;
use crate::law_line::best_first;

/// Two parameters correlated more than this move together: the data fix one combination of them.
const RIDGE: f64 = 0.98;

/// The code of the warning that says so of one law; here one sentence says it of all.
const RIDGE_CODE: &str = "ridge";

/// Warnings as sentences: the same sentence once, with all its laws, and sentences about the same laws
/// together.
fn gathered<'a>(all: impl IntoIterator<Item = (&'a str, &'a Warning)>) -> Vec<Notice> {
    let mut sentences: Vec<(String, Vec<&str>)> = Vec::new();
    for (law, warning) in all {
        let message = sentence(&warning.message);
        match sentences.iter_mut().find(|(known, _)| *known == message) {
            Some((_, laws)) if laws.contains(&law) => {}
            Some((_, laws)) => laws.push(law),
            None => sentences.push((message, vec![law])),
        }
    }
    let mut notices: Vec<Notice> = Vec::new();
    for (message, laws) in sentences {
        let laws = laws.join("; ");
        match notices.iter_mut().find(|notice| notice.laws == laws) {
            Some(notice) => notice.messages.push(message),
            None => notices.push(Notice {
                laws,
                messages: vec![message],
            }),
        }
    }
    notices
}

/// What a law is called.
fn title<'a>(analysis: &'a Analysis, law: &'a str) -> &'a str {
    analysis
        .fits
        .iter()
        .find(|fit| fit.law == law)
        .map_or(law, |fit| fit.title)
}

/// The code of the warning that a law could not be fitted.
const NOT_FITTED: &str = "law_not_fitted";

/// What to know about the data and the verdict.
pub(super) fn of_data(analysis: &Analysis) -> Vec<Notice> {
    let warnings = analysis.warnings.iter();
    gathered(
        warnings
            .filter(|warning| warning.code != NOT_FITTED)
            .map(|warning| ("", warning)),
    )
}

/// Which laws could not be fitted, and why.
pub(super) fn not_fitted(analysis: &Analysis) -> Vec<Notice> {
    let warnings = analysis.warnings.iter();
    gathered(
        warnings
            .filter(|warning| warning.code == NOT_FITTED)
            .map(|warning| ("", warning)),
    )
}

/// Where the theory's own assumptions break.
pub(super) fn of_theory(analysis: &Analysis) -> Vec<Notice> {
    gathered(analysis.predictions.iter().flat_map(|prediction| {
        let law = title(analysis, prediction.law);
        prediction
            .warnings
            .iter()
            .map(move |warning| (law, warning))
    }))
}

/// What the data cannot decide: laws that tie, parameters that move together, open intervals.
pub(super) fn undecided(analysis: &Analysis) -> Vec<Notice> {
    let mut notices: Vec<Notice> = ties(analysis).into_iter().collect();
    notices.extend(ridges(analysis));
    notices.extend(gathered(analysis.fits.iter().flat_map(|fit| {
        let others = fit.warnings.iter().filter(|w| w.code != RIDGE_CODE);
        others.map(|warning| (fit.title, warning))
    })));
    notices
}

/// Which laws the data cannot tell apart; those of one family are one curve and one choice.
fn ties(analysis: &Analysis) -> Option<Notice> {
    let mut families: Vec<(&str, Vec<&str>)> = Vec::new();
    for law in &analysis.comparison.tied {
        let fit = analysis.fits.iter().find(|fit| fit.law == *law);
        let family = fit.map_or(*law, |fit| fit.family);
        match families.iter_mut().find(|(known, _)| *known == family) {
            Some((_, laws)) => laws.push(title(analysis, law)),
            None => families.push((family, vec![title(analysis, law)])),
        }
    }
    let names: Vec<String> = families
        .iter()
        .map(|(_, laws)| match laws.split_first() {
            Some((first, rest)) if !rest.is_empty() => {
                format!("{first} (the same curve as {})", rest.join(", "))
            }
            _ => laws.concat(),
        })
        .collect();
    (names.len() > 1).then(|| Notice {
        laws: String::new(),
        messages: vec![format!("Which of these laws holds: {}.", names.join("; "))],
    })
}

/// Pairs of parameters that move together, one a law, in one sentence.
fn ridges(analysis: &Analysis) -> Option<Notice> {
    let pairs: Vec<String> = best_first(analysis).into_iter().filter_map(ridge).collect();
    (!pairs.is_empty()).then(|| Notice {
        laws: String::new(),
        messages: vec![format!(
            "How large each of some parameters is: they move together, and the data fix a combination of \
             them much better than each one. Quote them with their covariance; hotter and colder points \
             would separate them. With their correlation: {}.",
            pairs.join("; ")
        )],
    })
}

/// The strongest correlation of a fit, where it is a ridge or a warning of the fit says so.
fn ridge(fit: &Fit) -> Option<String> {
    let said = fit.warnings.iter().any(|w| w.code == RIDGE_CODE);
    let names: Vec<&str> = fit.parameters.iter().map(|p| p.name.as_str()).collect();
    let (r, i, j) = (0..names.len())
        .flat_map(|i| (0..i).map(move |j| (i, j)))
        .filter_map(|(i, j)| Some((*fit.correlations.get(i)?.get(j)?, i, j)))
        .filter(|(r, ..)| r.is_finite() && (said || r.abs() >= RIDGE))
        .max_by(|a, b| a.0.abs().total_cmp(&b.0.abs()))?;
    let sign = if r < 0.0 { "−" } else { "" };
    Some(format!(
        "{} and {} of {} ({sign}{:.4})",
        names[j],
        names[i],
        fit.title,
        r.abs()
    ))
}
