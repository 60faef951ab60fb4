//! The withheld-decades test: the hot part is fitted, the cold part predicted.

use glassmelt_fit::answer::{Analysis, Withheld};

use super::Figure;
use super::parts::{draw_order, heading, law_keys, law_line, pair, value_label};
use crate::canvas::{Axis, Canvas, Key, Line, Marker, Panel, extent};
use crate::number::significant;
use crate::style::{GREY, INK};

/// The curve with its fitted hot part and predicted cold part, and the error of each prediction.
///
/// None where no part was withheld.
pub fn withheld(analysis: &Analysis) -> Option<Figure> {
    let test = analysis.withheld.as_ref()?;
    let curve = &analysis.curve;
    let inverse = |t: f64| 1e4 / t;
    let (hot, cold): (Vec<_>, Vec<_>) = curve
        .temperatures
        .iter()
        .copied()
        .zip(curve.log10_values.iter().copied())
        .partition(|&(t, _)| t >= test.split);
    let errors = prediction_errors(test, &cold);
    let axes = axes(analysis, &cold, &errors)?;

    let (filled, open) = (Marker::cloud(INK, hot.len()), Marker::open(INK, 2.4));
    let mut keys = vec![
        Key::marker(filled.clone(), "fitted"),
        Key::marker(open.clone(), "withheld"),
    ];
    keys.extend(law_keys(analysis, test.predictions.iter().map(|p| p.0)));
    let shown = [(&axes[0].0, &axes[0].1), (&axes[1].0, &axes[1].1)];
    let (mut canvas, [curves, misses]) = pair("withheld", shown, 210.0, &keys);

    canvas.upright(&curves, inverse(test.split));
    let upright = |points: &[(f64, f64)]| -> Vec<_> {
        points
            .iter()
            .map(|&(t, value)| (inverse(t), value))
            .collect()
    };
    canvas.points(&curves, &upright(&hot), &filled);
    canvas.points(&curves, &upright(&cold), &open);
    for (law, prediction) in in_draw_order(&test.predictions) {
        let line: Vec<_> = test
            .temperatures
            .iter()
            .zip(prediction)
            .map(|(&t, &value)| (inverse(t), value))
            .collect();
        canvas.line(&curves, &line, &law_line(analysis, law));
    }
    heading(&mut canvas, &curves, "(a) fitted hot, predicted cold");
    draw_errors(&mut canvas, &misses, analysis, &errors);
    Some(Figure {
        name: "withheld",
        title: "Prediction of withheld decades".into(),
        caption: caption(analysis, test),
        canvas,
    })
}

/// A law's word and its `(T, predicted minus measured)`.
type Misses = Vec<(&'static str, Vec<(f64, f64)>)>;

/// Predicted minus measured, in decades, at each withheld temperature.
///
/// Points come in the curve's order; where a part of them is missing, the nearest measured one counts.
fn prediction_errors(test: &Withheld, cold: &[(f64, f64)]) -> Misses {
    let measured = |i: usize, t: f64| {
        let far = |point: &&(f64, f64)| (point.0 - t).abs();
        let nearest = cold.iter().min_by(|a, b| far(a).total_cmp(&far(b)));
        let in_order = cold.get(i).filter(|point| far(point) < 1e-9 * t);
        in_order.or(nearest).map_or(f64::NAN, |point| point.1)
    };
    let errors = |prediction: &[f64]| {
        let points = test.temperatures.iter().zip(prediction).enumerate();
        points
            .map(|(i, (&t, &value))| (t, value - measured(i, t)))
            .collect()
    };
    test.predictions
        .iter()
        .map(|(law, prediction)| (*law, errors(prediction)))
        .collect()
}

/// The axes of both panels; predictions that run away do not stretch them.
fn axes(analysis: &Analysis, cold: &[(f64, f64)], errors: &Misses) -> Option<[(Axis, Axis); 2]> {
    let curve = &analysis.curve;
    let inverse = extent(curve.temperatures.iter().map(|t| 1e4 / t))?;
    let values = extent(curve.log10_values.iter().copied())?;
    let cold_range = extent(cold.iter().map(|p| p.0))?;
    let largest = |misses: &Vec<(f64, f64)>| {
        extent(misses.iter().map(|p| p.1.abs())).map_or(0.0, |(_, high)| high)
    };
    let mut sizes: Vec<f64> = errors.iter().map(|(_, misses)| largest(misses)).collect();
    sizes.sort_by(f64::total_cmp);
    let typical = sizes.get(sizes.len() / 2).copied().unwrap_or(0.1);
    let end = sizes
        .iter()
        .copied()
        .fold(0.0, f64::max)
        .min(3.0 * typical)
        .clamp(0.05, 6.0);
    let all = errors
        .iter()
        .flat_map(|(_, misses)| misses.iter().map(|p| p.1.clamp(-end, end)));
    let range = extent(all.chain([-0.1 * end, 0.1 * end]))?;
    Some([
        (
            Axis::linear("10^{4} K/T", inverse, 5),
            Axis::whole(value_label(curve.quantity), values, 7),
        ),
        (
            Axis::linear("T (K)", cold_range, 4),
            Axis::linear("predicted − measured (decades)", range, 5),
        ),
    ])
}

/// Draws predicted minus measured.
fn draw_errors(canvas: &mut Canvas, panel: &Panel, analysis: &Analysis, errors: &Misses) {
    let (low, high) = panel.x_range();
    canvas.line(panel, &[(low, 0.0), (high, 0.0)], &Line::full(GREY, 0.75));
    for (law, misses) in in_draw_order(errors) {
        let line = law_line(analysis, law);
        canvas.points(panel, misses, &Marker::filled(line.color.clone(), 1.4));
        canvas.line(panel, misses, &line);
    }
    heading(canvas, panel, "(b) error of the prediction");
}

/// Laws with what belongs to them, full lines first.
fn in_draw_order<'a, T>(laws: &'a [(&'static str, T)]) -> Vec<&'a (&'static str, T)> {
    let mut ordered: Vec<_> = laws.iter().collect();
    ordered.sort_by_key(|(law, _)| draw_order(law));
    ordered
}

/// How to read it.
fn caption(analysis: &Analysis, test: &Withheld) -> String {
    let best = analysis
        .fits
        .iter()
        .filter_map(|fit| Some((fit.title, fit.withheld_rms_dex.filter(|e| e.is_finite())?)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map_or_else(String::new, |(title, error)| {
            format!(
                " Smallest error: {title}, {} decades (root mean square).",
                significant(error, 2)
            )
        });
    format!(
        "Each law was fitted to the points at {:.0} K and above alone (filled) and then asked for the \
         {} colder ones (open), {} decades further. A line that leaves the frame is a law that fails \
         there.{best}",
        test.split,
        test.points,
        significant(test.decades, 2)
    )
}
