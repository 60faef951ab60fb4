//! What is drawn inside a panel: lines, points, bands, marks of known values.

use kuva::render::render::{PathData, Primitive, TextAnchor};
use kuva::render::render_utils::arrow_head_path;

use super::{Canvas, Panel};
use crate::style::{GREY, NOTE_SIZE, PALE};

/// How a line looks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Colour as `#rrggbb`.
    pub color: String,
    /// Width, px.
    pub width: f64,
    /// Lengths drawn and left out in turn, px.
    pub dash: Vec<f64>,
}

impl Line {
    /// A full line.
    pub(crate) fn full(color: impl Into<String>, width: f64) -> Self {
        Self {
            color: color.into(),
            width,
            dash: Vec::new(),
        }
    }

    /// A dashed line.
    pub(crate) fn dashed(color: impl Into<String>, width: f64, dash: &[f64]) -> Self {
        Self {
            color: color.into(),
            width,
            dash: dash.to_vec(),
        }
    }

    /// The dashes as SVG writes them.
    pub(super) fn dasharray(&self) -> Option<String> {
        let lengths: Vec<String> = self.dash.iter().map(f64::to_string).collect();
        (!lengths.is_empty()).then(|| lengths.join(" "))
    }
}

/// How a point looks: a circle, filled or open.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Marker {
    /// Colour of its line as `#rrggbb`.
    pub color: String,
    /// Colour inside.
    pub fill: String,
    /// Radius, px.
    pub radius: f64,
    /// Opacity of the inside, 0 to 1.
    pub opacity: f64,
}

impl Marker {
    /// A filled circle.
    pub(crate) fn filled(color: impl Into<String>, radius: f64) -> Self {
        let color = color.into();
        Self {
            fill: color.clone(),
            color,
            radius,
            opacity: 1.0,
        }
    }

    /// An open circle.
    pub(crate) fn open(color: impl Into<String>, radius: f64) -> Self {
        Self {
            color: color.into(),
            fill: "#ffffff".into(),
            radius,
            opacity: 1.0,
        }
    }

    /// A filled circle that fits a cloud of so many points: the more, the smaller and paler.
    pub(crate) fn cloud(color: impl Into<String>, count: usize) -> Self {
        let crowd = (count as f64 / 60.0).max(1.0);
        Self {
            opacity: (1.0 / crowd.sqrt()).max(0.35),
            ..Self::filled(color, (2.4 / crowd.powf(0.25)).max(1.1))
        }
    }

    /// The primitive at a place on the sheet.
    pub(super) fn at(&self, (cx, cy): (f64, f64)) -> Primitive {
        Primitive::Circle {
            cx,
            cy,
            r: self.radius,
            fill: self.fill.as_str().into(),
            fill_opacity: Some(self.opacity),
            stroke: (self.fill != self.color).then(|| self.color.as_str().into()),
            stroke_width: (self.fill != self.color).then_some(1.0),
        }
    }
}

impl Canvas {
    /// Draws what `draw` draws, clipped to the panel.
    fn clipped(&mut self, panel: &Panel, draw: impl FnOnce(&mut Self)) {
        self.scene.add(Primitive::ClipStart {
            x: panel.frame.left,
            y: panel.frame.top,
            width: panel.frame.width,
            height: panel.frame.height,
            id: panel.clip.clone(),
        });
        draw(self);
        self.scene.add(Primitive::ClipEnd);
    }

    /// A line through points; it breaks where one is not finite.
    pub(crate) fn line(&mut self, panel: &Panel, points: &[(f64, f64)], line: &Line) {
        self.clipped(panel, |canvas| {
            for run in finite_runs(panel, points) {
                if run.len() > 1 {
                    canvas.scene.add(Primitive::PolyLine {
                        points: run,
                        stroke: line.color.as_str().into(),
                        stroke_width: line.width,
                        stroke_dasharray: line.dasharray(),
                    });
                }
            }
        });
    }

    /// The area between two curves `(x, low, high)`, tinted.
    pub(crate) fn band(&mut self, panel: &Panel, band: &[(f64, f64, f64)], color: &str) {
        let low: Vec<_> = band
            .iter()
            .map(|&(x, low, _)| panel.place(x, low))
            .collect();
        let high: Vec<_> = band
            .iter()
            .map(|&(x, _, high)| panel.place(x, high))
            .collect();
        let outline: Option<Vec<_>> = low.into_iter().chain(high.into_iter().rev()).collect();
        let Some(outline) = outline.filter(|o| o.len() > 3) else {
            return;
        };
        self.clipped(panel, |canvas| canvas.area(&outline, color, 0.18));
    }

    /// A full rectangle from one corner to the other, in data units.
    pub(crate) fn block(&mut self, panel: &Panel, from: (f64, f64), to: (f64, f64), color: &str) {
        let corners = [from, (to.0, from.1), to, (from.0, to.1)];
        let outline: Option<Vec<_>> = corners.iter().map(|at| panel.place(at.0, at.1)).collect();
        if let Some(outline) = outline.filter(|_| from != to) {
            self.clipped(panel, |canvas| canvas.area(&outline, color, 1.0));
        }
    }

