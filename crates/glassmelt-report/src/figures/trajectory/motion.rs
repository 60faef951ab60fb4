//! Motion against lag: mean square displacements, scattering, how far from Gaussian; and S(k).

use std::f64::consts::E;

use glassmelt::Estimate;
use glassmelt_trajectory::dynamics::{Against, DynamicsAnswer, LagPoint, Motion, Of};
use kuva::render::render::TextAnchor;

use super::COLORS;
use super::marks::{
    Mark, RADIUS, SMALL, across, across_with_errors, along, draw, logarithm, powers_axis, thread,
};
use crate::canvas::{Axis, Canvas, Key, Line, Marker, Panel, extent};
use crate::figures::Figure;
use crate::figures::parts::{mark_above, single};
use crate::style::INK;
use crate::trajectory::{TrajectoryWords, plain};

/// Dashes of motion against the cage.
const CAGE: [f64; 2] = [4.0, 2.0];
/// Height of a panel, px.
const HEIGHT: f64 = 190.0;

/// One curve against lag.
struct Curve<'a> {
    motion: &'a Motion,
    marks: Vec<Mark>,
    line: Line,
    name: String,
}

impl Curve<'_> {
    fn color(&self) -> &str {
        &self.line.color
    }
}

/// The curves that say something: a single species says no more than all atoms.
fn curves(answer: &DynamicsAnswer, mark: impl Fn(&LagPoint) -> Option<Mark>) -> Vec<Curve<'_>> {
    let mut species: Vec<&str> = answer.motions.iter().filter_map(species_of).collect();
    species.dedup();
    species.sort_unstable();
    species.dedup();
    let told = |motion: &&Motion| species.len() > 1 || species_of(motion).is_none();
    let curve = |motion: &'_ Motion| {
        let place = species_of(motion).and_then(|name| species.iter().position(|s| *s == name));
        let color = place.map_or(INK, |place| COLORS[place % COLORS.len()]);
        let (dash, from): (&[f64], _) = match motion.against {
            Against::Space => (&[], ""),
            Against::Cage => (&CAGE, ", against the cage"),
        };
        let of = species_of(motion).unwrap_or("all atoms");
        (Line::dashed(color, 1.0, dash), format!("{of}{from}"))
    };
    let all = answer.motions.iter().filter(told);
    all.map(|motion| {
        let (line, name) = curve(motion);
        Curve {
            motion,
            marks: motion.points.iter().filter_map(&mark).collect(),
            line,
            name,
        }
    })
    .filter(|curve| curve.marks.iter().any(Mark::stands))
    .collect()
}

fn species_of(motion: &Motion) -> Option<&str> {
    match &motion.of {
        Of::All => None,
        Of::Species(name) => Some(name),
    }
}

fn keys(curves: &[Curve]) -> Vec<Key> {
    let key = |curve: &Curve| Key::line(curve.line.clone(), curve.name.clone());
    curves.iter().map(key).collect()
}

fn all_marks<'a>(curves: &'a [Curve]) -> Vec<&'a [Mark]> {
    curves.iter().map(|curve| curve.marks.as_slice()).collect()
}

fn draw_all(canvas: &mut Canvas, panel: &Panel, curves: &[Curve]) {
    for curve in curves {
        thread(canvas, panel, &curve.marks, &curve.line);
        draw(canvas, panel, &curve.marks, curve.color(), SMALL);
    }
}

fn lag_axis(marks: &[&[Mark]], words: &TrajectoryWords) -> Option<Axis> {
    Some(powers_axis(
        format!("lag t ({})", words.time),
        along(marks)?,
    ))
}

/// `<r^2>` against lag.
///
/// None without lags.
pub fn displacement(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let curves = curves(answer, |at| Some(Mark::powers(logarithm(at.time), &at.msd)));
    let marks = all_marks(&curves);
    let x = lag_axis(&marks, words)?;
    let label = format!("⟨r^{{2}}⟩ ({})", words.area());
    let y = powers_axis(label, across(&marks)?);
    let (mut canvas, panel) = single("displacement", (&x, &y), HEIGHT, 0.0, &keys(&curves));
    draw_all(&mut canvas, &panel, &curves);
    Some(Figure {
        name: "displacement",
        title: "Mean square displacement".into(),
        caption: format!(
            "How far atoms have come, with one standard error. A plateau is a cage; a slope of one is diffusion.{}",
            dashes(answer)
        ),
        canvas,
    })
}

