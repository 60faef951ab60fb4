//! What a survey says in sentences, and the numbers people look for.

use glassmelt_survey::population::{Population, Prediction, Winners};

use crate::figures::survey::{points_of, short};
use crate::number::{fixed, with_error};
use crate::page::shared::Item;

/// From 2.5 to 97.5 percent, with two decimals.
pub(crate) fn range(low: f64, high: f64) -> String {
    format!("{} to {}", fixed(Some(low), 2), fixed(Some(high), 2))
}

/// A p-value; small ones as a bound.
pub(super) fn chance(p: f64) -> String {
    if p < 0.001 {
        "<0.001".into()
    } else {
        fixed(Some(p), 3)
    }
}

/// A p-value below this is told as a finding.
const RARE: f64 = 0.01;

pub(super) fn verdict(population: &Population) -> String {
    let ranked = population.winners.iter().find(|winners| winners.ranked > 0);
    let parts = [
        ranked.map(winner),
        population.prediction.as_ref().map(strength),
    ];
    let sentences: Vec<String> = parts.into_iter().flatten().collect();
    if sentences.is_empty() {
        "No curve can rank the laws, and too few glasses have a modulus.".into()
    } else {
        sentences.join(" ")
    }
}

fn winner(winners: &Winners) -> String {
    let points = points_of(winners.origin);
    let first = winners.laws.iter().max_by_key(|law| law.wins.count);
    let undecided = format!(
        "{} of {} curves of {points} prefer no law",
        winners.undecided.count, winners.ranked
    );
    match first.filter(|law| law.wins.count > 0) {
        None => format!("{undecided}."),
        Some(law) => format!(
            "{undecided}; {} is preferred to all others on {}, more often than any other.",
            short(&law.law),
            law.wins.count
        ),
    }
}

fn strength(prediction: &Prediction) -> String {
    let held = prediction.with_t0_held;
    let found = with_error(held.found.value, Some(held.found.error));
    let rises = held.found.value > 0.0;
    let verdict = if held.mu0_permuted.p >= RARE {
        "no dependence on the modulus can be seen"
    } else if rises {
        "stronger glasses are softer, as the paper has it"
    } else {
        "stronger glasses are stiffer, against the paper"
    };
    let explained = prediction.one_alpha.explained.found;
    let line = if explained.high < 0.0 {
        "One α for all does worse than a constant D."
    } else if explained.low > 0.0 {
        "One α for all explains a part of the variance of D."
    } else {
        "One α for all explains nothing that could be told from zero."
    };
    format!(
        "With T_{{0}} held, the ranks of D and T_{{0}}/μ_{{0}} of {} glasses correlate by {found}: {verdict}. {line}",
        prediction.glasses
    )
}

pub(super) fn answer(population: &Population) -> Vec<Item> {
    let mut items: Vec<Item> = population.t0_over_tg.iter().map(temperature).collect();
    if let Some(prediction) = &population.prediction {
        let held = prediction.with_t0_held;
        items.push(Item {
            symbol: "ρ",
            name: "Rank correlation, T₀ held",
            value: with_error(held.found.value, Some(held.found.error)),
            note: format!(
                "D and T_{{0}}/μ_{{0}}; two-sided p: {}",
                chance(held.mu0_permuted.p)
            ),
        });
        let one = prediction.one_alpha;
        items.push(Item {
            symbol: "α a^{3}",
            name: "One α for all",
            value: format!(
                "{} nm^{{3}}",
                with_error(one.alpha_a3_nm3.value, Some(one.alpha_a3_nm3.error))
            ),
            note: format!(
                "scatter of ln D {}",
                with_error(one.scatter.value, Some(one.scatter.error))
            ),
        });
        let explained = one.explained.found;
        items.push(Item {
            symbol: "R^{2}",
            name: "Variance of ln D explained",
            value: with_error(explained.value, Some(explained.error)),
            note: "by one α; below zero a constant D does better".into(),
        });
    }
    items
}

fn temperature(of: &glassmelt_survey::population::Distribution) -> Item {
    Item {
        symbol: "T_{0}/T_{g}",
        name: "Mean over curves",
        value: with_error(of.mean, Some(of.mean_error)),
        note: format!(
            "{} curves of {}, standard deviation {}",
            of.count,
            points_of(of.origin),
            fixed(Some(of.deviation), 3)
        ),
    }
}
