//! A sheet on which figures are drawn: panels with axes by kuva, data clipped to them, legends below.

pub(crate) mod axis;
pub(crate) mod colors;
pub(crate) mod contour;
pub(crate) mod field;
mod legend;
mod marks;
mod output;
mod panel;
pub(crate) mod scale;
mod solid;
pub(crate) mod text;

use kuva::render::render::{Primitive, Scene, TextAnchor};

pub(crate) use axis::{Axis, extent, round_above};
pub(crate) use legend::{Key, legend_height};
pub(crate) use marks::{Line, Marker};
pub(crate) use panel::{Frame, Panel};
pub(crate) use scale::Scale;

use crate::style::{FONTS, INK};

/// A sheet of fixed size, px of 1/96 in, with everything drawn so far.
#[derive(Debug)]
pub(crate) struct Canvas {
    scene: Scene,
    name: &'static str,
    panels: usize,
}

impl Canvas {
    /// An empty white sheet; the name makes its inner references unique on a page of many.
    pub(crate) fn new(name: &'static str, width: f64, height: f64) -> Self {
        let mut scene = Scene::new(width, height);
        scene.text_color = Some(INK.into());
        scene.font_family = Some(FONTS.into());
        Self {
            scene,
            name,
            panels: 0,
        }
    }

    /// A text with its baseline's start, middle or end at a place on the sheet.
    pub(crate) fn text(
        &mut self,
        (x, y): (f64, f64),
        content: impl Into<String>,
        size: u32,
        anchor: TextAnchor,
        color: &str,
    ) {
        self.scene.add(Primitive::Text {
            x,
            y,
            content: content.into(),
            size,
            anchor,
            rotate: None,
            bold: false,
            color: Some(color.into()),
        });
    }
}

impl Canvas {
    /// Whether it is wider than one column.
    pub(crate) fn is_wide(&self) -> bool {
        self.scene.width > crate::style::COLUMN
    }
}
