//! Specific heat and entropy under the linear closure, in both of their forms.

use glassmelt::melting::Point;
use glassmelt_study::{Curves, Study};

use super::against_temperature;
use crate::canvas::{Axis, Key, Line, extent};
use crate::figures::Figure;
use crate::figures::heat::FORMS;
use crate::figures::parts::{heading, pair};

/// The most decades shown below the largest value.
const DECADES: f64 = 60.0;

/// A logarithm of a point.
type Pick = fn(&Point) -> Option<f64>;

const HEATS: [Pick; 2] = [|p| p.log10_cv, |p| p.cv_singular.map(f64::log10)];
const ENTROPIES: [Pick; 2] = [|p| p.log10_entropy, |p| p.entropy_singular.map(f64::log10)];

/// Specific heat and entropy per cell against temperature, on logarithmic axes.
///
/// None where no closure has a liquid.
pub fn heat(_: &Study, curves: &Curves) -> Option<Figure> {
    let liquid = curves
        .closures
        .iter()
        .find(|m| m.points.iter().any(|p| p.log10_cv.is_some()))?;
    let lines = |picks: [Pick; 2]| picks.map(|pick| against_temperature(liquid, pick));
    let axis = |label: &str, picks: [Pick; 2]| {
        let values = lines(picks).into_iter().flatten().map(|p| p.1);
        let (low, high) = extent(values)?;
        Some(Axis::powers(
            label,
            (low.max(high - DECADES), high.max(0.0)),
            6,
        ))
    };
    let flowing = liquid.points.iter().filter(|p| p.log10_cv.is_some());
    let x = Axis::linear("T (K)", extent(flowing.map(|p| p.t))?, 5);
    let heats = axis("C_{v} per cell a^{3} (k_{B})", HEATS)?;
    let entropies = axis("S per cell a^{3} (k_{B})", ENTROPIES)?;
    let look = |i: usize| Line::dashed(FORMS[i].1, 1.5, FORMS[i].2);
    let keys: Vec<Key> = (0..2).map(|i| Key::line(look(i), FORMS[i].0)).collect();
    let axes = [(&x, &heats), (&x, &entropies)];
    let (mut canvas, panels) = pair("configurational-heat", axes, 180.0, &keys);
    let titles = ["(a) specific heat", "(b) entropy"];
    for ((panel, picks), title) in panels.iter().zip([HEATS, ENTROPIES]).zip(titles) {
        canvas.level(panel, 0.0);
        for (i, line) in lines(picks).iter().enumerate() {
            canvas.line(panel, line, &look(i));
        }
        heading(&mut canvas, panel, title);
    }
    Some(Figure {
        name: "configurational-heat",
        title: "Specific heat and entropy".into(),
        caption: "The part of the specific heat and of the entropy that the rotating defects carry under \
                  the linear closure, per cell of volume a^{3}: as printed, C ∝ ξ^{−3}, and from the free \
                  energy f = −k_{B}T ξ^{−3} that the paper starts from. Calorimeters see about one k_{B} a \
                  bead (dashed) at the glass transition."
            .into(),
        canvas,
    })
}
