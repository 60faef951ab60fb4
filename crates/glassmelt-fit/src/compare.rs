//! Which law the data prefer, and whether they can say.

use crate::answer::{Comparison, Fit, Standing};

/// AICc differences below this say nothing whatever their error (Burnham and Anderson 2002, p. 70).
const SAYS_NOTHING: f64 = 2.0;

/// Compares fits of one curve by AICc; each difference comes with its standard error, and laws whose
/// difference to the best is below two or below twice that error cannot be told apart from it.
///
/// The same holds when only the price of parameters parts them: a law that meets the data as well
/// (by the same measure of its likelihood) has nothing against it but that it is longer.
///
/// Laws of one family (the printed rotor law and Vogel-Fulcher) are one curve in different
/// parameters: they are no rivals, and share the verdict.
pub fn compare(fits: &[Fit]) -> Comparison {
    let mut order: Vec<&Fit> = fits.iter().collect();
    let countable = fits.iter().all(|fit| fit.aicc.is_finite());
    let key = |fit: &Fit| to_a_millionth(if countable { fit.aicc } else { fit.rms_dex });
    order.sort_by(|a, b| {
        key(a)
            .total_cmp(&key(b))
            .then_with(|| is_rewriting(a).cmp(&is_rewriting(b)))
    });
    let Some(best) = order.first().copied() else {
        return Comparison {
            standings: Vec::new(),
            preferred: None,
            tied: Vec::new(),
            verdict: "No law was fitted, so there is nothing to compare.".to_owned(),
        };
    };
    let standings = standings(&order, best);
    if !countable {
        return uncounted(standings);
    }
    let tied: Vec<&'static str> = standings.iter().filter(|s| s.tied).map(|s| s.law).collect();
    let rivals_tied = order
        .iter()
        .any(|fit| fit.family != best.family && tied.contains(&fit.law));
    Comparison {
        preferred: (!rivals_tied).then_some(best.law),
        verdict: verdict(&order, &standings, rivals_tied),
        standings,
        tied,
    }
}

/// The answer where AICc is infinite for some law: the laws stand by their scatter, unranked.
fn uncounted(standings: Vec<Standing>) -> Comparison {
    Comparison {
        standings: standings
            .into_iter()
            .map(|standing| Standing {
                delta_aicc: f64::NAN,
                weight: f64::NAN,
                tied: false,
                ..standing
            })
            .collect(),
        preferred: None,
        tied: Vec::new(),
        verdict:
            "There are too few points for AICc to weigh laws with so many parameters, so no law \
                  is preferred."
                .to_owned(),
    }
}

/// Beyond a millionth the same curve in other parameters differs by rounding.
fn to_a_millionth(value: f64) -> f64 {
    (value * 1e6).round()
}

/// Whether a law is another's curve in other parameters (then the other stands first).
fn is_rewriting(fit: &Fit) -> bool {
    fit.family != fit.law
}

/// Whether no other fitted law is the same curve in parameters of its own.
fn stands_for_itself(fit: &Fit, order: &[&Fit]) -> bool {
    !is_rewriting(fit) || order.iter().all(|other| other.law != fit.family)
}

fn standings(order: &[&Fit], best: &Fit) -> Vec<Standing> {
    let least_bic = order.iter().map(|f| f.bic).fold(f64::INFINITY, f64::min);
    let deltas: Vec<f64> = order
        .iter()
        .map(|f| difference(f.aicc, best.aicc))
        .collect();
    let total: f64 = deltas.iter().map(|d| (-0.5 * d).exp()).sum();
    order
        .iter()
        .zip(&deltas)
        .map(|(fit, &delta_aicc)| {
            let delta_error = vuong_error(fit, best);
            Standing {
                law: fit.law,
                delta_aicc,
                delta_bic: difference(fit.bic, least_bic),
                delta_error,
                weight: (-0.5 * delta_aicc).exp() / total,
                withheld_rms_dex: fit.withheld_rms_dex,
                tied: fit.family == best.family
                    || delta_aicc.min(deviance(fit) - deviance(best))
                        <= SAYS_NOTHING.max(2.0 * delta_error),
            }
        })
        .collect()
}

/// `-2 ln L`.
fn deviance(fit: &Fit) -> f64 {
    -2.0 * fit.log_likelihoods.iter().sum::<f64>()
}

/// `a - b`, zero where both are infinite.
#[expect(clippy::float_cmp, reason = "two infinities are equal exactly")]
fn difference(a: f64, b: f64) -> f64 {
    if a == b { 0.0 } else { (a - b).max(0.0) }
}

