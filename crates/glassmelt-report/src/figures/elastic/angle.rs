//! The energy of a defect against the angle by which its core is turned.

use crate::canvas::scale::{shared_power, with_unit};
use crate::canvas::{Axis, Key, Line, Marker, extent};
use crate::figures::Figure;
use crate::figures::parts::single;
use crate::style::INK;

/// Colours and dashes of the series, in order: those of Okabe and Ito (2008).
const LOOKS: [(&str, &[f64]); 6] = [
    ("#0072B2", &[]),
    ("#D55E00", &[7.0, 2.5]),
    ("#009E73", &[3.0, 2.0]),
    ("#CC79A7", &[8.0, 2.0, 1.5, 2.0]),
    ("#E69F00", &[1.5, 1.5]),
    ("#56B4E9", &[12.0, 2.0]),
];

/// Energies along one path of turns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AngleSeries {
    /// Its name in the legend.
    pub label: String,
    /// Angle in degrees and energy; where an energy is not finite the line breaks.
    pub points: Vec<(f64, f64)>,
}

/// What kind of place a mark stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A minimum of the energy.
    Minimum,
    /// A saddle: the top of a way between two minima.
    Saddle,
}

/// A mark on the figure.
#[derive(Debug, Clone, PartialEq)]
pub struct AngleMark {
    /// Angle, degrees.
    pub angle: f64,
    /// Energy there.
    pub energy: f64,
    /// What it is.
    pub kind: MarkKind,
    /// A short label beside it, or none.
    pub label: String,
}

/// What a figure of energy against angle shows.
#[derive(Debug, Clone, Copy)]
pub struct AnglePlot<'a> {
    /// The figure's word, unlike that of any other figure of its page.
    pub name: &'static str,
    /// What turns about what, such as `angle about [001]`.
    pub angle_label: &'a str,
    /// The unit of energies, such as `eV`.
    pub energy_unit: &'a str,
    /// The paths.
    pub series: &'a [AngleSeries],
    /// Minima and saddles found.
    pub marks: &'a [AngleMark],
}

/// Energy against angle of rotation, one line a path, minima and saddles marked.
///
/// Values that are not finite are left out and set no range.
pub fn energy_against_angle(shown: &AnglePlot) -> Figure {
    let points = || {
        let lines = shown.series.iter().flat_map(|s| s.points.iter().copied());
        let drawn = lines.chain(shown.marks.iter().map(|m| (m.angle, m.energy)));
        drawn.filter(|(x, y)| x.is_finite() && y.is_finite())
    };
    let angles = extent(points().map(|p| p.0)).unwrap_or((0.0, 360.0));
    let energies = extent(points().map(|p| p.1)).unwrap_or((0.0, 1.0));
    let power = shared_power(energies.0.abs().max(energies.1.abs()));
    let unit = 10f64.powi(power);
    let x = Axis::exactly(format!("{} (degrees)", shown.angle_label), angles, 6);
    let step = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 45.0, 60.0, 90.0]
        .into_iter()
        .find(|step| (angles.1 - angles.0) / step <= 8.0)
        .filter(|step| (angles.1 - angles.0) / step >= 3.0);
    let x = step.map_or(x.clone(), |step| x.with_step(step, 3));
    let label = with_unit("energy", power, shown.energy_unit);
    let y = Axis::linear(label, roomy((energies.0 / unit, energies.1 / unit)), 6);
    let keys = keys(shown);
    let (mut canvas, panel) = single(shown.name, (&x, &y), 220.0, 4.0, &keys);
    canvas.level(&panel, 0.0);
    for (i, series) in shown.series.iter().enumerate() {
        let line: Vec<_> = series.points.iter().map(|&(a, e)| (a, e / unit)).collect();
        canvas.line(&panel, &line, &look(i));
    }
    for mark in shown.marks {
        let place = (mark.angle, mark.energy / unit);
        canvas.points(&panel, &[place], &marker(mark.kind));
        let down = match mark.kind {
            MarkKind::Minimum => 13.0,
            MarkKind::Saddle => -7.0,
        };
        if let Some((x, y)) = panel
            .place(place.0, place.1)
            .filter(|_| !mark.label.is_empty())
        {
            canvas.label_within(panel.frame, (x, y + down), &mark.label);
        }
    }
    Figure {
        name: shown.name,
        title: "Energy against angle".into(),
        caption: caption(shown),
        canvas,
    }
}

/// The range with room above and below for the labels of marks.
fn roomy((low, high): (f64, f64)) -> (f64, f64) {
    let more = 0.08 * (high - low);
    (low - more, high + more)
}

/// How the line of a series looks.
fn look(index: usize) -> Line {
    let (color, dash) = LOOKS[index % LOOKS.len()];
    Line::dashed(color, 1.5, dash)
}

/// How a mark looks.
fn marker(kind: MarkKind) -> Marker {
    match kind {
        MarkKind::Minimum => Marker::filled(INK, 3.0),
        MarkKind::Saddle => Marker::open(INK, 3.0),
    }
}

/// The legend.
fn keys(shown: &AnglePlot) -> Vec<Key> {
    let lines = shown.series.iter().enumerate();
    let mut keys: Vec<Key> = lines
        .map(|(i, series)| Key::line(look(i), series.label.as_str()))
        .collect();
    for (kind, name) in [(MarkKind::Minimum, "minimum"), (MarkKind::Saddle, "saddle")] {
        if shown.marks.iter().any(|mark| mark.kind == kind) {
            keys.push(Key::marker(marker(kind), name));
        }
    }
    keys
}

/// How to read it.
fn caption(shown: &AnglePlot) -> String {
    let count = |kind| shown.marks.iter().filter(|mark| mark.kind == kind).count();
    let marks = match (count(MarkKind::Minimum), count(MarkKind::Saddle)) {
        (0, 0) => "",
        (_, 0) => " Full dots: minima, where the core rests.",
        (0, _) => " Open dots: saddles, the tops of ways between minima.",
        _ => {
            " Full dots: minima, where the core rests; open dots: saddles, the tops of the ways between \
             them."
        }
    };
    format!(
        "The energy of the defect against the {} by which its core is turned.{marks}",
        shown.angle_label
    )
}
