//! Moduli in words and tables.

use std::cmp::Ordering;

use glassmelt::Estimate;
use glassmelt_trajectory::modulus::stress::StressAnswer;
use glassmelt_trajectory::modulus::{Extrapolation, ModulusAnswer, ShellModulus, WindowModulus};

use super::Told;
use super::words::{against, counted, estimate_or_dash, in_unit};
use crate::page::shared::Item;
use crate::page::steps::{Columns, Step, StepTable};
use crate::trajectory::{TrajectoryWords, plain};

pub(super) fn told(
    answer: &ModulusAnswer,
    stress: Option<&StressAnswer>,
    words: &TrajectoryWords,
) -> Told {
    let mut steps = vec![
        (scales(answer, words), ["modulus-wave"].as_slice()),
        (times(answer, words), &["modulus-time"]),
    ];
    steps.extend(stress.map(|stress| (from_stress(answer, stress, words), [].as_slice())));
    let of_stress = stress.into_iter().flat_map(|stress| &stress.warnings);
    Told {
        data: data(answer, words),
        verdict: verdict(answer, stress, words),
        answer: items(answer, stress, words),
        steps: if answer.windows.is_empty() {
            Vec::new()
        } else {
            steps
        },
        warnings: answer.warnings.iter().chain(of_stress).cloned().collect(),
    }
}

fn data(answer: &ModulusAnswer, words: &TrajectoryWords) -> String {
    format!(
        "{} atoms at the density {} {}, {} frames, thermal energy {} {}",
        answer.atoms,
        plain(answer.number_density),
        plainly(&words.density(answer.dimension)),
        answer.frames,
        plain(answer.thermal_energy),
        words.energy,
    )
}

/// Scripts as they are typed: the line under the title has none.
fn plainly(unit: &str) -> String {
    unit.replace("^{−3}", "⁻³").replace("^{−2}", "⁻²")
}

/// The observation time of a window in words.
fn lasting(window: &WindowModulus, words: &TrajectoryWords) -> String {
    words.lasting(window.frames, window.time)
}

fn verdict(
    answer: &ModulusAnswer,
    stress: Option<&StressAnswer>,
    words: &TrajectoryWords,
) -> Vec<String> {
    let Some(window) = answer.longest() else {
        return vec!["Nothing was measured.".into()];
    };
    let mut sentences = vec![match &window.mu_zero {
        Some(line) => format!(
            "Over {} the shear modulus as q → 0 is {}.",
            lasting(window, words),
            in_unit(&words.shown(&line.at_zero), &words.modulus.name)
        ),
        None => without_limit(window, words),
    }];
    sentences.extend(falling(answer, words));
    let longest = stress.and_then(|stress| stress.windows.last());
    if let Some(window) = longest {
        sentences.push(format!(
            "From stress the shear modulus is {}.",
            in_unit(&words.shown(&window.mu), &words.modulus.name)
        ));
    }
    sentences
}

/// Why there is no modulus as q → 0.
fn without_limit(window: &WindowModulus, words: &TrajectoryWords) -> String {
    let lasting = lasting(window, words);
    let bounds = window.shells.iter().filter(|shell| !shell.corrected);
    let lowest = bounds
        .clone()
        .map(|shell| words.shown(&shell.mu))
        .min_by(|one, other| one.mean.total_cmp(&other.mean));
    match lowest.filter(|_| bounds.count() + 1 >= window.shells.len()) {
        _ if window.is_still() => {
            format!("Over {lasting} no atom moves about its mean position: there is no modulus.")
        }
        Some(bound) => format!(
            "Over {lasting} waves do not forget within a quarter of the time: moduli are upper bounds, the lowest {}, and \
             there is none as q → 0.",
            in_unit(&bound, &words.modulus.name)
        ),
        None => format!(
            "Over {lasting} no line leads to q → 0: fewer than two shells have a modulus with an error, or the first three \
             lie on none."
        ),
    }
}

