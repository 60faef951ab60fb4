//! A legend below the axes, in as many rows as its entries need: it never hides data.

use kuva::render::render::{Primitive, TextAnchor};

use super::{Canvas, Line, Marker, text};
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

/// The widths of the columns, filled downwards, when the entries take so many rows.
fn column_widths(keys: &[Key], rows: usize) -> Vec<f64> {
    keys.chunks(rows)
        .map(|column| column.iter().map(Key::width).fold(0.0, f64::max))
        .collect()
}

/// The fewest rows whose columns fit into this width.
fn rows(keys: &[Key], width: f64) -> usize {
    (1..keys.len())
        .find(|&rows| column_widths(keys, rows).iter().sum::<f64>() - GAP.1 <= width)
        .unwrap_or_else(|| keys.len().max(1))
}

/// The height that a legend takes in this width, px.
pub(crate) fn legend_height(keys: &[Key], width: f64) -> f64 {
    if keys.is_empty() {
        return 4.0;
    }
    rows(keys, width) as f64 * ROW + 6.0
}

impl Canvas {
    /// Draws the entries in columns, between `left` and `left + width`, from `top` on.
    pub(crate) fn legend(&mut self, keys: &[Key], (left, top): (f64, f64), width: f64) {
        let rows = rows(keys, width);
        let widths = column_widths(keys, rows);
        let mut x = left + 0.5 * (width - widths.iter().sum::<f64>() + GAP.1).max(0.0);
        for (column, column_width) in keys.chunks(rows).zip(widths) {
            for (i, key) in column.iter().enumerate() {
                let y = top + ROW * (i as f64 + 0.5);
                self.symbol(&key.symbol, x, y);
                let place = (x + SYMBOL + GAP.0, y + 0.35 * f64::from(TICK_SIZE));
                self.text(place, &key.label, TICK_SIZE, TextAnchor::Start, INK);
            }
            x += column_width;
        }
    }

    /// Draws a symbol at the left and the middle of its row.
    fn symbol(&mut self, symbol: &Symbol, x: f64, y: f64) {
        self.scene.add(match symbol {
            Symbol::Line(line) => Primitive::PolyLine {
                points: vec![(x, y), (x + SYMBOL, y)],
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
