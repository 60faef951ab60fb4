//! A legend below the axes, in as many rows as its entries need: it never hides data.

use kuva::render::render::{Primitive, TextAnchor};

use super::{Canvas, Frame, Line, Marker, text};
use crate::style::{INK, TICK_SIZE};

/// Height of a row, px.
const ROW: f64 = 14.0;
/// Width of a symbol, px.
const SYMBOL: f64 = 22.0;
/// Between symbol and label, and between entries, px.
const GAP: (f64, f64) = (4.0, 12.0);

/// What stands before a legend's label.
#[derive(Debug, Clone)]
pub(crate) enum Symbol {
    /// A piece of line.
    Line(Line),
    /// A point.
    Marker(Marker),
    /// A tinted area.
    Band(String),
}

/// An entry of a legend.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    /// What it looks like.
    pub symbol: Symbol,
    /// What it is.
    pub label: String,
}

impl Key {
    /// An entry for a line.
    pub(crate) fn line(line: Line, label: impl Into<String>) -> Self {
        Self {
            symbol: Symbol::Line(line),
            label: label.into(),
        }
    }

    /// An entry for points.
    pub(crate) fn marker(marker: Marker, label: impl Into<String>) -> Self {
        Self {
            symbol: Symbol::Marker(marker),
            label: label.into(),
        }
    }

    /// An entry for a tinted area.
    pub(crate) fn band(color: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            symbol: Symbol::Band(color.into()),
            label: label.into(),
        }
    }

    /// Its width, px.
    fn width(&self) -> f64 {
        SYMBOL + GAP.0 + text::width(&self.label, f64::from(TICK_SIZE)) + GAP.1
    }
}

/// The columns' width, and how many of them, that hold every entry in this width.
fn columns(keys: &[Key], width: f64) -> (f64, usize) {
    let widest = keys.iter().map(Key::width).fold(1.0, f64::max);
    let fit = ((width + GAP.1) / widest).floor().max(1.0);
    let rows = (keys.len() as f64 / fit).ceil().max(1.0);
    let used = (keys.len() as f64 / rows).ceil().max(1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most the entries
    let count = used as usize;
    (widest, count)
}

/// The height that a legend takes in this width, px.
pub(crate) fn legend_height(keys: &[Key], width: f64) -> f64 {
    if keys.is_empty() {
        return 4.0;
    }
    let (_, count) = columns(keys, width);
    keys.len().div_ceil(count) as f64 * ROW + 6.0
}

impl Canvas {
    /// Draws the entries in columns, centred below a frame and its label, from `top` on.
    pub(crate) fn legend(&mut self, keys: &[Key], frame: Frame, top: f64) {
        let (width, count) = columns(keys, frame.width);
        let left = frame.left + 0.5 * (frame.width - (width * count as f64 - GAP.1)).max(0.0);
        for (i, key) in keys.iter().enumerate() {
            let x = left + width * (i % count) as f64;
            let y = top + ROW * ((i / count) as f64 + 0.5);
            self.symbol(&key.symbol, x, y);
            let place = (x + SYMBOL + GAP.0, y + 0.35 * f64::from(TICK_SIZE));
            self.text(place, &key.label, TICK_SIZE, TextAnchor::Start, INK);
        }
    }

    /// Draws a symbol at the left and the middle of its row.
    fn symbol(&mut self, symbol: &Symbol, x: f64, y: f64) {
        self.scene.add(match symbol {
            Symbol::Line(line) => Primitive::Line {
                x1: x,
                y1: y,
                x2: x + SYMBOL,
                y2: y,
                stroke: line.color.as_str().into(),
                stroke_width: line.width,
                stroke_dasharray: line.dasharray(),
            },
            Symbol::Marker(marker) => marker.at((x + 0.5 * SYMBOL, y)),
            Symbol::Band(color) => Primitive::Rect {
                x,
                y: y - 4.0,
                width: SYMBOL,
                height: 8.0,
                fill: color.as_str().into(),
                stroke: None,
                stroke_width: None,
                opacity: Some(0.25),
            },
        });
    }
}
