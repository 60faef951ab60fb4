//! What all targets do: read everything, and hold what was read against the file.

use std::io::Cursor;
use std::path::Path;

use glassmelt_trajectory::dynamics::{Clock, StressColumns, StressRows};
use glassmelt_trajectory::potential::Potential;
use glassmelt_trajectory::{Atoms, Dimension, Format, Frame, Frames, Places, Trajectory, Units};

/// Reads a file as each of these formats.
pub fn read(bytes: &[u8], formats: &[Format]) {
    for format in formats {
        to_the_end(
            &Trajectory::in_memory("fuzz", bytes).format(*format),
            bytes.len(),
        );
    }
}

/// Reads a file whose format nobody named, and follows its atoms through the walls.
pub fn recognise(bytes: &[u8]) {
    let trajectory = Trajectory::in_memory("fuzz", bytes).places(Places::Unwrapped);
    to_the_end(&trajectory, bytes.len());
}

/// Reads two files as one: the first two bytes tell how long the first of them is (the lower byte comes first). The
/// frames of the first come as they would alone.
pub fn two_files(bytes: &[u8]) {
    let [low, high, rest @ ..] = bytes else {
        return;
    };
    let length = usize::from(u16::from_le_bytes([*low, *high]));
    let (first, second) = rest.split_at(length.min(rest.len()));
    let both = Trajectory::in_memory("first", first).then_in_memory("second", second);
    to_the_end(&both.clone().places(Places::Unwrapped), rest.len());
    for atoms in [Atoms::Same, Atoms::AsWritten] {
        let alone = places(&Trajectory::in_memory("first", first).atoms(atoms));
        let together = places(&both.clone().atoms(atoms));
        assert!(together.starts_with(&alone));
    }
}

/// The step and the places of each frame, up to the end or the first error.
fn places(trajectory: &Trajectory) -> Vec<(i64, Vec<[f64; 3]>)> {
    let mut told = Vec::new();
    let Ok(mut stream) = trajectory.open() else {
        return told;
    };
    let mut frame = Frame::empty();
    while let Ok(true) = stream.next_into(&mut frame) {
        let places = frame.positions.iter().map(|r| (*r).into()).collect();
        told.push((frame.step, places));
    }
    told
}

/// Reads to the end or the first error. No frame may hold more atoms than the file can tell.
fn to_the_end(trajectory: &Trajectory, length: usize) {
    let Ok(mut stream) = trajectory.open() else {
        return;
    };
    let mut frame = Frame::empty();
    while let Ok(true) = stream.next_into(&mut frame) {
        // Packed bytes may hold a thousand times as many.
        assert!(frame.len() <= 1100 * length);
        assert_eq!(frame.len(), frame.ids.len());
        // Formats without species have no kinds.
        assert!(frame.kinds.is_empty() || frame.kinds.len() == frame.len());
        let known = |kind: &u16| usize::from(*kind) < frame.species.len().max(1);
        assert!(frame.kinds.iter().all(known));
        assert!(frame.positions.iter().flatten().all(|x| x.is_finite()));
    }
}

/// Reads a pair potential, and asks it for energies up to its cutoff and beyond.
pub fn potential(text: &str) {
    let Ok(potential) = Potential::from_toml(text, Path::new("fuzz")) else {
        return;
    };
    let Some(pair) = potential.pair("1", "1") else {
        return;
    };
    for part in [0.25, 0.5, 1.0, 1.5] {
        let at = pair.at(part * pair.cutoff());
        assert!(part <= 1.0 || at.value == 0.0);
    }
}

/// Reads a series of stress by each of its clocks.
pub fn stress(bytes: &[u8]) {
    for clock in [Clock::Frames, Clock::Step(0.5)] {
        for dimension in [Dimension::Two, Dimension::Three] {
            let columns = StressColumns {
                names: None,
                clock,
                dimension,
                units: Units::Lj,
            };
            let text = Box::new(Cursor::new(bytes.to_vec()));
            let Ok(rows) = StressRows::from_reader(text, Path::new("fuzz"), &columns) else {
                continue;
            };
            for value in rows.map_while(Result::ok) {
                let m = value.matrix();
                assert!(m.iter().all(|x| x.is_finite()));
            }
        }
    }
}
