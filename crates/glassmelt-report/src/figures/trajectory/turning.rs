//! How rigid units turn, and the pair force that was fitted.

use glassmelt::Estimate;
use glassmelt_trajectory::rigid::{TurnedAt, UnitsAnswer};

use super::COLORS;
use super::marks::{
    Mark, RADIUS, SMALL, across, across_with_errors, along, draw, logarithm, open_key, powers_axis,
    thread,
};
use crate::canvas::{Axis, Key, Line, Marker, extent};
use crate::figures::Figure;
use crate::figures::parts::{heading, pair, single};
use crate::style::{GREY, INK};
use crate::trajectory::TrajectoryWords;

/// The colour of the second-rank correlation.
const SECOND: &str = "#D55E00";

/// `C_1` and `C_2` against lag, and the mean square angle.
///
/// None where no unit was followed.
pub fn turning(answer: &UnitsAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let turned = answer.turned.as_ref()?;
    let clock = words.lag_clock();
    let time = |at: &TurnedAt| logarithm(at.steps as f64 * clock.size);
    let of = |value: fn(&TurnedAt) -> &Estimate| -> Vec<Mark> {
        let lags = turned.lags.iter();
        lags.map(|at| Mark::linear(time(at), value(at))).collect()
    };
    let (first, second) = (of(|at| &at.c1), of(|at| &at.c2));
    let lags = turned.lags.iter();
    let angle: Vec<Mark> = lags
        .map(|at| Mark::powers(time(at), &at.angle_squared))
        .collect();
    let x = powers_axis(
        format!("lag ({})", clock.unit),
        along(&[&first, &second, &angle])?,
    );
    let (low, high) = across_with_errors(&[&first, &second]).unwrap_or((0.0, 1.0));
    let y = [
        Axis::linear("C_{1}, C_{2}", (lower_end(low), high.max(1.0)), 5),
        powers_axis(
            "⟨ω^{2}⟩ (rad^{2})",
            across(&[&angle]).unwrap_or((-2.0, 0.0)),
        ),
    ];
    let mut keys = vec![
        Key::marker(Marker::filled(INK, RADIUS), "C_{1}, a vector; ⟨ω^{2}⟩"),
        Key::marker(Marker::filled(SECOND, RADIUS), "C_{2}, a dipole"),
    ];
    keys.extend(open_key(&[&first, &second, &angle]));
    let axes = [(&x, &y[0]), (&x, &y[1])];
    let (mut canvas, panels) = pair("turning", axes, 190.0, &keys);
    canvas.level(&panels[0], 0.0);
    for (panel, marks, color) in [
        (&panels[0], &first, INK),
        (&panels[0], &second, SECOND),
        (&panels[1], &angle, INK),
    ] {
        thread(&mut canvas, panel, marks, &Line::full(color, 0.8));
        draw(&mut canvas, panel, marks, color, RADIUS);
    }
    heading(&mut canvas, &panels[0], "(a) what is left of directions");
    heading(&mut canvas, &panels[1], "(b) mean square angle");
    Some(Figure {
        name: "turning",
        title: "How units turn".into(),
        caption: format!(
            "Of {} in {}, with one standard error as of independent units. (a) C_{{1}} of a vector and C_{{2}} \
             of a second-rank tensor that turn with the unit: C_{{2}} is how far its dipole has kept its direction. \
             (b) The mean square of the angle since the beginning of the window.",
            counted(turned.units, "unit"),
            counted(turned.windows, "window")
        ),
        canvas,
    })
}

/// `1 window` or `2 windows`.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// Zero, but where most of the directions are left: there the axis shows what is lost.
fn lower_end(low: f64) -> f64 {
    if low > 0.8 { low } else { low.min(0.0) }
}

/// The fitted force between each pair of species.
///
/// None where none was fitted.
pub fn force(answer: &UnitsAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let matched = answer.force.as_ref()?;
    let table = &matched.table;
    let pairs = (0..table.species).flat_map(|high| (0..=high).map(move |low| (low, high)));
    let curves: Vec<(String, Vec<Mark>)> = pairs
        .zip(table.rows.iter().zip(&matched.errors))
        .map(|((low, high), (row, errors))| {
            let mark = |(entry, (force, error)): (usize, (&f64, &Option<f64>))| {
                let value = Estimate {
                    mean: error.map_or(f64::NAN, |_| *force),
                    error: error.unwrap_or(f64::NAN),
                    independent_samples: 1.0,
                };
                Mark::linear(table.step * entry as f64, &value)
            };
            let marks = row.iter().zip(errors).enumerate().map(mark).collect();
            let name = format!("{}–{}", words.species(low), words.species(high));
            (name, marks)
        })
        .filter(|(_, marks): &(String, Vec<Mark>)| marks.iter().any(Mark::stands))
        .collect();
    let all: Vec<&[Mark]> = curves.iter().map(|(_, marks)| marks.as_slice()).collect();
    let (nearest, furthest) = along(&all)?;
    let x = Axis::linear(
        format!("distance r ({})", words.length),
        (nearest, furthest),
        5,
    );
    let label = format!("push −dU/dr ({}/{})", words.energy, words.length);
    let (low, high) = shown_forces(&all)?;
    let y = Axis::linear(label, (low, high), 5);
    let color = |i: usize| COLORS[i % COLORS.len()];
    let keys: Vec<Key> = curves
        .iter()
        .enumerate()
        .map(|(i, (name, _))| Key::line(Line::full(color(i), 1.0), name.clone()))
        .collect();
    let (mut canvas, panel) = single("force", (&x, &y), 200.0, 0.0, &keys);
    let (left, right) = panel.x_range();
    canvas.line(&panel, &[(left, 0.0), (right, 0.0)], &Line::full(GREY, 0.5));
    for (i, marks) in all.iter().enumerate() {
        thread(&mut canvas, &panel, marks, &Line::full(color(i), 0.8));
        draw(&mut canvas, &panel, marks, color(i), SMALL);
    }
    Some(Figure {
        name: "force",
        title: "The fitted pair force".into(),
        caption: format!(
            "Fitted to the forces of the trajectory, with one standard error; a pair never seen at a distance is a gap. It \
             explains {} of their mean square: 1 where forces are those of pairs alone. Steep pushes of rare close pairs \
             lie outside of the frame.",
            crate::number::significant(matched.explained, 5)
        ),
        canvas,
    })
}

/// The range of forces that shows where they change sign: down to the strongest pull, up to six times as far.
fn shown_forces(all: &[&[Mark]]) -> Option<(f64, f64)> {
    let (low, high) = across(all)?;
    let pull = (-low).max(0.0);
    let top = if pull > 0.0 {
        high.min(6.0 * pull)
    } else {
        high
    };
    extent([low.min(0.0), top.max(0.0)])
}