    /// A filled outline on the sheet.
    fn area(&mut self, outline: &[(f64, f64)], color: &str, opacity: f64) {
        let steps: Vec<String> = outline
            .iter()
            .map(|(x, y)| format!("{x:.2} {y:.2}"))
            .collect();
        self.scene.add(Primitive::Path(Box::new(PathData {
            d: format!("M {} Z", steps.join(" L ")),
            fill: Some(color.into()),
            stroke: "none".into(),
            stroke_width: 0.0,
            opacity: Some(opacity),
            stroke_dasharray: None,
        })));
    }

    /// Points, those outside the frame left out.
    pub(crate) fn points(&mut self, panel: &Panel, points: &[(f64, f64)], marker: &Marker) {
        for &(x, y) in points {
            if let Some(place) = panel.place(x, y).filter(|_| panel.holds(x, y)) {
                self.scene.add(marker.at(place));
            }
        }
    }

    /// Vertical error bars `(x, y, error)`.
    pub(crate) fn error_bars(&mut self, panel: &Panel, bars: &[(f64, f64, f64)], color: &str) {
        let line = Line::full(color, 0.75);
        for &(x, y, error) in bars {
            self.line(panel, &[(x, y - error), (x, y + error)], &line);
        }
    }

    /// A horizontal stripe between two values, tinted.
    pub(crate) fn stripe(&mut self, panel: &Panel, low: f64, high: f64, color: &str) {
        let (left, right) = panel.x_range();
        self.band(panel, &[(left, low, high), (right, low, high)], color);
    }

    /// A thin horizontal line at a value.
    pub(crate) fn level(&mut self, panel: &Panel, y: f64) {
        let (left, right) = panel.x_range();
        let line = Line::dashed(PALE, 0.75, &[3.0, 2.0]);
        self.line(panel, &[(left, y), (right, y)], &line);
    }

    /// A thin vertical line at a value.
    pub(crate) fn upright(&mut self, panel: &Panel, x: f64) {
        let (bottom, top) = panel.y_range();
        let line = Line::dashed(PALE, 0.75, &[3.0, 2.0]);
        self.line(panel, &[(x, bottom), (x, top)], &line);
    }

    /// A note whose baseline starts, is centred or ends at `(x, y)` shifted by px.
    pub(crate) fn note(
        &mut self,
        panel: &Panel,
        (x, y): (f64, f64),
        (dx, dy): (f64, f64),
        content: impl Into<String>,
        anchor: TextAnchor,
    ) {
        if let Some((px, py)) = panel.place(x, y).filter(|_| panel.holds(x, y)) {
            self.text((px + dx, py + dy), content, NOTE_SIZE, anchor, GREY);
        }
    }

    /// An arrow's head on a curve, at the middle of its length on the sheet, along the curve.
    pub(crate) fn arrow(&mut self, panel: &Panel, points: &[(f64, f64)], color: &str) {
        let runs = finite_runs(panel, points);
        let Some((tip, (ux, uy))) = runs.first().and_then(|run| middle(run)) else {
            return;
        };
        self.scene.add(Primitive::Path(Box::new(PathData {
            d: arrow_head_path(tip.0 + 3.5 * ux, tip.1 + 3.5 * uy, ux, uy, 7.0, 3.0),
            fill: Some(color.into()),
            stroke: "none".into(),
            stroke_width: 0.0,
            opacity: None,
            stroke_dasharray: None,
        })));
    }
}

/// The runs of finite points, on the sheet.
fn finite_runs(panel: &Panel, points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    points
        .split(|&(x, y)| panel.place(x, y).is_none())
        .map(|run| run.iter().filter_map(|&(x, y)| panel.place(x, y)).collect())
        .collect()
}

/// A curve shorter than this, px, has no room for an arrow.
const SHORT: f64 = 24.0;

/// The point half-way along a curve and the direction there.
fn middle(run: &[(f64, f64)]) -> Option<((f64, f64), (f64, f64))> {
    let length = |a: (f64, f64), b: (f64, f64)| (b.0 - a.0).hypot(b.1 - a.1);
    let total: f64 = run.windows(2).map(|w| length(w[0], w[1])).sum();
    if total < SHORT {
        return None;
    }
    let mut walked = 0.0;
    for w in run.windows(2) {
        let step = length(w[0], w[1]);
        walked += step;
        if step > 0.0 && walked >= 0.5 * total {
            let (ux, uy) = ((w[1].0 - w[0].0) / step, (w[1].1 - w[0].1) / step);
            let back = walked - 0.5 * total;
            return Some(((w[1].0 - back * ux, w[1].1 - back * uy), (ux, uy)));
        }
    }
    None
}
