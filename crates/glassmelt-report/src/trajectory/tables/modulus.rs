//! Moduli of shells, of windows, and from stress.

use glassmelt_trajectory::modulus::stress::StressAnswer;
use glassmelt_trajectory::modulus::{Extrapolation, ModulusAnswer, Observed, WindowModulus};

use super::{Header, three, three_or_none};
use crate::Table;
use crate::tables::{maybe, number};
use crate::trajectory::TrajectoryWords;

pub(super) fn all(
    answer: &ModulusAnswer,
    stress: Option<&StressAnswer>,
    words: &TrajectoryWords,
) -> Vec<Table> {
    let mut tables = vec![shells(answer, words), windows(answer, words)];
    if let Some(stress) = stress {
        let time = answer.time_between_frames;
        tables.push(stress_windows(stress, time, words));
        tables.extend(elastic_constants(stress, words));
    }
    tables
}

/// The moduli of every shell for every observation time.
fn shells(answer: &ModulusAnswer, words: &TrajectoryWords) -> Table {
    let (unit, clock) = (&words.modulus.name, words.clock(answer.time_between_frames));
    let header = Header::default()
        .plain("window_frames")
        .with("observation_time", clock.unit)
        .with("q", &format!("1/{}", words.length))
        .plain("wavevectors")
        .estimate("mu", unit)
        .plain("mu_corrected")
        .with("mu_as_observed", unit)
        .with("mu_correlation_time", "frames")
        .with("mu_scatter_of_waves", unit)
        .estimate("lambda_plus_2mu", unit)
        .plain("lambda_plus_2mu_corrected")
        .with("lambda_plus_2mu_as_observed", unit)
        .with("lambda_plus_2mu_correlation_time", "frames")
        .with("lambda_plus_2mu_scatter_of_waves", unit);
    let made_of = |of: &Observed| {
        let observed = words.shown(&of.as_observed).mean;
        let scatter = of.scatter_of_waves.map(|x| x * words.modulus.size);
        [number(observed), maybe(of.correlation_time), maybe(scatter)]
    };
    let rows = answer.windows.iter().flat_map(|window| {
        window.shells.iter().map(move |shell| {
            let mut row = vec![window.frames.to_string()];
            row.push(number(window.frames as f64 * clock.size));
            row.extend([number(shell.q), shell.wavevectors.to_string()]);
            row.extend(three(&words.shown(&shell.mu)));
            row.push(shell.corrected.to_string());
            row.extend(made_of(&shell.transverse));
            row.extend(three(&words.shown(&shell.lambda_plus_2mu)));
            row.push(shell.lambda_plus_2mu_corrected.to_string());
            row.extend(made_of(&shell.longitudinal));
            row
        })
    });
    Table {
        name: "shells",
        title: "Moduli against wave number",
        rows: rows.collect(),
        header: header.0,
    }
}

/// What each observation time says as q -> 0.
fn windows(answer: &ModulusAnswer, words: &TrajectoryWords) -> Table {
    let (unit, clock) = (&words.modulus.name, words.clock(answer.time_between_frames));
    let slope = format!("{unit} {}", words.area());
    let mut header = Header::default()
        .plain("window_frames")
        .with("observation_time", clock.unit)
        .plain("windows")
        .estimate("mean_square_displacement", &words.area())
        .plain("wandering");
    for name in ["mu", "lambda_plus_2mu"] {
        header = header
            .estimate(&format!("{name}_zero"), unit)
            .estimate(&format!("{name}_slope"), &slope)
            .plain(&format!("{name}_shells"))
            .plain(&format!("{name}_chi_squared"));
    }
    let line = |line: Option<&Extrapolation>| {
        let mut row = Vec::from(three_or_none(
            line.map(|line| words.shown(&line.at_zero)).as_ref(),
        ));
        row.extend(three_or_none(
            line.map(|line| words.shown(&line.slope)).as_ref(),
        ));
        row.push(line.map_or_else(String::new, |line| line.shells.to_string()));
        row.push(maybe(line.and_then(|line| line.chi_squared)));
        row
    };
    let row = |window: &WindowModulus| {
        let mut row = vec![window.frames.to_string()];
        row.push(number(window.frames as f64 * clock.size));
        row.push(window.windows.to_string());
        row.extend(three(&window.mean_square_displacement));
        row.push(number(window.wandering));
        row.extend(line(window.mu_zero.as_ref()));
        row.extend(line(window.lambda_plus_2mu_zero.as_ref()));
        row
    };
    Table {
        name: "windows",
        title: "Moduli against observation time",
        rows: answer.windows.iter().map(row).collect(),
        header: header.0,
    }
}

/// Moduli from the fluctuations of the stress, with what no fluctuation lowers in the first row.
fn stress_windows(stress: &StressAnswer, time: Option<f64>, words: &TrajectoryWords) -> Table {
    let (unit, clock) = (&words.modulus.name, words.clock(time));
    let header = Header::default()
        .plain("window_frames")
        .with("observation_time", clock.unit)
        .plain("windows")
        .estimate("mu", unit)
        .estimate("lambda_plus_2mu", unit);
    let mut affine = vec!["0".to_owned(), "0".to_owned(), String::new()];
    affine.extend(three(&words.shown(&stress.mu_affine)));
    affine.extend(three(&words.shown(&stress.lambda_plus_2mu_affine)));
    let of_window = stress.windows.iter().map(|window| {
        let mut row = vec![window.frames.to_string()];
        row.push(number(window.frames as f64 * clock.size));
        row.push(window.windows.to_string());
        row.extend(three(&words.shown(&window.mu)));
        row.extend(three(&words.shown(&window.lambda_plus_2mu)));
        row
    });
    Table {
        name: "stress_windows",
        title: "Moduli from stress",
        rows: std::iter::once(affine).chain(of_window).collect(),
        header: header.0,
    }
}

/// All elastic constants, where they were asked for.
fn elastic_constants(stress: &StressAnswer, words: &TrajectoryWords) -> Option<Table> {
    const NAMES: [&str; 6] = ["xx", "yy", "zz", "yz", "xz", "xy"];
    let constants = stress.elastic_constants.as_ref()?;
    let rows = NAMES.iter().zip(constants).flat_map(|(one, row)| {
        NAMES.iter().zip(row).map(move |(other, constant)| {
            let mut row = vec![(*one).to_owned(), (*other).to_owned()];
            row.extend(three(&words.shown(constant)));
            row
        })
    });
    Some(Table {
        name: "elastic_constants",
        title: "Elastic constants",
        rows: rows.collect(),
        header: Header::default()
            .plain("strain")
            .plain("stress")
            .estimate("c", &words.modulus.name)
            .0,
    })
}
