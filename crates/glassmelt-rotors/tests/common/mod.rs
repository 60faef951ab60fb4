//! Scattered dipoles and places, and how answers are compared.
#![allow(dead_code)] // each test binary uses its own part of it

pub(crate) mod slabs;
pub(crate) mod threads;

use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::random::{Purpose, Seed};
use glassmelt_rotors::{Boundary, Cell, Ewald, Interaction, Splitting};
use nalgebra::{Rotation3, Vector3};

/// Numbers without order, the same in each run (Weyl's sequence, stirred as in splitmix64).
pub(crate) struct Scatter(pub(crate) u64);

impl Scatter {
    /// Between -1 and 1.
    pub(crate) fn number(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let once = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let twice = (once ^ (once >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let whole = (twice ^ (twice >> 31)) >> 11;
        whole as f64 / (1_u64 << 52) as f64 - 1.0
    }

    pub(crate) fn vector(&mut self) -> Vector3<f64> {
        Vector3::from_fn(|_, _| self.number())
    }

    /// With a trace.
    pub(crate) fn tensor(&mut self) -> SymmetricTensor {
        SymmetricTensor::from_components(std::array::from_fn(|_| self.number()))
    }

    pub(crate) fn tensors(&mut self, count: usize) -> Vec<SymmetricTensor> {
        (0..count).map(|_| self.tensor()).collect()
    }

    /// Somewhere in the cell, each at least a tenth of its shortest side from the others.
    pub(crate) fn places(&mut self, cell: &Cell, count: usize) -> Vec<Vector3<f64>> {
        let mut places: Vec<Vector3<f64>> = Vec::new();
        while places.len() < count {
            let place = self.vector().component_mul(&cell.sides());
            let near = |other: &Vector3<f64>| cell.nearest(&(place - other)).norm();
            if places.iter().all(|p| near(p) > 0.1 * cell.sides().min()) {
                places.push(place);
            }
        }
        places
    }
}

pub(crate) fn medium(lambda: f64, mu: f64) -> Medium {
    Medium::new(lambda, mu).expect("stable")
}

pub(crate) fn ewald(medium: Medium, cell: Cell, splitting: f64) -> Ewald {
    Ewald::new(
        medium,
        cell,
        Splitting::new(splitting, 1e-16).expect("in its domain"),
    )
    .expect("short enough sums")
}

/// The largest strain of an answer.
pub(crate) fn largest_strain(answer: &Interaction) -> f64 {
    answer.strains.iter().fold(0.0, |m, e| e.norm().max(m))
}

/// The largest difference of energies and strains, relative to the largest strain and to the sum of
/// `|Q| |strain|`.
pub(crate) fn difference(found: &Interaction, expected: &Interaction) -> f64 {
    assert_eq!(found.strains.len(), expected.strains.len());
    let scale = largest_strain(expected);
    let pairs = found.strains.iter().zip(&expected.strains);
    let strains = pairs.fold(0.0_f64, |m, (x, y)| m.max((*x - *y).norm()));
    let energy = (found.energy - expected.energy).abs() / found.strains.len() as f64;
    (strains / scale).max(energy / scale)
}

/// `-dH/dw` for rotations of each dipole about x, y, z, by differences of fourth order.
pub(crate) fn torques_by_differences(
    dipoles: &[SymmetricTensor],
    energy: impl Fn(&[SymmetricTensor]) -> f64,
) -> Vec<Vector3<f64>> {
    let step = 2e-3;
    let turned = |index: usize, axis: usize, angle: f64| {
        let mut all = dipoles.to_vec();
        let rotation = Rotation3::new(Vector3::ith(axis, angle));
        all[index] = all[index].rotated(rotation.matrix());
        energy(&all)
    };
    let slope = |index: usize, axis: usize| {
        let rise = |angle: f64| turned(index, axis, angle) - turned(index, axis, -angle);
        (8.0 * rise(step) - rise(2.0 * step)) / (12.0 * step)
    };
    (0..dipoles.len())
        .map(|index| -Vector3::from_fn(|axis, _| slope(index, axis)))
        .collect()
}

/// One of each kind.
pub(crate) fn boundaries(scatter: &mut Scatter) -> [Boundary; 4] {
    [
        Boundary::CLAMPED,
        Boundary::FREE,
        Boundary::Strain(scatter.tensor()),
        Boundary::Stress(scatter.tensor()),
    ]
}

/// Places at random, no two within the hard core 1 (random sequential addition).
pub(crate) fn hard_core_places(cell: &Cell, count: usize, sample: u32) -> Vec<Vector3<f64>> {
    let stream = Seed(31).stream(Purpose::Places, sample, 0);
    let mut places: Vec<Vector3<f64>> = Vec::new();
    for trial in 0..1_000_000 {
        let mut draws = stream.of(trial);
        let part = Vector3::from_fn(|_, _| draws.uniform());
        let place = part.component_mul(&cell.sides());
        if places
            .iter()
            .all(|p| cell.nearest(&(place - p)).norm() >= 1.0)
        {
            places.push(place);
        }
        if places.len() == count {
            return places;
        }
    }
    panic!("no room for {count} hard cores");
}

/// The tensor without trace that has these shear components.
pub(crate) fn of_shears(c: &[f64]) -> SymmetricTensor {
    let (root2, root6) = (2.0_f64.sqrt(), 6.0_f64.sqrt());
    SymmetricTensor::from_components([
        c[0] / root2 - c[1] / root6,
        -c[0] / root2 - c[1] / root6,
        2.0 * c[1] / root6,
        c[2] / root2,
        c[3] / root2,
        c[4] / root2,
    ])
}
