//! Several runs side by side: sizes, densities, ways to hold the medium, against the softening of free rotors.

use super::points::{Point, draw, marker, modulus_axis, zero};
use crate::canvas::{Axis, Key, Line};
use crate::figures::Figure;
use crate::figures::parts::{heading, mark_above, pair};
use crate::rotors::NamedRun;
use crate::style::INK;

/// Colours of runs, told apart by people who see colours differently (Okabe and Ito's, without yellow).
const COLORS: [&str; 6] = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#882255", "#E69F00",
];
/// Points that make a line smooth.
const SMOOTH: u32 = 120;

/// `mu_R/mu_0` at the smallest q and at k = 0, against `x = n <Q_xy^2>/(k_B T mu_0)`.
///
/// None where nothing was measured.
pub fn runs(all: &[NamedRun]) -> Option<Figure> {
    let series: Vec<[Vec<Point>; 2]> = all.iter().map(points).collect();
    let every = |panel: usize| series.iter().flat_map(move |both| &both[panel]);
    let last = every(0).chain(every(1)).map(|p| p.x).reduce(f64::max)?;
    let x = Axis::exactly("softening of free rotors x", (0.0, 1.05 * last), 5);
    let axes = [0, 1].map(|panel| modulus_axis("μ_{R}/μ_{0}", every(panel)));
    let keys = keys(all, &series);
    let both = [(&x, &axes[0]), (&x, &axes[1])];
    let (mut canvas, panels) = pair("runs", both, 230.0, &keys);
    let critical = all.iter().find_map(|run| run.results.critical_softening);
    for (panel, title) in panels.iter().zip(["(a) smallest q", "(b) k = 0"]) {
        zero(&mut canvas, panel);
        for (line, theory) in theories(critical) {
            let at = |k: u32| 1.05 * last * f64::from(k) / f64::from(SMOOTH);
            let curve: Vec<_> = (0..=SMOOTH).map(|k| (at(k), theory(at(k)))).collect();
            canvas.line(panel, &curve, &line);
        }
        heading(&mut canvas, panel, title);
    }
    if let Some(critical) = critical.filter(|x| *x < 1.05 * last) {
        for panel in &panels {
            mark_above(&mut canvas, panel, critical, "x_{c}");
        }
    }
    for (index, both) in series.iter().enumerate() {
        for (panel, points) in panels.iter().zip(both) {
            draw(&mut canvas, panel, points, color(index));
        }
    }
    Some(Figure {
        name: "runs",
        title: "Runs side by side".into(),
        caption: "The shear modulus that rotors leave, of several runs, against the softening x of rotors that \
                  do not feel each other: (a) at the smallest wave vector of the cell, which sees the shears yz, \
                  xz and xy, (b) at k = 0, the mean over all five. Open \
                  points are not equilibrated. Lines: independent rotors, 1/(1 + x), and Clausius–Mossotti, \
                  which vanishes at x_{c}."
            .into(),
        canvas,
    })
}

/// Of one run, at the smallest q and at k = 0.
fn points(run: &NamedRun) -> [Vec<Point>; 2] {
    let all = || run.results.results.iter();
    let at_wave = all().filter_map(|at| Some((at, &at.smallest_wave()?.mu_r)));
    let at_zero = all().map(|at| (at, &at.mu_r_k0));
    [
        at_wave
            .filter_map(|(at, mu_r)| Point::of(at.softening, mu_r, at.equilibrated))
            .collect(),
        at_zero
            .filter_map(|(at, mu_r)| Point::of(at.softening, mu_r, at.equilibrated))
            .collect(),
    ]
}

fn color(index: usize) -> &'static str {
    COLORS[index % COLORS.len()]
}

type Theory = Box<dyn Fn(f64) -> f64>;

/// Independent rotors at finite q, and the mean field with `beta = 1 - 1/x_c`.
fn theories(critical: Option<f64>) -> Vec<(Line, Theory)> {
    let independent: Theory = Box::new(|x| 1.0 / (1.0 + x));
    let mut all = vec![(free_line(), independent)];
    if let Some(critical) = critical {
        let beta = 1.0 - 1.0 / critical;
        let mean_field: Theory = Box::new(move |x| 1.0 - x / (1.0 + beta * x));
        all.push((mean_field_line(), mean_field));
    }
    all
}

fn free_line() -> Line {
    Line::dashed(INK, 1.1, &[2.0, 2.5])
}

fn mean_field_line() -> Line {
    Line::dashed(INK, 1.1, &[7.0, 2.5])
}

fn keys(all: &[NamedRun], series: &[[Vec<Point>; 2]]) -> Vec<Key> {
    let named = all.iter().enumerate();
    let mut keys: Vec<Key> = named
        .map(|(index, run)| Key::marker(marker(color(index), true), run.name))
        .collect();
    let late = |point: &Point| !point.equilibrated;
    if series.iter().flatten().flatten().any(late) {
        keys.push(Key::marker(marker(INK, false), "open: not equilibrated"));
    }
    keys.push(Key::line(free_line(), "independent rotors"));
    keys.push(Key::line(mean_field_line(), "Clausius–Mossotti"));
    keys
}
