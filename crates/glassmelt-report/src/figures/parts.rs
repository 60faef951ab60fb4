//! What several figures share: labels, legends of laws and temperatures, sheets of one and two panels.

use glassmelt_fit::answer::{Analysis, Band, Prediction};
use glassmelt_fit::{Quantity, laws};
use kuva::render::render::TextAnchor;

use crate::canvas::{Axis, Canvas, Frame, Key, Line, Panel, legend_height};
use crate::law_line::best_first;
use crate::style::{COLUMN, GREY, INK, LABEL_SIZE, NOTE_SIZE, PAGE, law_style, temperature_color};

/// Space above a frame and at its right, px.
const MARGIN: f64 = 14.0;
/// Space at both sides of a legend, px.
const INSET: f64 = 6.0;
/// Space below a frame for its axis, px.
const BELOW: f64 = 38.0;

/// The label of a measured curve's axis.
pub(super) fn value_label(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Viscosity => "log_{10} η (Pa s)",
        Quantity::RelaxationTime => "log_{10} τ (s)",
    }
}

/// The line of a law: thicker for one that the data cannot tell from the best.
pub(super) fn law_line(analysis: &Analysis, law: &str) -> Line {
    let style = law_style(law);
    let comparison = &analysis.comparison;
    let best = comparison.preferred == Some(law) || comparison.tied.contains(&law);
    Line::dashed(style.color, if best { 1.8 } else { 1.1 }, style.dash)
}

/// The name of a law, short enough for a legend.
pub(crate) fn law_name(analysis: &Analysis, law: &str) -> String {
    let fitted = analysis.fits.iter().find(|fit| fit.law == law);
    let title = match (fitted, laws::by_name(law)) {
        (Some(fit), _) => fit.title,
        (None, Ok(known)) => known.title(),
        (None, Err(_)) => law,
    };
    title
        .split_once(" (")
        .map_or(title, |(short, _)| short)
        .to_string()
}

/// Whether the data prefer another law, or several others, to this one.
pub(crate) fn ruled_out(analysis: &Analysis, law: &str) -> bool {
    let comparison = &analysis.comparison;
    analysis.fits.len() > 1
        && comparison.preferred != Some(law)
        && !comparison.tied.is_empty()
        && !comparison.tied.contains(&law)
}

/// The law that a figure is drawn with, for its caption.
pub(super) fn drawn_with(analysis: &Analysis, law: &str) -> String {
    let name = law_name(analysis, law);
    if ruled_out(analysis, law) {
        format!(
            "Drawn with: {name}. The data rule this law out; what it predicts is shown for comparison."
        )
    } else {
        format!("Drawn with: {name}.")
    }
}

/// Legend entries of laws.
pub(super) fn law_keys<'a>(
    analysis: &Analysis,
    laws: impl IntoIterator<Item = &'a str>,
) -> Vec<Key> {
    laws.into_iter()
        .map(|law| Key::line(law_line(analysis, law), law_name(analysis, law)))
        .collect()
}

/// The rotor law whose predictions are shown where only one can be: the one that fits best.
pub(crate) fn main_prediction(analysis: &Analysis) -> Option<&Prediction> {
    laws_best_first(analysis)
        .into_iter()
        .find_map(|law| analysis.predictions.iter().find(|p| p.law == law))
        .or_else(|| analysis.predictions.first())
}

/// The line of one of several temperatures, coldest first.
pub(super) fn temperature_line(index: usize, count: usize) -> Line {
    Line::full(temperature_color(index, count), 1.4)
}

/// The order of items by temperature, coldest first.
pub(super) fn coldest_first<T>(items: &[T], t: impl Fn(&T) -> f64) -> Vec<&T> {
    let mut sorted: Vec<&T> = items.iter().collect();
    sorted.sort_by(|a, b| t(a).total_cmp(&t(b)));
    sorted
}

