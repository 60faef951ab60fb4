//! What to know about a posterior: draws that cannot be trusted, ridges, what the likelihood assumed.

use glassmelt::Warning;

use crate::answer::{Sampling, Summary};
use crate::diagnostics::{FEWEST_EFFECTIVE_PER_CHAIN, HIGHEST_RHAT, LOWEST_E_BFMI};
use crate::loo::Loo;
use crate::measured::Measured;

/// Two variables more correlated than this are called a ridge.
const RIDGE: f64 = 0.9;

/// Warnings about how the draws went.
pub(crate) fn of_draws(variables: &[Summary], sampling: &Sampling, chains: usize) -> Vec<Warning> {
    let wanted = FEWEST_EFFECTIVE_PER_CHAIN * chains as f64;
    [
        rhat_high(variables),
        ess_low(variables, wanted),
        divergences(sampling),
        energy(sampling),
        cut_paths(sampling),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `a`, `a and b`, `a, b and c`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A comparison that a NaN fails.
fn fails(value: Option<f64>, ok: impl Fn(f64) -> bool) -> bool {
    value.is_some_and(|value| !ok(value))
}

fn rhat_high(variables: &[Summary]) -> Option<Warning> {
    let bad = |v: &&Summary| fails(v.rhat, |r| r <= HIGHEST_RHAT);
    let words: Vec<String> = variables
        .iter()
        .filter(bad)
        .map(|v| format!("{} ({:.3})", v.name, v.rhat.unwrap_or(f64::NAN)))
        .collect();
    (!words.is_empty()).then(|| {
        Warning::new(
            "rhat_high",
            format!(
                "R-hat is above {HIGHEST_RHAT} for {}: the chains do not agree, so do not use these draws; draw more, or look whether the data determine these parameters",
                listed(&words)
            ),
        )
    })
}

fn ess_low(variables: &[Summary], wanted: f64) -> Option<Warning> {
    let fewest = |v: &Summary| Some(v.ess_bulk?.min(v.ess_tail?));
    let words: Vec<String> = variables
        .iter()
        .filter(|v| fails(fewest(v), |ess| ess >= wanted))
        .map(|v| format!("{} ({:.0})", v.name, fewest(v).unwrap_or(f64::NAN)))
        .collect();
    (!words.is_empty()).then(|| {
        Warning::new(
            "ess_low",
            format!(
                "fewer than {wanted:.0} effective draws of {}: intervals and R-hat are rough; draw more",
                listed(&words)
            ),
        )
    })
}

fn divergences(sampling: &Sampling) -> Option<Warning> {
    let count = sampling.divergences;
    (count > 0).then(|| {
        Warning::new(
            "divergences",
            format!(
                "{count} paths diverged: the posterior has corners that the sampler could not enter, and the draws may miss them; raise --target-accept to 0.95 or 0.99"
            ),
        )
    })
}

fn energy(sampling: &Sampling) -> Option<Warning> {
    let lowest = sampling
        .e_bfmi
        .iter()
        .copied()
        .fold(f64::INFINITY, f64::min);
    (lowest < LOWEST_E_BFMI).then(|| {
        Warning::new(
            "e_bfmi_low",
            format!(
                "E-BFMI is {lowest:.2}, below {LOWEST_E_BFMI}: the tails of the posterior are explored slowly; draw more"
            ),
        )
    })
}

fn cut_paths(sampling: &Sampling) -> Option<Warning> {
    let count = sampling.cut_paths;
    (count > 0).then(|| {
        let message =
            format!("{count} paths were cut at the largest depth: the draws are correlated");
        Warning::new("cut_paths", message)
    })
}

/// The variables that move together.
pub(crate) fn ridge(variables: &[Summary], correlations: &[Vec<f64>]) -> Option<Warning> {
    let k = variables.len();
    let pairs: Vec<(usize, usize)> = (0..k)
        .flat_map(|i| (i + 1..k).map(move |j| (i, j)))
        .filter(|&(i, j)| correlations[i][j].abs() > RIDGE)
        .collect();
    let size = |&(i, j): &(usize, usize)| correlations[i][j].abs();
    let (i, j) = pairs
        .iter()
        .copied()
        .max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let on_ridge: Vec<String> = (0..k)
        .filter(|x| pairs.iter().any(|(a, b)| a == x || b == x))
        .map(|x| variables[x].name.clone())
        .collect();
    Some(Warning::new(
        "ridge",
        format!(
            "{} move together (correlation of {} and {}: {:.3}): the data fix a combination of them much better than each one, so quote the draws, not the separate intervals",
            listed(&on_ridge),
            variables[i].name,
            variables[j].name,
            correlations[i][j]
        ),
    ))
}

/// Points whose part of the leave-one-out sum cannot be trusted.
pub(crate) fn untrusted(loo: &Loo) -> Option<Warning> {
    let count = loo.untrusted();
    (count > 0).then(|| {
        let largest = loo.pareto_k.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Warning::new(
            "pareto_k_high",
            format!(
                "{count} of {} points have a Pareto k above {:.2} (largest {largest:.2}): leaving them out changes the posterior too much for this estimate, and elpd_loo is too optimistic there",
                loo.pareto_k.len(),
                loo.highest_k
            ),
        )
    })
}

/// What the likelihood made of what stands in the table.
pub(crate) fn of_data(data: &Measured) -> Vec<Warning> {
    let limits = (data.limits() > 0).then(|| {
        let message = format!(
            "{} of {} points are limits: the likelihood takes the share of the distribution beyond them",
            data.limits(),
            data.len()
        );
        Warning::new("limits", message)
    });
    let uncertain = data.temperature_errors.iter().any(|e| *e > 0.0);
    let temperatures = uncertain.then(|| {
        Warning::new(
            "temperature_errors",
            "errors of temperature are integrated out to first order: the law's slope times the error is added in squares to the error of the value",
        )
    });
    let sources = data.sources.len();
    let batches = (2..5).contains(&sources).then(|| {
        let message = format!(
            "{sources} sources say little about how much laboratories differ: the width of their offsets rests on its prior"
        );
        Warning::new("few_sources", message)
    });
    [limits, temperatures, batches]
        .into_iter()
        .flatten()
        .collect()
}
