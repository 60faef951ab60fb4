//! The energy of a pair over all directions of the line between them, exact and printed side by side.

use kuva::render::render::TextAnchor;
use nalgebra::Vector3;

use super::sphere::{COLUMNS, ROWS, angles, direction, hammer, mean_over_directions};
use crate::canvas::contour::Grid;
use crate::canvas::field::bar_width;
use crate::canvas::scale::with_unit;
use crate::canvas::{Canvas, Frame, Line, Scale, text};
use crate::figures::Figure;
use crate::number::significant;
use crate::style::{GREY, INK, LABEL_SIZE, NOTE_SIZE, PAGE};

/// Space above a map and below it, px.
const TOP: f64 = 30.0;
const BELOW: f64 = 44.0;
const GAP: f64 = 16.0;

/// What a figure of a pair's energy shows.
pub struct PairMap<'a> {
    /// The figure's word, unlike that of any other figure of its page.
    pub name: &'static str,
    /// Headings of the maps, such as `exact, Eq. 9` and `printed, Eq. 10`.
    pub headings: [&'a str; 2],
    /// The energies of the pair against the unit vector from the first defect to the second.
    pub energies: [&'a dyn Fn(Vector3<f64>) -> f64; 2],
    /// The unit of energies, such as `eV`, or that of a reduced energy.
    pub energy_unit: &'a str,
    /// An energy that is nothing: a pair whose energies are all smaller has a blank map.
    pub nothing: f64,
    /// What the pair is and how far apart, for the caption; ends with a full stop.
    pub pair: &'a str,
}

/// One map, with what is told of it.
struct Map {
    grid: Grid,
    least: Extreme,
    most: Extreme,
    mean: f64,
}

/// A smallest or largest energy and where it stands on the grid.
#[derive(Clone, Copy)]
struct Extreme {
    energy: f64,
    place: (f64, f64),
}

/// The energies of a pair over directions, on Hammer's equal-area maps of the sphere, one scale for both.
///
/// The z axis is at the top, the x axis in the middle, the y axis to the right of it. Smallest and
/// largest energies are marked; the mean over directions is told beneath each map.
pub fn pair_map(shown: &PairMap) -> Figure {
    let maps = shown.energies.map(|energy| Map::of(energy, shown.nothing));
    let all = maps
        .iter()
        .flat_map(|map| map.grid.values().iter().copied());
    let scale = Scale::signed(all);
    let bar = bar_width(scale) + GAP;
    let width = 0.5 * (PAGE - bar - 2.0 * GAP);
    let mut canvas = Canvas::new(shown.name, PAGE, TOP + 0.5 * width + BELOW);
    for (i, map) in maps.iter().enumerate() {
        let frame = Frame {
            left: 0.5 * GAP + i as f64 * (width + GAP),
            top: TOP,
            width,
            height: 0.5 * width,
        };
        draw_map(&mut canvas, frame, map, scale);
        let heading = format!("({}) {}", ["a", "b"][i], shown.headings[i]);
        let place = (frame.left, TOP - 16.0);
        canvas.text(place, heading, LABEL_SIZE, TextAnchor::Start, INK);
        let words = format!(
            "mean {}, least {}, most {}",
            number(map.mean),
            number(map.least.energy),
            number(map.most.energy)
        );
        let words = with_unit(&words, 0, shown.energy_unit);
        let place = (frame.left + 0.5 * width, frame.bottom() + 28.0);
        let fits = text::width(&words, f64::from(LABEL_SIZE)) <= width;
        let size = if fits { LABEL_SIZE } else { NOTE_SIZE };
        canvas.text(place, words, size, TextAnchor::Middle, INK);
    }
    let label = with_unit("energy", scale.unit(), shown.energy_unit);
    let left = GAP + 2.0 * (width + GAP) - 4.0;
    canvas.color_bar((left, TOP, TOP + 0.5 * width), scale, &label);
    Figure {
        name: shown.name,
        title: "Energy of a pair over directions".into(),
        caption: caption(shown, &maps),
        canvas,
    }
}

/// Three digits of an energy.
fn number(value: f64) -> String {
    if value == 0.0 {
        "0".into()
    } else {
        significant(value, 3)
    }
}

impl Map {
    /// The energies on the grid of directions; those smaller than `nothing` are zero.
    fn of(energy: &dyn Fn(Vector3<f64>) -> f64, nothing: f64) -> Self {
        let blank = |value: f64| if value.abs() < nothing { 0.0 } else { value };
        let grid = Grid::from_fn(COLUMNS, ROWS, |column, row| {
            blank(energy(direction(column as f64, row as f64)))
        });
        let values = grid.values();
        let place = |i: usize| ((i % COLUMNS) as f64, (i / COLUMNS) as f64);
        let extreme = |sign: f64| {
            let known = (0..values.len()).filter(|&i| !values[i].is_nan());
            let best = known.max_by(|&i, &j| (sign * values[i]).total_cmp(&(sign * values[j])));
            best.map_or(
                Extreme {
                    energy: f64::NAN,
                    place: (0.0, 0.0),
                },
                |i| Extreme {
                    energy: values[i],
                    place: place(i),
                },
            )
        };
        Self {
            least: extreme(-1.0),
            most: extreme(1.0),
            mean: rounded(mean_over_directions(energy), &grid, nothing),
            grid,
        }
    }

    /// Whether some directions have no energy.
    fn has_gaps(&self) -> bool {
        self.grid.values().iter().any(|value| value.is_nan())
    }

    /// Whether directions differ by more than rounding.
    fn varies(&self) -> bool {
        let size = self.least.energy.abs().max(self.most.energy.abs());
        self.most.energy - self.least.energy > 1e-9 * size
    }

    /// Whether there is nothing to see.
    fn is_blank(&self) -> bool {
        self.least.energy == 0.0 && self.most.energy == 0.0
    }
}

/// A mean without what rounding leaves of energies that cancel.
fn rounded(mean: f64, grid: &Grid, nothing: f64) -> f64 {
    let sizes = grid.values().iter().map(|v| v.abs());
    let largest = sizes.filter(|v| v.is_finite()).fold(0.0, f64::max);
    if mean.abs() < nothing.max(1e-12 * largest) {
        0.0
    } else {
        mean
    }
}

/// A map with its lines of equal angle, its axes and its extremes.
fn draw_map(canvas: &mut Canvas, frame: Frame, map: &Map, scale: Scale) {
    let to_sheet = |column: f64, row: f64| {
        let (x, y) = hammer(angles(column, row));
        (
            frame.left + 0.5 * frame.width * (1.0 + x),
            frame.top + 0.5 * frame.height * (1.0 - y),
        )
    };
    canvas.heat_map(&map.grid, scale, &to_sheet);
    let (columns, rows) = map.grid.last();
    let fine = Line::full("#9a9a9a", 0.35);
    // Every 45 degrees around and every 30 up, so that the axes stand on crossings.
    for part in 1..6 {
        let row = rows * f64::from(part) / 6.0;
        let line = (0..COLUMNS).map(|c| to_sheet(c as f64, row)).collect();
        canvas.polyline(line, &fine);
    }
    for part in 1..8 {
        let column = columns * f64::from(part) / 8.0;
        let line = (0..ROWS).map(|r| to_sheet(column, r as f64)).collect();
        canvas.polyline(line, &fine);
    }
    if !map.is_blank() {
        let zero = Line::full(GREY, 0.8);
        canvas.contours(&map.grid, scale, [0.0], &to_sheet, &zero);
    }
    let east = (0..ROWS).map(|r| to_sheet(columns, r as f64));
    let west = (0..ROWS).rev().map(|r| to_sheet(0.0, r as f64));
    canvas.polyline(east.chain(west).collect(), &Line::full(INK, 0.75));
    for (name, (part_across, part_up), shift) in AXES {
        let (x, y) = to_sheet(columns * part_across, rows * part_up);
        canvas.label_on((x, y + shift), name, NOTE_SIZE);
    }
    if map.varies() {
        for (extreme, fill) in [(map.least, "#ffffff"), (map.most, INK)] {
            if extreme.energy.is_finite() {
                let (column, row) = extreme.place;
                canvas.cover(to_sheet(column, row), 3.0, fill, INK);
            }
        }
    }
}

/// The axes on the map: name, place as parts of the grid across and up, shift of the text's baseline.
const AXES: [(&str, (f64, f64), f64); 5] = [
    ("z", (0.5, 1.0), -4.0),
    ("−z", (0.5, 0.0), 11.0),
    ("x", (0.5, 0.5), 12.0),
    ("y", (0.75, 0.5), 12.0),
    ("−y", (0.25, 0.5), 12.0),
];

/// How to read it.
fn caption(shown: &PairMap, maps: &[Map; 2]) -> String {
    let blank = match (maps[0].is_blank(), maps[1].is_blank()) {
        (true, true) => " Both maps are blank: no direction costs or gives any energy.",
        (true, false) => " Map (a) is blank: there no direction costs or gives any energy.",
        (false, true) => " Map (b) is blank: there no direction costs or gives any energy.",
        (false, false) => "",
    };
    let gaps = if maps.iter().any(Map::has_gaps) {
        " Grey: no number."
    } else {
        ""
    };
    format!(
        "The energy of a pair for every direction of the line from the first to the second, on the whole \
         sphere of directions; equal areas of a map are equal shares of the directions. {} (a) {}; (b) \
         {}. Red: the pair costs energy; blue: it gains; white: none (on the thick grey line it changes \
         sign). Open dot: a direction of least energy; full dot: one of the most.{gaps}{blank} The mean over \
         all directions is told below each map: it is zero for the exact energy of two dipoles in an \
         infinite medium.",
        shown.pair, shown.headings[0], shown.headings[1]
    )
}
