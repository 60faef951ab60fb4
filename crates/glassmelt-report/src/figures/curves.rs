//! `mu_R/mu_0` against length of several origins together, and how far they are from each other.

use glassmelt::Estimate;
use glassmelt::modulus_curve::{Knowledge, ModulusPoint, Scale};

use super::Figure;
use super::parts::single;
use super::trajectory::marks::{
    Mark, RADIUS, across_with_errors, along, draw, logarithm, open_key, powers_axis, thread,
};
use crate::canvas::{Axis, Key, Line, Marker, extent};
use crate::compare::{NamedCurve, Pair, pairs};

/// The words of all figures of curves.
pub(crate) const NAMES: [&str; 2] = ["curves", "deviations"];

/// Colours that people who see colours differently tell apart (Okabe and Ito's, without yellow), and dashes of lines.
const LOOKS: [(&str, &[f64]); 6] = [
    ("#0072B2", &[]),
    ("#D55E00", &[7.0, 2.5]),
    ("#009E73", &[2.0, 2.5]),
    ("#CC79A7", &[4.0, 2.0]),
    ("#882255", &[8.0, 2.0, 1.5, 2.0]),
    ("#E69F00", &[3.0, 4.0]),
];
/// From this ratio of the longest to the shortest length on, their axis is logarithmic.
const WIDE: f64 = 20.0;
/// Most that an axis of moduli shows above one, and below zero.
const REACH: f64 = 1.5;

fn looks(index: usize) -> (&'static str, &'static [f64]) {
    LOOKS[index % LOOKS.len()]
}

/// Where lengths stand.
struct Lengths {
    axis: Axis,
    logarithmic: bool,
}

impl Lengths {
    fn of(all: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) = extent(all.filter(|length| *length > 0.0))?;
        let label = "length (a)";
        let logarithmic = high > WIDE * low;
        let axis = if logarithmic {
            powers_axis(label, (low.log10(), high.log10()))
        } else {
            Axis::exactly(label, (0.0, 1.05 * high), 5)
        };
        Some(Self { axis, logarithmic })
    }

    fn place(&self, length: f64) -> f64 {
        if self.logarithmic {
            logarithm(length)
        } else {
            length
        }
    }
}

/// Every figure that the curves have numbers for.
pub(crate) fn all(list: &[NamedCurve]) -> Vec<Figure> {
    [curves(list), deviations(list)]
        .into_iter()
        .flatten()
        .collect()
}

/// A curve of a theory is a line; points of an estimate stand on a thin one.
struct Shown<'a> {
    name: &'a str,
    marks: Vec<Mark>,
    measured: bool,
}

/// All curves against length.
///
/// None where there is no point.
fn curves(list: &[NamedCurve]) -> Option<Figure> {
    let against_length: Vec<_> = list.iter().map(|c| c.curve.along(Scale::Length)).collect();
    let lengths = against_length.iter().flat_map(|curve| &curve.points);
    let x = Lengths::of(lengths.map(|point| point.at))?;
    let shown: Vec<Shown> = list
        .iter()
        .zip(&against_length)
        .map(|(named, curve)| Shown {
            name: named.name,
            marks: curve
                .points
                .iter()
                .map(|point| mark(x.place(point.at), point))
                .collect(),
            measured: curve.points.iter().any(is_measured),
        })
        .collect();
    let marks: Vec<&[Mark]> = shown.iter().map(|shown| shown.marks.as_slice()).collect();
    along(&marks)?;
    let (low, high) = across_with_errors(&marks)?;
    let y = Axis::linear(
        "μ_{R}/μ_{0}",
        (low.clamp(-REACH, 0.0), high.clamp(1.0, 1.0 + REACH)),
        5,
    );
    let mut keys: Vec<Key> = shown.iter().enumerate().map(key).collect();
    keys.extend(open_key(&measured(&shown)));
    let (mut canvas, panel) = single("curves", (&x.axis, &y), 230.0, 0.0, &keys);
    canvas.level(&panel, 1.0);
    if panel.y_range().0 < -0.1 {
        canvas.level(&panel, 0.0);
    }
    for (index, shown) in shown.iter().enumerate() {
        let (color, dash) = looks(index);
        if shown.measured {
            thread(&mut canvas, &panel, &shown.marks, &Line::full(color, 0.6));
            draw(&mut canvas, &panel, &shown.marks, color, RADIUS);
        } else {
            let line = Line::dashed(color, 1.4, dash);
            thread(&mut canvas, &panel, &shown.marks, &line);
        }
    }
    Some(Figure {
        name: "curves",
        title: "Shear modulus against length".into(),
        caption: "What is left of the bare shear modulus at each length, in units of the hard core a: lines of theory, \
                  points with one standard error where a simulation or a trajectory was looked at. A wave counts as its \
                  length 2π/q; that correlations up to a radius act like a wave of that length holds up to a factor of \
                  order one."
            .into(),
        canvas,
    })
}

