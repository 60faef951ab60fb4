//! Order and heat capacity against coupling.

use glassmelt_runs::{CouplingResult, Quantity};

use super::points::{Point, axis, draw, marker, zero};
use super::{CouplingAxis, open_key, thread, weakest_first};
use crate::canvas::{Canvas, Key, Panel};
use crate::figures::Figure;
use crate::figures::parts::{heading, pair};
use crate::rotors::RotorsRun;
use crate::style::INK;

/// A number of a coupling.
type Number = fn(&CouplingResult) -> &Quantity;

/// What is drawn of order: name, colour, number.
const ORDERS: [(&str, &str, Number); 3] = [
    ("Edwards–Anderson", "#0072B2", |at| {
        &at.order.edwards_anderson
    }),
    ("ferroelastic", "#D55E00", |at| &at.order.ferroelastic),
    (
        "overlap with itself less with the other replica",
        "#009E73",
        |at| &at.order.self_minus_cross,
    ),
];

/// Order parameters and the heat capacity against X0.
///
/// None where neither was measured.
pub fn order(run: &RotorsRun) -> Option<Figure> {
    let x = CouplingAxis::of(run.results)?;
    let couplings = weakest_first(run.results);
    let points = |of: Number| -> Vec<Point> {
        let point = |at: &&CouplingResult| Point::of(x.place(at.x0), of(at), at.equilibrated);
        couplings.iter().filter_map(point).collect()
    };
    let orders = ORDERS.map(|(_, color, of)| (points(of), color));
    let heat = points(|at| &at.heat_capacity);
    if heat.is_empty() && orders.iter().all(|(points, _)| points.is_empty()) {
        return None;
    }
    let left = axis("order", orders.iter().flat_map(|(points, _)| points));
    let right = axis("C/k_{B} per rotor", heat.iter());
    let axes = [(&x.axis, &left), (&x.axis, &right)];
    let mut keys: Vec<Key> = ORDERS
        .map(|(name, color, _)| Key::marker(marker(color, true), name))
        .into();
    keys.extend(open_key(run.results));
    let (mut canvas, [left, right]) = pair("order-coupling", axes, 190.0, &keys);
    zero(&mut canvas, &left);
    zero(&mut canvas, &right);
    for (points, color) in &orders {
        curve(&mut canvas, &left, points, color);
    }
    curve(&mut canvas, &right, &heat, INK);
    heading(&mut canvas, &left, "(a) order");
    heading(&mut canvas, &right, "(b) heat capacity");
    Some(Figure {
        name: "order-coupling",
        title: "Order and heat capacity".into(),
        caption: "(a) Edwards and Anderson’s order parameter is the overlap of two replicas that began apart, one \
                  where every rotor is frozen alike in both; the ferroelastic one is the product of their mean \
                  dipoles. Where a replica overlaps more with itself at another time than with the other replica, \
                  it remembers where it began. (b) Heat capacity from the fluctuations of the energy. Error bars \
                  are one standard error, open points not equilibrated."
            .into(),
        canvas,
    })
}

/// Points with a thin line between them.
fn curve(canvas: &mut Canvas, panel: &Panel, points: &[Point], color: &str) {
    let line: Vec<(f64, f64)> = points.iter().map(|p| (p.x, p.mean)).collect();
    canvas.line(panel, &line, &thread(color));
    draw(canvas, panel, points, color);
}
