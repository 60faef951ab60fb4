//! Crystals, random numbers from a counter, and frames moved by a field: what several tests need.
#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

use glassmelt_trajectory::{Cell, Dimension, Frame};
use nalgebra::{Matrix3, Vector3};

/// Numbers between 0 and 1 from a counter (splitmix64).
pub fn random(counter: u64) -> f64 {
    let mut z = counter.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// A vector with components of variance 1, uniform in a cube.
pub fn noise(seed: u64, atom: usize) -> Vector3<f64> {
    let component = |axis| 12.0_f64.sqrt() * (random(seed + 3 * atom as u64 + axis) - 0.5);
    Vector3::new(component(0), component(1), component(2))
}

/// fcc with cubes of side 1, in space.
pub fn fcc(cubes: usize) -> Frame {
    let mut frame = Frame::empty();
    frame.cell = Cell::orthorhombic([cubes as f64; 3]).ok();
    let basis = [
        [0.0, 0.0, 0.0],
        [0.0, 0.5, 0.5],
        [0.5, 0.0, 0.5],
        [0.5, 0.5, 0.0],
    ];
    for cube in 0..cubes.pow(3) {
        let corner = [cube % cubes, cube / cubes % cubes, cube / cubes.pow(2)];
        let corner = Vector3::from(corner.map(|x| x as f64));
        frame
            .positions
            .extend(basis.iter().map(|b| corner + Vector3::from(*b)));
    }
    frame
}

/// A triangular lattice with side 1, in a plane.
pub fn triangular(rows: usize) -> Frame {
    let mut frame = Frame::empty();
    frame.dimension = Dimension::Two;
    let side = rows as f64;
    let vectors = [
        Vector3::new(side, 0.0, 0.0),
        Vector3::new(0.5 * side, 0.75_f64.sqrt() * side, 0.0),
        Vector3::z(),
    ];
    frame.cell = Cell::new(vectors, Vector3::zeros(), [true, true, false]).ok();
    for atom in 0..rows * rows {
        let (i, j) = ((atom % rows) as f64, (atom / rows) as f64);
        frame
            .positions
            .push(Vector3::new(i + 0.5 * j, 0.75_f64.sqrt() * j, 0.0));
    }
    frame
}

/// The frame after a displacement that knows the atom and its place.
pub fn displaced(frame: &Frame, u: impl Fn(usize, &Vector3<f64>) -> Vector3<f64>) -> Frame {
    let mut later = frame.clone();
    for (atom, r) in later.positions.iter_mut().enumerate() {
        *r += u(atom, r);
    }
    later
}

/// The frame and its cell after a homogeneous deformation.
pub fn deformed(frame: &Frame, f: &Matrix3<f64>) -> Frame {
    let mut later = frame.clone();
    for r in &mut later.positions {
        *r = f * *r;
    }
    later.cell = frame.cell.and_then(|cell| {
        let columns = [0, 1, 2].map(|axis| f * cell.vectors().column(axis));
        Cell::new(columns, f * cell.origin(), cell.periodic()).ok()
    });
    later
}
