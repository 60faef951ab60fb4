//! A panel: a frame with two axes, and the map from data to the sheet.

use kuva::render::axis::add_axes_and_grid;
use kuva::render::layout::{AxisLine, ComputedLayout, Layout, TickAlign, TickPos};
use kuva::render::render::{Primitive, TextAnchor};

use super::{Axis, Canvas};
use crate::style::{INK, LABEL_SIZE, TICK_SIZE};

/// A rectangle on the sheet: where a panel's data are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    /// Left edge, px.
    pub left: f64,
    /// Upper edge, px, downwards.
    pub top: f64,
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
}

impl Frame {
    /// Right edge, px.
    pub(crate) fn right(self) -> f64 {
        self.left + self.width
    }

    /// Lower edge, px.
    pub(crate) fn bottom(self) -> f64 {
        self.top + self.height
    }
}

/// Length of small ticks, px.
const SMALL_TICK: f64 = 2.2;

/// Space below a frame for tick labels and the axis label, px.
pub(crate) const BELOW: f64 = 34.0;

/// A drawn panel: it knows where a pair of data stands on the sheet.
#[derive(Clone)]
pub(crate) struct Panel {
    computed: ComputedLayout,
    /// Where its data are drawn.
    pub frame: Frame,
    /// Its reference in the sheet's definitions.
    pub(super) clip: String,
}

impl Panel {
    /// Where `(x, y)` stands on the sheet; none for what is not finite.
    pub(crate) fn place(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let far = 1e5;
        (x.is_finite() && y.is_finite()).then(|| {
            (
                self.computed.map_x(x).clamp(-far, far),
                self.computed.map_y(y).clamp(-far, far),
            )
        })
    }

    /// Whether `(x, y)` lies in the frame.
    pub(crate) fn holds(&self, x: f64, y: f64) -> bool {
        let within = |v: f64, (low, high): (f64, f64)| v >= low && v <= high;
        within(x, self.computed.x_range) && within(y, self.computed.y_range)
    }

    /// The range of x.
    pub(crate) fn x_range(&self) -> (f64, f64) {
        self.computed.x_range
    }

    /// The range of y.
    pub(crate) fn y_range(&self) -> (f64, f64) {
        self.computed.y_range
    }
}

impl Canvas {
    /// The left edge that a frame needs for the labels of its vertical axis, px from the sheet's.
    pub(crate) fn left_of(y: &Axis) -> f64 {
        let label = if y.label.is_empty() {
            0.0
        } else {
            f64::from(LABEL_SIZE) + 8.0
        };
        y.widest_label() + label + 8.0
    }

    /// Draws a frame with its axes.
    pub(crate) fn panel(&mut self, frame: Frame, x: &Axis, y: &Axis) -> Panel {
        let layout = self.layout(frame, x, y);
        let computed = ComputedLayout::from_layout(&layout);
        self.clip_to(frame);
        add_axes_and_grid(&mut self.scene, &computed, &layout);
        self.axis_labels(frame, x, y);
        let panel = Panel {
            computed,
            frame,
            clip: self.clip(),
        };
        self.small_ticks(&panel, x, y);
        panel
    }

    /// Draws the small ticks on all four sides.
    fn small_ticks(&mut self, panel: &Panel, x: &Axis, y: &Axis) {
        let frame = panel.frame;
        for tick in x.small_ticks() {
            let at = panel.computed.map_x(tick);
            self.tick((at, frame.bottom()), (0.0, -SMALL_TICK));
            self.tick((at, frame.top), (0.0, SMALL_TICK));
        }
        for tick in y.small_ticks() {
            let at = panel.computed.map_y(tick);
            self.tick((frame.left, at), (SMALL_TICK, 0.0));
            self.tick((frame.right(), at), (-SMALL_TICK, 0.0));
        }
    }

    /// A tick from a place on the frame inwards.
    fn tick(&mut self, (x1, y1): (f64, f64), (dx, dy): (f64, f64)) {
        self.scene.add(Primitive::Line {
            x1,
            y1,
            x2: x1 + dx,
            y2: y1 + dy,
            stroke: INK.into(),
            stroke_width: 0.6,
            stroke_dasharray: None,
        });
    }

    /// kuva's layout of a panel that fills exactly the frame.
    fn layout(&self, frame: Frame, x: &Axis, y: &Axis) -> Layout {
        let mut layout = Layout::new((x.low, x.high), (y.low, y.high))
            .with_width(self.scene.width)
            .with_height(self.scene.height)
            .with_force_margins(frame.left, self.scene.width - frame.right())
            .with_force_margins_y(frame.top, self.scene.height - frame.bottom())
            .with_x_axis_min(x.low)
            .with_x_axis_max(x.high)
            .with_y_axis_min(y.low)
            .with_y_axis_max(y.high)
            .with_x_tick_step(x.step)
            .with_y_tick_step(y.step)
            .with_x_tick_format(x.format())
            .with_y_tick_format(y.format())
            .with_show_grid(false)
            .with_axis_line(AxisLine::Box)
            .with_tick_align(TickAlign::Inside)
            .with_tick_pos(TickPos::Both)
            .with_tick_size(TICK_SIZE)
            .with_tick_length(4.0)
            .with_tick_width(0.75)
            .with_axis_line_width(0.75);
        layout.theme.axis_color = INK.into();
        layout.theme.tick_color = INK.into();
        layout
    }

    /// The labels below and at the left of a frame.
    fn axis_labels(&mut self, frame: Frame, x: &Axis, y: &Axis) {
        if !x.label.is_empty() {
            let place = (frame.left + 0.5 * frame.width, frame.bottom() + BELOW - 5.0);
            self.text(place, &x.label, LABEL_SIZE, TextAnchor::Middle, INK);
        }
        if !y.label.is_empty() {
            self.side_label(frame, y.widest_label() + 13.0, &y.label);
        }
    }

    /// A label that runs upwards so far left of a frame.
    pub(crate) fn side_label(&mut self, frame: Frame, distance: f64, label: &str) {
        self.scene.add(Primitive::Text {
            x: frame.left - distance,
            y: frame.top + 0.5 * frame.height,
            content: label.into(),
            size: LABEL_SIZE,
            anchor: TextAnchor::Middle,
            rotate: Some(-90.0),
            bold: false,
            color: Some(INK.into()),
        });
    }

    /// The reference of the newest panel.
    pub(super) fn clip(&self) -> String {
        format!("{}-{}", self.name, self.panels)
    }

    /// Defines the clipping rectangle of a new panel.
    pub(super) fn clip_to(&mut self, frame: Frame) {
        self.panels += 1;
        self.scene.defs.push(format!(
            "<clipPath id=\"{}\"><rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\"/>\
             </clipPath>",
            self.clip(),
            frame.left,
            frame.top,
            frame.width,
            frame.height
        ));
    }
}
