//! Moduli against wave number with their lines to q = 0, and against observation time.

use glassmelt::Estimate;
use glassmelt_trajectory::modulus::stress::StressAnswer;
use glassmelt_trajectory::modulus::{Extrapolation, ModulusAnswer, ShellModulus, WindowModulus};

use super::marks::{
    Mark, RADIUS, across_with_errors, along, draw, logarithm, open_key, powers_axis, thread,
};
use crate::canvas::{Axis, Canvas, Key, Line, Marker, Panel, extent};
use crate::figures::Figure;
use crate::figures::parts::{heading, pair, single};
use crate::style::{GREY, INK, PALE};
use crate::trajectory::{TrajectoryWords, plain};

/// The colour of moduli from stress.
const STRESS: &str = "#882255";
/// The colour of the smallest shell.
const SMALLEST: &str = "#0072B2";
/// Points that make a line smooth.
const SMOOTH: u32 = 80;
/// Dashes of a line beyond the shells that it was put through.
const BEYOND: [f64; 2] = [2.0, 2.5];

/// A modulus of so many times the others has no line: it would leave the others no room.
const FAR: f64 = 2.0;

/// One modulus of all shells, and its line.
struct Curve {
    marks: Vec<Mark>,
    /// Those that are upper bounds.
    bounds: Vec<Mark>,
    line: Option<Extrapolation>,
    label: String,
    title: &'static str,
}

