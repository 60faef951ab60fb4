//! The correlation length of each closure against temperature.

use glassmelt_study::{Curves, Study};

use super::{against_temperature, closure_name, line_of};
use crate::canvas::{Axis, Key, Marker, extent};
use crate::figures::Figure;
use crate::figures::length::{KNOWN_LENGTHS_NM, length_marks};
use crate::figures::parts::{mark_above, single};
use crate::style::KNOWN;

/// The longest length shown, log10 of nm: 10^9 km.
const LONGEST: f64 = 21.0;

/// xi(T) of every closure that has one, points at the temperatures asked for.
///
/// None where no closure has a length.
pub fn length(study: &Study, curves: &Curves) -> Option<Figure> {
    let lines: Vec<_> = curves
        .closures
        .iter()
        .map(|m| (m, against_temperature(m, |p| p.log10_xi_nm)))
        .filter(|(_, line)| line.iter().any(|p| p.1.is_finite()))
        .collect();
    let all = || lines.iter().flat_map(|(_, line)| line.iter());
    let (low, high) = extent(all().map(|p| p.1))?;
    let x = Axis::linear("T (K)", extent(all().map(|p| p.0))?, 5);
    let mut y = Axis::powers("ξ (nm)", (low.min(-0.5), high.clamp(1.5, LONGEST)), 7);
    if (2.0..=5.0).contains(&y.step) {
        y = y.with_step(3.0, 3);
    }
    let mut keys = vec![Key::band(KNOWN, "lengths seen by experiment, 1 to 4 nm")];
    keys.extend(
        lines
            .iter()
            .map(|(m, _)| Key::line(line_of(m.closure), closure_name(m))),
    );
    let (mut canvas, panel) = single("correlation-length", (&x, &y), 220.0, 44.0, &keys);
    let (from, to) = KNOWN_LENGTHS_NM;
    canvas.stripe(&panel, from.log10(), to.log10(), KNOWN);
    length_marks(&mut canvas, &panel);
    for closure in &study.closures {
        if let Some(tg) = closure.tg {
            mark_above(&mut canvas, &panel, tg, "T_{g}");
        }
    }
    for (melting, line) in &lines {
        let look = line_of(melting.closure);
        canvas.line(&panel, line, &look);
        let asked = study.closures.iter().find(|m| m.closure == melting.closure);
        let points = asked.map_or_else(Vec::new, |m| against_temperature(m, |p| p.log10_xi_nm));
        let dots = Marker::cloud(look.color, points.len());
        canvas.points(&panel, &points, &dots);
    }
    Some(Figure {
        name: "correlation-length",
        title: "Correlation length".into(),
        caption: caption(study, high > LONGEST),
        canvas,
    })
}

/// How to read it.
fn caption(study: &Study, cut: bool) -> String {
    let beyond = if cut {
        " What is longer than 10^{9} km is not shown."
    } else {
        ""
    };
    format!(
        "The length over which each closure says that the glass answers together, for a cut-off a of {} \
         nm; dots: the temperatures asked for. Below T_{{0}}, and for the flow of Eq. 11, it is the length \
         over which the modulus comes near its fixed point, no less than a. Green: 1 to 4 nm, the size of \
         dynamically correlated regions that experiments find near the glass transition.{beyond}",
        crate::number::significant(study.coupling.a_nm, 3)
    )
}
