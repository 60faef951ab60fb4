//! The strain around a dipole in slices through it.

use glassmelt::medium::Separation;
use glassmelt::{Medium, SymmetricTensor};
use kuva::render::render::TextAnchor;
use nalgebra::Vector3;

use crate::canvas::contour::Grid;
use crate::canvas::field::bar_width;
use crate::canvas::scale::with_unit;
use crate::canvas::{Axis, Canvas, Frame, Line, Panel, Scale};
use crate::defect::told;
use crate::figures::Figure;
use crate::style::{COLUMN, GREY, INK, LABEL_SIZE, NOTE_SIZE, PAGE};

/// Nodes along each side of a slice.
const NODES: usize = 121;
/// Space above the panels, below them, and between.
const TOP: f64 = 24.0;
const BELOW: f64 = 40.0;
const GAP: f64 = 10.0;
/// Side of the largest slice, px.
const LARGEST: f64 = 250.0;
/// The part of the core's radius inside which the strain is not evaluated: it is hidden anyway.
const HIDDEN: f64 = 0.7;

/// Parts of a strain smaller than this part of it are what rounding leaves of zero.
const ROUNDING: f64 = 1e-13;

/// A slice through the dipole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    /// Unit vector to the right.
    pub right: Vector3<f64>,
    /// Unit vector upwards, at a right angle to the other.
    pub up: Vector3<f64>,
    /// Names of the two directions, such as `x` and `z`.
    pub names: [&'static str; 2],
}

impl Plane {
    /// z = 0.
    pub const XY: Self = Self::of([1.0, 0.0, 0.0], [0.0, 1.0, 0.0], ["x", "y"]);
    /// y = 0.
    pub const XZ: Self = Self::of([1.0, 0.0, 0.0], [0.0, 0.0, 1.0], ["x", "z"]);
    /// x = 0.
    pub const YZ: Self = Self::of([0.0, 1.0, 0.0], [0.0, 0.0, 1.0], ["y", "z"]);

    const fn of(right: [f64; 3], up: [f64; 3], names: [&'static str; 2]) -> Self {
        Self {
            right: Vector3::new(right[0], right[1], right[2]),
            up: Vector3::new(up[0], up[1], up[2]),
            names,
        }
    }
}

/// Which number of the strain is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrainMeasure {
    /// The length of the deviator, `sqrt(e:e)`, on a logarithmic scale; von Mises' equivalent strain is
    /// `sqrt(2/3)` times it.
    Deviator,
    /// The trace: how much larger a volume has become, on a scale with a sign.
    Dilatation,
    /// A component by its place in xx, yy, zz, yz, xz, xy, on a scale with a sign; others than 0 to 5
    /// count as 5.
    Component(usize),
}

impl StrainMeasure {
    /// The number of a strain; zero where only rounding is left of it.
    fn of(self, strain: &SymmetricTensor) -> f64 {
        let value = match self {
            Self::Deviator => strain.deviator().norm(),
            Self::Dilatation => strain.trace(),
            Self::Component(i) => strain.components()[i.min(5)],
        };
        if value.abs() < ROUNDING * strain.norm() {
            0.0
        } else {
            value
        }
    }

    /// Its name on the colour bar.
    fn label(self) -> &'static str {
        match self {
            Self::Deviator => "strain deviator |e|",
            Self::Dilatation => "dilatation tr u",
            Self::Component(i) => [
                "strain u_{xx}",
                "strain u_{yy}",
                "strain u_{zz}",
                "strain u_{yz}",
                "strain u_{xz}",
                "strain u_{xy}",
            ][i.min(5)],
        }
    }

    /// The scale of its values, as many as are drawn.
    fn scale(self, values: impl IntoIterator<Item = f64>) -> Scale {
        match self {
            Self::Deviator => Scale::powers(values),
            Self::Dilatation | Self::Component(_) => Scale::signed_powers(values),
        }
    }
}

/// What a figure of slices shows.
#[derive(Debug, Clone, Copy)]
pub struct StrainSlices<'a> {
    /// The figure's word, unlike that of any other figure of its page.
    pub name: &'static str,
    /// The medium around the dipole.
    pub medium: &'a Medium,
    /// The energy dipole Q, in the medium's unit of modulus times `length_unit` cubed.
    pub dipole: &'a SymmetricTensor,
    /// Radius of the core, inside which there is no continuum: positive.
    pub core: f64,
    /// Half the side of a slice, larger than the core.
    pub reach: f64,
    /// What is drawn.
    pub measure: StrainMeasure,
    /// Up to three slices.
    pub planes: &'a [Plane],
    /// The unit of lengths, such as `nm`.
    pub length_unit: &'a str,
}