/// How the modulus changed between half of the longest observation time and all of it.
fn falling(answer: &ModulusAnswer, words: &TrajectoryWords) -> Option<String> {
    let last = answer.longest()?;
    let earlier = answer.windows.iter().rev();
    let before = earlier
        .filter(|window| 2 * window.frames <= last.frames)
        .find(|window| window.mu_zero.is_some())?;
    let (then, now) = (before.mu_zero?.at_zero, last.mu_zero?.at_zero);
    let mut change = now;
    change.mean = now.mean - then.mean;
    change.error = now.error.hypot(then.error);
    let since = lasting(before, words);
    Some(match against(&change, 0.0) {
        Ordering::Less => format!(
            "It is smaller than over {since} by more than two standard errors: it is still falling, as that of a \
             liquid or of a glass that has not reached its plateau."
        ),
        Ordering::Greater => format!(
            "It is larger than over {since} by more than two standard errors, as it should not be: mind the errors."
        ),
        Ordering::Equal => {
            format!("From what it was over {since} it cannot be told within two standard errors.")
        }
    })
}

fn items(
    answer: &ModulusAnswer,
    stress: Option<&StressAnswer>,
    words: &TrajectoryWords,
) -> Vec<Item> {
    let Some(window) = answer.longest() else {
        return Vec::new();
    };
    let place = format!("over {}", lasting(window, words));
    let item = |symbol, name, line: &Extrapolation| Item {
        symbol,
        name,
        value: in_unit(&words.shown(&line.at_zero), &words.modulus.name),
        note: format!("{place}, a line through {}", counted(line.shells, "shell")),
    };
    let mut items = Vec::new();
    let (mu, longitudinal) = (&window.mu_zero, &window.lambda_plus_2mu_zero);
    items.extend(
        mu.iter()
            .map(|line| item("μ", "Shear modulus, q → 0", line)),
    );
    let named = longitudinal.iter();
    items.extend(named.map(|line| item("λ + 2μ", "Longitudinal modulus, q → 0", line)));
    items.extend(stress.and_then(|stress| {
        let window = stress.windows.last()?;
        Some(Item {
            symbol: "μ",
            name: "Shear modulus from stress",
            value: in_unit(&words.shown(&window.mu), &words.modulus.name),
            note: format!(
                "{} without its fluctuations",
                in_unit(&words.shown(&stress.mu_affine), &words.modulus.name)
            ),
        })
    }));
    items
}

/// The shells of the longest observation time.
fn scales(answer: &ModulusAnswer, words: &TrajectoryWords) -> Step {
    let mut step = Step::new("scales", "The moduli on different scales", "", None);
    step.words.push(
        "From the displacements u of atoms about their mean positions: ⟨|u_{T}(q)|^{2}⟩ = ρ_{n}k_{B}T/(μ(q)q^{2}) for each \
         transverse direction, λ + 2μ in place of μ for longitudinal waves. Displacements that no elastic wave carries make \
         1/μ(q) larger by a constant times q^{2}: the line μ(0) + c q^{2} goes through as many shells from the smallest q \
         on as it can. Where u(q, t) forgets within a quarter of the window the part that a window's own mean hides is put \
         back; elsewhere the modulus is an upper bound (≤), through which no line goes."
            .into(),
    );
    step.tables = answer
        .longest()
        .map(|window| shells(window, answer, words))
        .into_iter()
        .collect();
    step
}

fn shells(window: &WindowModulus, answer: &ModulusAnswer, words: &TrajectoryWords) -> StepTable {
    let clock = words.clock(answer.time_between_frames);
    let of = |value: &dyn Fn(&ShellModulus) -> Option<f64>| -> Vec<Option<f64>> {
        window.shells.iter().map(value).collect()
    };
    let told = |value: &dyn Fn(&ShellModulus) -> (Estimate, bool)| -> Vec<String> {
        let shown = window.shells.iter().map(value);
        shown
            .map(|(value, corrected)| bounded(&words.shown(&value), corrected))
            .collect()
    };
    let unit = &words.modulus.name;
    Columns::default()
        .numbers(
            &format!("q (1/{})", words.length),
            &of(&|shell| Some(shell.q)),
            5,
        )
        .numbers("waves", &of(&|shell| Some(shell.wavevectors as f64)), 6)
        .words(
            &format!("μ ({unit})"),
            told(&|shell| (shell.mu, shell.corrected)),
        )
        .words(
            "as observed",
            told(&|shell| (shell.transverse.as_observed, true)),
        )
        .numbers(
            &format!("memory ({})", clock.unit),
            &of(&|shell| Some(clock.size * shell.transverse.correlation_time?)),
            3,
        )
        .words(
            &format!("λ + 2μ ({unit})"),
            told(&|shell| (shell.lambda_plus_2mu, shell.lambda_plus_2mu_corrected)),
        )
        .words(
            "as observed",
            told(&|shell| (shell.longitudinal.as_observed, true)),
        )
        .table("Shells of waves in the longest observation time")
}

