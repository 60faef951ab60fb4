//! Bins not narrower than the cutoff, so that neighbours are looked for in the next bins only.

// Bins, turns and atoms are small whole numbers: the largest are checked below.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use nalgebra::Vector3;

use super::home::{AtHome, shift};
use crate::error::{Error, Result};
use crate::frame::Frame;

/// How many heights of a cell that repeats a cutoff may be long: images then fit in a byte.
const MOST_IMAGES: f64 = 100.0;
/// Bins are wider than the cutoff by this part, so that rounding loses no pair.
const MARGIN: f64 = 1.0 + 1e-9;
/// No more bins than this many an atom.
const BINS_AN_ATOM: f64 = 4.0;

/// So many atoms of neighbouring bins are looked at together.
const RUN: usize = 16;

/// One neighbour of an atom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Which atom.
    pub index: u32,
    /// From the atom to this image of the neighbour.
    pub vector: Vector3<f64>,
    /// Which image of the neighbour, both atoms put back into the cell.
    pub image: [i8; 3],
}

/// The atoms of a frame in bins, to ask for the neighbours within one cutoff.
#[derive(Debug, Clone)]
pub struct CellList {
    home: AtHome,
    squared_cutoff: f64,
    axes: [Axis; 3],
    /// Where each bin begins in `order` and `points`; one more entry than bins.
    starts: Vec<u32>,
    order: Vec<u32>,
    points: Vec<Vector3<f64>>,
}

/// The bins along one vector of the cell.
#[derive(Debug, Clone, Copy)]
struct Axis {
    periodic: bool,
    bins: i32,
    /// The coordinate at which the first bin begins.
    low: f64,
    /// Bins to a coordinate of one.
    scale: f64,
    /// How many bins away a neighbour can be.
    reach: i32,
}

impl CellList {
    /// The atoms of `frame`, to be asked for all within `cutoff` (inclusive, in the unit of length of the file).
    ///
    /// # Errors
    /// When the cutoff is not positive and finite or longer than 100 times the distance between opposite faces
    /// of the cell along a vector that repeats; and those of [`AtHome::of`].
    pub fn new(frame: &Frame, cutoff: f64) -> Result<Self> {
        let home = AtHome::of(frame)?;
        check(&home, cutoff)?;
        let coordinates: Vec<_> = home
            .points
            .iter()
            .map(|r| home.cell.fractional(r))
            .collect();
        let axes = axes(&home, &coordinates, cutoff);
        let bins: Vec<usize> = coordinates.iter().map(|s| flat_bin(&axes, s)).collect();
        let (starts, order) = sorted(&bins, axes.iter().map(|axis| axis.bins as usize).product());
        let points = order.iter().map(|atom| home.points[*atom as usize]);
        Ok(Self {
            points: points.collect(),
            squared_cutoff: cutoff * cutoff,
            home,
            axes,
            starts,
            order,
        })
    }

    /// The atoms put back into their cell.
    pub fn home(&self) -> &AtHome {
        &self.home
    }

    /// Shows all neighbours of an atom to `visit`, in an order that is that of the bins.
    pub fn around(&self, atom: usize, mut visit: impl FnMut(Neighbour)) {
        let centre = self.home.points[atom];
        let [x, y, z] = self.axes;
        let coordinates = self.home.cell.fractional(&centre);
        for (bin_z, turn_z) in z.bins_around(z.bin(coordinates.z)) {
            for (bin_y, turn_y) in y.bins_around(y.bin(coordinates.y)) {
                let row = (bin_z * y.bins as usize + bin_y) * x.bins as usize;
                for (first, last, turn_x) in x.runs_around(x.bin(coordinates.x)) {
                    let image = [turn_x, turn_y, turn_z];
                    self.in_run(
                        row + first..row + last + 2,
                        atom,
                        &centre,
                        image,
                        &mut visit,
                    );
                }
            }
        }
    }

    /// Looks at the atoms of neighbouring bins, one image of them.
    fn in_run(
        &self,
        bins: std::ops::Range<usize>,
        atom: usize,
        centre: &Vector3<f64>,
        image: [i8; 3],
        visit: &mut impl FnMut(Neighbour),
    ) {
        let here = image == [0; 3];
        let away = if here {
            Vector3::zeros()
        } else {
            shift(self.home.cell.vectors(), image)
        };
        let (first, last) = (self.starts[bins.start], self.starts[bins.end - 1]);
        let vector = |place: usize| self.points[place] - centre + away;
        for start in (first as usize..last as usize).step_by(RUN) {
            // Those within reach are noted without a branch: whether an atom is cannot be foreseen.
            let (mut within, mut count) = ([0_usize; RUN], 0);
            for place in start..(start + RUN).min(last as usize) {
                within[count] = place;
                count += usize::from(vector(place).norm_squared() <= self.squared_cutoff);
            }
            for place in &within[..count] {
                let index = self.order[*place];
                if !(here && index as usize == atom) {
                    visit(Neighbour {
                        index,
                        vector: vector(*place),
                        image,
                    });
                }
            }
        }
    }
}