/// The strain of a dipole in the medium, Eqs. 7 and 8, in slices through it with one common colour bar.
///
/// The core is covered. Lines are drawn where the colour bar has its ticks.
pub fn strain_slices(shown: &StrainSlices) -> Figure {
    let planes = &shown.planes[..shown.planes.len().min(3)];
    let grids: Vec<Grid> = planes.iter().map(|plane| slice(shown, plane)).collect();
    let outside = grids.iter().flat_map(|grid| seen(shown, grid));
    let scale = shown.measure.scale(outside);
    let axis = |name: &str| {
        let label = with_unit(name, 0, shown.length_unit);
        Axis::exactly(label, (-shown.reach, shown.reach), 4)
    };
    let left = Canvas::left_of(&axis("x"));
    let bar = bar_width(scale) + GAP + 4.0;
    let count = planes.len().max(1) as f64;
    let width = if planes.len() < 2 { COLUMN } else { PAGE };
    let side = ((width - bar) / count - left - GAP).min(LARGEST);
    let mut canvas = Canvas::new(shown.name, width, TOP + side + BELOW);
    for (i, (plane, grid)) in planes.iter().zip(&grids).enumerate() {
        let frame = Frame {
            left: left + i as f64 * (left + side + GAP),
            top: TOP,
            width: side,
            height: side,
        };
        let panel = canvas.panel(frame, &axis(plane.names[0]), &axis(plane.names[1]));
        draw_slice(&mut canvas, &panel, shown, grid, scale);
        let heading = format!(
            "({}) {}{} plane",
            ["a", "b", "c"][i],
            plane.names[0],
            plane.names[1]
        );
        let place = (frame.left, TOP - 8.0);
        canvas.text(place, heading, LABEL_SIZE, TextAnchor::Start, INK);
    }
    let bar_left = count * (left + side + GAP) + 4.0;
    canvas.color_bar((bar_left, TOP, TOP + side), scale, shown.measure.label());
    Figure {
        name: shown.name,
        title: "Strain around the dipole".into(),
        caption: caption(shown),
        canvas,
    }
}

/// The numbers of a slice.
fn slice(shown: &StrainSlices, plane: &Plane) -> Grid {
    Grid::from_fn(NODES, NODES, |column, row| {
        let place = plane.right * coordinate(shown, column) + plane.up * coordinate(shown, row);
        let least = HIDDEN * shown.core;
        let outward = place.try_normalize(0.0).unwrap_or(plane.right);
        let r = Separation::new(outward * place.norm().max(least));
        r.map_or(f64::NAN, |r| {
            shown.measure.of(&shown.medium.strain(shown.dipole, &r))
        })
    })
}

/// Where a node stands, from the dipole.
fn coordinate(shown: &StrainSlices, node: usize) -> f64 {
    shown.reach * (2.0 * node as f64 / (NODES - 1) as f64 - 1.0)
}

/// The numbers outside the core.
fn seen(shown: &StrainSlices, grid: &Grid) -> Vec<f64> {
    let outside = |i: &usize| {
        let (x, y) = (coordinate(shown, i % NODES), coordinate(shown, i / NODES));
        x.hypot(y) >= shown.core
    };
    let values = grid.values();
    (0..values.len())
        .filter(outside)
        .map(|i| values[i])
        .collect()
}

/// The map, its lines and the covered core.
fn draw_slice(canvas: &mut Canvas, panel: &Panel, shown: &StrainSlices, grid: &Grid, scale: Scale) {
    let frame = panel.frame;
    let last = (NODES - 1) as f64;
    let to_sheet = |column: f64, row: f64| {
        (
            frame.left + frame.width * column / last,
            frame.bottom() - frame.height * row / last,
        )
    };
    let middle = to_sheet(0.5 * last, 0.5 * last);
    let radius = 0.5 * frame.width * shown.core / shown.reach;
    let line = Line::full("#ffffff", 0.5);
    let dark = Line::full(GREY, 0.5);
    canvas.inside(frame, |canvas| {
        canvas.heat_map(grid, scale, &to_sheet);
        let line = if shown.measure == StrainMeasure::Deviator {
            &line
        } else {
            &dark
        };
        let lines = scale
            .ticks()
            .into_iter()
            .map(|(v, _)| v)
            .filter(|v| *v != 0.0);
        canvas.contours(grid, scale, lines, &to_sheet, line);
        canvas.cover(middle, radius, "#f2f2f2", INK);
    });
    if radius > 12.0 {
        let place = (middle.0, middle.1 + 3.0);
        canvas.text(place, "core", NOTE_SIZE, TextAnchor::Middle, GREY);
    }
    canvas.outline(frame);
}

/// How to read it.
fn caption(shown: &StrainSlices) -> String {
    let what = match shown.measure {
        StrainMeasure::Deviator => {
            "The length |e| = sqrt(e:e) of the strain's deviator e: how strongly the dipole shears the medium \
             around it"
        }
        StrainMeasure::Dilatation => {
            "The dilatation: where the dipole expands (red) or compresses (blue) the medium around it"
        }
        StrainMeasure::Component(_) => {
            "One component of the strain that the dipole makes in the medium around it, red where it is \
             positive and blue where it is negative"
        }
    };
    let scale = match shown.measure {
        StrainMeasure::Deviator => {
            "The scale is logarithmic, and what lies below its end is as dark as its end"
        }
        _ => {
            "The scale is logarithmic but for the smallest hundredth, where it is even through zero"
        }
    };
    format!(
        "{what}, in slices through it. {scale}; thin lines are drawn at the ticks of the colour bar. \
         The strain falls as 1/r^{{3}}. Inside the covered core, up to {}, there is no continuum \
         to strain.",
        told(shown.core, shown.length_unit)
    )
}