/// Standard error of the difference of two deviances `-2 ln L`: `2 n^(1/2)` times the standard
/// deviation of the pointwise differences of log-likelihood (Vuong 1989).
fn vuong_error(a: &Fit, b: &Fit) -> f64 {
    let differences: Vec<f64> = a
        .log_likelihoods
        .iter()
        .zip(&b.log_likelihoods)
        .map(|(x, y)| x - y)
        .collect();
    let n = differences.len() as f64;
    if n < 2.0 {
        return 0.0;
    }
    let mean = differences.iter().sum::<f64>() / n;
    let variance = differences
        .iter()
        .map(|d| (d - mean) * (d - mean))
        .sum::<f64>()
        / (n - 1.0);
    2.0 * (n * variance).sqrt()
}

fn verdict(order: &[&Fit], standings: &[Standing], rivals_tied: bool) -> String {
    let best = order[0];
    let mut sentences = vec![first_sentence(order, standings, rivals_tied)];
    let rewritten: Vec<&str> = order
        .iter()
        .filter(|f| f.law != best.law && f.family == best.family)
        .map(|f| f.title)
        .collect();
    if !rewritten.is_empty() {
        let (is, it) = if rewritten.len() == 1 {
            ("is", "it is")
        } else {
            ("are", "they are")
        };
        sentences.push(format!(
            "{} {is} the same curve as {} in other parameters, so {it} no rival.",
            listed(&rewritten),
            best.title
        ));
    }
    sentences.extend(withheld_sentence(order, standings));
    sentences.join(" ")
}

fn first_sentence(order: &[&Fit], standings: &[Standing], rivals_tied: bool) -> String {
    let best = order[0];
    let rivals: Vec<(&Fit, &Standing)> = order
        .iter()
        .copied()
        .zip(standings)
        .filter(|(fit, _)| fit.family != best.family)
        .collect();
    let Some((next, behind)) = rivals.first() else {
        return format!(
            "Only {} was fitted: there is no rival to compare it with.",
            best.title
        );
    };
    if rivals_tied {
        let titles: Vec<&str> = std::iter::once(best.title)
            .chain(rivals.iter().filter(|(_, s)| s.tied).map(|(f, _)| f.title))
            .collect();
        return format!(
            "{} cannot be told apart by these data: they meet them alike within the error of the comparison.{}",
            listed(&titles),
            simplest(best, &rivals)
        );
    }
    format!(
        "These data prefer {}: the next law, {}, is behind by {:.1} ± {:.1} in AICc.",
        best.title, next.title, behind.delta_aicc, behind.delta_error
    )
}

/// A sentence in favour of the best law where it has fewer parameters than all that it is tied with.
fn simplest(best: &Fit, rivals: &[(&Fit, &Standing)]) -> String {
    let fewest = rivals
        .iter()
        .filter(|(_, standing)| standing.tied)
        .all(|(rival, _)| rival.parameters.len() > best.parameters.len());
    if fewest {
        format!(" {} has the fewest parameters.", best.title)
    } else {
        String::new()
    }
}

/// Which law predicts the withheld cold part best, and whether that is the one with the best AICc.
fn withheld_sentence(order: &[&Fit], standings: &[Standing]) -> Option<String> {
    let (winner, rms) = order
        .iter()
        .filter(|fit| stands_for_itself(fit, order))
        .filter_map(|fit| Some((*fit, fit.withheld_rms_dex?)))
        .min_by(|a, b| {
            to_a_millionth(a.1)
                .total_cmp(&to_a_millionth(b.1))
                .then_with(|| is_rewriting(a.0).cmp(&is_rewriting(b.0)))
        })?;
    if order.len() < 2 || !rms.is_finite() {
        return None;
    }
    let error = winner.withheld_error.unwrap_or(0.0);
    let tied = |law: &str| standings.iter().any(|s| s.law == law && s.tied);
    let agreement = if tied(winner.law) {
        ""
    } else {
        ", against the order of AICc"
    };
    let failing: Vec<String> = order
        .iter()
        .filter(|fit| tied(fit.law) && !is_rewriting(fit) && misses_more(fit, winner))
        .filter_map(|fit| Some(format!("{} by {:.3}", fit.title, fit.withheld_rms_dex?)))
        .collect();
    let failing: Vec<&str> = failing.iter().map(String::as_str).collect();
    let but = match failing.as_slice() {
        [] => String::new(),
        failing => format!(
            "; of the laws that meet the whole curve alike, it is missed by {} decades",
            listed(failing)
        ),
    };
    Some(format!(
        "Fitted to the hot part alone, {} predicts the withheld cold part best ({rms:.3} ± {error:.3} decades){agreement}{but}.",
        winner.title
    ))
}

/// Whether a law misses the withheld part by more than the winner, beyond two errors of both.
fn misses_more(fit: &Fit, winner: &Fit) -> bool {
    let (Some(a), Some(b)) = (fit.withheld_rms_dex, winner.withheld_rms_dex) else {
        return false;
    };
    let error = |fit: &Fit| fit.withheld_error.unwrap_or(0.0);
    fit.law != winner.law && a - b > 2.0 * error(fit).hypot(error(winner))
}

/// `a`, `a and b`, `a, b and c`.
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
