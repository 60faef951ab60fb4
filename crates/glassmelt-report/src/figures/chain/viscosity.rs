//! The viscosity of each closure that has a liquid, against the inverse temperature.

use glassmelt::angell::GLASS_LEVEL;
use glassmelt::melting::Melting;
use glassmelt_study::{Curves, Study};
use kuva::render::render::TextAnchor;

use super::{closure_name, line_of};
use crate::canvas::{Axis, Key, Marker, extent};
use crate::figures::Figure;
use crate::figures::parts::{mark_above, single};
use crate::number::significant;

/// The largest viscosity shown where smaller ones are there, log10 of Pa s.
const LARGEST: f64 = 18.0;

/// log10 of the viscosity against 1000 K/T, points at the temperatures asked for.
///
/// None where no closure has a liquid.
pub fn viscosity(study: &Study, curves: &Curves) -> Option<Figure> {
    let lines: Vec<_> = curves.closures.iter().map(|m| (m, inverse(m))).collect();
    let all = || {
        lines
            .iter()
            .flat_map(|(_, line)| line.iter().filter(|p| p.1.is_finite()))
    };
    let (low, high) = extent(all().map(|p| p.1))?;
    let top = if low < LARGEST - 2.0 {
        LARGEST
    } else {
        f64::INFINITY
    };
    let shown = || all().filter(|p| p.1 <= top);
    let x = Axis::linear("1000 K/T", extent(shown().map(|p| p.0))?, 5);
    let reach = if low < GLASS_LEVEL { GLASS_LEVEL } else { low };
    let range = (low, high.min(top).max(reach));
    let y = Axis::whole("log_{10} η (Pa s)", range, 7);
    let keys: Vec<Key> = lines
        .iter()
        .filter(|(_, line)| line.iter().any(|p| p.1.is_finite()))
        .map(|(m, _)| Key::line(line_of(m.closure), closure_name(m)))
        .collect();
    let (mut canvas, panel) = single("viscosity", (&x, &y), 220.0, 0.0, &keys);
    canvas.level(&panel, GLASS_LEVEL);
    let place = (x.low, GLASS_LEVEL);
    canvas.note(
        &panel,
        place,
        (6.0, -4.0),
        "10^{12} Pa s",
        TextAnchor::Start,
    );
    for closure in &study.closures {
        if let Some(tg) = closure.tg {
            mark_above(&mut canvas, &panel, 1000.0 / tg, "T_{g}");
        }
    }
    for (melting, line) in &lines {
        let look = line_of(melting.closure);
        canvas.line(&panel, line, &look);
        let asked = study.closures.iter().find(|m| m.closure == melting.closure);
        let points = asked.map_or_else(Vec::new, inverse);
        let dots = Marker::cloud(look.color, points.len());
        canvas.points(&panel, &points, &dots);
    }
    Some(Figure {
        name: "viscosity",
        title: "Viscosity".into(),
        caption: caption(study, high > top),
        canvas,
    })
}

/// `(1000 K/T, log10 eta)`.
fn inverse(melting: &Melting) -> Vec<(f64, f64)> {
    let value = |p: &glassmelt::melting::Point| (1000.0 / p.t, p.log10_eta.unwrap_or(f64::NAN));
    melting.points.iter().map(value).collect()
}

/// How to read it.
fn caption(study: &Study, cut: bool) -> String {
    let beyond = if cut {
        " What is beyond 10^{18} Pa s is not shown."
    } else {
        ""
    };
    let without = study.closures.iter().any(|m| m.tg.is_none());
    let others = if without {
        " The other closures have no liquid and no viscosity."
    } else {
        ""
    };
    format!(
        "η = η_{{0}} (ξ/a)^{{2}} with η_{{0}} = {} Pa s, where ξ = a. A straight line would be Arrhenius’ \
         law; dots: the temperatures asked for. Below T_{{0}} nothing flows.{others}{beyond}",
        significant(study.liquid.eta0_pa_s, 3)
    )
}
