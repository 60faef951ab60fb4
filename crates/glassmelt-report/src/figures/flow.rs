//! The flow diagram: fugacity against coupling, with this liquid's lines and the fixed line.

use glassmelt_fit::answer::{Analysis, FlowLineAtTemperature};
use kuva::render::render::TextAnchor;

use super::Figure;
use super::parts::{coldest_first, drawn_with, kelvin, main_prediction, single, temperature_line};
use crate::canvas::{Axis, Canvas, Key, Line, Marker, Panel, extent};
use crate::style::INK;

/// y against `m = alpha mu_bar` at several temperatures, with arrows along the flow.
///
/// None where no rotor law has a flow line.
pub fn flow(analysis: &Analysis) -> Option<Figure> {
    let prediction = main_prediction(analysis)?;
    let lines = coldest_first(&prediction.flow_lines, |line| line.t);
    let (_, m_high) = extent(lines.iter().flat_map(|line| line.m.iter().copied()))?;
    let (_, y_high) = extent(lines.iter().flat_map(|line| line.y.iter().copied()))?;
    let x = Axis::exactly("coupling m = α μ a^{3}/k_{B}T", (0.0, 1.06 * m_high), 5);
    let y = Axis::exactly("fugacity y", (-0.06 * y_high, 1.08 * y_high), 5);
    let mut keys: Vec<Key> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| Key::line(temperature_line(i, lines.len()), kelvin(line.t)))
        .collect();
    keys.push(Key::line(Line::full(INK, 2.2), "fixed line"));
    let (mut canvas, panel) = single("flow", (&x, &y), 230.0, 0.0, &keys);

    if y_high > 1.3 {
        canvas.level(&panel, 1.0);
        canvas.note(&panel, (0.0, 1.0), (5.0, -3.0), "y = 1", TextAnchor::Start);
    }
    canvas.line(&panel, &[(0.0, 0.0), (x.high, 0.0)], &Line::full(INK, 2.2));
    for (i, line) in lines.iter().enumerate() {
        draw(&mut canvas, &panel, line, &temperature_line(i, lines.len()));
    }
    Some(Figure {
        name: "flow",
        title: "Flow diagram".into(),
        caption: format!(
            "How the coupling and the fugacity of the rotating defects change as one looks at longer \
             and longer lengths. Open circles: the bare values at the cut-off. Each line runs to \
             the fixed line y = 0 (filled circle), where the shear modulus no longer changes; the \
             further left it ends, the longer the correlation length. The theory assumes a dilute gas \
             of defects: y of order 1 or less. {}",
            drawn_with(analysis, prediction.law)
        ),
        canvas,
    })
}

/// Draws one flow line with its ends and its arrow.
fn draw(canvas: &mut Canvas, panel: &Panel, flow: &FlowLineAtTemperature, line: &Line) {
    let points: Vec<(f64, f64)> = flow
        .m
        .iter()
        .copied()
        .zip(flow.y.iter().copied())
        .filter(|(m, y)| m.is_finite() && y.is_finite())
        .collect();
    canvas.line(panel, &points, line);
    canvas.arrow(panel, &points, &line.color);
    let ends = [
        (points.first(), Marker::open(line.color.clone(), 2.4)),
        (points.last(), Marker::filled(line.color.clone(), 2.4)),
    ];
    for (end, marker) in ends {
        if let Some(&end) = end {
            canvas.points(panel, &[end], &marker);
        }
    }
}
