//! The defect and its cage before and after relaxation, side by side, as bodies in space.

use glassmelt::defect::{Configuration, Defect};
use kuva::render::render::TextAnchor;
use nalgebra::Vector3;

use super::hull::hull;
use super::stage::{
    CORNER, NEIGHBOUR, Piece, Places, RADII, Stage, arrow_line, bond_line, edge_line, pieces, triad,
};
use super::view::View;
use crate::canvas::axis::round_above;
use crate::canvas::{Canvas, Frame, Key, Marker, legend_height};
use crate::defect::told;
use crate::figures::Figure;
use crate::number::significant;
use crate::style::{INK, LABEL_SIZE, PAGE};

/// Height of a panel, px; space above it, between and below.
const HEIGHT: f64 = 300.0;
const TOP: f64 = 24.0;
const GAP: f64 = 10.0;
/// Width of a panel.
const WIDTH: f64 = 0.5 * (PAGE - GAP);
/// Arrows shorter than this part of the cage's radius are lengthened to it.
const VISIBLE: f64 = 0.45;

/// Shifts below this part of the cage's radius, and turns below this angle in radians, are none.
const ROUNDING: f64 = 1e-9;

/// What a figure of a cage shows.
#[derive(Debug, Clone, Copy)]
pub struct CagePlot<'a> {
    /// The figure's word, unlike that of any other figure of its page.
    pub name: &'static str,
    /// The core, its neighbours and the bonds between.
    pub defect: &'a Defect,
    /// Where everything is on the left, and what arrows start from.
    pub before: &'a Configuration,
    /// Where everything is on the right.
    pub after: &'a Configuration,
    /// Headings of the two panels.
    pub headings: [&'a str; 2],
    /// The unit of lengths, such as `nm`.
    pub length_unit: &'a str,
}

/// The defect and its cage before and after, in one view and one scale, far things behind near ones.
///
/// Arrows show how far each neighbour moved; where they would be too short to see they are lengthened,
/// all by one factor, which the legend tells. Places that are not finite are left out.
pub fn cage(shown: &CagePlot) -> Figure {
    let sides = [shown.before, shown.after].map(|at| places(shown.defect, at));
    let moves: Vec<Vector3<f64>> = sides[1]
        .neighbours
        .iter()
        .zip(&sides[0].neighbours)
        .map(|(after, before)| after - before)
        .collect();
    let radius = largest(sides[0].neighbours.iter().chain(&sides[0].corners));
    let longest = beyond_rounding(largest(&moves), radius);
    let factor = lengthening(longest, radius);
    let keys = keys(factor, longest);
    let mut canvas = Canvas::new(
        shown.name,
        PAGE,
        TOP + HEIGHT + 8.0 + legend_height(&keys, PAGE),
    );
    let bodies = hull(shown.defect.corners());
    let near = nearest(&sides[0]);
    let taken = taken(&sides, &moves, factor);
    let reach = reach(&taken) + 1.2 * RADII.1 * near;
    for (i, side) in sides.iter().enumerate() {
        let frame = Frame {
            left: i as f64 * (WIDTH + GAP),
            top: TOP,
            width: WIDTH,
            height: HEIGHT,
        };
        let stage = Stage {
            view: View::usual(),
            center: (frame.left + 0.5 * WIDTH, frame.top + 0.5 * HEIGHT),
            scale: 0.5 * HEIGHT / reach,
            reach,
        };
        let mut pieces = pieces(shown.defect, side, &bodies, near);
        if i == 1 && longest > 0.0 {
            let arrows = moves.iter().zip(&sides[0].neighbours);
            pieces.extend(arrows.map(|(u, from)| Piece::Arrow([*from, from + u * factor])));
        }
        canvas.inside(frame, |canvas| stage.draw(canvas, pieces));
        let heading = format!("({}) {}", ["a", "b"][i], shown.headings[i]);
        let place = (frame.left + 6.0, TOP - 8.0);
        canvas.text(place, heading, LABEL_SIZE, TextAnchor::Start, INK);
        let (x, y) = free_corner(&taken, stage.scale);
        let place = (stage.center.0 + x, stage.center.1 + y);
        triad(&mut canvas, &stage.view, place);
    }
    canvas.legend(&keys, (0.0, TOP + HEIGHT + 6.0), PAGE);
    Figure {
        name: shown.name,
        title: "The defect and its cage".into(),
        caption: caption(shown, radius, factor, longest),
        canvas,
    }
}

/// Where corners and neighbours are: `d + R b_p` and `a_p + u_p`, Eq. 1 with a translation.
fn places(defect: &Defect, at: &Configuration) -> Places {
    let corners = defect.corners().iter();
    let neighbours = defect.neighbours().iter().enumerate();
    Places {
        corners: corners.map(|b| at.translation + at.rotation * b).collect(),
        neighbours: neighbours
            .map(|(p, a)| a + at.displacements.get(p).copied().unwrap_or_default())
            .collect(),
    }
}

/// The length of the longest finite vector.
fn largest<'a>(vectors: impl IntoIterator<Item = &'a Vector3<f64>>) -> f64 {
    let lengths = vectors.into_iter().map(Vector3::norm);
    lengths.filter(|l| l.is_finite()).fold(0.0, f64::max)
}

