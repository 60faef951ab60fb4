//! The page of posteriors: which law foretells best, what the data leave open, whether to trust the draws.

use glassmelt_bayes::{Analysis, Measured, Posterior, Summary};
use glassmelt_fit::laws;

use super::shared::{Head, Item, render as render_template};
use super::steps::{Columns, Numbering, Step, StepTable, StepsPage, cautions};
use crate::figures::posterior::best;
use crate::number::{NONE, Rounding, with_error};
use crate::{Figure, ReportError, ReportMeta, ReportOptions, Table};

/// The page as one HTML file that needs no other.
pub(crate) fn render(
    analysis: &Analysis,
    data: Option<&Measured>,
    meta: &ReportMeta,
    (figures, tables): (&[Figure], &[Table]),
    options: ReportOptions,
) -> Result<String, ReportError> {
    let mut numbering = Numbering::new();
    let mut figure = |name: &str| numbering.next(figures.iter().filter(|f| f.name == name));
    let mut comparison = Step::new("comparison", "Which law foretells best", "", None);
    comparison.tables = vec![standings(analysis)];
    comparison.words.push(
        "Each point is foretold from all others, and the logarithms of what the law gave it are added up: elpd_loo \
         (Vehtari, Gelman and Gabry 2017). Differences below four, or below twice their error, say nothing."
            .into(),
    );
    comparison.figures = figure("posterior-band");
    let mut steps = vec![comparison];
    for standing in &analysis.comparison {
        let posteriors = analysis.posteriors.iter();
        for posterior in posteriors.filter(|p| p.law == standing.law) {
            let mut step = of_law(posterior);
            if best(analysis).is_some_and(|b| b.law == posterior.law) {
                step.figures = figure("posterior-pairs");
                step.figures.extend(figure("posterior-ranks"));
            }
            steps.push(step);
        }
    }
    let page = StepsPage {
        head: Head::new(meta, tables, options, Vec::new()),
        data: in_one_line(analysis, data),
        verdict: analysis.verdict.clone(),
        answer: best(analysis).map(answer).unwrap_or_default(),
        cautions: cautions(analysis.warnings.iter().map(|w| w.message.as_str())),
        steps,
        inputs: &meta.inputs,
    };
    render_template("steps.html", page)
}

fn in_one_line(analysis: &Analysis, data: Option<&Measured>) -> String {
    let counted = analysis
        .posteriors
        .first()
        .map_or(0, |p| p.loo.pointwise.len());
    let Some(data) = data.filter(|data| data.len() == counted) else {
        return format!("{counted} numbers of one liquid, from all its tables together");
    };
    let limits = match data.limits() {
        0 => String::new(),
        limits => format!(", {limits} of them limits"),
    };
    let sources = match data.sources.len() {
        1 => String::new(),
        sources => format!(" from {sources} sources"),
    };
    format!(
        "{} points{limits}{sources}, {:.1} to {:.1} K",
        data.len(),
        data.curve.t_min(),
        data.curve.t_max()
    )
}

/// The parameters of the best law, and what follows from them.
fn answer(posterior: &Posterior) -> Vec<Item> {
    let known = posterior.derived.iter().filter_map(|summary| {
        let (symbol, name) = match summary.name.as_str() {
            "tg" => ("T_{g}", "Glass transition"),
            "m" => ("m", "Fragility"),
            "strength_d" => ("D", "Strength"),
            _ => return None,
        };
        Some(Item {
            symbol,
            name,
            value: valued(summary),
            note: format!(
                "90 % from {} to {}",
                end(summary, summary.low),
                end(summary, summary.high)
            ),
        })
    });
    known.collect()
}

fn valued(summary: &Summary) -> String {
    let text = with_error(summary.mean, Some(summary.sd));
    match summary.unit {
        "" => text,
        unit => format!("{text} {unit}"),
    }
}

/// A value in the digits that the spread of its variable leaves.
fn end(summary: &Summary, value: f64) -> String {
    let rounding = Rounding::by_error(summary.mean, Some(summary.sd));
    rounding.text(value) + &rounding.factor()
}

fn standings(analysis: &Analysis) -> StepTable {
    let all = &analysis.comparison;
    let title = |law: &str| laws::by_name(law).map_or(law.to_owned(), |law| law.title().to_owned());
    let difference = all.iter().enumerate().map(|(i, s)| match i {
        0 => "best".to_owned(),
        _ => format!("−{:.1} ± {:.1}", s.elpd_diff, s.diff_error),
    });
    let of = |value: &dyn Fn(usize) -> f64| -> Vec<String> {
        (0..all.len())
            .map(|i| format!("{:.1}", value(i)).replace('-', "−"))
            .collect()
    };
    Columns::default()
        .words("law", all.iter().map(|s| title(&s.law)).collect())
        .words("Δ elpd_loo", difference.collect())
        .words("elpd_loo", of(&|i| all[i].elpd_loo))
        .words("p_loo", of(&|i| all[i].p_loo))
        .words(
            "points with k too large",
            all.iter().map(|s| s.untrusted_points.to_string()).collect(),
        )
        .table("")
}

fn of_law(posterior: &Posterior) -> Step {
    let id = laws::by_name(&posterior.law).map_or("law", |law| law.name());
    let mut step = Step::new(id, &posterior.title, "", None);
    let sampling = &posterior.sampling;
    let lowest = sampling
        .e_bfmi
        .iter()
        .copied()
        .fold(f64::INFINITY, f64::min);
    step.words.push(format!(
        "{}. {} chains of {} draws; {} divergences, E-BFMI at least {lowest:.2}.",
        posterior.equation,
        posterior.draws.chains(),
        posterior.draws.length(),
        sampling.divergences
    ));
    step.tables = vec![variables(posterior)];
    step.cautions = cautions(posterior.warnings.iter().map(|w| w.message.as_str()));
    step
}

fn variables(posterior: &Posterior) -> StepTable {
    let all: Vec<&Summary> = posterior.shown();
    let cells = |of: &dyn Fn(&Summary) -> String| -> Vec<String> {
        all.iter().map(|summary| of(summary)).collect()
    };
    let count = |value: Option<f64>| value.map_or(NONE.to_owned(), |v| format!("{v:.0}"));
    Columns::default()
        .words("variable", cells(&|s| s.name.clone()))
        .words("mean ± sd", cells(&valued))
        .words("5 %", cells(&|s| end(s, s.low)))
        .words("95 %", cells(&|s| end(s, s.high)))
        .words("prior", cells(&|s| s.prior.clone()))
        .words(
            "R-hat",
            cells(&|s| s.rhat.map_or(NONE.to_owned(), |r| format!("{r:.3}"))),
        )
        .words("ESS bulk", cells(&|s| count(s.ess_bulk)))
        .words("ESS tail", cells(&|s| count(s.ess_tail)))
        .table("")
}
