//! Rotors as extended XYZ, which OVITO opens and ASE reads: places, orientations, dipoles.

use std::fmt::Write as _;

use glassmelt_rotors::{Cell, Rotors};
use nalgebra::Vector3;

use crate::series::digits;

/// The columns of each rotor. `orientation` is a quaternion x, y, z, w, as OVITO expects it; `elastic_dipole`
/// is xx, yy, zz, yz, xz, xy (a `dipole` is an electric one to ASE); `id` counts from 1.
pub const PROPERTIES: &str = "species:S:1:pos:R:3:id:I:1:orientation:R:4:elastic_dipole:R:6";

/// One frame: rotors at their places, and what is known of them.
#[derive(Debug, Clone, Copy)]
pub struct RotorFrame<'a> {
    /// The periodic cell.
    pub cell: &'a Cell,
    /// Where each rotor is, in hard cores.
    pub places: &'a [Vector3<f64>],
    /// How each is turned; as many as places.
    pub rotors: &'a Rotors,
    /// After how many sweeps.
    pub sweep: u64,
    /// Which sample, from zero.
    pub sample: u32,
    /// The coupling.
    pub x0: f64,
    /// H, in the unit of the dipole.
    pub energy: f64,
}

/// A frame as text. Numbers read back to the last digit.
pub fn frame(frame: &RotorFrame) -> String {
    let sides = frame.cell.sides();
    let count = frame.places.len().min(frame.rotors.count());
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "{count}\nLattice=\"{} 0.0 0.0 0.0 {} 0.0 0.0 0.0 {}\" Properties={PROPERTIES} sweep={} sample={} \
         x0={} energy={} pbc=\"T T T\"",
        digits(sides.x),
        digits(sides.y),
        digits(sides.z),
        frame.sweep,
        frame.sample,
        digits(frame.x0),
        digits(frame.energy),
    );
    for (index, place) in frame.places.iter().take(count).enumerate() {
        let q = frame.rotors.orientations()[index].coords;
        let dipole = frame.rotors.dipole(index).components();
        let _ = writeln!(
            text,
            "X {} {} {} {}",
            list(place.as_slice()),
            index + 1,
            list(q.as_slice()),
            list(&dipole),
        );
    }
    text
}

fn list(numbers: &[f64]) -> String {
    let words: Vec<String> = numbers.iter().copied().map(digits).collect();
    words.join(" ")
}
