//! What came out of a run, in sentences that claim no more than it shows.

use glassmelt_runs::{CouplingResult, RunResults};

use super::words::{Sign, counted, couplings_text, quantity_text, sign, strongest_equilibrated};
use crate::canvas::extent;
use crate::rotors::{RotorsRun, counted_rotors, critical_coupling, plain};

/// What was asked, in one line.
pub(super) fn asked(run: &RotorsRun) -> String {
    let results = run.results;
    let sides: Vec<String> = results.sides.iter().copied().map(plain).collect();
    format!(
        "{} at n a³ = {} in {} a, mean {} held; {}, each with {} sweeps before measuring and {} while; {} of {} \
         sweeps of all walkers are done",
        counted_rotors(results),
        plain(results.density),
        sides.join(" × "),
        results.hold,
        counted(u64::from(results.samples), "sample"),
        results.thermalized,
        results.measured,
        run.sweeps.done,
        run.sweeps.total,
    )
}

/// What came out.
pub(super) fn verdict(run: &RotorsRun) -> String {
    let results = run.results;
    let mut sentences = vec![opening(results)];
    if !run.sweeps.are_done() {
        sentences.push(format!(
            "The run is not finished: {} of {} sweeps are done.",
            run.sweeps.done, run.sweeps.total
        ));
    }
    if results.results.is_empty() {
        sentences.push("Nothing was measured yet.".into());
        return sentences.join(" ");
    }
    sentences.push(equilibrium(results));
    sentences.extend(signs(results));
    sentences.extend(strongest(results));
    sentences.extend(mean_field(results));
    sentences.join(" ")
}

/// Which rotors, at which couplings.
fn opening(results: &RunResults) -> String {
    let couplings: Vec<f64> = results.results.iter().map(|at| at.x0).collect();
    let at = match (couplings.as_slice(), extent(couplings.iter().copied())) {
        ([one], _) => format!(" at the coupling {}", couplings_text(&[*one])),
        (all, Some((low, high))) => format!(
            " at {} couplings from X_{{0}} = {} to {}",
            all.len(),
            plain(low),
            plain(high)
        ),
        _ => String::new(),
    };
    format!(
        "{} at n a^{{3}} = {}, {}, mean {} held{at}.",
        counted_rotors(results),
        plain(results.density),
        counted(u64::from(results.samples), "sample"),
        results.hold,
    )
}

/// At which couplings the numbers are those of the model.
fn equilibrium(results: &RunResults) -> String {
    let of = |calm: bool| -> Vec<f64> {
        let all = results.results.iter();
        all.filter(|at| at.equilibrated == calm)
            .map(|at| at.x0)
            .collect()
    };
    let waited =
        "what was measured there is a number of the time that was waited, not of the model";
    match (of(true).as_slice(), of(false).as_slice()) {
        ([_], []) => "Nothing speaks against equilibrium.".into(),
        (_, []) => "Nothing speaks against equilibrium at any of them.".into(),
        ([], late) => format!(
            "Something speaks against equilibrium at {}: {waited}.",
            if late.len() == 1 {
                "it"
            } else {
                "every one of them"
            }
        ),
        (calm, late) => format!(
            "Nothing speaks against equilibrium at {}; at {} something does, and {waited}.",
            couplings_text(calm),
            couplings_text(late)
        ),
    }
}

/// The equilibrated couplings whose modulus at k = 0 has this sign.
fn equilibrated_with(results: &RunResults, wanted: Sign) -> Vec<&CouplingResult> {
    let calm = results.results.iter().filter(|at| at.equilibrated);
    calm.filter(|at| sign(&at.mu_r_k0) == wanted).collect()
}

fn couplings_of(all: &[&CouplingResult]) -> String {
    couplings_text(&all.iter().map(|at| at.x0).collect::<Vec<_>>())
}

/// Where the modulus at k = 0 stands above zero, below it, or neither, as far as it is equilibrated.
fn signs(results: &RunResults) -> Vec<String> {
    let told = |wanted: Sign, words: &str| {
        let found = equilibrated_with(results, wanted);
        (!found.is_empty()).then(|| format!("At {} {words}.", couplings_of(&found)))
    };
    let all = [
        told(
            Sign::Above,
            "the modulus at k = 0 is above zero by more than two standard errors: a solid at this size",
        ),
        told(
            Sign::Open,
            "the modulus at k = 0 cannot be told from zero within two standard errors",
        ),
        told(
            Sign::Below,
            "the modulus at k = 0 is below zero by more than two standard errors: no medium under this hold is stable \
             there, or the rotors have not been everywhere",
        ),
        told(
            Sign::Unknown,
            "there is no modulus at k = 0 with an error, so nothing is said of it",
        ),
    ];
    all.into_iter().flatten().collect()
}

/// The numbers at the strongest coupling that is equilibrated, and what Clausius-Mossotti says there.
fn strongest(results: &RunResults) -> Option<String> {
    let at = strongest_equilibrated(results)?;
    let mut numbers = Vec::new();
    if at.mu_r_k0.mean.is_some() {
        numbers.push(format!("{} at k = 0", quantity_text(&at.mu_r_k0)));
    }
    if let Some(wave) = at.smallest_wave().filter(|wave| wave.mu_r.mean.is_some()) {
        let number = quantity_text(&wave.mu_r);
        numbers.push(format!("{number} at the smallest q, {}/a", plain(wave.q)));
    }
    if numbers.is_empty() {
        return None;
    }
    let theory = at.clausius_mossotti.map_or_else(
        || "Clausius–Mossotti says nothing".into(),
        |says| format!("Clausius–Mossotti says {}", plain(says)),
    );
    let place = couplings_text(&[at.x0]);
    Some(format!(
        "At {place}, μ_{{R}}/μ_{{0}} is {}; {theory}.",
        numbers.join(" and ")
    ))
}

/// Where the mean field ends, and what this run shows beyond.
fn mean_field(results: &RunResults) -> Option<String> {
    let critical = critical_coupling(results)?;
    let beyond = |all: &[&CouplingResult]| -> Vec<f64> {
        let beyond = all.iter().map(|at| at.x0);
        beyond.filter(|x0| *x0 > critical).collect()
    };
    let all: Vec<&CouplingResult> = results.results.iter().collect();
    let solid = beyond(&equilibrated_with(results, Sign::Above));
    let calm = all.iter().copied().filter(|at| at.equilibrated);
    let calm: Vec<&CouplingResult> = calm.collect();
    let then = if !solid.is_empty() {
        format!(
            "at {}, beyond that, these rotors are still solid",
            couplings_text(&solid)
        )
    } else if !beyond(&calm).is_empty() {
        "beyond that, no modulus here is surely above zero".into()
    } else if !beyond(&all).is_empty() {
        "beyond that nothing here is equilibrated, and whether the rotors melt this run cannot say"
            .into()
    } else {
        "this run does not go so far, and says nothing of melting".into()
    };
    Some(format!(
        "Clausius–Mossotti lets the modulus vanish at X_{{0}} = {}; {then}.",
        plain(critical)
    ))
}
