//! What `glassmelt survey` prints for people: who wins, T0/Tg, the prediction, what to know.

use std::path::PathBuf;

use glassmelt_report::number::{fixed, with_error};
use glassmelt_survey::population::{
    Distribution, LawCount, OneAlpha, Prediction, Resampled, Tested, Winners,
};
use glassmelt_survey::statistics::Proportion;

use super::Answer;
use crate::answer::warning_list;
use crate::folder::written_line;
use crate::screen::{Column, at_the_sign, table, width, wrapped};

/// So many refused curves are told; the folder has them all.
const SHOWN: usize = 8;

/// The whole answer.
pub(super) fn text(answer: &Answer, written: &[PathBuf]) -> String {
    let population = answer.population;
    let about = format!(
        "{} curves, {} with an answer; read as {}",
        population.curves, population.fitted, answer.reading
    );
    let mut sections = vec![wrapped(&about, "", "", width())];
    sections.extend(population.winners.iter().map(winners));
    if !population.t0_over_tg.is_empty() {
        sections.push(temperatures(&population.t0_over_tg));
    }
    sections.extend(population.prediction.as_ref().map(prediction));
    sections.extend(refused(answer));
    let notes = warning_list(answer.warnings());
    let last = format!("{notes}\n{}", written_line(written).trim_start());
    sections.push(last.trim_start().to_owned());
    sections.join("\n\n")
}

fn winners(winners: &Winners) -> String {
    let laws = &winners.laws;
    let of = |cell: &dyn Fn(&LawCount) -> String| laws.iter().map(cell).collect();
    let title = format!(
        "Who wins on {} curves ({}; {} ranked, {} of them undecided)",
        winners.curves,
        winners.origin.word(),
        winners.ranked,
        winners.undecided.count
    );
    let residuals: Vec<Option<f64>> = laws.iter().map(|law| Some(law.median_rms_dex)).collect();
    let rows = table(&[
        Column::words("law", of(&|law| law.law.clone())),
        Column::numbers("wins", of(&|law| law.wins.count.to_string())),
        Column::numbers("95 %", of(&|law| percent(law.wins))),
        Column::numbers("among best", of(&|law| law.among_best.count.to_string())),
        Column::numbers("95 %", of(&|law| percent(law.among_best))),
        Column::decimals("median rms/dex", &residuals, 3),
    ]);
    format!("{}\n{rows}", wrapped(&title, "", "", width()))
}

/// Wilson's interval in percent.
fn percent(share: Proportion) -> String {
    if share.of == 0 {
        return crate::screen::NONE.to_owned();
    }
    format!("{:.0}..{:.0}", 100.0 * share.low, 100.0 * share.high)
}

fn temperatures(all: &[Distribution]) -> String {
    let of = |cell: &dyn Fn(&Distribution) -> String| all.iter().map(cell).collect();
    let rows = table(&[
        Column::words("points", of(&|of| of.origin.word().to_owned())),
        Column::numbers("curves", of(&|of| of.count.to_string())),
        Column::numbers("T0 = 0", of(&|of| of.at_zero.to_string())),
        Column::numbers(
            "mean",
            of(&|of| plain(&with_error(of.mean, Some(of.mean_error)))),
        ),
        Column::numbers(
            "median",
            of(&|of| plain(&with_error(of.quantiles[2], Some(of.median_error)))),
        ),
        Column::numbers(
            "middle half",
            of(&|of| range(of.quantiles[1], of.quantiles[3])),
        ),
        Column::numbers("scatter", of(&|of| fixed(Some(of.scatter), 3))),
    ]);
    format!("T0/Tg of Vogel and Fulcher\n{rows}")
}

fn prediction(of: &Prediction) -> String {
    let rows: [(&str, &str, Tested); 6] = [
        ("rank correlation", "> 0", of.rank_correlation),
        ("with T0 held", "> 0", of.with_t0_held),
        ("slope ln D, ln(T0/mu0)", "1", of.slope),
        ("B as T0^", "2", of.exponent_of_t0),
        ("B as mu0^", "-1", of.exponent_of_mu0),
        ("explained by one alpha", "<= 1", of.one_alpha.explained),
    ];
    let cells = |cell: &dyn Fn(&(&str, &str, Tested)) -> String| -> Vec<String> {
        rows.iter().map(cell).collect()
    };
    let title = format!(
        "The paper's D = (2/alpha)(k_B T0/(mu0 a^3)) against {} glasses in {} groups",
        of.glasses, of.groups
    );
    let found = cells(&|row| plain(&error_of(row.2.found)));
    let rows = table(&[
        Column::words("", cells(&|row| row.0.to_owned())),
        Column::numbers("paper", cells(&|row| row.1.to_owned())),
        Column::numbers("found", at_the_sign(&found)),
        Column::numbers(
            "mu0 permuted",
            cells(&|row| range(row.2.mu0_permuted.low, row.2.mu0_permuted.high)),
        ),
        Column::numbers("p", cells(&|row| chance(row.2.mu0_permuted.p))),
        Column::numbers(
            "independent",
            cells(&|row| range(row.2.all_independent.low, row.2.all_independent.high)),
        ),
    ]);
    let legend = "found: with one standard error; mu0 permuted: 95 % of the same number with mu0 permuted among the \
                  glasses, and two-sided p; independent: with B permuted too";
    format!(
        "{}\n{rows}\n{}\n{}",
        wrapped(&title, "", "", width()),
        wrapped(legend, "", "", width()),
        wrapped(&one_alpha(of.one_alpha), "", "", width())
    )
}

fn one_alpha(one: OneAlpha) -> String {
    plain(&format!(
        "One alpha for all: alpha a^3 = {} nm^3, alpha = {} with a = {} nm; scatter of ln D {} about the line, {} about \
         a constant",
        between(one.alpha_a3_nm3),
        between(one.alpha),
        one.a_nm,
        error_of(one.scatter),
        fixed(Some(one.scatter_of_strength), 3)
    ))
}

fn error_of(number: Resampled) -> String {
    with_error(number.value, Some(number.error))
}

/// A number that is never negative, with its 95 percent interval.
fn between(number: Resampled) -> String {
    let [value, low, high] = [number.value, number.low, number.high].map(|x| format!("{x:.2e}"));
    format!("{value} (95 % {low} to {high})")
}

fn range(low: f64, high: f64) -> String {
    format!("{low:.2}..{high:.2}")
}

/// A p-value; small ones as a bound.
fn chance(p: f64) -> String {
    if p < 0.001 {
        "<0.001".to_owned()
    } else {
        format!("{p:.3}")
    }
}

/// What is printed can be typed again.
fn plain(text: &str) -> String {
    text.replace('−', "-")
}

fn refused(answer: &Answer) -> Option<String> {
    let refused = &answer.population.refused;
    if refused.is_empty() {
        return None;
    }
    let told = refused.iter().take(SHOWN).map(|of| {
        let line = format!("{}: {}", of.id, of.reason);
        wrapped(&line, "  - ", "    ", width())
    });
    let mut lines: Vec<String> = std::iter::once("Without an answer".to_owned())
        .chain(told)
        .collect();
    if refused.len() > SHOWN {
        lines.push(format!(
            "  and {} more, in tables/refused.csv",
            refused.len() - SHOWN
        ));
    }
    Some(lines.join("\n"))
}
