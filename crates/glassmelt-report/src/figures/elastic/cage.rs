//! The defect and its cage before and after relaxation, side by side, as bodies in space.

use glassmelt::defect::{Configuration, Defect};
use kuva::render::render::TextAnchor;
use nalgebra::Vector3;

use super::hull::{Hull, hull};
use super::view::{View, far_first};
use crate::canvas::axis::round_above;
use crate::canvas::colors::mix;
use crate::canvas::{Canvas, Frame, Key, Line, Marker, legend_height};
use crate::figures::Figure;
use crate::number::significant;
use crate::style::{GREY, INK, LABEL_SIZE, NOTE_SIZE, PAGE};

/// Colours of corners and of neighbours.
const CORNER: [u8; 3] = [0, 114, 178];
const NEIGHBOUR: [u8; 3] = [225, 165, 60];
/// Colour of displacements.
const ARROW: &str = "#B0006A";
/// Height of a panel, px; space above it, between and below.
const HEIGHT: f64 = 300.0;
const TOP: f64 = 24.0;
const GAP: f64 = 10.0;
/// Width of a panel.
const WIDTH: f64 = 0.5 * (PAGE - GAP);
/// Radii of corners and neighbours, of the distance of the nearest ones from each other.
const RADII: (f64, f64) = (0.15, 0.17);
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

/// Corners and neighbours of a configuration.
struct Places {
    corners: Vec<Vector3<f64>>,
    neighbours: Vec<Vector3<f64>>,
}

/// What is drawn of a cage, piece by piece.
enum Piece {
    Face(Vec<Vector3<f64>>),
    Rod([Vector3<f64>; 2], Line),
    Ball(Vector3<f64>, f64, [u8; 3]),
    Arrow([Vector3<f64>; 2]),
}

