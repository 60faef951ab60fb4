//! The number of rotors that come and go against coupling, beside that of Eq. 11 alone.

use glassmelt_runs::CouplingResult;

use super::points::{Point, draw, marker};
use super::{CouplingAxis, open_key, weakest_first};
use crate::canvas::{Axis, Key, Line, extent};
use crate::figures::Figure;
use crate::figures::parts::single;
use crate::rotors::RotorsRun;
use crate::style::INK;

/// The colour of the theory.
const IDEAL: &str = "#0072B2";

/// `n a^3` against X0.
///
/// None where rotors stay.
pub fn density(run: &RotorsRun) -> Option<Figure> {
    let x = CouplingAxis::of(run.results)?;
    let couplings = weakest_first(run.results);
    let point =
        |at: &&CouplingResult| Point::of(x.place(at.x0), &at.population?.density, at.equilibrated);
    let points: Vec<Point> = couplings.iter().filter_map(point).collect();
    if points.is_empty() {
        return None;
    }
    let line: Vec<(f64, f64)> = ideal(run)
        .into_iter()
        .map(|(x0, density)| (x.place(x0), density))
        .collect();
    let theory = line.iter().map(|at| at.1).filter(|y| y.is_finite());
    let ends = points.iter().flat_map(Point::ends).chain([0.0]);
    // Where it is hot Eq. 11 alone may be far above what hard cores let in.
    let (low, high) = extent(ends)?;
    let theory = theory.filter(|density| *density < 2.0 * high);
    let (low, high) = extent(theory.chain([low, high]))?;
    let y = Axis::linear("n a^{3}", (low, high), 5);
    let looks = Line::full(IDEAL, 1.3);
    let mut keys = vec![Key::marker(marker(INK, true), "simulation")];
    keys.extend(open_key(run.results));
    if !line.is_empty() {
        keys.push(Key::line(
            looks.clone(),
            "Eq. 11, rotors that do not feel each other",
        ));
    }
    let (mut canvas, panel) = single("density-coupling", (&x.axis, &y), 190.0, 0.0, &keys);
    canvas.line(&panel, &line, &looks);
    draw(&mut canvas, &panel, &points, INK);
    Some(Figure {
        name: "density-coupling",
        title: "Number of rotors against coupling".into(),
        caption: "Rotors in the cube of a hard core, with one standard error. The line has the same activity, that of \
                  Eq. 11: z/(1 + z) for each site of a lattice, z off it, where hard cores are left out. Points \
                  above it are rotors that bind each other, points below it rotors that keep each other out. Strong \
                  coupling is cold."
            .into(),
        canvas,
    })
}

/// The number of Eq. 11 alone: where the theories were asked, else at the couplings of the run.
fn ideal(run: &RotorsRun) -> Vec<(f64, f64)> {
    let asked = run.theories.iter();
    let asked: Vec<(f64, f64)> = asked
        .filter_map(|at| Some((at.x0, at.ideal_density?)))
        .collect();
    if !asked.is_empty() {
        return asked;
    }
    let known = weakest_first(run.results).into_iter();
    known
        .filter_map(|at| Some((at.x0, at.population?.ideal_density?)))
        .collect()
}
