//! Residuals by law, in decades, each law in a panel of its own.

use glassmelt_fit::answer::{Analysis, Fit};
use kuva::render::render::TextAnchor;

use super::Figure;
use super::parts::law_name;
use crate::canvas::{Axis, Canvas, Frame, Line, Marker, extent, round_above, text};
use crate::law_line::best_first;
use crate::number::significant;
use crate::style::{GREY, INK, NOTE_SIZE, PAGE, TICK_SIZE, law_style};

/// Space for a row's heading and, in the last one, for the axis label, px.
const ROOM: (f64, f64) = (22.0, 40.0);
/// Height of a panel, px.
const HEIGHT: f64 = 92.0;

/// Measured minus fitted against temperature, best law first.
///
/// None without points or fits.
pub fn residuals(analysis: &Analysis) -> Option<Figure> {
    let curve = &analysis.curve;
    let fits = best_first(analysis);
    let t_range = extent(curve.temperatures.iter().copied())?;
    if fits.is_empty() {
        return None;
    }
    let columns = match fits.len() {
        n @ 1..=3 => n,
        4 => 2,
        _ => 3,
    };
    let rows = fits.len().div_ceil(columns);
    let mut canvas = Canvas::new(
        "residuals",
        PAGE,
        rows as f64 * (HEIGHT + ROOM.0 + 16.0) + ROOM.1 - 14.0,
    );
    for (i, fit) in fits.iter().enumerate() {
        let lowest = i + columns >= fits.len();
        let x = Axis::linear(if lowest { "T (K)" } else { "" }, t_range, 4);
        let y = y_axis(fit);
        let frame = frame(i, columns);
        if i % columns == 0 {
            canvas.side_label(frame, 41.0, "residual (decades)");
        }
        draw(&mut canvas, analysis, fit, (x, y), frame);
    }
    Some(Figure {
        name: "residuals",
        title: "Residuals by law".into(),
        caption: caption(analysis),
        canvas,
    })
}

/// The frame of the panel with this number.
fn frame(i: usize, columns: usize) -> Frame {
    let (left, gap) = (54.0, 40.0);
    let width = (PAGE - left - 14.0 - gap * (columns - 1) as f64) / columns as f64;
    Frame {
        left: left + (width + gap) * (i % columns) as f64,
        top: ROOM.0 + (HEIGHT + ROOM.0 + 16.0) * (i / columns) as f64,
        width,
        height: HEIGHT,
    }
}

/// A symmetric axis whose end is a round number just beyond the largest residual.
fn y_axis(fit: &Fit) -> Axis {
    let largest = extent(fit.residuals.iter().map(|r| r.abs())).map_or(0.1, |(_, high)| high);
    let end = round_above(1.02 * largest.max(1e-4));
    Axis::exactly("", (-1.1 * end, 1.1 * end), 2).with_step(end, 2)
}

/// Draws one law's panel.
fn draw(canvas: &mut Canvas, analysis: &Analysis, fit: &Fit, (x, y): (Axis, Axis), frame: Frame) {
    let curve = &analysis.curve;
    let panel = canvas.panel(frame, &x, &y);
    let color = law_style(fit.law).color;
    canvas.line(
        &panel,
        &[(x.low, 0.0), (x.high, 0.0)],
        &Line::full(GREY, 0.75),
    );
    let points: Vec<(f64, f64)> = curve
        .temperatures
        .iter()
        .copied()
        .zip(fit.residuals.iter().copied())
        .collect();
    if let Some(errors) = &curve.errors {
        let bars: Vec<_> = points
            .iter()
            .zip(errors)
            .map(|(&(t, r), &e)| (t, r, e))
            .collect();
        canvas.error_bars(&panel, &bars, color);
    }
    canvas.points(&panel, &points, &Marker::cloud(color, points.len()));
    let above = frame.top - 6.0;
    let name = law_name(analysis, fit.law);
    let rms = if fit.rms_dex.is_finite() {
        format!("rms {}", significant(fit.rms_dex, 2))
    } else {
        String::new()
    };
    let room = frame.width - text::width(&rms, f64::from(NOTE_SIZE)) - 4.0;
    let size = if text::width(&name, f64::from(TICK_SIZE)) < room {
        TICK_SIZE
    } else {
        NOTE_SIZE
    };
    canvas.text((frame.left, above), name, size, TextAnchor::Start, INK);
    let right = (frame.right(), above);
    canvas.text(right, rms, NOTE_SIZE, TextAnchor::End, GREY);
}

/// How to read it.
fn caption(analysis: &Analysis) -> String {
    let errors = if analysis.curve.errors.is_some() {
        "Bars: the stated errors of the data."
    } else {
        "The data state no errors."
    };
    format!(
        "Measured minus fitted, in decades, best law first. Each panel has its own vertical scale. A \
         good law leaves scatter; a curve in the points is what the law cannot follow. {errors}"
    )
}
