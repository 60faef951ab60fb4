//! Who is near whom: rotors sorted into small boxes of the periodic cell.

use nalgebra::Vector3;

use crate::cell::Cell;

/// Positions in boxes along x, y, z.
pub(super) struct Boxes {
    cell: Cell,
    positions: Vec<Vector3<f64>>,
    /// The same inside the cell.
    inside: Vec<Vector3<f64>>,
    counts: [usize; 3],
    starts: Vec<usize>,
    members: Vec<usize>,
}

impl Boxes {
    /// Boxes with sides of about half the `range` of what is asked later, but not many more than positions.
    pub(super) fn new(cell: &Cell, positions: &[Vector3<f64>], range: f64) -> Self {
        let spacing = (cell.volume() / positions.len().max(1) as f64).cbrt();
        let side = spacing.max(0.5 * range);
        let counts: [usize; 3] =
            std::array::from_fn(|axis| at_least_one(cell.sides()[axis] / side));
        let inside: Vec<_> = positions.iter().map(|r| wrapped(cell, r)).collect();
        let mut boxes = Self {
            cell: *cell,
            positions: positions.to_vec(),
            inside,
            counts,
            starts: vec![0; counts.iter().product::<usize>() + 1],
            members: Vec::new(),
        };
        boxes.sort();
        boxes
    }

    fn sort(&mut self) {
        let homes: Vec<usize> = self
            .inside
            .iter()
            .map(|r| self.number(self.home(r)))
            .collect();
        self.members = (0..homes.len()).collect();
        self.members.sort_by_key(|&member| homes[member]);
        for home in homes {
            self.starts[home + 1] += 1;
        }
        for i in 1..self.starts.len() {
            self.starts[i] += self.starts[i - 1];
        }
    }

    fn home(&self, r: &Vector3<f64>) -> [usize; 3] {
        std::array::from_fn(|axis| {
            let count = self.counts[axis];
            let place = whole(r[axis] / self.cell.sides()[axis] * count as f64);
            place.min(count - 1)
        })
    }

    fn number(&self, [x, y, z]: [usize; 3]) -> usize {
        (x * self.counts[1] + y) * self.counts[2] + z
    }

    pub(super) fn positions(&self) -> &[Vector3<f64>] {
        &self.positions
    }

    /// The positions inside the cell.
    pub(super) fn inside(&self) -> &[Vector3<f64>] {
        &self.inside
    }

    /// Each image within the `range` of a rotor, as the number of its rotor and the vector from it; the rotor
    /// itself, but not its images, left out. Between two rotors the vectors of both are opposite to the last
    /// digit.
    pub(super) fn neighbours(
        &self,
        rotor: usize,
        range: f64,
        mut visit: impl FnMut(usize, Vector3<f64>),
    ) {
        let sides = self.cell.sides();
        let home = self.home(&self.inside[rotor]);
        let along: [Vec<(usize, f64)>; 3] = std::array::from_fn(|axis| {
            let count = self.counts[axis];
            let reach = at_least_one((range / sides[axis] * count as f64).ceil()).cast_signed();
            let place = |step: isize| {
                let (here, count) = (home[axis].cast_signed() + step, count.cast_signed());
                let turns = here.div_euclid(count);
                (
                    here.rem_euclid(count).unsigned_abs(),
                    turns as f64 * sides[axis],
                )
            };
            (-reach..=reach).map(place).collect()
        });
        let within = range * range;
        for &(x, shift_x) in &along[0] {
            for &(y, shift_y) in &along[1] {
                for &(z, shift_z) in &along[2] {
                    let number = self.number([x, y, z]);
                    let shift = Vector3::new(shift_x, shift_y, shift_z);
                    let from = self.inside[rotor] - shift;
                    for &other in &self.members[self.starts[number]..self.starts[number + 1]] {
                        let r = from - self.inside[other];
                        if r.norm_squared() <= within * (1.0 + 1e-9) {
                            let r = self.exactly(rotor, other, &r);
                            let itself = other == rotor && r == Vector3::zeros();
                            if !itself && r.norm_squared() <= within {
                                visit(other, r);
                            }
                        }
                    }
                }
            }
        }
    }

    /// The difference of the positions as given plus whole sides, where `r` is the same but for rounding.
    fn exactly(&self, rotor: usize, other: usize, r: &Vector3<f64>) -> Vector3<f64> {
        let apart = self.positions[rotor] - self.positions[other];
        apart.zip_zip_map(r, &self.cell.sides(), |apart, r, side| {
            apart + side * ((r - apart) / side).round()
        })
    }
}

/// The whole part of a number that is not negative.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // what is meant
pub(super) fn whole(number: f64) -> usize {
    number as usize
}

fn at_least_one(number: f64) -> usize {
    whole(number).max(1)
}

/// The image between zero and the sides.
fn wrapped(cell: &Cell, r: &Vector3<f64>) -> Vector3<f64> {
    r.zip_map(&cell.sides(), |x, side| {
        let inside = x - side * (x / side).floor();
        if inside < side { inside.max(0.0) } else { 0.0 }
    })
}
