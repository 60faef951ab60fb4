//! Specific heat and entropy of the rotor law, in both of its forms.

use glassmelt_fit::answer::{Analysis, Band, Prediction, RotorState};

use kuva::render::render::TextAnchor;

use super::Figure;
use super::parts::{center, drawn_with, heading, main_prediction, pair, tint};
use crate::canvas::{Axis, Canvas, Key, Line, Panel, extent};
use crate::law_line::tg_of;

/// The two forms: as printed (`xi^-3`), and from the free energy `-k_B T xi^-3`.
pub(super) const FORMS: [(&str, &str, &[f64]); 2] = [
    ("as printed, C ∝ ξ^{−3}", "#0072B2", &[]),
    ("from f = −k_{B}T ξ^{−3}", "#D55E00", &[5.0, 2.5]),
];

/// A band of a state.
type Pick = fn(&RotorState) -> Band;

/// Specific heat and entropy per cell against temperature, on logarithmic axes.
///
/// None where no rotor law was fitted.
pub fn heat(analysis: &Analysis) -> Option<Figure> {
    let prediction = main_prediction(analysis)?;
    let heats: [Pick; 2] = [|s| s.log10_cv, |s| s.log10_cv_singular];
    let entropies: [Pick; 2] = [|s| s.log10_entropy, |s| s.log10_entropy_singular];
    let x = Axis::linear("T (K)", extent(prediction.states.iter().map(|s| s.t))?, 5);
    let cv_axis = y_axis("C_{v} per cell a^{3} (k_{B})", prediction, &heats)?;
    let s_axis = y_axis("S per cell a^{3} (k_{B})", prediction, &entropies)?;
    let mut keys: Vec<Key> = FORMS
        .iter()
        .map(|(label, color, dash)| Key::line(Line::dashed(*color, 1.5, dash), *label))
        .collect();
    keys.push(Key::line(
        Line::dashed(crate::style::PALE, 0.75, &[3.0, 2.0]),
        "1 k_{B} a cell",
    ));
    let axes = [(&x, &cv_axis), (&x, &s_axis)];
    let (mut canvas, panels) = pair("heat", axes, 200.0, &keys);
    let titles = ["(a) specific heat", "(b) entropy"];
    for ((panel, picks), title) in panels.iter().zip([heats, entropies]).zip(titles) {
        draw(&mut canvas, panel, analysis, prediction, &picks);
        heading(&mut canvas, panel, title);
    }
    Some(Figure {
        name: "heat",
        title: "Specific heat and entropy".into(),
        caption: format!(
            "The part of the specific heat and the entropy that the rotating defects carry, per cell of \
             volume a^{{3}} with a = {} nm, with 68 % bands. The printed form keeps only ξ^{{−3}}; \
             the other follows from the free energy that the paper starts from. Calorimeters see steps \
             of about one k_{{B}} a bead at the glass transition. {}",
            prediction.a_nm,
            drawn_with(analysis, prediction.law)
        ),
        canvas,
    })
}

/// An axis over everything drawn, 60 decades at most below its top, and one `k_B`.
fn y_axis(label: &str, prediction: &Prediction, picks: &[Pick; 2]) -> Option<Axis> {
    let values = picks
        .iter()
        .flat_map(|pick| prediction.states.iter().map(|state| pick(state).value));
    let (low, high) = extent(values)?;
    Some(Axis::powers(
        label,
        (low.max(high - 60.0), high.max(0.0)),
        6,
    ))
}

/// Draws both forms.
fn draw(
    canvas: &mut Canvas,
    panel: &Panel,
    analysis: &Analysis,
    prediction: &Prediction,
    picks: &[Pick; 2],
) {
    canvas.level(panel, 0.0);
    if let Some(tg) = tg_of(analysis, prediction.law) {
        canvas.upright(panel, tg);
        let top = (tg, panel.y_range().1);
        canvas.note(panel, top, (4.0, 24.0), "T_{g}", TextAnchor::Start);
    }
    for (pick, (_, color, dash)) in picks.iter().zip(FORMS) {
        let points: Vec<(f64, Band)> = prediction.states.iter().map(|s| (s.t, pick(s))).collect();
        canvas.band(panel, &tint(&points), color);
        canvas.line(panel, &center(&points), &Line::dashed(color, 1.5, dash));
    }
}
