//! The correlation length in nanometres, beside the lengths that experiments know.

use glassmelt_fit::answer::{Analysis, Band, Prediction};
use kuva::render::render::TextAnchor;

use super::Figure;
use super::parts::{
    center, draw_order, law_line, law_name, main_prediction, mark_above, single, tint,
};
use crate::canvas::{Axis, Canvas, Key, Panel, extent};
use crate::law_line::tg_of;
use crate::style::{GREY, KNOWN, NOTE_SIZE};

/// Lengths of dynamically correlated regions near Tg, nm: 1 to 4 nm, by four-dimensional NMR and by
/// what molecules see of each other (Ediger, Annu. Rev. Phys. Chem. 51, 99, 2000; Reinsberg et al.,
/// J. Chem. Phys. 114, 7299, 2001).
pub(crate) const KNOWN_LENGTHS_NM: (f64, f64) = (1.0, 4.0);

/// Lengths that people know, as log10 of nm.
const MARKS: [(f64, &str); 8] = [
    (0.0, "1 nm"),
    (3.0, "1 μm"),
    (6.0, "1 mm"),
    (9.0, "1 m"),
    (12.0, "1 km"),
    (15.0, "10^{3} km"),
    (18.0, "10^{6} km"),
    (21.0, "10^{9} km"),
];

/// xi(T) of every fitted rotor law with its 68 percent band.
///
/// None where no rotor law was fitted or none has a finite length.
pub fn length(analysis: &Analysis) -> Option<Figure> {
    let curves: Vec<(&Prediction, Vec<(f64, Band)>)> = analysis
        .predictions
        .iter()
        .map(|p| (p, p.states.iter().map(|s| (s.t, s.log10_xi_nm)).collect()))
        .collect();
    let points = || curves.iter().flat_map(|(_, points)| points.iter());
    let t_range = extent(points().map(|p| p.0))?;
    let (low, high) = extent(points().map(|p| p.1.value))?;
    let x = Axis::linear("T (K)", t_range, 5);
    let mut y = Axis::powers("ξ (nm)", (low.min(-0.5), high.max(1.5)), 7);
    if (2.0..=5.0).contains(&y.step) {
        y = y.with_step(3.0, 3);
    }

    let mut keys = vec![Key::band(KNOWN, "lengths seen by experiment, 1 to 4 nm")];
    keys.extend(
        curves
            .iter()
            .map(|(p, _)| Key::line(law_line(analysis, p.law), law_name(analysis, p.law))),
    );
    let (mut canvas, panel) = single("length", (&x, &y), 230.0, 44.0, &keys);
    let (from, to) = KNOWN_LENGTHS_NM;
    canvas.stripe(&panel, from.log10(), to.log10(), KNOWN);
    length_marks(&mut canvas, &panel);
    if let Some(tg) = main_prediction(analysis).and_then(|p| tg_of(analysis, p.law)) {
        mark_above(&mut canvas, &panel, tg, "T_{g}");
    }
    let mut ordered: Vec<_> = curves.iter().collect();
    ordered.sort_by_key(|(prediction, _)| draw_order(prediction.law));
    for (prediction, points) in ordered {
        let line = law_line(analysis, prediction.law);
        canvas.band(&panel, &tint(points), &line.color);
        canvas.line(&panel, &center(points), &line);
    }
    Some(Figure {
        name: "length",
        title: "Correlation length".into(),
        caption: caption(analysis)?,
        canvas,
    })
}

/// Familiar lengths at the right of the frame.
pub(super) fn length_marks(canvas: &mut Canvas, panel: &Panel) {
    let (low, high) = panel.y_range();
    for (value, name) in MARKS.into_iter().filter(|m| m.0 >= low && m.0 <= high) {
        canvas.level(panel, value);
        if let Some((_, y)) = panel.place(panel.x_range().0, value) {
            let place = (panel.frame.right() + 5.0, y + 3.0);
            canvas.text(place, name, NOTE_SIZE, TextAnchor::Start, GREY);
        }
    }
}

/// How to read it.
fn caption(analysis: &Analysis) -> Option<String> {
    let prediction = main_prediction(analysis)?;
    Some(format!(
        "The length over which the rotor law says that the liquid moves together, for a cut-off of \
         {} nm, with its 68 % band. Green: 1 to 4 nm, the size of dynamically correlated regions that \
         NMR and related experiments find near the glass transition. Where the curve stands far above \
         it, ξ cannot be that size: the law's viscosity may fit while its length does not.",
        prediction.a_nm
    ))
}