impl Axis {
    /// The bin of a coordinate.
    fn bin(&self, s: f64) -> i32 {
        (((s - self.low) * self.scale) as i32).clamp(0, self.bins - 1)
    }

    /// The bins within reach, and how often the cell is left on the way to each.
    fn bins_around(&self, bin: i32) -> impl Iterator<Item = (usize, i8)> + use<> {
        let Self { bins, periodic, .. } = *self;
        (bin - self.reach..=bin + self.reach)
            .filter(move |other| periodic || (0..bins).contains(other))
            .map(move |other| {
                (
                    other.rem_euclid(bins) as usize,
                    other.div_euclid(bins) as i8,
                )
            })
    }

    /// The same as runs of bins side by side: the first, the last, the turns.
    fn runs_around(&self, bin: i32) -> impl Iterator<Item = (usize, usize, i8)> + use<> {
        let Self { bins, .. } = *self;
        let (low, high) = (bin - self.reach, bin + self.reach);
        let turns = if self.periodic {
            low.div_euclid(bins)..=high.div_euclid(bins)
        } else {
            0..=0
        };
        turns.map(move |turn| {
            let first = (low - turn * bins).max(0) as usize;
            let last = (high - turn * bins).min(bins - 1) as usize;
            (first, last, turn as i8)
        })
    }
}

fn check(home: &AtHome, cutoff: f64) -> Result<()> {
    let periodic = home.cell.periodic();
    let heights = home.cell.heights().into_iter().zip(periodic);
    let smallest = heights
        .filter(|(_, repeats)| *repeats)
        .fold(f64::INFINITY, |least, (h, _)| least.min(h));
    if cutoff.is_finite() && cutoff > 0.0 && cutoff <= MOST_IMAGES * smallest {
        return Ok(());
    }
    Err(Error::Domain {
        name: "cutoff",
        value: cutoff,
        domain: "positive, finite and at most 100 times the smallest height of the cell",
    })
}

/// Bins along each vector: as many as the cutoff allows, then fewer until there are not many more than atoms.
fn axes(home: &AtHome, coordinates: &[Vector3<f64>], cutoff: f64) -> [Axis; 3] {
    let heights = home.cell.heights();
    let extents: [(f64, f64); 3] = std::array::from_fn(|axis| {
        if home.cell.periodic()[axis] {
            (0.0, 1.0)
        } else {
            extent(coordinates, axis)
        }
    });
    let most = (BINS_AN_ATOM * coordinates.len() as f64).max(1.0);
    let mut bins: [f64; 3] = std::array::from_fn(|axis| {
        (extents[axis].1 * heights[axis] / (cutoff * MARGIN))
            .floor()
            .clamp(1.0, most)
    });
    while bins.iter().product::<f64>() > most {
        let longest = if bins[0] >= bins[1].max(bins[2]) {
            0
        } else if bins[1] >= bins[2] {
            1
        } else {
            2
        };
        bins[longest] = (bins[longest] / 2.0).floor().max(1.0);
    }
    std::array::from_fn(|axis| {
        let (low, length) = extents[axis];
        let scale = if length > 0.0 {
            bins[axis] / length
        } else {
            0.0
        };
        let reach = (cutoff * MARGIN / heights[axis] * scale).ceil();
        let periodic = home.cell.periodic()[axis];
        Axis {
            periodic,
            bins: bins[axis] as i32,
            low,
            scale,
            reach: if periodic {
                reach
            } else {
                reach.min(bins[axis])
            } as i32,
        }
    })
}

/// The least coordinate of the atoms along a vector, and how far they spread.
fn extent(coordinates: &[Vector3<f64>], axis: usize) -> (f64, f64) {
    let range = coordinates
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), s| {
            (low.min(s[axis]), high.max(s[axis]))
        });
    if range.0 <= range.1 {
        (range.0, (range.1 - range.0).min(f64::MAX))
    } else {
        (0.0, 0.0)
    }
}

fn flat_bin(axes: &[Axis; 3], s: &Vector3<f64>) -> usize {
    let bin = |axis: usize| axes[axis].bin(s[axis]) as usize;
    (bin(2) * axes[1].bins as usize + bin(1)) * axes[0].bins as usize + bin(0)
}

/// Atoms sorted by bin, those of one bin in their order: where each bin begins, and which atoms.
fn sorted(bins: &[usize], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; count + 1];
    for bin in bins {
        starts[bin + 1] += 1;
    }
    for bin in 0..count {
        starts[bin + 1] += starts[bin];
    }
    let (mut next, mut order) = (starts.clone(), vec![0_u32; bins.len()]);
    for (atom, bin) in bins.iter().enumerate() {
        order[next[*bin] as usize] = atom as u32;
        next[*bin] += 1;
    }
    (starts, order)
}
