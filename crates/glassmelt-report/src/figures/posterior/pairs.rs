//! Every two variables of a law against each other, each alone on the diagonal.

use glassmelt_bayes::{Draws, Posterior};
use kuva::render::render::TextAnchor;

use super::short;
use crate::Figure;
use crate::canvas::{Axis, Canvas, Frame, Line, Marker, Panel, extent};
use crate::style::{INK, NOTE_SIZE, PAGE, law_style};

/// More variables than this are too many for one sheet: the first ones are shown.
const MOST: usize = 5;
/// At most this many draws are points.
const POINTS: usize = 600;
/// Bars of a histogram.
const BARS: usize = 30;
/// Space left of the panels for the labels of their axes, and below them, px.
const LEFT: f64 = 62.0;
const BELOW: f64 = 40.0;
const GAP: f64 = 14.0;
const TOP: f64 = 20.0;

/// None where nothing was drawn.
pub(super) fn pairs(posterior: &Posterior) -> Option<Figure> {
    let draws = &posterior.draws;
    let count = draws.variables.len().min(MOST);
    let ranges: Vec<(f64, f64)> = (0..count)
        .map(|j| extent(draws.values[j].iter().flatten().copied()))
        .collect::<Option<_>>()?;
    let size = (PAGE - LEFT - 12.0 - GAP * (count as f64 - 1.0)) / count as f64;
    let side = size.min(200.0);
    let height = TOP + count as f64 * (side + GAP) + BELOW;
    let mut canvas = Canvas::new("posterior-pairs", PAGE, height);
    let color = law_style(&posterior.law).color;
    for row in 0..count {
        for column in 0..=row {
            let frame = Frame {
                left: LEFT + column as f64 * (side + GAP),
                top: TOP + row as f64 * (side + GAP),
                width: side,
                height: side,
            };
            let x = axis(draws, column, ranges[column], row + 1 == count);
            if row == column {
                histogram(&mut canvas, frame, &x, (draws, row), color);
                continue;
            }
            let y = axis(draws, row, ranges[row], column == 0);
            let panel = canvas.panel(frame, &x, &y);
            cloud(&mut canvas, &panel, draws, (column, row), color);
            correlation(&mut canvas, frame, posterior.correlations[row][column]);
        }
    }
    let shown = if count < draws.variables.len() {
        format!(" Only the first {count} variables are shown.")
    } else {
        String::new()
    };
    Some(Figure {
        name: "posterior-pairs",
        title: format!("What the data leave open: {}", short(&posterior.title)),
        caption: format!(
            "Draws of every two variables, and the histogram of each; r is their correlation. A thin ridge says that the \
             data fix a combination of two parameters much better than each one.{shown}"
        ),
        canvas,
    })
}

/// The name of a variable with its unit, where the panel stands at the margin.
fn axis(draws: &Draws, index: usize, range: (f64, f64), labelled: bool) -> Axis {
    let variable = &draws.variables[index];
    let unit = match variable.unit {
        "" => String::new(),
        unit => format!(" ({unit})"),
    };
    let name = format!("{}{unit}", variable.name);
    let mut axis = Axis::linear(if labelled { name.as_str() } else { "" }, range, 3);
    if !labelled {
        axis = axis.without_labels();
    }
    axis
}

fn cloud(canvas: &mut Canvas, panel: &Panel, draws: &Draws, (x, y): (usize, usize), color: &str) {
    let all = draws.values[x]
        .iter()
        .flatten()
        .zip(draws.values[y].iter().flatten());
    let step = (draws.chains() * draws.length()).div_ceil(POINTS).max(1);
    let points: Vec<(f64, f64)> = all.step_by(step).map(|(x, y)| (*x, *y)).collect();
    canvas.points(panel, &points, &Marker::cloud(color, points.len()));
}

fn correlation(canvas: &mut Canvas, frame: Frame, r: f64) {
    let text = format!("r = {r:.2}").replace('-', "−");
    let place = (frame.right() - 7.0, frame.top + 6.0 + f64::from(NOTE_SIZE));
    canvas.text(place, text, NOTE_SIZE, TextAnchor::End, INK);
}

fn histogram(
    canvas: &mut Canvas,
    frame: Frame,
    x: &Axis,
    (draws, index): (&Draws, usize),
    color: &str,
) {
    let (low, high) = (x.low, x.high);
    let width = (high - low) / BARS as f64;
    let mut counts = [0.0_f64; BARS];
    for value in draws.values[index].iter().flatten() {
        let bar = (0..BARS).rfind(|i| *value >= low + width * *i as f64);
        counts[bar.unwrap_or(0)] += 1.0;
    }
    let highest = counts.iter().copied().fold(1.0, f64::max);
    let y = Axis::exactly("", (0.0, 1.1 * highest), 3).without_labels();
    let panel = canvas.panel(frame, x, &y);
    let corner = |i: usize| [low + width * i as f64, low + width * (i + 1) as f64];
    let steps = counts.iter().enumerate();
    let outline: Vec<(f64, f64)> = steps
        .flat_map(|(i, n)| corner(i).map(|x| (x, *n)))
        .collect();
    let area: Vec<(f64, f64, f64)> = outline.iter().map(|&(x, n)| (x, 0.0, n)).collect();
    canvas.band(&panel, &area, color);
    canvas.line(&panel, &outline, &Line::full(color, 1.2));
}
