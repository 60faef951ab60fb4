//! Estimates on axes, linear or logarithmic: filled with error bars, open where no error can be told, a gap where
//! there is no number.

use glassmelt::Estimate;

use crate::canvas::{Axis, Canvas, Key, Line, Marker, Panel, extent};
use crate::style::INK;

/// Radius of points, px.
pub(in crate::figures) const RADIUS: f64 = 2.4;
/// Radius of points of which there are many, px.
pub(in crate::figures) const SMALL: f64 = 1.4;
/// Fewer decades than this have too few labels of their own.
const FEW_DECADES: f64 = 1.5;

/// An estimate where its axes show it: both coordinates not a number for a gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::figures) struct Mark {
    pub x: f64,
    pub y: f64,
    /// One standard error below and above; none where it is not known.
    pub ends: Option<[f64; 2]>,
}

impl Mark {
    /// On a linear axis; `x` is where it stands on its own.
    pub(in crate::figures) fn linear(x: f64, estimate: &Estimate) -> Self {
        Self::on(x, estimate, |value| value)
    }

    /// On a logarithmic axis: a gap for what is not positive.
    pub(in crate::figures) fn powers(x: f64, estimate: &Estimate) -> Self {
        Self::on(x, estimate, logarithm)
    }

    fn on(x: f64, estimate: &Estimate, place: impl Fn(f64) -> f64) -> Self {
        let Estimate { mean, error, .. } = *estimate;
        let y = place(mean);
        if !(x.is_finite() && y.is_finite()) {
            return Self::GAP;
        }
        let ends = error.is_finite().then(|| {
            let low = place(mean - error);
            // Down to zero, which no logarithmic axis shows: beyond its lower end.
            let low = if low.is_finite() { low } else { y - 1e3 };
            [low, place(mean + error)]
        });
        Self { x, y, ends }
    }

    const GAP: Self = Self {
        x: f64::NAN,
        y: f64::NAN,
        ends: None,
    };

    /// Whether there is something to draw.
    pub(in crate::figures) fn stands(&self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// log10 of a positive number, else not a number.
pub(in crate::figures) fn logarithm(value: f64) -> f64 {
    if value > 0.0 { value.log10() } else { f64::NAN }
}

/// The range of x of several series; none where nothing stands.
pub(in crate::figures) fn along(all: &[&[Mark]]) -> Option<(f64, f64)> {
    extent(standing(all).map(|mark| mark.x))
}

/// The range of y of several series, without their error bars.
pub(in crate::figures) fn across(all: &[&[Mark]]) -> Option<(f64, f64)> {
    extent(standing(all).map(|mark| mark.y))
}

/// The range of y with error bars, as far as they reach no further than the points do once more on either side.
pub(in crate::figures) fn across_with_errors(all: &[&[Mark]]) -> Option<(f64, f64)> {
    let (low, high) = across(all)?;
    let more = (high - low).max(0.25 * low.abs().max(high.abs()));
    let ends = standing(all).flat_map(|mark| mark.ends.unwrap_or([mark.y; 2]));
    let near = ends.filter(|end| (low - more..=high + more).contains(end));
    extent(near.chain([low, high]))
}

fn standing<'a>(all: &'a [&'a [Mark]]) -> impl Iterator<Item = &'a Mark> {
    all.iter()
        .flat_map(|marks| marks.iter())
        .filter(|mark| mark.stands())
}

/// A logarithmic axis that reaches to whole powers where its range holds few.
pub(in crate::figures) fn powers_axis(label: impl Into<String>, (low, high): (f64, f64)) -> Axis {
    if high - low < FEW_DECADES {
        let (floor, ceiling) = (low.floor(), high.ceil());
        let ceiling = if ceiling > floor {
            ceiling
        } else {
            floor + 1.0
        };
        return Axis::powers(label, (floor, ceiling), 5);
    }
    Axis::powers(label, (low, high), 5)
}

/// Points with their error bars.
pub(in crate::figures) fn draw(
    canvas: &mut Canvas,
    panel: &Panel,
    marks: &[Mark],
    color: &str,
    radius: f64,
) {
    let thin = Line::full(color, 0.75);
    for mark in marks.iter().filter(|mark| mark.stands()) {
        if let Some([low, high]) = mark.ends {
            canvas.line(panel, &[(mark.x, low), (mark.x, high)], &thin);
        }
        let looks = if mark.ends.is_some() {
            Marker::filled(color, radius)
        } else {
            Marker::open(color, radius)
        };
        canvas.points(panel, &[(mark.x, mark.y)], &looks);
    }
}

/// A line from point to point; it breaks at gaps.
pub(in crate::figures) fn thread(canvas: &mut Canvas, panel: &Panel, marks: &[Mark], line: &Line) {
    let points: Vec<(f64, f64)> = marks.iter().map(|mark| (mark.x, mark.y)).collect();
    canvas.line(panel, &points, line);
}

/// One standard error as a tint; it breaks at gaps.
pub(in crate::figures) fn tint(canvas: &mut Canvas, panel: &Panel, marks: &[Mark], color: &str) {
    for run in marks.split(|mark| !mark.stands() || mark.ends.is_none()) {
        let ends = |mark: &Mark| mark.ends.map(|[low, high]| (mark.x, low, high));
        let band: Vec<_> = run.iter().filter_map(ends).collect();
        canvas.band(panel, &band, color);
    }
}

/// What open points mean, where there are any.
pub(in crate::figures) fn open_key(all: &[&[Mark]]) -> Option<Key> {
    let any = standing(all).any(|mark| mark.ends.is_none());
    any.then(|| Key::marker(Marker::open(INK, RADIUS), "open: error not known"))
}