/// A temperature in a legend.
pub(super) fn kelvin(t: f64) -> String {
    format!("{t:.0} K")
}

/// `(x, low, high)` of bands, for a tint.
pub(super) fn tint(points: &[(f64, Band)]) -> Vec<(f64, f64, f64)> {
    points
        .iter()
        .filter(|(_, b)| b.low.is_finite() && b.high.is_finite())
        .map(|&(x, b)| (x, b.low, b.high))
        .collect()
}

/// `(x, value)` of bands, for a line.
pub(super) fn center(points: &[(f64, Band)]) -> Vec<(f64, f64)> {
    points.iter().map(|&(x, b)| (x, b.value)).collect()
}

/// A sheet with one panel, one column wide, and its legend below.
pub(super) fn single(
    name: &'static str,
    axes: (&Axis, &Axis),
    height: f64,
    right: f64,
    keys: &[Key],
) -> (Canvas, Panel) {
    let left = Canvas::left_of(axes.1);
    let frame = Frame {
        left,
        top: MARGIN,
        width: COLUMN - left - MARGIN - right,
        height,
    };
    let foot = frame.bottom() + BELOW;
    let width = COLUMN - 2.0 * INSET;
    let mut canvas = Canvas::new(name, COLUMN, foot + legend_height(keys, width));
    let panel = canvas.panel(frame, axes.0, axes.1);
    canvas.legend(keys, (INSET, foot), width);
    (canvas, panel)
}

/// A sheet with two panels side by side, two columns wide, one legend below both.
pub(super) fn pair(
    name: &'static str,
    axes: [(&Axis, &Axis); 2],
    height: f64,
    keys: &[Key],
) -> (Canvas, [Panel; 2]) {
    let lefts = axes.map(|(_, y)| Canvas::left_of(y));
    let top = MARGIN + 10.0;
    let width = 0.5 * (PAGE - lefts[0] - lefts[1] - 2.0 * MARGIN - 4.0);
    let frames = [lefts[0], lefts[0] + width + MARGIN + 4.0 + lefts[1]].map(|left| Frame {
        left,
        top,
        width,
        height,
    });
    let foot = top + height + BELOW;
    let inner = PAGE - 2.0 * INSET;
    let mut canvas = Canvas::new(name, PAGE, foot + legend_height(keys, inner));
    let panels = [0, 1].map(|i| canvas.panel(frames[i], axes[i].0, axes[i].1));
    canvas.legend(keys, (INSET, foot), inner);
    (canvas, panels)
}

/// A heading at the left above a panel, such as `(a) specific heat`.
pub(super) fn heading(canvas: &mut Canvas, panel: &Panel, text: &str) {
    let place = (panel.frame.left, panel.frame.top - 6.0);
    canvas.text(place, text, LABEL_SIZE, TextAnchor::Start, INK);
}

/// The laws' words, best first.
pub(super) fn laws_best_first(analysis: &Analysis) -> Vec<&'static str> {
    best_first(analysis).iter().map(|fit| fit.law).collect()
}

/// The order in which laws are drawn: full lines first, then the dashed ones, so that laws which lie
/// on each other all show.
pub(super) fn draw_order(law: &str) -> u32 {
    match law_style(law).dash {
        [] => 0,
        [drawn, left, ..] => {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 1000
            let order = (1000.0 * left / (drawn + left)) as u32;
            order
        }
        [_] => 1,
    }
}

/// A note above the frame at a value of x, such as Tg.
pub(super) fn mark_above(canvas: &mut Canvas, panel: &Panel, x: f64, text: &str) {
    canvas.upright(panel, x);
    if let Some((x, _)) = panel
        .place(x, panel.y_range().0)
        .filter(|_| panel.holds(x, panel.y_range().0))
    {
        let place = (x, panel.frame.top - 4.0);
        canvas.text(place, text, NOTE_SIZE, TextAnchor::Middle, GREY);
    }
}
