//! Maps of a number over a surface, in bands of colour with crisp outlines, and their colour bars.

use std::fmt::Write as _;

use kuva::render::render::{PathData, Primitive, TextAnchor};

use super::contour::Grid;
use super::scale::Scale;
use super::{Canvas, Frame, Line};
use crate::style::{INK, LABEL_SIZE, PALE, TICK_SIZE};

/// Width of a colour bar, px.
const BAR: f64 = 11.0;

impl Canvas {
    /// Fills a surface with the bands of a grid of numbers; `to_sheet` leads from columns and rows to
    /// the sheet. What is not a number is grey.
    ///
    /// Each band is painted over those below it, so that no paper shines through between them.
    pub(crate) fn heat_map(
        &mut self,
        grid: &Grid,
        scale: Scale,
        to_sheet: &dyn Fn(f64, f64) -> (f64, f64),
    ) {
        let map = scale.map();
        let level = |band: usize| band as f64 / map.bands() as f64;
        let places = grid.map(|value| scale.place(value));
        let least = places
            .values()
            .iter()
            .copied()
            .fold(f64::INFINITY, f64::min);
        if grid.values().iter().any(|value| value.is_nan()) {
            let whole = grid.map(|_| 1.0);
            self.regions(&whole.outlines(0.5), to_sheet, PALE.into());
        }
        // The lowest band of all takes what lies below the scale too.
        let first = (1..map.bands())
            .rfind(|&band| level(band) <= least)
            .unwrap_or(0);
        self.regions(&places.outlines(-1.0), to_sheet, map.color(first));
        for band in first + 1..map.bands() {
            self.regions(&places.outlines(level(band)), to_sheet, map.color(band));
        }
    }

    /// Lines where a grid of numbers has these values.
    pub(crate) fn contours(
        &mut self,
        grid: &Grid,
        scale: Scale,
        values: impl IntoIterator<Item = f64>,
        to_sheet: &dyn Fn(f64, f64) -> (f64, f64),
        line: &Line,
    ) {
        let places = grid.map(|value| scale.place(value));
        let (columns, rows) = grid.last();
        let on_edge = |(c, r): (f64, f64)| c <= 0.0 || r <= 0.0 || c >= columns || r >= rows;
        for value in values {
            for mut outline in places.outlines(scale.place(value)) {
                outline.extend(outline.first().copied());
                for run in open_runs(&outline, on_edge) {
                    let points: Vec<_> = run.iter().map(|&(c, r)| to_sheet(c, r)).collect();
                    self.polyline(thinned(&points), line);
                }
            }
        }
    }

    /// A line on the sheet.
    pub(crate) fn polyline(&mut self, points: Vec<(f64, f64)>, line: &Line) {
        self.scene.add(Primitive::PolyLine {
            points,
            stroke: line.color.as_str().into(),
            stroke_width: line.width,
            stroke_dasharray: line.dasharray(),
        });
    }

    /// Fills outlines with one colour; inner ones that run the other way round stay free.
    fn regions(
        &mut self,
        outlines: &[Vec<(f64, f64)>],
        to_sheet: &dyn Fn(f64, f64) -> (f64, f64),
        color: kuva::render::color::Color,
    ) {
        let d = joined(outlines, to_sheet);
        if !d.is_empty() {
            self.scene.add(Primitive::Path(Box::new(PathData {
                d,
                fill: Some(color),
                stroke: "none".into(),
                stroke_width: 0.0,
                opacity: None,
                stroke_dasharray: None,
            })));
        }
    }

    /// An upright colour bar with its left edge at `left`, from `top` to `bottom`, and its label.
    pub(crate) fn color_bar(
        &mut self,
        (left, top, bottom): (f64, f64, f64),
        scale: Scale,
        label: &str,
    ) {
        let map = scale.map();
        let height = bottom - top;
        for band in 0..map.bands() {
            let up = height * band as f64 / map.bands() as f64;
            self.scene.add(Primitive::Rect {
                x: left,
                y: top,
                width: BAR,
                height: height - up,
                fill: map.color(band),
                stroke: None,
                stroke_width: None,
                opacity: None,
            });
        }
        let corners = [
            (left, top),
            (left + BAR, top),
            (left + BAR, bottom),
            (left, bottom),
        ];
        let frame = corners.into_iter().chain([corners[0]]).collect();
        self.polyline(frame, &Line::full(INK, 0.75));
        let mut widest = 0.0_f64;
        for (value, label) in scale.ticks() {
            let y = bottom - height * scale.place(value);
            let x = left + BAR;
            self.polyline(vec![(x, y), (x + 3.0, y)], &Line::full(INK, 0.75));
            widest = widest.max(super::text::width(&label, f64::from(TICK_SIZE)));
            let place = (x + 5.0, y + 0.35 * f64::from(TICK_SIZE));
            self.text(place, label, TICK_SIZE, TextAnchor::Start, INK);
        }
        let x = left + BAR + 5.0 + widest + 5.0 + f64::from(LABEL_SIZE);
        let beside = Frame {
            left: x,
            top,
            width: 0.0,
            height,
        };
        self.side_label(beside, 3.0, label);
    }
}