/// `≤ 0.396 ± 0.016` for an upper bound.
fn bounded(estimate: &Estimate, corrected: bool) -> String {
    let text = estimate_or_dash(Some(estimate));
    if corrected || !estimate.mean.is_finite() {
        text
    } else {
        format!("≤\u{a0}{text}")
    }
}

/// Every observation time.
fn times(answer: &ModulusAnswer, words: &TrajectoryWords) -> Step {
    let mut step = Step::new("times", "The moduli at different times", "", None);
    step.words.push(
        "Each length of window has mean positions of its own. How far these wander is ⟨|mean of the second half − of the \
         first|^{2}⟩ over ⟨|u|^{2}⟩: small where atoms stay at their places, 2 where they diffuse."
            .into(),
    );
    let windows = answer.windows.as_slice();
    let clock = words.clock(answer.time_between_frames);
    let numbers = |value: &dyn Fn(&WindowModulus) -> f64| -> Vec<Option<f64>> {
        windows.iter().map(|window| Some(value(window))).collect()
    };
    let lines = |line: &dyn Fn(&WindowModulus) -> Option<Extrapolation>| -> Vec<String> {
        let shown = windows
            .iter()
            .map(|window| line(window).map(|line| words.shown(&line.at_zero)));
        shown
            .map(|shown| estimate_or_dash(shown.as_ref()))
            .collect()
    };
    let least = windows.iter().map(|window| {
        let first = window.shells.first();
        first.map_or_else(
            || estimate_or_dash(None),
            |shell| bounded(&words.shown(&shell.mu), shell.corrected),
        )
    });
    let least = least.collect();
    let squares = windows.iter();
    let squares = squares.map(|window| estimate_or_dash(Some(&window.mean_square_displacement)));
    let unit = &words.modulus.name;
    step.tables = vec![
        Columns::default()
            .numbers(
                &format!("time ({})", clock.unit),
                &numbers(&|window| window.frames as f64 * clock.size),
                4,
            )
            .numbers("windows", &numbers(&|window| window.windows as f64), 6)
            .words(
                &format!("⟨|u|^{{2}}⟩ ({})", words.area()),
                squares.collect(),
            )
            .numbers("wandering", &numbers(&|window| window.wandering), 3)
            .words(&format!("μ, least q ({unit})"), least)
            .words(
                &format!("μ, q → 0 ({unit})"),
                lines(&|window| window.mu_zero),
            )
            .words(
                &format!("λ + 2μ, q → 0 ({unit})"),
                lines(&|window| window.lambda_plus_2mu_zero),
            )
            .table("Moduli against observation time"),
    ];
    step
}

/// Born term less fluctuations.
fn from_stress(answer: &ModulusAnswer, stress: &StressAnswer, words: &TrajectoryWords) -> Step {
    let unit = &words.modulus.name;
    let mut step = Step::new("stress", "The moduli from stress", "", None);
    step.words.push(format!(
        "Born term less the fluctuations of the stress, at q = 0. Without fluctuations, as of a medium that deforms \
         affinely, μ is {} and λ + 2μ is {}; of that μ, {} {unit} come from the jump of the force at the cutoff. The \
         pressure is {}.",
        in_unit(&words.shown(&stress.mu_affine), unit),
        in_unit(&words.shown(&stress.lambda_plus_2mu_affine), unit),
        plain(words.modulus.size * stress.mu_of_the_cut),
        in_unit(&words.shown(&stress.pressure), unit),
    ));
    let clock = words.clock(answer.time_between_frames);
    let windows = stress.windows.iter();
    let time: Vec<Option<f64>> = windows
        .clone()
        .map(|window| Some(window.frames as f64 * clock.size))
        .collect();
    let count: Vec<Option<f64>> = windows
        .clone()
        .map(|window| Some(window.windows as f64))
        .collect();
    let mu = windows
        .clone()
        .map(|window| estimate_or_dash(Some(&words.shown(&window.mu))));
    let longitudinal =
        windows.map(|window| estimate_or_dash(Some(&words.shown(&window.lambda_plus_2mu))));
    step.tables = vec![
        Columns::default()
            .numbers(&format!("time ({})", clock.unit), &time, 4)
            .numbers("windows", &count, 6)
            .words(&format!("μ ({unit})"), mu.collect())
            .words(&format!("λ + 2μ ({unit})"), longitudinal.collect())
            .table("Moduli from stress against observation time"),
    ];
    step
}
