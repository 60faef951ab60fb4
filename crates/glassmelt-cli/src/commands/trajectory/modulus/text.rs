//! Moduli on the screen.

use glassmelt::Estimate;
use glassmelt_trajectory::modulus::WindowModulus;
use glassmelt_trajectory::modulus::stress::StressAnswer;

use super::super::text::{estimates, head, number, times};
use super::Answer;
use crate::answer::warning_list;
use crate::screen::{Column, NONE, at_the_sign, number as decimals, table};

/// Where there is no shell.
const NOTHING: Estimate = Estimate {
    mean: f64::NAN,
    error: f64::INFINITY,
    independent_samples: 0.0,
};

pub(super) fn text(answer: &Answer) -> String {
    let units = &answer.told.units;
    // Gigapascals where there are any.
    let (factor, unit) = match units.modulus_in_gigapascals {
        Some(factor) => (factor, "GPa"),
        None => (1.0, units.modulus),
    };
    let all = answer.displacements;
    let mut parts = vec![format!(
        "{}\n{} atoms, {} frames; moduli in {unit}, q in 1/{}{}",
        head(answer.told),
        all.atoms,
        all.frames,
        units.length,
        if all.time_between_frames.is_some() {
            format!(", times in {}", units.time)
        } else {
            String::new()
        }
    )];
    if let Some(window) = all.longest() {
        parts.push(format!(
            "Against wavelength, in windows of {} frames{}\n{}",
            window.frames,
            lasting(window, units.time),
            shells(window, factor)
        ));
    }
    parts.push(format!(
        "Against observation time\n{}",
        windows(&all.windows, answer.stress, factor)
    ));
    if let Some(stress) = answer.stress {
        let affine = number(&times(&stress.mu_affine, factor));
        let pressure = number(&times(&stress.pressure, factor));
        parts.push(format!(
            "Affine modulus {affine} {unit}, pressure {pressure} {unit}"
        ));
    }
    if let Some(length) = &answer.correlation_length {
        parts.push(match (&length.xi, &length.reason) {
            (Some(xi), _) => format!("Correlation length {} {}", number(xi), units.length),
            (None, Some(reason)) => format!("No correlation length: {}", reason.message),
            (None, None) => "No correlation length".to_owned(),
        });
    }
    parts.join("\n\n") + "\n" + &warning_list(&answer.warnings)
}

/// Of so many frames, the time.
fn lasting(window: &WindowModulus, unit: &str) -> String {
    let told = window.time.map(|time| (decimals(time), unit));
    told.map_or_else(String::new, |(time, unit)| format!(", {time} {unit}"))
}

fn shells(window: &WindowModulus, factor: f64) -> String {
    let shells = &window.shells;
    let mu = shells
        .iter()
        .map(|shell| (times(&shell.mu, factor), shell.corrected));
    let longitudinal = shells.iter().map(|shell| {
        let modulus = times(&shell.lambda_plus_2mu, factor);
        (modulus, shell.lambda_plus_2mu_corrected)
    });
    let q: Vec<Option<f64>> = shells.iter().map(|shell| Some(shell.q)).collect();
    let waves = shells.iter().map(|shell| shell.wavevectors.to_string());
    table(&[
        Column::decimals("q", &q, 5),
        Column::numbers("waves", waves.collect()),
        bounded("mu", mu),
        bounded("lambda + 2 mu", longitudinal),
    ])
}

/// A column of estimates; those that are not corrected for their finite time are upper bounds.
fn bounded(header: &'static str, values: impl Iterator<Item = (Estimate, bool)>) -> Column {
    let cell = |(estimate, corrected): (Estimate, bool)| match number(&estimate) {
        none if none == NONE => none,
        bound if !corrected => format!("≤{bound}"),
        told => told,
    };
    let cells: Vec<String> = values.map(cell).collect();
    Column::numbers(header, at_the_sign(&cells))
}

fn windows(windows: &[WindowModulus], stress: Option<&StressAnswer>, factor: f64) -> String {
    let smallest = windows.iter().map(|window| {
        let first = window.shells.first();
        first.map_or((NOTHING, true), |shell| {
            (times(&shell.mu, factor), shell.corrected)
        })
    });
    let time: Vec<Option<f64>> = windows.iter().map(|window| window.time).collect();
    let zero: Vec<_> = windows
        .iter()
        .map(|window| window.mu_zero.map(|line| times(&line.at_zero, factor)))
        .collect();
    let longitudinal: Vec<_> = windows
        .iter()
        .map(|window| {
            window
                .lambda_plus_2mu_zero
                .map(|line| times(&line.at_zero, factor))
        })
        .collect();
    let by_stress: Vec<_> = windows
        .iter()
        .map(|window| {
            let mut all = stress?.windows.iter();
            let same = all.find(|of_stress| of_stress.frames == window.frames)?;
            Some(times(&same.mu, factor))
        })
        .collect();
    let squares = windows
        .iter()
        .map(|window| Some(&window.mean_square_displacement));
    table(&[
        Column::numbers(
            "frames",
            windows
                .iter()
                .map(|window| window.frames.to_string())
                .collect(),
        ),
        Column::decimals("time", &time, 5),
        Column::numbers(
            "windows",
            windows
                .iter()
                .map(|window| window.windows.to_string())
                .collect(),
        ),
        bounded("mu, least q", smallest),
        estimates("q -> 0", zero.iter().map(Option::as_ref)),
        estimates("lambda + 2 mu", longitudinal.iter().map(Option::as_ref)),
        estimates("mu by stress", by_stress.iter().map(Option::as_ref)),
        estimates("<u^2>", squares),
    ])
}
