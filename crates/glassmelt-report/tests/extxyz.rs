//! Extended XYZ: what is written reads back, line by line and to the last digit.

use glassmelt::SymmetricTensor;
use glassmelt::defect::{Bond, Configuration, Defect, RestLength};
use glassmelt_report::extxyz::{FORCES, Frame, extxyz};
use nalgebra::{UnitQuaternion, Vector3};

/// A frame as read: the comment line and the words of each atom.
struct Read<'a> {
    comment: &'a str,
    atoms: Vec<Vec<&'a str>>,
}

/// Reads frames until the text ends; each must have as many lines as it says.
fn read(text: &str) -> Vec<Read<'_>> {
    let mut lines = text.lines();
    let mut frames = Vec::new();
    while let Some(count) = lines.next() {
        let count: usize = count.parse().unwrap();
        let comment = lines.next().unwrap();
        let atoms: Vec<Vec<&str>> = (0..count)
            .map(|_| lines.next().unwrap().split_whitespace().collect())
            .collect();
        frames.push(Read { comment, atoms });
    }
    frames
}

/// The value of a key of a comment line.
fn value<'a>(comment: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = comment.split_once(&format!(" {key}="))?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').map(|(inside, _)| inside),
        None => rest.split_whitespace().next(),
    }
}

fn numbers(words: &str) -> Vec<f64> {
    words
        .split_whitespace()
        .map(|w| w.parse().unwrap())
        .collect()
}

fn defect() -> Defect {
    let corners = vec![Vector3::x() * 0.1, Vector3::y() * 0.1, Vector3::z() / 3.0];
    let neighbours = vec![Vector3::x() / 3.0, Vector3::new(1e-17, -2.5e10, 0.1)];
    let bond = Bond {
        corner: 0,
        neighbour: 0,
        bend: 1.0,
        stretch: 1.0,
        rest_length: RestLength::StressFree,
    };
    Defect::new(corners, neighbours, vec![bond]).unwrap()
}

fn turned(defect: &Defect) -> Configuration {
    Configuration {
        rotation: UnitQuaternion::from_scaled_axis(Vector3::new(0.1, -0.2, 0.3)),
        translation: Vector3::new(0.01, 0.02, 0.03),
        displacements: vec![Vector3::new(1.0 / 7.0, 0.0, -0.1); defect.neighbours().len()],
    }
}

#[test]
fn the_file_has_one_line_an_atom_and_two_a_frame() {
    let defect = defect();
    let at = defect.reference();
    let text = extxyz(
        &defect,
        &[Frame::new("before", &at), Frame::new("after", &at)],
    );
    let frames = read(&text);
    assert_eq!(frames.len(), 2);
    for frame in &frames {
        assert_eq!(frame.atoms.len(), 3 + 2 + 1, "corners, neighbours, centre");
        assert!(
            frame
                .atoms
                .iter()
                .all(|atom| atom.len() == 1 + 3 + 3 + 1 + 1 + 1)
        );
    }
    assert_eq!(text.lines().count(), 2 * (6 + 2));
}

#[test]
fn the_columns_declared_are_the_columns_written() {
    let defect = defect();
    let at = defect.reference();
    let known = Frame {
        forces: &[Vector3::zeros(); 2],
        ..Frame::new("after", &at)
    };
    let text = extxyz(&defect, &[Frame::new("before", &at), known]);
    for frame in read(&text) {
        let (_, columns) = frame.comment.split_once("Properties=").unwrap();
        let columns = columns.split_whitespace().next().unwrap();
        let parts: Vec<&str> = columns.split(':').collect();
        let widths = parts.chunks(3).map(|c| c[2].parse::<usize>().unwrap());
        assert_eq!(widths.sum::<usize>(), frame.atoms[0].len());
    }
    assert_eq!(text.matches(FORCES).count(), 1, "forces only where known");
}

#[test]
fn places_displacements_and_forces_read_back_to_the_last_digit() {
    let defect = defect();
    let at = turned(&defect);
    let forces = [Vector3::new(1.0 / 3.0, -1e-9, 2e30), Vector3::zeros()];
    let frame = Frame {
        forces: &forces,
        ..Frame::new("after", &at)
    };
    let text = extxyz(&defect, &[frame]);
    let read = read(&text);
    let vector = |atom: &[&str], from: usize| {
        Vector3::from_iterator(
            atom[from..from + 3]
                .iter()
                .map(|w| w.parse::<f64>().unwrap()),
        )
    };
    for (p, a) in defect.neighbours().iter().enumerate() {
        let atom = &read[0].atoms[3 + p];
        assert_eq!(vector(atom, 1), a + at.displacements[p]);
        assert_eq!(vector(atom, 4), at.displacements[p]);
        assert_eq!(vector(atom, 10), forces[p]);
        assert_eq!(atom[8], "neighbour");
        assert_eq!(atom[9], p.to_string());
    }
    let first = &read[0].atoms[0];
    assert_eq!(
        vector(first, 1),
        at.translation + at.rotation * defect.corners()[0]
    );
    assert_eq!((first[7], first[8]), ("1", "corner"));
    let last = &read[0].atoms[5];
    assert_eq!(vector(last, 1), at.translation);
    assert_eq!((last[7], last[8]), ("6", "centre"));
}

#[test]
fn the_comment_tells_energy_turn_and_dipole_and_no_box() {
    let defect = defect();
    let at = turned(&defect);
    let dipole = SymmetricTensor::from_components([1.0, 2.0, 3.0, 0.4, 0.5, 0.6]);
    let frame = Frame {
        energy: Some(-1.0 / 3.0),
        dipole: Some(&dipole),
        ..Frame::new("minimum \"3\"\nLattice", &at)
    };
    let text = extxyz(&defect, &[frame]);
    let comment = read(&text)[0].comment;
    assert_eq!(numbers(value(comment, "energy").unwrap()), [-1.0 / 3.0]);
    let rotation = numbers(value(comment, "rotation").unwrap());
    assert!((Vector3::from_vec(rotation) - Vector3::new(0.1, -0.2, 0.3)).norm() < 1e-15);
    let nine = [1.0, 0.6, 0.5, 0.6, 2.0, 0.4, 0.5, 0.4, 3.0];
    assert_eq!(numbers(value(comment, "elastic_dipole").unwrap()), nine);
    assert_eq!(value(comment, "pbc"), Some("F F F"));
    assert_eq!(value(comment, "label"), Some("minimum '3' Lattice"));
    assert!(!comment.contains("Lattice="));
}

#[test]
fn what_is_not_known_is_not_written() {
    let defect = defect();
    let at = defect.reference();
    let text = extxyz(&defect, &[Frame::new("before", &at)]);
    let comment = read(&text)[0].comment;
    assert_eq!(value(comment, "energy"), None);
    assert_eq!(value(comment, "elastic_dipole"), None);
}