/// From space to a panel on the sheet.
struct Stage {
    view: View,
    center: (f64, f64),
    scale: f64,
    reach: f64,
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
    let width = WIDTH;
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
            left: i as f64 * (width + GAP),
            top: TOP,
            width,
            height: HEIGHT,
        };
        let stage = Stage {
            view: View::usual(),
            center: (frame.left + 0.5 * width, frame.top + 0.5 * HEIGHT),
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

/// Everything of one panel but the arrows.
fn pieces(defect: &Defect, places: &Places, bodies: &Hull, near: f64) -> Vec<Piece> {
    let corner = |i: usize| places.corners[i];
    let (small, large) = (RADII.0 * near, RADII.1 * near);
    let faces = bodies.faces.iter();
    let mut pieces: Vec<Piece> = faces
        .map(|face| Piece::Face(face.iter().map(|&i| corner(i)).collect()))
        .collect();
    for &(i, j) in &bodies.edges {
        pieces.extend(rod([corner(i), corner(j)], [small, small], &edge_line()));
    }
    for bond in defect.bonds() {
        let ends = [corner(bond.corner), places.neighbours[bond.neighbour]];
        pieces.extend(rod(ends, [small, large], &bond_line()));
    }
    let corners = places.corners.iter();
    pieces.extend(corners.map(|&place| Piece::Ball(place, small, CORNER)));
    let neighbours = places.neighbours.iter();
    pieces.extend(neighbours.map(|&place| Piece::Ball(place, large, NEIGHBOUR)));
    pieces
}

/// A rod between the surfaces of two balls, cut in pieces that each have a depth of their own.
fn rod(ends: [Vector3<f64>; 2], radii: [f64; 2], line: &Line) -> Vec<Piece> {
    const CUTS: u8 = 6;
    let length = (ends[1] - ends[0]).norm();
    if length.is_nan() || length <= radii[0] + radii[1] {
        return Vec::new();
    }
    // Into the balls by a hair, so that no gap shows.
    let (from, to) = (0.97 * radii[0] / length, 1.0 - 0.97 * radii[1] / length);
    let at =
        |cut: f64| ends[0] + (ends[1] - ends[0]) * (from + (to - from) * cut / f64::from(CUTS));
    // Each reaches a little into the next, so that no seam shows.
    let end = |cut: u8| (f64::from(cut) + 1.2).min(f64::from(CUTS));
    (0..CUTS)
        .map(|cut| Piece::Rod([at(f64::from(cut)), at(end(cut))], line.clone()))
        .collect()
}

/// Edges of the core.
fn edge_line() -> Line {
    Line::full("#1B4F72", 3.4)
}

/// Bonds to the cage.
fn bond_line() -> Line {
    Line::full("#777777", 1.3)
}

/// Displacements.
fn arrow_line() -> Line {
    Line::full(ARROW, 1.7)
}

impl Stage {
    /// Where a place in space stands on the sheet; none for what is not finite.
    fn place(&self, place: &Vector3<f64>) -> Option<(f64, f64)> {
        let (right, up) = self.view.flat(place);
        let on_sheet = (
            self.center.0 + self.scale * right,
            self.center.1 - self.scale * up,
        );
        (on_sheet.0.is_finite() && on_sheet.1.is_finite()).then_some(on_sheet)
    }

    /// How much paper mixes into a colour at this depth: far things are paler.
    fn mist(&self, nearness: f64) -> f64 {
        (0.25 * (1.0 - nearness / self.reach)).clamp(0.0, 0.5)
    }

    /// Draws the pieces, far ones first.
    fn draw(&self, canvas: &mut Canvas, pieces: Vec<Piece>) {
        let mut sorted: Vec<(f64, Piece)> = pieces
            .into_iter()
            .map(|piece| (self.nearness(&piece), piece))
            .collect();
        far_first(&mut sorted);
        for (nearness, piece) in &sorted {
            self.draw_piece(canvas, *nearness, piece);
        }
    }

    /// The nearness of a piece's middle; arrows come out before the ball that they start from.
    fn nearness(&self, piece: &Piece) -> f64 {
        let of = |place: &Vector3<f64>| self.view.nearness(place);
        match piece {
            Piece::Face(corners) => corners.iter().map(of).sum::<f64>() / corners.len() as f64,
            Piece::Rod(ends, _) => 0.5 * (of(&ends[0]) + of(&ends[1])),
            Piece::Ball(place, ..) => of(place),
            Piece::Arrow([from, to]) => of(from).max(of(to)) + 0.05 * self.reach,
        }
    }

    /// Draws one piece.
    fn draw_piece(&self, canvas: &mut Canvas, nearness: f64, piece: &Piece) {
        let mist = self.mist(nearness);
        match piece {
            Piece::Face(corners) => {
                let outline: Option<Vec<_>> = corners.iter().map(|c| self.place(c)).collect();
                if let Some(outline) = outline {
                    canvas.face(&outline, CORNER, 0.16);
                }
            }
            Piece::Rod(ends, line) => {
                if let (Some(from), Some(to)) = (self.place(&ends[0]), self.place(&ends[1])) {
                    canvas.polyline(vec![from, to], &misty(line, mist));
                }
            }
            Piece::Ball(place, radius, color) => {
                if let Some(place) = self.place(place) {
                    let color = mix(*color, [255; 3], mist);
                    canvas.sphere(place, radius * self.scale, color);
                }
            }
            Piece::Arrow([from, to]) => {
                if let (Some(from), Some(to)) = (self.place(from), self.place(to)) {
                    canvas.straight_arrow(from, to, &arrow_line());
                }
            }
        }
    }
}

/// The same line, paler.
fn misty(line: &Line, mist: f64) -> Line {
    let byte = |i: usize| u8::from_str_radix(line.color.get(i..i + 2).unwrap_or("00"), 16);
    let color = [1, 3, 5].map(|i| byte(i).unwrap_or(0));
    let [r, g, b] = mix(color, [255; 3], mist);
    Line::full(format!("#{r:02x}{g:02x}{b:02x}"), line.width)
}

/// The directions of x, y and z.
fn triad(canvas: &mut Canvas, view: &View, (x, y): (f64, f64)) {
    for (axis, name) in [
        (Vector3::x(), "x"),
        (Vector3::y(), "y"),
        (Vector3::z(), "z"),
    ] {
        let (right, up) = view.flat(&axis);
        let at = |length: f64| (x + length * right, y - length * up);
        canvas.straight_arrow((x, y), at(19.0), &Line::full(GREY, 1.0));
        let tip = at(25.0);
        canvas.text(
            (tip.0, tip.1 + 3.0),
            name,
            NOTE_SIZE,
            TextAnchor::Middle,
            GREY,
        );
    }
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
    let unit = shown.length_unit;
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
            "the neighbours moved by up to {} {unit}{drawn}",
            significant(longest, 3)
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
    let unit = shown.length_unit;
    let shifted = format!("shifted by {} {unit}", significant(shift, 3));
    match (angle > ROUNDING, beyond_rounding(shift, radius) > 0.0) {
        (true, true) => format!("the core {turned} and {shifted}"),
        (true, false) => format!("the core {turned} in its place"),
        (false, true) => format!("the core {shifted} without turning"),
        (false, false) => "the core stayed as it was".into(),
    }
}
