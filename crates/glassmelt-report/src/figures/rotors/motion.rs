//! Motion in time: the modulus against time, storage and loss against frequency.

use glassmelt_runs::{AtFrequency, AtTime, CouplingResult, DynamicsResult, Quantity};

use super::{coupling_color, weakest_first};
use crate::canvas::{Axis, Canvas, Key, Line, Panel, extent};
use crate::figures::Figure;
use crate::figures::parts::{heading, pair};
use crate::rotors::{RotorsRun, plain, unit_of_time};
use crate::style::INK;

/// Dashes of the loss modulus.
const LOSS: [f64; 2] = [4.0, 2.0];
/// How far below the largest modulus the axis of moduli reaches, decades.
const DEPTH: f64 = 4.0;

/// G(t) against t, and G' and G'' against omega.
///
/// None where no motion was followed.
pub fn motion(run: &RotorsRun) -> Option<Figure> {
    let mut couplings = weakest_first(run.results);
    couplings.retain(|at| at.dynamics.is_some());
    let moving: Vec<&DynamicsResult> = couplings
        .iter()
        .filter_map(|at| at.dynamics.as_ref())
        .collect();
    let unit = unit_of_time(&moving.first()?.kind);
    let curves: Vec<Curves> = moving.iter().map(|motion| Curves::of(motion)).collect();
    let (times, moduli) = (time_axes(&curves, unit), frequency_axes(&curves, unit));
    extent(curves.iter().flat_map(Curves::all).map(|p| p.1))?;
    let axes = [(&times.0, &times.1), (&moduli.0, &moduli.1)];
    let (mut canvas, panels) = pair("motion", axes, 200.0, &keys(&couplings));
    canvas.level(&panels[0], 1.0);
    for (i, curve) in curves.iter().enumerate() {
        draw(
            &mut canvas,
            &panels,
            curve,
            &coupling_color(i, curves.len()),
        );
    }
    heading(&mut canvas, &panels[0], "(a) relaxation");
    heading(&mut canvas, &panels[1], "(b) storage and loss");
    Some(Figure {
        name: "motion",
        title: "Motion in time".into(),
        caption: "(a) What is left of the stress a time t after a small shear, with one standard error as a tint: from \
                  that of the medium at once to that with the rotors turned. (b) Its storage modulus G′ (full lines) \
                  and loss modulus G″ (dashed) against frequency; at low frequencies they lack what had not \
                  relaxed at the end of the window."
            .into(),
        canvas,
    })
}

/// The curves of one coupling on logarithmic axes.
struct Curves {
    relaxation: Vec<(f64, f64, f64)>,
    storage: Vec<(f64, f64)>,
    loss: Vec<(f64, f64)>,
}

impl Curves {
    fn of(motion: &DynamicsResult) -> Self {
        let modulus = |of: fn(&AtFrequency) -> &Quantity| -> Vec<(f64, f64)> {
            let point = |at: &AtFrequency| (at.omega.log10(), logarithm(of(at).mean));
            motion.moduli.iter().map(point).collect()
        };
        let left = |at: &AtTime| {
            let mean = at.g.mean.unwrap_or(f64::NAN);
            (at.time.log10(), mean, at.g.error.unwrap_or(0.0))
        };
        Self {
            relaxation: motion.g_t.iter().map(left).collect(),
            storage: modulus(|at| &at.storage),
            loss: modulus(|at| &at.loss),
        }
    }

    /// Every finite point.
    fn all(&self) -> impl Iterator<Item = (f64, f64)> {
        let left = self.relaxation.iter().map(|&(x, y, _)| (x, y));
        let moduli = self.storage.iter().chain(&self.loss).copied();
        left.chain(moduli)
            .filter(|(x, y)| x.is_finite() && y.is_finite())
    }
}

/// log10 of a positive number, else none.
fn logarithm(value: Option<f64>) -> f64 {
    value
        .filter(|value| *value > 0.0)
        .map_or(f64::NAN, f64::log10)
}

fn time_axes(curves: &[Curves], unit: &str) -> (Axis, Axis) {
    let points = || curves.iter().flat_map(|curve| &curve.relaxation);
    let times = extent(points().map(|p| p.0)).unwrap_or((-1.0, 1.0));
    let ends = points().flat_map(|&(_, y, error)| [y - error, y + error]);
    let (low, high) = extent(ends.chain([0.0, 1.0])).unwrap_or((0.0, 1.0));
    let y = Axis::linear("G(t)/μ_{0}", (low.max(-1.0), high.min(1.6)), 5);
    (Axis::powers(format!("t ({unit})"), times, 5), y)
}

fn frequency_axes(curves: &[Curves], unit: &str) -> (Axis, Axis) {
    let points = || curves.iter().flat_map(|c| c.storage.iter().chain(&c.loss));
    let omegas = extent(points().map(|p| p.0)).unwrap_or((-1.0, 1.0));
    let (low, high) = extent(points().map(|p| p.1)).unwrap_or((-1.0, 0.0));
    let label = format!("ω (rad over {unit})");
    let y = Axis::powers("G′, G″ (μ_{0})", (low.max(high - DEPTH), high), 5);
    (Axis::powers(label, omegas, 5), y)
}

fn draw(canvas: &mut Canvas, [left, right]: &[Panel; 2], curve: &Curves, color: &str) {
    let finite = curve
        .relaxation
        .iter()
        .filter(|p| p.0.is_finite() && p.1.is_finite());
    let band: Vec<_> = finite
        .map(|&(x, y, error)| (x, y - error, y + error))
        .collect();
    canvas.band(left, &band, color);
    let middle: Vec<(f64, f64)> = curve.relaxation.iter().map(|p| (p.0, p.1)).collect();
    canvas.line(left, &middle, &Line::full(color, 1.4));
    canvas.line(right, &curve.storage, &Line::full(color, 1.4));
    canvas.line(right, &curve.loss, &Line::dashed(color, 1.4, &LOSS));
}

fn keys(couplings: &[&CouplingResult]) -> Vec<Key> {
    let key = |(i, at): (usize, &&CouplingResult)| {
        let line = Line::full(coupling_color(i, couplings.len()), 1.4);
        let late = if at.equilibrated {
            ""
        } else {
            ", not equilibrated"
        };
        Key::line(line, format!("X_{{0}} = {}{late}", plain(at.x0)))
    };
    let mut keys: Vec<Key> = couplings.iter().enumerate().map(key).collect();
    keys.push(Key::line(Line::full(INK, 1.4), "G(t), G′"));
    keys.push(Key::line(Line::dashed(INK, 1.4, &LOSS), "G″"));
    keys
}
