//! Angell's plot: the logarithm of the viscosity against Tg/T, with every fitted law.

use glassmelt_fit::answer::Analysis;
use kuva::render::render::TextAnchor;

use super::Figure;
use super::parts::{draw_order, law_keys, law_line, laws_best_first, single, value_label};
use crate::canvas::{Axis, Key, Marker, extent};
use crate::law_line::{best_first, fitted_line, tg};
use crate::number::with_error;
use crate::style::INK;

/// log10 of the value against Tg/T (1000 K/T where no law has a Tg): data, errors and fitted laws.
///
/// None for a curve without points.
pub fn angell(analysis: &Analysis) -> Option<Figure> {
    let curve = &analysis.curve;
    let (unit, label) = match tg(analysis) {
        Some((tg, _)) => (tg, "T_{g}/T"),
        None => (1000.0, "1000 K/T"),
    };
    let data: Vec<(f64, f64)> = curve
        .temperatures
        .iter()
        .zip(&curve.log10_values)
        .map(|(&t, &value)| (unit / t, value))
        .collect();
    let axes = axes(analysis, &data, label)?;
    let dots = Marker::cloud(INK, data.len());
    let mut keys = vec![Key::marker(dots.clone(), "measured")];
    keys.extend(law_keys(analysis, laws_best_first(analysis)));
    let (mut canvas, panel) = single("angell", (&axes.0, &axes.1), 230.0, 0.0, &keys);

    if tg(analysis).is_some() {
        let log10_at_tg = curve.quantity.log10_at_tg();
        canvas.level(&panel, log10_at_tg);
        canvas.upright(&panel, 1.0);
        let note = format!("10^{{{log10_at_tg}}} {}", crate::page::unit(curve.quantity));
        let place = (axes.0.low, log10_at_tg);
        canvas.note(&panel, place, (6.0, 11.0), note, TextAnchor::Start);
    }
    let mut fits = best_first(analysis);
    fits.sort_by_key(|fit| draw_order(fit.law));
    for fit in fits {
        let line: Vec<(f64, f64)> = fitted_line(analysis, fit, unit / axes.0.high)
            .into_iter()
            .map(|(t, value)| (unit / t, value))
            .collect();
        canvas.line(&panel, &line, &law_line(analysis, fit.law));
    }
    if let Some(errors) = &curve.errors {
        let bars: Vec<(f64, f64, f64)> = data
            .iter()
            .zip(errors)
            .map(|(&(x, y), &error)| (x, y, error))
            .collect();
        canvas.error_bars(&panel, &bars, INK);
    }
    canvas.points(&panel, &data, &dots);
    Some(Figure {
        name: "angell",
        title: "Angell plot".into(),
        caption: caption(analysis),
        canvas,
    })
}

/// The axes: from the hottest point to just beyond Tg or the coldest point.
fn axes(analysis: &Analysis, data: &[(f64, f64)], label: &str) -> Option<(Axis, Axis)> {
    let quantity = analysis.curve.quantity;
    let (x_low, x_high) = extent(data.iter().map(|p| p.0))?;
    let (y_low, y_high) = extent(data.iter().map(|p| p.1))?;
    let reach = |high: f64, mark: f64| match tg(analysis) {
        Some(_) => high.max(mark),
        None => high,
    };
    let x = Axis::linear(label, (x_low, reach(x_high, 1.0)), 5);
    let y = (y_low, reach(y_high, quantity.log10_at_tg()));
    Some((x, Axis::whole(value_label(quantity), y, 7)))
}

/// How to read it.
fn caption(analysis: &Analysis) -> String {
    let liquid = "A straight line here is an Arrhenius (strong) liquid; the more a curve bends, the \
                  more fragile the liquid.";
    match tg(analysis) {
        Some((tg, error)) => format!(
            "The measured curve and the fitted laws against T_{{g}}/T, T_{{g}} = {} K. {liquid} Thick lines: \
             laws that the data cannot tell from the best.",
            with_error(tg, error)
        ),
        None => format!(
            "The measured curve and the fitted laws against 1000 K/T; no fitted law reaches a glass \
             transition. {liquid} Thick lines: laws that the data cannot tell from the best."
        ),
    }
}