fn is_measured(point: &ModulusPoint) -> bool {
    matches!(point.known, Knowledge::Estimated { .. })
}

fn mark(x: f64, point: &ModulusPoint) -> Mark {
    let estimate = Estimate {
        mean: point.ratio,
        error: point.error(),
        independent_samples: 1.0,
    };
    Mark::linear(x, &estimate)
}

fn measured<'a>(shown: &'a [Shown]) -> Vec<&'a [Mark]> {
    let measured = shown.iter().filter(|shown| shown.measured);
    measured.map(|shown| shown.marks.as_slice()).collect()
}

fn key((index, shown): (usize, &Shown)) -> Key {
    let (color, dash) = looks(index);
    if shown.measured {
        Key::marker(Marker::filled(color, RADIUS), shown.name)
    } else {
        Key::line(Line::dashed(color, 1.4, dash), shown.name)
    }
}

/// Each two curves where both have lengths.
///
/// None where no two have.
fn deviations(list: &[NamedCurve]) -> Option<Figure> {
    let pairs: Vec<Pair> = pairs(list)
        .into_iter()
        .filter(|pair| !pair.deviations.is_empty())
        .collect();
    let lengths = pairs.iter().flat_map(|pair| &pair.deviations);
    let x = Lengths::of(lengths.map(|deviation| deviation.at))?;
    let curves: Vec<Vec<Mark>> = pairs
        .iter()
        .map(|pair| {
            let mark = |deviation: &glassmelt::modulus_curve::Deviation| {
                let value = Estimate {
                    mean: deviation.difference,
                    error: deviation.error,
                    independent_samples: 1.0,
                };
                Mark::linear(x.place(deviation.at), &value)
            };
            pair.deviations.iter().map(mark).collect()
        })
        .collect();
    let marks: Vec<&[Mark]> = curves.iter().map(Vec::as_slice).collect();
    let (low, high) = across_with_errors(&marks)?;
    let (low, high) = extent([low, high, 0.0])?;
    let y = Axis::linear("difference (μ_{0})", (low, high), 5);
    let name = |pair: &Pair| {
        let [one, other] = pair.curves.map(|i| list[i].name);
        format!("{one} − {other}")
    };
    let color = |index: usize| looks(index).0;
    let mut keys: Vec<Key> = pairs
        .iter()
        .enumerate()
        .map(|(index, pair)| Key::marker(Marker::filled(color(index), RADIUS), name(pair)))
        .collect();
    keys.extend(open_key(&marks));
    let (mut canvas, panel) = single("deviations", (&x.axis, &y), 230.0, 0.0, &keys);
    canvas.level(&panel, 0.0);
    for (index, marks) in marks.iter().enumerate() {
        thread(&mut canvas, &panel, marks, &Line::full(color(index), 0.6));
        draw(&mut canvas, &panel, marks, color(index), RADIUS);
    }
    Some(Figure {
        name: "deviations",
        title: "How far the curves are apart".into(),
        caption: "The differences of each two curves at the lengths that both have: at the points of one, against straight \
                  lines between the points of the other, with one standard error."
            .into(),
        canvas,
    })
}
