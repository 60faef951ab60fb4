//! The page of a survey: who wins, T0/Tg, the paper's strength against many glasses, what was left aside.

mod prediction;
mod words;

use glassmelt::Layer;
use glassmelt_survey::population::{Distribution, LawCount, Population, Winners};

use super::shared::{Head, render};
use super::steps::{Columns, Numbering, Step, StepTable, StepsPage, cautions, list, message};
use crate::figures::survey::{points_of, short};
use crate::number::{NONE, fixed, with_error};
use crate::survey::{SurveyAnswer, SurveyPictures};
use crate::{ReportError, ReportMeta, ReportOptions};

pub(crate) use words::range;

/// So many refused or repeated curves are shown; the tables have them all.
const SHOWN: usize = 20;

/// The page as one HTML file that needs no other.
pub(crate) fn render_survey(
    survey: SurveyAnswer,
    pictures: &SurveyPictures,
    meta: &ReportMeta,
    options: ReportOptions,
) -> Result<String, ReportError> {
    let population = survey.population;
    let mut numbering = Numbering::new();
    let mut steps = vec![winners(population), temperatures(population)];
    steps.extend(
        population
            .prediction
            .as_ref()
            .map(|of| prediction::step(of, population)),
    );
    steps.retain(|step| !step.tables.is_empty());
    for step in &mut steps {
        let own = pictures
            .figures
            .iter()
            .filter(|figure| figure.name == step.id);
        step.figures = numbering.next(own);
    }
    steps.extend(left_aside(population));
    let facts = vec![
        ("Curves", survey.reading.to_owned()),
        (
            "Intervals",
            "covariance of each fit; no profiles, no bootstrap of single curves".to_owned(),
        ),
        (
            "Replicas",
            format!(
                "{} of the population, seed {}",
                survey.options.replicas, survey.options.seed
            ),
        ),
    ];
    let page = StepsPage {
        head: Head::new(meta, &pictures.tables, options, facts),
        data: format!(
            "{} curves, {} with an answer",
            population.curves, population.fitted
        ),
        verdict: words::verdict(population),
        answer: words::answer(population),
        cautions: cautions(population.warnings.iter().map(message)),
        steps,
        inputs: &meta.inputs,
    };
    render("steps.html", page)
}

fn winners(population: &Population) -> Step {
    let mut step = Step::new("winners", "Which law wins how often", "", None);
    step.words.push(
        "Laws are compared curve by curve by AICc; a difference of less than two of its own standard errors is a tie. \
         Shares have Wilson's 95 percent interval. The kinds of points are kept apart: a law that made the values \
         wins on them whatever nature does."
            .into(),
    );
    step.tables = population.winners.iter().map(shares).collect();
    step
}

fn shares(winners: &Winners) -> StepTable {
    let laws = &winners.laws;
    let of = |cell: &dyn Fn(&LawCount) -> String| laws.iter().map(cell).collect();
    let share = |share: glassmelt_survey::statistics::Proportion| {
        if share.of == 0 {
            return NONE.to_owned();
        }
        let percent = |part: f64| fixed(Some(100.0 * part), 0);
        format!(
            "{} ({} to {} %)",
            share.count,
            percent(share.low),
            percent(share.high)
        )
    };
    Columns::default()
        .words("law", of(&|law| short(&law.law)))
        .words("preferred to all", of(&|law| share(law.wins)))
        .words("among the best", of(&|law| share(law.among_best)))
        .numbers(
            "median rms (dex)",
            &laws
                .iter()
                .map(|law| Some(law.median_rms_dex))
                .collect::<Vec<_>>(),
            3,
        )
        .words("fitted", of(&|law| law.fitted.to_string()))
        .table(&format!(
            "{} curves of {}, {} ranked, {} undecided",
            winners.curves,
            points_of(winners.origin),
            winners.ranked,
            winners.undecided.count
        ))
}

fn temperatures(population: &Population) -> Step {
    let mut step = Step::new(
        "t0-over-tg",
        "T₀ over Tg",
        "Eqs. 23-24",
        Some(Layer::Printed),
    );
    let all = &population.t0_over_tg;
    if all.is_empty() {
        return step;
    }
    step.words.push(
        "Both from the Vogel-Fulcher fit of each curve, Tg at 10^{12} Pa s. The scatter is what is left of the standard \
         deviation beyond the errors of the fits."
            .into(),
    );
    let of = |cell: &dyn Fn(&Distribution) -> String| all.iter().map(cell).collect();
    let table = Columns::default()
        .words("points", of(&|of| points_of(of.origin).to_owned()))
        .words("curves", of(&|of| of.count.to_string()))
        .words("T_{0} at zero", of(&|of| of.at_zero.to_string()))
        .words("without", of(&|of| of.without.to_string()))
        .words("mean", of(&|of| with_error(of.mean, Some(of.mean_error))))
        .words(
            "median",
            of(&|of| with_error(of.quantiles[2], Some(of.median_error))),
        )
        .words(
            "middle half",
            of(&|of| range(of.quantiles[1], of.quantiles[3])),
        )
        .words("scatter", of(&|of| fixed(Some(of.scatter), 3)))
        .words(
            "error of a fit",
            of(&|of| fixed(Some(of.median_fit_error), 3)),
        );
    step.tables = vec![table.table("")];
    step
}

/// Curves without an answer and curves that repeat another.
fn left_aside(population: &Population) -> Option<Step> {
    let mut step = Step::new("left-aside", "What was left aside", "", None);
    let refused = population.refused.iter().take(SHOWN);
    let repeated = population.duplicates.iter().take(SHOWN);
    step.tables = vec![
        list(
            &title("curves without an answer", population.refused.len()),
            &["curve", "reason"],
            refused
                .map(|of| vec![of.id.clone(), of.reason.clone()])
                .collect(),
        ),
        list(
            &title("curves that repeat another", population.duplicates.len()),
            &["curve", "repeats"],
            repeated
                .map(|of| vec![of.id.clone(), of.of.clone()])
                .collect(),
        ),
    ];
    (!population.refused.is_empty() || !population.duplicates.is_empty()).then_some(step)
}

fn title(what: &str, count: usize) -> String {
    if count > SHOWN {
        format!("{count} {what}, the first {SHOWN} here")
    } else {
        format!("{count} {what}")
    }
}