/// A length, or zero where it is no more of the cage's radius than a relaxation leaves undecided.
fn beyond_rounding(length: f64, radius: f64) -> f64 {
    if length > ROUNDING * radius {
        length
    } else {
        0.0
    }
}

/// The factor that makes the longest arrow visible: 1, 2 or 5 times a power of ten, at least 1.
fn lengthening(longest: f64, radius: f64) -> f64 {
    let wanted = VISIBLE * radius / longest;
    if wanted.is_finite() && wanted > 1.0 {
        // Rounded down, so that arrows do not grow out of the picture.
        1.0 / round_above(1.0 / wanted)
    } else {
        1.0
    }
}

/// The distance of the two nearest bodies; 1 where there are not two.
fn nearest(places: &Places) -> f64 {
    let all: Vec<_> = places.corners.iter().chain(&places.neighbours).collect();
    let pairs = (0..all.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
    let least = pairs
        .map(|(i, j)| (all[i] - all[j]).norm())
        .filter(|d| d.is_finite() && *d > 0.0)
        .fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { 1.0 }
}

/// How far right and up of the centre bodies and tips of arrows stand in the two panels.
fn taken(sides: &[Places; 2], moves: &[Vector3<f64>], factor: f64) -> Vec<(f64, f64)> {
    let view = View::usual();
    let tips = moves
        .iter()
        .zip(&sides[0].neighbours)
        .map(|(u, from)| from + u * factor);
    let bodies = sides
        .iter()
        .flat_map(|side| side.corners.iter().chain(&side.neighbours));
    let all = bodies.copied().chain(tips).map(|place| view.flat(&place));
    all.filter(|(right, up)| right.is_finite() && up.is_finite())
        .collect()
}

/// How far from the centre anything is drawn, upwards or, in a panel's proportion, sideways.
fn reach(taken: &[(f64, f64)]) -> f64 {
    let reach = taken
        .iter()
        .map(|(right, up)| up.abs().max(right.abs() * HEIGHT / WIDTH))
        .fold(0.0, f64::max);
    if reach > 0.0 { reach } else { 1.0 }
}

/// The corner of a panel farthest from what is drawn, px right and down from the middle.
fn free_corner(taken: &[(f64, f64)], scale: f64) -> (f64, f64) {
    let (x, y) = (0.5 * WIDTH - 32.0, 0.5 * HEIGHT - 26.0);
    let room = |corner: (f64, f64)| {
        let distance =
            |&(right, up): &(f64, f64)| (corner.0 - scale * right).hypot(corner.1 + scale * up);
        taken.iter().map(distance).fold(f64::INFINITY, f64::min)
    };
    // The first of equally free ones: they are compared in reverse.
    [(x, -y), (-x, -y), (x, y), (-x, y)]
        .into_iter()
        .max_by(|&a, &b| room(a).min(60.0).total_cmp(&room(b).min(60.0)))
        .unwrap_or((-x, y))
}

/// The legend.
fn keys(factor: f64, longest: f64) -> Vec<Key> {
    let ball = |[r, g, b]: [u8; 3]| Marker::filled(format!("#{r:02x}{g:02x}{b:02x}"), 5.0);
    let mut keys = vec![
        Key::marker(ball(CORNER), "corner of the core"),
        Key::line(edge_line(), "edge of the core, rigid"),
        Key::marker(ball(NEIGHBOUR), "neighbour"),
        Key::line(bond_line(), "bond to the cage"),
    ];
    if longest > 0.0 {
        let label = if factor > 1.0 {
            format!(
                "displacement, drawn {} times as long",
                significant(factor, 1)
            )
        } else {
            "displacement".into()
        };
        keys.push(Key::line(arrow_line(), label));
    }
    keys
}

/// How to read it.
fn caption(shown: &CagePlot, radius: f64, factor: f64, longest: f64) -> String {
    let moved = if longest > 0.0 {
        let drawn = if factor > 1.0 {
            format!(
                "; arrows show displacements {} times as long as they are",
                significant(factor, 1)
            )
        } else {
            "; arrows show displacements at their true length".into()
        };
        format!(
            "the neighbours moved by up to {}{drawn}",
            told(longest, shown.length_unit)
        )
    } else {
        "the neighbours did not move".into()
    };
    format!(
        "The rigid core (blue) among its neighbours (yellow). (a) {}. (b) {}: {}, and {moved}. Both \
         panels have the same view and scale; farther things are paler.",
        shown.headings[0],
        shown.headings[1],
        core_words(shown, radius),
    )
}

/// How far the core turned and shifted.
fn core_words(shown: &CagePlot, radius: f64) -> String {
    let angle = (shown.after.rotation * shown.before.rotation.inverse()).angle();
    let shift = (shown.after.translation - shown.before.translation).norm();
    let turned = format!("turned by {}°", significant(angle.to_degrees(), 3));
    let shifted = format!("shifted by {}", told(shift, shown.length_unit));
    match (angle > ROUNDING, beyond_rounding(shift, radius) > 0.0) {
        (true, true) => format!("the core {turned} and {shifted}"),
        (true, false) => format!("the core {turned} in its place"),
        (false, true) => format!("the core {shifted} without turning"),
        (false, false) => "the core stayed as it was".into(),
    }
}