/// The width that a colour bar takes with its labels, px.
pub(crate) fn bar_width(scale: Scale) -> f64 {
    let labels = scale.ticks().into_iter();
    let widest = labels
        .map(|(_, label)| super::text::width(&label, f64::from(TICK_SIZE)))
        .fold(0.0, f64::max);
    BAR + 5.0 + widest + 5.0 + f64::from(LABEL_SIZE)
}

/// All outlines as one path in a single stroke, which goes to each and comes back the same way: pixels
/// fill every stroke by itself, and would fill the holes.
fn joined(outlines: &[Vec<(f64, f64)>], to_sheet: &dyn Fn(f64, f64) -> (f64, f64)) -> String {
    let mut d = String::new();
    let mut to = |(x, y): (f64, f64)| {
        let letter = if d.is_empty() { 'M' } else { 'L' };
        // Writing to a String cannot fail.
        let _ = write!(d, "{letter}{x:.2} {y:.2}");
    };
    let mut home = None;
    for outline in outlines {
        let ring = outline.iter().chain(outline.first());
        let points: Vec<_> = ring.map(|&(c, r)| to_sheet(c, r)).collect();
        thinned(&points).into_iter().for_each(&mut to);
        match home {
            None => home = points.first().copied(),
            Some(home) => to(home),
        }
    }
    d
}

/// A line without the points that lie within a hair of the straight way between those that stay.
fn thinned(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    const HAIR: f64 = 0.05;
    const LONGEST: usize = 60;
    let off = |from: (f64, f64), to: (f64, f64), p: (f64, f64)| {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        if length < HAIR {
            (p.0 - from.0).hypot(p.1 - from.1)
        } else {
            ((p.0 - from.0) * dy - (p.1 - from.1) * dx).abs() / length
        }
    };
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(&from) = points.get(at) {
        kept.push(from);
        let straight = |&end: &usize| {
            let between = &points[at + 1..end];
            between.iter().all(|&p| off(from, points[end], p) <= HAIR)
        };
        let last = points.len().min(at + LONGEST);
        at = (at + 2..last).take_while(straight).last().unwrap_or(at + 1);
    }
    kept
}

/// The parts of a closed line that do not run along an edge.
fn open_runs(line: &[(f64, f64)], on_edge: impl Fn((f64, f64)) -> bool) -> Vec<Vec<(f64, f64)>> {
    let mut runs = vec![Vec::new()];
    for pair in line.windows(2) {
        if on_edge(pair[0]) && on_edge(pair[1]) {
            runs.push(Vec::new());
        } else if let Some(run) = runs.last_mut() {
            if run.is_empty() {
                run.push(pair[0]);
            }
            run.push(pair[1]);
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thinned_circle_stays_within_a_hair_of_itself() {
        let circle: Vec<_> = (0..=720)
            .map(|k| f64::from(k).to_radians() / 2.0)
            .map(|angle| (80.0 * angle.cos(), 80.0 * angle.sin()))
            .collect();
        let thin = thinned(&circle);
        assert!(thin.len() < 250 && thin.last() == circle.last());
        for pair in thin.windows(2) {
            let middle = (0.5 * (pair[0].0 + pair[1].0), 0.5 * (pair[0].1 + pair[1].1));
            assert!((middle.0.hypot(middle.1) - 80.0).abs() < 0.06);
        }
    }

    #[test]
    fn a_ring_is_one_stroke_that_comes_home() {
        let rings = [
            vec![(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)],
            vec![(3.0, 3.0), (3.0, 6.0), (6.0, 6.0), (6.0, 3.0)],
        ];
        let d = joined(&rings, &|c, r| (c, r));
        assert_eq!(d.matches('M').count(), 1);
        assert!(d.ends_with("L3.00 3.00L0.00 0.00"), "{d}");
    }
}
