//! A defect and its cage as an extended XYZ file, which OVITO opens and ASE reads.

use std::fmt::Write as _;

use glassmelt::SymmetricTensor;
use glassmelt::defect::{Configuration, Defect};
use nalgebra::Vector3;

/// The columns of each atom, as ASE and OVITO name those that they know; a frame with forces has
/// [`FORCES`] too, at the end.
///
/// `displacement` is from the reference state, `id` counts from 1, `role` says what the atom is, `site`
/// is its number among its like, from zero, as bonds name it.
pub const PROPERTIES: &str = "species:S:1:pos:R:3:displacement:R:3:id:I:1:role:S:1:site:I:1";

/// The columns of the force by the defect on each neighbour (Kanzaki's), in a frame that knows them.
pub const FORCES: &str = ":forces:R:3";

/// Species of corners, neighbours and the core's centre: words of chemistry, since programs colour by
/// them, but no claim about what the atoms are.
const SPECIES: [&str; 3] = ["O", "Si", "X"];

/// One frame of the file: a configuration and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// What it is, such as `before`, `after`, `minimum 3`.
    pub label: &'a str,
    /// Where everything is.
    pub configuration: &'a Configuration,
    /// Its energy, in the defect's unit.
    pub energy: Option<f64>,
    /// The dipole of Eq. 5, an energy.
    pub dipole: Option<&'a SymmetricTensor>,
    /// The force by the defect on each neighbour, energy per length; empty where it is not known.
    pub forces: &'a [Vector3<f64>],
}

impl<'a> Frame<'a> {
    /// A frame of which only the places are known.
    pub const fn new(label: &'a str, configuration: &'a Configuration) -> Self {
        Self {
            label,
            configuration,
            energy: None,
            dipole: None,
            forces: &[],
        }
    }
}

/// What one line of a file says.
struct Atom {
    role: usize,
    site: usize,
    place: Vector3<f64>,
    displacement: Vector3<f64>,
    force: Option<Vector3<f64>>,
}

/// The frames as one extended XYZ text: corners, neighbours, and the core's centre as a last line.
///
/// No box: `pbc="F F F"`. The comment line holds `label`, `energy` and `elastic_dipole` (nine numbers,
/// row by row; a `dipole` is an electric one to ASE) where they are known, and `rotation` (a vector along the axis, its length the angle in radians)
/// with `translation` of the core. Numbers are written so that they read back to the last digit; those
/// that are not finite as `nan`, `inf` and `-inf`, as Python reads them.
pub fn extxyz(defect: &Defect, frames: &[Frame]) -> String {
    let mut text = String::new();
    for frame in frames {
        let atoms = atoms(defect, frame);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}\n{}", atoms.len(), comment(frame));
        for (i, atom) in atoms.iter().enumerate() {
            let _ = writeln!(
                text,
                "{:<2} {} {} {} {} {}{}",
                SPECIES[atom.role],
                row(&atom.place),
                row(&atom.displacement),
                i + 1,
                ["corner", "neighbour", "centre"][atom.role],
                atom.site,
                atom.force
                    .map_or(String::new(), |force| format!(" {}", row(&force)))
            );
        }
    }
    text
}

/// The atoms of a frame: corners `d + R b_p`, neighbours `a_p + u_p`, and the centre d.
fn atoms(defect: &Defect, frame: &Frame) -> Vec<Atom> {
    let at = frame.configuration;
    let known = !frame.forces.is_empty();
    let mut atoms = Vec::new();
    for (site, corner) in defect.corners().iter().enumerate() {
        let place = at.translation + at.rotation * corner;
        atoms.push(Atom {
            role: 0,
            site,
            place,
            displacement: place - corner,
            force: known.then(Vector3::zeros),
        });
    }
    for (site, neighbour) in defect.neighbours().iter().enumerate() {
        let displacement = at.displacements.get(site).copied().unwrap_or_default();
        atoms.push(Atom {
            role: 1,
            site,
            place: neighbour + displacement,
            displacement,
            force: known.then(|| frame.forces.get(site).copied().unwrap_or_default()),
        });
    }
    atoms.push(Atom {
        role: 2,
        site: 0,
        place: at.translation,
        displacement: at.translation,
        force: known.then(Vector3::zeros),
    });
    atoms
}

/// The second line of a frame.
fn comment(frame: &Frame) -> String {
    let at = frame.configuration;
    let forces = if frame.forces.is_empty() { "" } else { FORCES };
    let label = plain_word(frame.label);
    let mut line = format!("Properties={PROPERTIES}{forces} label=\"{label}\"");
    // Writing to a String cannot fail.
    if let Some(energy) = frame.energy {
        let _ = write!(line, " energy={}", number(energy));
    }
    let rotation = row(&at.rotation.scaled_axis());
    let translation = row(&at.translation);
    let _ = write!(
        line,
        " rotation=\"{rotation}\" translation=\"{translation}\""
    );
    if let Some(dipole) = frame.dipole {
        let matrix = dipole.matrix();
        let rows: Vec<String> = matrix.iter().map(|&value| number(value)).collect();
        let _ = write!(line, " elastic_dipole=\"{}\"", rows.join(" "));
    }
    line + " pbc=\"F F F\""
}

/// A label without what would end it or its line early.
fn plain_word(label: &str) -> String {
    label.replace(['"', '\\'], "'").replace(['\n', '\r'], " ")
}

/// Three numbers.
fn row(vector: &Vector3<f64>) -> String {
    let [x, y, z] = [vector.x, vector.y, vector.z].map(number);
    format!("{x} {y} {z}")
}

/// A number with as many digits as it needs to read back the same, always as a real one.
fn number(value: f64) -> String {
    if value.is_finite() {
        format!("{value:?}")
    } else if value.is_nan() {
        "nan".into()
    } else if value > 0.0 {
        "inf".into()
    } else {
        "-inf".into()
    }
}
