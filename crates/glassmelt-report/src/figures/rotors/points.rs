//! Measured points with error bars: filled, open, or an arrow at the edge for what lies outside.

use glassmelt_runs::Quantity;
use kuva::render::render::TextAnchor;

use crate::canvas::{Axis, Canvas, Line, Marker, Panel, extent};
use crate::number::fixed;
use crate::style::{NOTE_SIZE, PALE};

/// How far below zero and above one an axis of moduli reaches; what lies beyond is told at its edge.
const REACH: (f64, f64) = (-1.0, 1.6);
/// Length of an arrow at the edge, px.
const ARROW: f64 = 13.0;

/// A measured number at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub x: f64,
    pub mean: f64,
    pub error: Option<f64>,
    pub equilibrated: bool,
}

impl Point {
    /// None where there is no number.
    pub(super) fn of(x: f64, quantity: &Quantity, equilibrated: bool) -> Option<Self> {
        let mean = quantity.mean.filter(|mean| mean.is_finite())?;
        let error = quantity.error.filter(|e| e.is_finite() && *e > 0.0);
        x.is_finite().then_some(Self {
            x,
            mean,
            error,
            equilibrated,
        })
    }

    pub(super) fn ends(&self) -> [f64; 2] {
        let error = self.error.unwrap_or(0.0);
        [self.mean - error, self.mean + error]
    }
}

/// How a point looks.
pub(super) fn marker(color: impl Into<String>, equilibrated: bool) -> Marker {
    if equilibrated {
        Marker::filled(color, 2.6)
    } else {
        Marker::open(color, 2.6)
    }
}

/// The axis of moduli: from zero to one, further where points lie, up to a limit.
pub(super) fn modulus_axis<'a>(
    label: &str,
    points: impl Iterator<Item = &'a Point> + Clone,
) -> Axis {
    let near = |value: f64| value.clamp(REACH.0, REACH.1);
    let ends = points.flat_map(|point| point.ends().map(near));
    let (low, high) = extent(ends.chain([0.0, 1.0])).unwrap_or((0.0, 1.0));
    Axis::linear(label, (low, high), 5)
}

/// The axis of any measured numbers, with zero on it.
pub(super) fn axis<'a>(label: &str, points: impl Iterator<Item = &'a Point>) -> Axis {
    let ends = points.flat_map(Point::ends).chain([0.0]);
    Axis::linear(label, extent(ends).unwrap_or((0.0, 1.0)), 5)
}

/// Draws the points with their error bars; an arrow with the number at the edge for those outside.
pub(super) fn draw(canvas: &mut Canvas, panel: &Panel, points: &[Point], color: &str) {
    let bar = |p: &Point| p.error.map(|error| (p.x, p.mean, error));
    let bars: Vec<_> = points.iter().filter_map(bar).collect();
    canvas.error_bars(panel, &bars, color);
    for point in points {
        if panel.holds(point.x, point.mean) {
            let looks = marker(color, point.equilibrated);
            canvas.points(panel, &[(point.x, point.mean)], &looks);
        } else {
            outside(canvas, panel, point, color);
        }
    }
}

/// An arrow towards a point above or below the frame, and its number.
fn outside(canvas: &mut Canvas, panel: &Panel, point: &Point, color: &str) {
    let (low, high) = panel.y_range();
    let edge = point.mean.clamp(low, high);
    let Some((x, y)) = panel.place(point.x, edge) else {
        return;
    };
    if !panel.holds(point.x, edge) {
        return;
    }
    let inwards = if point.mean < low { -1.0 } else { 1.0 };
    let line = Line::full(color, 1.0);
    canvas.straight_arrow((x, y + inwards * ARROW), (x, y + inwards), &line);
    let number = fixed(Some(point.mean), 1);
    let baseline = y + 0.5 * inwards * ARROW + 3.0;
    let width = crate::canvas::text::width(&number, f64::from(NOTE_SIZE));
    // Beside the arrow, where an error bar that reaches into the frame leaves it readable.
    let (x, anchor) = if x - width - 6.0 > panel.frame.left {
        (x - 5.0, TextAnchor::End)
    } else {
        (x + 5.0, TextAnchor::Start)
    };
    canvas.text((x, baseline), number, NOTE_SIZE, anchor, color);
}

/// The line of zero, below which no medium stands, where the axis reaches below it.
pub(super) fn zero(canvas: &mut Canvas, panel: &Panel) {
    let (left, right) = panel.x_range();
    if panel.y_range().0 < 0.0 {
        let line = Line::full(PALE, 0.75);
        canvas.line(panel, &[(left, 0.0), (right, 0.0)], &line);
    }
}
