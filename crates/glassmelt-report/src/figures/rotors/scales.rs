//! The modulus against wave number and against distance, a colour for each coupling.

use glassmelt_runs::{CouplingResult, RunResults};

use super::points::{Point, draw, modulus_axis, zero};
use super::{coupling_color, coupling_keys, open_key, thread, weakest_first};
use crate::canvas::{Axis, extent};
use crate::figures::Figure;
use crate::figures::parts::single;
use crate::rotors::RotorsRun;

/// `mu_R(q)/mu_0` averaged over shells, against q.
///
/// None where no wave was looked at.
pub fn wave(run: &RotorsRun) -> Option<Figure> {
    let at = |at: &CouplingResult| -> Vec<Point> {
        let waves = at.mu_r_q.iter();
        let point =
            |wave: &glassmelt_runs::AtWaveNumber| Point::of(wave.q, &wave.mu_r, at.equilibrated);
        waves.filter_map(point).collect()
    };
    curves(
        run.results,
        &Words {
            name: "modulus-wave",
            title: "Shear modulus against wave number",
            axes: ["wave number q (1/a)", "μ_{R}(q)/μ_{0}"],
            caption: "The modulus of shear waves of the wave number q, averaged over the directions of each length, \
                      with one standard error. A modulus that falls towards small q softens at long wavelengths; \
                      one that does not is that of neighbours. Open points are not equilibrated.",
        },
        at,
    )
}

/// `mu_R(R)/mu_0` of the pairs up to R, against R.
///
/// None where no radius was asked for.
pub fn distance(run: &RotorsRun) -> Option<Figure> {
    let at = |at: &CouplingResult| -> Vec<Point> {
        let radii = at.mu_r_r.iter();
        let point = |r: &glassmelt_runs::AtDistance| Point::of(r.radius, &r.mu_r, at.equilibrated);
        radii.filter_map(point).collect()
    };
    curves(
        run.results,
        &Words {
            name: "modulus-distance",
            title: "Shear modulus against distance",
            axes: ["radius R (a)", "μ_{R}(R)/μ_{0}"],
            caption: "The modulus from the correlations of all pairs up to the distance R, Eq. 12, with one standard \
                      error: what the flow of the paper follows from R = a on. Open points are not \
                      equilibrated.",
        },
        at,
    )
}

/// What is said around curves.
struct Words {
    name: &'static str,
    title: &'static str,
    axes: [&'static str; 2],
    caption: &'static str,
}

/// Curves of all couplings; none where there is no point.
fn curves(
    results: &RunResults,
    words: &Words,
    points_of: impl Fn(&CouplingResult) -> Vec<Point>,
) -> Option<Figure> {
    let mut couplings = weakest_first(results);
    couplings.retain(|at| !points_of(at).is_empty());
    let curves: Vec<Vec<Point>> = couplings.iter().map(|at| points_of(at)).collect();
    let all = curves.iter().flatten();
    let (_, furthest) = extent(all.clone().map(|point| point.x))?;
    let x = Axis::exactly(words.axes[0], (0.0, 1.05 * furthest), 5);
    let y = modulus_axis(words.axes[1], all);
    let mut keys = coupling_keys(&couplings);
    keys.extend(open_key(results));
    let (mut canvas, panel) = single(words.name, (&x, &y), 210.0, 0.0, &keys);
    zero(&mut canvas, &panel);
    canvas.level(&panel, 1.0);
    for (i, curve) in curves.iter().enumerate() {
        let color = coupling_color(i, curves.len());
        let line: Vec<(f64, f64)> = curve.iter().map(|p| (p.x, p.mean)).collect();
        canvas.line(&panel, &line, &thread(&color));
        draw(&mut canvas, &panel, curve, &color);
    }
    Some(Figure {
        name: words.name,
        title: words.title.into(),
        caption: words.caption.into(),
        canvas,
    })
}
