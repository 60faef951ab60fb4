//! The modulus against coupling: the simulation at k = 0 and at the smallest q, and what theories say.

use glassmelt_runs::{CouplingResult, RunResults, TheoryPoint};

use super::points::{Point, draw, marker, modulus_axis, zero};
use super::{CouplingAxis, open_key, weakest_first};
use crate::canvas::{Canvas, Key, Line, Panel};
use crate::figures::Figure;
use crate::figures::parts::{mark_above, single};
use crate::rotors::{RotorsRun, critical_coupling, plain};
use crate::style::INK;

/// The colour of points at the smallest q.
const AT_WAVE: &str = "#882255";

/// The number of a theory.
type Says = fn(&TheoryPoint) -> Option<f64>;

/// What is drawn of theories: name, colour, dashes, number.
const THEORIES: [(&str, &str, &[f64], Says); 4] = [
    ("independent rotors", "#0072B2", &[], |at| at.independent),
    ("Clausius–Mossotti", "#D55E00", &[7.0, 2.5], |at| {
        at.clausius_mossotti
    }),
    ("the same with pairs", "#009E73", &[2.0, 2.5], |at| {
        at.virial
    }),
    ("flow, Eqs. 16-17, R = L/2", "#E69F00", &[4.0, 2.0], |at| {
        at.flow
    }),
];

/// `mu_R/mu_0` against X0.
///
/// None where nothing was measured.
pub fn coupling(run: &RotorsRun) -> Option<Figure> {
    let results = run.results;
    let x = CouplingAxis::of(results)?;
    let couplings = weakest_first(results);
    let points = |of: &dyn Fn(&CouplingResult) -> Option<Point>| -> Vec<Point> {
        couplings.iter().filter_map(|at| of(at)).collect()
    };
    let uniform = points(&|at| Point::of(x.place(at.x0), &at.mu_r_k0, at.equilibrated));
    let waving = points(&|at| {
        let wave = at.smallest_wave()?;
        Point::of(x.place(at.x0), &wave.mu_r, at.equilibrated)
    });
    if uniform.is_empty() && waving.is_empty() {
        return None;
    }
    let y = modulus_axis("μ_{R}/μ_{0}", uniform.iter().chain(&waving));
    let keys = keys(results, (&uniform, &waving));
    let (mut canvas, panel) = single("modulus-coupling", (&x.axis, &y), 230.0, 0.0, &keys);
    zero(&mut canvas, &panel);
    if let Some(critical) = critical_coupling(results) {
        mark_above(&mut canvas, &panel, x.place(critical), "x_{c}");
    }
    theories(&mut canvas, &panel, &x, &lines(run));
    draw(&mut canvas, &panel, &waving, AT_WAVE);
    draw(&mut canvas, &panel, &uniform, INK);
    Some(Figure {
        name: "modulus-coupling",
        title: "Shear modulus against coupling".into(),
        caption: caption(results, uniform.iter().chain(&waving)),
        canvas,
    })
}

/// The theories where they were asked, else at the couplings of the run.
fn lines(run: &RotorsRun) -> Vec<TheoryPoint> {
    if !run.theories.is_empty() {
        return run.theories.to_vec();
    }
    let at = |at: &&CouplingResult| TheoryPoint {
        x0: at.x0,
        independent: at.independent,
        clausius_mossotti: at.clausius_mossotti,
        virial: at.virial,
        flow: at.flow,
        ideal_density: at
            .population
            .and_then(|population| population.ideal_density),
    };
    weakest_first(run.results).iter().map(at).collect()
}

fn theories(canvas: &mut Canvas, panel: &Panel, x: &CouplingAxis, lines: &[TheoryPoint]) {
    for (_, color, dash, says) in THEORIES {
        let point = |at: &TheoryPoint| (x.place(at.x0), says(at).unwrap_or(f64::NAN));
        let points: Vec<(f64, f64)> = lines.iter().map(point).collect();
        canvas.line(panel, &points, &Line::dashed(color, 1.3, dash));
    }
}

fn keys(results: &RunResults, (uniform, waving): (&[Point], &[Point])) -> Vec<Key> {
    let mut keys = Vec::new();
    if !uniform.is_empty() {
        keys.push(Key::marker(
            marker(INK, true),
            "simulation, k = 0, all shears",
        ));
    }
    if !waving.is_empty() {
        let key = Key::marker(marker(AT_WAVE, true), "simulation, smallest q, C_{44}");
        keys.push(key);
    }
    keys.extend(open_key(results));
    keys.extend(THEORIES.map(|(name, color, dash, _)| {
        let line = Line::dashed(color, 1.3, dash);
        Key::line(line, name)
    }));
    keys
}

fn caption<'a>(results: &RunResults, mut points: impl Iterator<Item = &'a Point>) -> String {
    let mut text = String::from(
        "The shear modulus that the rotors leave, in units of that without them. Points: this run, with \
         one standard error; open ones are not equilibrated and tell of the time that was waited. Lines: \
         theories. At k = 0 it is the mean over the five shears; waves of the smallest q run along the axes and \
         see the shears yz, xz and xy alone, C_{44} where the rotors stand on a cubic lattice.",
    );
    if results.have_populations() {
        text.push_str(
            " The theories are told at the number of rotors that was measured, a power of X_{0} from one coupling \
             to the next.",
        );
    }
    if points.any(|point| point.mean < 0.0) {
        text.push_str(
            " Below zero no medium stands: either it is unstable under what is held, or the rotors have not \
             been everywhere that they can go; an arrow at the edge stands for a point outside.",
        );
    }
    if let (Some(x), Some(x0)) = (results.critical_softening, critical_coupling(results)) {
        let mark = format!(
            " x_{{c}} = {} marks where Clausius–Mossotti lets the modulus vanish, X_{{0}} = {}.",
            plain(x),
            plain(x0)
        );
        text.push_str(&mark);
    }
    text
}