impl Curve {
    fn of(
        window: &WindowModulus,
        modulus: fn(&ShellModulus) -> (&Estimate, bool),
        line: Option<Extrapolation>,
        (symbol, title): (&str, &'static str),
        words: &TrajectoryWords,
    ) -> Self {
        let mark = |shell: &ShellModulus| Mark::linear(shell.q, &words.shown(modulus(shell).0));
        let (told, bounds): (Vec<&ShellModulus>, Vec<&ShellModulus>) =
            window.shells.iter().partition(|shell| modulus(shell).1);
        let line = line.map(|line| Extrapolation {
            at_zero: words.shown(&line.at_zero),
            slope: words.shown(&line.slope),
            ..line
        });
        Self {
            marks: told.into_iter().map(mark).collect(),
            bounds: bounds.into_iter().map(mark).collect(),
            line,
            label: format!("{symbol} ({})", words.modulus.name),
            title,
        }
    }

    /// The value at q = 0.
    fn zero(&self) -> Vec<Mark> {
        let zero = self.line.iter();
        zero.map(|line| Mark::linear(0.0, &line.at_zero)).collect()
    }

    /// The axis, from zero on.
    fn axis(&self) -> Option<Axis> {
        let zero = self.zero();
        let (low, high) = across_with_errors(&[&self.marks, &self.bounds, &zero])?;
        Some(Axis::linear(&self.label, (low.min(0.0), high.max(0.0)), 5))
    }

    fn draw(&self, canvas: &mut Canvas, panel: &Panel, color: &str) {
        if let Some(line) = &self.line {
            let (_, last) = panel.x_range();
            let end = line.last_q;
            let at = |q: f64| (q, line.at_zero.mean + line.slope.mean * q * q);
            let between = |from: f64, to: f64| -> Vec<(f64, f64)> {
                let part = |i: u32| f64::from(i) / f64::from(SMOOTH);
                let q = |i: u32| from + (to - from) * part(i);
                (0..=SMOOTH).map(|i| at(q(i))).collect()
            };
            canvas.line(panel, &between(0.0, end), &Line::full(color, 1.2));
            let beyond = Line::dashed(color, 1.0, &BEYOND);
            canvas.line(panel, &between(end, last), &beyond);
        }
        draw(canvas, panel, &self.bounds, PALE, RADIUS);
        draw(canvas, panel, &self.marks, INK, RADIUS);
        draw(canvas, panel, &self.zero(), color, RADIUS + 0.6);
    }
}

/// mu(q) and lambda + 2 mu(q) of the longest observation time, with their lines to q = 0.
///
/// None where no shell has a number.
pub fn modulus_wave(answer: &ModulusAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let window = answer.longest()?;
    let curves = [
        Curve::of(
            window,
            |shell| (&shell.mu, shell.corrected),
            window.mu_zero,
            ("μ(q)", "(a) transverse waves"),
            words,
        ),
        Curve::of(
            window,
            |shell| (&shell.lambda_plus_2mu, shell.lambda_plus_2mu_corrected),
            window.lambda_plus_2mu_zero,
            ("λ + 2μ (q)", "(b) longitudinal waves"),
            words,
        ),
    ];
    let all = curves
        .each_ref()
        .map(|curve| [curve.marks.as_slice(), &curve.bounds]);
    let all = all.as_flattened();
    let (_, last) = along(all)?;
    let lasting = words.lasting(window.frames, window.time);
    let label = format!("wave number q (1/{})", words.length);
    let x = Axis::exactly(label, (-0.04 * last, 1.06 * last), 5);
    let empty = || Axis::linear("", (0.0, 1.0), 5);
    let y = [0, 1].map(|i: usize| curves[i].axis().unwrap_or_else(empty));
    let axes = [(&x, &y[0]), (&x, &y[1])];
    let told = [curves[0].marks.as_slice(), &curves[1].marks];
    let bounds = [curves[0].bounds.as_slice(), &curves[1].bounds];
    let mut keys: Vec<Key> = [
        key(&told, INK, format!("waves, over {lasting}")),
        key(&bounds, PALE, format!("upper bounds, over {lasting}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if curves.iter().any(|curve| curve.line.is_some()) {
        let zero = Marker::filled(SMALLEST, RADIUS + 0.6);
        keys.push(Key::line(Line::full(SMALLEST, 1.2), "μ(0) + c q^{2}"));
        keys.push(Key::line(
            Line::dashed(SMALLEST, 1.0, &BEYOND),
            "beyond the shells that it goes through",
        ));
        keys.push(Key::marker(zero, "q → 0"));
    }
    keys.extend(open_key(all));
    let (mut canvas, panels) = pair("modulus-wave", axes, 200.0, &keys);
    for (panel, curve) in panels.iter().zip(&curves) {
        curve.draw(&mut canvas, panel, SMALLEST);
        heading(&mut canvas, panel, curve.title);
    }
    Some(Figure {
        name: "modulus-wave",
        title: "Moduli against wave number".into(),
        caption: format!(
            "Each point is a shell of waves of one length in the longest observation time, {lasting}, with one standard \
             error: ρ_{{n}}k_{{B}}T/(q^{{2}}⟨|u|^{{2}}⟩) of the displacements about mean positions, corrected for the \
             part that a finite window hides. Where waves do not forget within a quarter of the window that part cannot \
             be told: pale points are upper bounds, and no line goes through them. Under a pressure p the moduli are \
             C_{{44}} − p and C_{{11}} − p."
        ),
        canvas,
    })
}

/// An entry for points, where there are any.
fn key(all: &[&[Mark]], color: &str, label: String) -> Option<Key> {
    let any = all.iter().any(|marks| marks.iter().any(Mark::stands));
    any.then(|| Key::marker(Marker::filled(color, RADIUS), label))
}

/// A modulus of each window on a logarithmic axis of time.
fn against_time<'a, W>(
    windows: &'a [W],
    time: impl Fn(&'a W) -> f64,
    modulus: impl Fn(&'a W) -> Option<Estimate>,
) -> Vec<Mark> {
    let known = windows
        .iter()
        .filter_map(|window| Some((time(window), modulus(window)?)));
    known
        .map(|(time, modulus)| Mark::linear(logarithm(time), &modulus))
        .collect()
}

/// mu as q -> 0 against observation time, beside that of stress.
///
/// None where nothing was measured.
pub fn modulus_time(
    answer: &ModulusAnswer,
    stress: Option<&StressAnswer>,
    words: &TrajectoryWords,
) -> Option<Figure> {
    let clock = words.clock(answer.time_between_frames);
    let time = |frames: usize| frames as f64 * clock.size;
    let windows = &answer.windows;
    let zero = against_time(
        windows,
        |window| time(window.frames),
        |window| Some(words.shown(&window.mu_zero.as_ref()?.at_zero)),
    );
    let of_smallest = |chosen: &dyn Fn(bool) -> bool| {
        against_time(
            windows,
            |window| time(window.frames),
            |window| {
                let first = window.shells.first();
                let first = first.filter(|shell| chosen(shell.corrected))?;
                Some(words.shown(&first.mu))
            },
        )
    };
    let smallest = of_smallest(&|_| true);
    let told = of_smallest(&|corrected| corrected);
    let bounds = of_smallest(&|corrected| !corrected);
    let of_stress = against_time(
        stress.map_or(&[], |stress| stress.windows.as_slice()),
        |window| time(window.frames),
        |window| Some(words.shown(&window.mu)),
    );
    let affine = stress.map(|stress| words.shown(&stress.mu_affine).mean);
    let all = [zero.as_slice(), &smallest, &of_stress];
    let x = powers_axis(format!("observation time ({})", clock.unit), along(&all)?);
    let (low, high) = across_with_errors(&all)?;
    let near = affine.filter(|affine| *affine <= FAR * high);
    let (low, high) = extent([low, high, 0.0].into_iter().chain(near))?;
    let y = Axis::linear(format!("μ ({})", words.modulus.name), (low, high), 5);
    let q = smallest_q(answer, words);
    let affine_line = Line::dashed(STRESS, 1.0, &[4.0, 2.5]);
    let keys = [
        key(&[&told], SMALLEST, format!("displacements, q = {q}")),
        key(&[&bounds], PALE, format!("upper bounds, q = {q}")),
        key(&[&of_stress], STRESS, "from stress, q = 0".into()),
        key(&[&zero], INK, "displacements, q → 0".into()),
        near.map(|_| Key::line(affine_line.clone(), "stress without its fluctuations")),
        open_key(&all),
    ];
    let keys: Vec<Key> = keys.into_iter().flatten().collect();
    let (mut canvas, panel) = single("modulus-time", (&x, &y), 200.0, 0.0, &keys);
    let (left, right) = panel.x_range();
    canvas.line(&panel, &[(left, 0.0), (right, 0.0)], &Line::full(GREY, 0.5));
    if let Some(affine) = near {
        canvas.line(&panel, &[(left, affine), (right, affine)], &affine_line);
    }
    let joined = if told.is_empty() { PALE } else { SMALLEST };
    thread(&mut canvas, &panel, &smallest, &Line::full(joined, 0.6));
    draw(&mut canvas, &panel, &told, SMALLEST, RADIUS);
    draw(&mut canvas, &panel, &bounds, PALE, RADIUS);
    for (marks, color) in [(&of_stress, STRESS), (&zero, INK)] {
        thread(&mut canvas, &panel, marks, &Line::full(color, 0.6));
        draw(&mut canvas, &panel, marks, color, RADIUS);
    }
    Some(Figure {
        name: "modulus-time",
        title: "Shear modulus against observation time".into(),
        caption: format!(
            "The same atoms looked at for different times, each with mean positions, or a mean stress, of its own; one \
             standard error. In a glass the modulus falls to a plateau and stays; in a liquid it goes on falling to zero.\
             {}{}",
            if bounds.iter().any(Mark::stands) {
                " Pale points are upper bounds: their waves do not forget within a quarter of the time."
            } else {
                ""
            },
            affine
                .filter(|_| near.is_none())
                .map_or_else(String::new, |affine| format!(
                    " Without its fluctuations, far above, stress would give {} {}.",
                    plain(affine),
                    words.modulus.name
                ))
        ),
        canvas,
    })
}

/// `0.39/σ`.
fn smallest_q(answer: &ModulusAnswer, words: &TrajectoryWords) -> String {
    let first = answer.windows.first();
    let q = first.and_then(|window| Some(window.shells.first()?.q));
    q.map_or_else(String::new, |q| format!("{}/{}", plain(q), words.length))
}
