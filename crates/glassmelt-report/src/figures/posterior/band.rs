//! The laws over the data with what the posterior of the best one leaves open.

use glassmelt_bayes::{Analysis, Knowledge, Measured, Posterior, PredictiveBand};

use super::short;
use crate::Figure;
use crate::canvas::{Axis, Key, Line, Marker, extent};
use crate::figures::parts::{single, value_label};
use crate::style::{GREY, INK, law_style};

/// Inverse temperature in 1000/K.
fn inverse(t: f64) -> f64 {
    1e3 / t
}

/// Data, the median of every law, the band of the best law and of a new measurement about it.
pub(super) fn band(analysis: &Analysis, best: &Posterior, data: &Measured) -> Option<Figure> {
    let curve = &data.curve;
    let x = extent(curve.temperatures.iter().copied().map(inverse))?;
    let ends = |b: &PredictiveBand| [b.point_low, b.point_high];
    let all = curve.log10_values.iter().copied();
    let y = extent(all.chain(best.band.iter().flat_map(ends)))?;
    let x = Axis::linear("1000/T (1/K)", x, 5);
    let y = Axis::linear(value_label(curve.quantity), y, 5);
    let style = law_style(&best.law);
    let mut keys = vec![Key::marker(Marker::filled(INK, 2.2), "measured")];
    if data.limits() > 0 {
        keys.push(Key::marker(Marker::open(INK, 2.6), "limit"));
    }
    keys.extend(analysis.posteriors.iter().map(|posterior| {
        let style = law_style(&posterior.law);
        let line = Line::dashed(style.color, 1.4, style.dash);
        Key::line(line, short(&posterior.title))
    }));
    keys.push(Key::band(
        style.color,
        format!("90 % of {}", short(&best.title)),
    ));
    keys.push(Key::band(GREY, "90 % of new points"));
    let (mut canvas, panel) = single("posterior-band", (&x, &y), 230.0, 0.0, &keys);
    let tint = |of: fn(&PredictiveBand) -> (f64, f64)| -> Vec<(f64, f64, f64)> {
        let row = |b: &PredictiveBand| (inverse(b.t), of(b).0, of(b).1);
        best.band.iter().map(row).collect()
    };
    canvas.band(&panel, &tint(|b| (b.point_low, b.point_high)), GREY);
    canvas.band(&panel, &tint(|b| (b.low, b.high)), style.color);
    for posterior in analysis.posteriors.iter().rev() {
        let style = law_style(&posterior.law);
        let bands = posterior.band.iter();
        let line: Vec<(f64, f64)> = bands.map(|b| (inverse(b.t), b.median)).collect();
        canvas.line(&panel, &line, &Line::dashed(style.color, 1.4, style.dash));
    }
    for i in 0..data.len() {
        let place = (inverse(curve.temperatures[i]), curve.log10_values[i]);
        if let Some(error) = data.errors[i] {
            canvas.error_bars(&panel, &[(place.0, place.1, error)], INK);
        }
        let marker = match data.knowledge[i] {
            Knowledge::Measured => Marker::filled(INK, 2.2),
            Knowledge::Above | Knowledge::Below => Marker::open(INK, 2.6),
        };
        canvas.points(&panel, &[place], &marker);
    }
    Some(Figure {
        name: "posterior-band",
        title: "The laws over the data".into(),
        caption: format!(
            "The median of each posterior, and for {} where 90 % of the law's curves and of new measurements lie. \
             Open points are limits.",
            short(&best.title)
        ),
        canvas,
    })
}
