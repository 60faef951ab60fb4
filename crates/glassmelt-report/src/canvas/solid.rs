//! Bodies on the sheet: shaded spheres, rods, faces, arrows; and a frame that clips what is in it.

use kuva::render::color::Color;
use kuva::render::render::{PathData, Primitive, TextAnchor};
use kuva::render::render_utils::arrow_head_path;

use super::colors::mix;
use super::{Canvas, Frame, Line};
use crate::style::{INK, NOTE_SIZE};

/// Red, green and blue, 0 to 255.
type Rgb = [u8; 3];

/// Rings of a sphere's light: radius, shift towards the light and part of white, all of the radius.
const LIGHT: [(f64, f64, f64); 5] = [
    (0.84, 0.10, 0.10),
    (0.66, 0.20, 0.22),
    (0.48, 0.28, 0.38),
    (0.30, 0.35, 0.58),
    (0.15, 0.39, 0.80),
];
/// Length of an arrow's head and half its width, px.
const HEAD: (f64, f64) = (7.0, 3.2);

impl Canvas {
    /// Draws what `draw` draws, clipped to a frame without axes.
    pub(crate) fn inside(&mut self, frame: Frame, draw: impl FnOnce(&mut Self)) {
        self.clip_to(frame);
        self.scene.add(Primitive::ClipStart {
            x: frame.left,
            y: frame.top,
            width: frame.width,
            height: frame.height,
            id: self.clip(),
        });
        draw(self);
        self.scene.add(Primitive::ClipEnd);
    }

    /// A sphere lit from the upper left.
    pub(crate) fn sphere(&mut self, center: (f64, f64), radius: f64, color: Rgb) {
        let [red, green, blue] = mix(color, [0, 0, 0], 0.35);
        let rim = Color::Rgb(red, green, blue);
        self.disc(center, radius, color, Some(rim));
        for (part, shift, white) in LIGHT {
            let shift = 0.7 * shift * radius;
            let place = (center.0 - shift, center.1 - shift);
            self.disc(place, part * radius, mix(color, [255; 3], white), None);
        }
    }

    /// A filled circle, with or without a thin rim.
    fn disc(&mut self, (cx, cy): (f64, f64), r: f64, [red, green, blue]: Rgb, rim: Option<Color>) {
        self.scene.add(Primitive::Circle {
            cx,
            cy,
            r,
            fill: Color::Rgb(red, green, blue),
            fill_opacity: None,
            stroke_width: rim.is_some().then_some(0.8),
            stroke: rim,
        });
    }

    /// A flat disc with a thin rim: what hides the middle of a map.
    pub(crate) fn cover(&mut self, (cx, cy): (f64, f64), r: f64, fill: &str, rim: &str) {
        self.scene.add(Primitive::Circle {
            cx,
            cy,
            r,
            fill: fill.into(),
            fill_opacity: None,
            stroke: Some(rim.into()),
            stroke_width: Some(0.75),
        });
    }

    /// The outline of a frame, once more over what was drawn in it.
    pub(crate) fn outline(&mut self, frame: Frame) {
        let (left, right) = (frame.left, frame.right());
        let (top, bottom) = (frame.top, frame.bottom());
        let corners = [
            (left, top),
            (right, top),
            (right, bottom),
            (left, bottom),
            (left, top),
        ];
        self.polyline(corners.to_vec(), &Line::full(INK, 0.75));
    }

    /// A short label centred on a map, with paper around its letters.
    pub(crate) fn label_on(&mut self, (x, y): (f64, f64), label: &str, size: u32) {
        let height = f64::from(size);
        let width = super::text::width(label, height) + 4.0;
        self.scene.add(Primitive::Rect {
            x: x - 0.5 * width,
            y: y - 0.85 * height,
            width,
            height: 1.1 * height,
            fill: "#ffffff".into(),
            stroke: None,
            stroke_width: None,
            opacity: Some(0.75),
        });
        self.text((x, y), label, size, TextAnchor::Middle, INK);
    }

    /// The same in the size of notes, shifted so that it stays between the sides of a frame.
    pub(crate) fn label_within(&mut self, frame: Frame, (x, y): (f64, f64), label: &str) {
        let half = 0.5 * super::text::width(label, f64::from(NOTE_SIZE)) + 4.0;
        let (left, right) = (frame.left + half, frame.right() - half);
        let x = if left < right {
            x.clamp(left, right)
        } else {
            x
        };
        self.label_on((x, y), label, NOTE_SIZE);
    }

    /// A translucent face.
    pub(crate) fn face(&mut self, outline: &[(f64, f64)], [r, g, b]: Rgb, opacity: f64) {
        let steps: Vec<String> = outline
            .iter()
            .map(|(x, y)| format!("{x:.2} {y:.2}"))
            .collect();
        self.scene.add(Primitive::Path(Box::new(PathData {
            d: format!("M {} Z", steps.join(" L ")),
            fill: Some(Color::Rgb(r, g, b)),
            stroke: "none".into(),
            stroke_width: 0.0,
            opacity: Some(opacity),
            stroke_dasharray: None,
        })));
    }

    /// An arrow from one place to another; one shorter than its head is drawn smaller.
    pub(crate) fn straight_arrow(&mut self, from: (f64, f64), to: (f64, f64), line: &Line) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        if length.is_nan() || length < 0.5 {
            return;
        }
        let (ux, uy) = (dx / length, dy / length);
        let small = (length / (1.6 * HEAD.0)).min(1.0);
        let (head, half) = (HEAD.0 * small, HEAD.1 * small);
        let neck = (to.0 - 0.8 * head * ux, to.1 - 0.8 * head * uy);
        self.polyline(vec![from, neck], line);
        self.scene.add(Primitive::Path(Box::new(PathData {
            d: arrow_head_path(to.0, to.1, ux, uy, head, half),
            fill: Some(line.color.as_str().into()),
            stroke: "none".into(),
            stroke_width: 0.0,
            opacity: None,
            stroke_dasharray: None,
        })));
    }
}
