//! A cage as bodies in space, brought onto the sheet piece by piece, far ones first.

use glassmelt::defect::Defect;
use kuva::render::render::TextAnchor;
use nalgebra::Vector3;

use super::hull::Hull;
use super::view::{View, far_first};
use crate::canvas::colors::mix;
use crate::canvas::{Canvas, Line};
use crate::style::{GREY, NOTE_SIZE};

/// Colours of corners and of neighbours.
pub(super) const CORNER: [u8; 3] = [0, 114, 178];
pub(super) const NEIGHBOUR: [u8; 3] = [225, 165, 60];
/// Colour of displacements.
const ARROW: &str = "#B0006A";
/// Radii of corners and neighbours, of the distance of the nearest ones from each other.
pub(super) const RADII: (f64, f64) = (0.15, 0.17);

/// Corners and neighbours of a configuration.
pub(super) struct Places {
    /// Corners, in the defect's order.
    pub corners: Vec<Vector3<f64>>,
    /// Neighbours, in the defect's order.
    pub neighbours: Vec<Vector3<f64>>,
}

/// What is drawn of a cage, piece by piece.
pub(super) enum Piece {
    /// A translucent face by its corners.
    Face(Vec<Vector3<f64>>),
    /// A piece of an edge or of a bond.
    Rod([Vector3<f64>; 2], Line),
    /// A ball: centre, radius, colour.
    Ball(Vector3<f64>, f64, [u8; 3]),
    /// A displacement from one place to another.
    Arrow([Vector3<f64>; 2]),
}

/// From space to a panel on the sheet.
pub(super) struct Stage {
    /// Where the reader stands.
    pub view: View,
    /// Where the core's centre stands on the sheet, px.
    pub center: (f64, f64),
    /// px for a unit of length.
    pub scale: f64,
    /// Half the depth of the stage, in units of length.
    pub reach: f64,
}

/// Everything of one panel but the arrows.
pub(super) fn pieces(defect: &Defect, places: &Places, bodies: &Hull, near: f64) -> Vec<Piece> {
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
pub(super) fn edge_line() -> Line {
    Line::full("#1B4F72", 3.4)
}

/// Bonds to the cage.
pub(super) fn bond_line() -> Line {
    Line::full("#777777", 1.3)
}

/// Displacements.
pub(super) fn arrow_line() -> Line {
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
    pub(super) fn draw(&self, canvas: &mut Canvas, pieces: Vec<Piece>) {
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
pub(super) fn triad(canvas: &mut Canvas, view: &View, (x, y): (f64, f64)) {
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