/// What dashes mean, where there are any.
fn dashes(answer: &DynamicsAnswer) -> &'static str {
    let caged = |motion: &Motion| motion.against == Against::Cage;
    if answer.motions.iter().any(caged) {
        " Dashed: against the mean displacement of the neighbours, which slow waves of the whole medium do not change."
    } else {
        ""
    }
}

/// `F_s(k, t)` against lag, with 1/e and tau.
///
/// None without lags.
pub fn scattering(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let curves = curves(answer, |at| {
        Some(Mark::linear(logarithm(at.time), &at.scattering))
    });
    let marks = all_marks(&curves);
    let x = lag_axis(&marks, words)?;
    let (low, high) = across_with_errors(&marks)?;
    let y = Axis::linear("F_{s}(k, t)", (low.min(0.0), high.max(1.0)), 5);
    let (mut canvas, panel) = single("scattering", (&x, &y), HEIGHT, 0.0, &keys(&curves));
    canvas.level(&panel, 1.0 / E);
    let right = panel.x_range().1;
    canvas.note(
        &panel,
        (right, 1.0 / E),
        (-4.0, -4.0),
        "1/e",
        TextAnchor::End,
    );
    draw_all(&mut canvas, &panel, &curves);
    for curve in &curves {
        if let Some(tau) = curve.motion.relaxation.tau() {
            let place = (logarithm(tau.mean), 1.0 / E);
            let looks = Marker::open(curve.color(), RADIUS + 1.4);
            canvas.points(&panel, &[place], &looks);
        }
    }
    Some(Figure {
        name: "scattering",
        title: "Self-intermediate scattering".into(),
        caption: format!(
            "What is left of the phases of waves of k = {}/{} after the lag t, with one standard error. Open circles: \
             τ_{{α}}, where a curve is 1/e.{}",
            plain(answer.wave_number),
            words.length,
            dashes(answer)
        ),
        canvas,
    })
}

/// alpha2 against lag.
///
/// None where nothing moved.
pub fn non_gaussian(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let mark = |at: &LagPoint, alpha2: &Estimate| Mark::linear(logarithm(at.time), alpha2);
    let curves = curves(answer, |at| Some(mark(at, at.non_gaussian.as_ref()?)));
    let marks = all_marks(&curves);
    let x = lag_axis(&marks, words)?;
    let (low, high) = across_with_errors(&marks)?;
    let y = Axis::linear("α_{2}(t)", (low.min(0.0), high.max(0.0)), 5);
    let (mut canvas, panel) = single("non-gaussian", (&x, &y), HEIGHT, 0.0, &keys(&curves));
    canvas.level(&panel, 0.0);
    draw_all(&mut canvas, &panel, &curves);
    Some(Figure {
        name: "non-gaussian",
        title: "How far from Gaussian".into(),
        caption: "α_{2} is zero where distances travelled are Gaussian, and largest while some atoms have left their \
                  cages and others have not."
            .into(),
        canvas,
    })
}

/// S(k) with the wave number that was taken.
///
/// None where it was not needed.
pub fn structure(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let points: Vec<(f64, f64)> = answer.structure.iter().map(|at| (at.k, at.s)).collect();
    let k = extent(points.iter().map(|p| p.0))?;
    let (_, high) = extent(points.iter().map(|p| p.1))?;
    let x = Axis::linear(format!("wave number k (1/{})", words.length), k, 5);
    let y = Axis::linear("S(k)", (0.0, high), 5);
    let keys = [Key::marker(Marker::filled(INK, RADIUS), "all atoms")];
    let (mut canvas, panel) = single("structure", (&x, &y), HEIGHT, 0.0, &keys);
    mark_above(&mut canvas, &panel, answer.wave_number, "k");
    canvas.line(&panel, &points, &Line::full(INK, 0.6));
    canvas.points(&panel, &points, &Marker::filled(INK, 1.8));
    Some(Figure {
        name: "structure",
        title: "Structure factor".into(),
        caption: format!(
            "S(k) around its first peak, from the first frames; the line is the wave number that was taken, k = {}/{}.",
            plain(answer.wave_number),
            words.length
        ),
        canvas,
    })
}
