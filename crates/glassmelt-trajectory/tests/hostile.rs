//! Files that are cut or altered anywhere: an answer or an error, never a panic, and no memory for what is not there.

use glassmelt_trajectory::{Atoms, Format, Frame, Frames, Places, Trajectory};
use proptest::prelude::*;

/// Small whole files of each text format.
const SEEDS: [(Format, &str); 8] = [
    (
        Format::LammpsDump,
        include_str!("../../../fuzz/corpus/lammps_dump/custom.lammpstrj"),
    ),
    (
        Format::LammpsDump,
        include_str!("../../../fuzz/corpus/lammps_dump/tilted.lammpstrj"),
    ),
    (
        Format::LammpsDump,
        include_str!("../../../fuzz/corpus/lammps_dump/free.lammpstrj"),
    ),
    (
        Format::LammpsData,
        include_str!("../../../fuzz/corpus/lammps_data/full.data"),
    ),
    (
        Format::Extxyz,
        include_str!("../../../fuzz/corpus/xyz/extended.xyz"),
    ),
    (
        Format::Xyz,
        include_str!("../../../fuzz/corpus/xyz/plain.xyz"),
    ),
    (
        Format::Xyz,
        include_str!("../../../fuzz/corpus/xyz/rumd.xyz"),
    ),
    (
        Format::Tracks,
        include_str!("../../../fuzz/corpus/tracks/plane.csv"),
    ),
];

/// Reads everything, and tells how many frames came; no frame may hold more atoms than the file has bytes.
fn frames(bytes: &[u8], format: Option<Format>) -> Result<usize, String> {
    let trajectory = Trajectory::in_memory("hostile", bytes);
    let trajectory = match format {
        Some(format) => trajectory.format(format),
        None => trajectory,
    };
    let mut stream = trajectory.open().map_err(|error| error.to_string())?;
    let mut frame = Frame::empty();
    let mut count = 0;
    while stream
        .next_into(&mut frame)
        .map_err(|error| error.to_string())?
    {
        assert!(
            frame.positions.capacity() <= 4 * bytes.len() + 8,
            "memory for atoms that are not there"
        );
        assert_eq!(frame.positions.len(), frame.kinds.len());
        assert!(
            frame
                .positions
                .iter()
                .all(|position| position.iter().all(|x| !x.is_nan()))
        );
        count += 1;
    }
    Ok(count)
}

#[test]
fn the_files_as_they_are_hold_frames_and_are_recognised() {
    for (format, text) in SEEDS {
        let recognised = frames(text.as_bytes(), None);
        assert!(
            recognised.as_ref().is_ok_and(|count| *count > 0),
            "{recognised:?} in {text}"
        );
        assert_eq!(recognised, frames(text.as_bytes(), Some(format)));
    }
}

#[test]
fn files_that_end_anywhere_give_an_answer_or_an_error_with_a_place() {
    for (format, text) in SEEDS {
        for end in 0..text.len() {
            let whole = frames(text.as_bytes(), None);
            for format in [None, Some(format)] {
                match frames(&text.as_bytes()[..end], format) {
                    Ok(count) => assert!(whole.as_ref().is_ok_and(|all| count <= *all)),
                    Err(message) => {
                        assert!(message.starts_with("hostile") || message.starts_with("frame"));
                    }
                }
            }
        }
    }
}

#[test]
fn counts_that_lie_cost_nothing() {
    for (_, text) in SEEDS {
        for count in [
            "1152921504606846976",
            "18446744073709551615",
            "-1",
            "99999999999999999999",
        ] {
            for (at, _) in text.match_indices('2') {
                let mut lie = text.to_owned();
                lie.replace_range(at..=at, count);
                // An answer or an error: what matters is that it comes, and soon.
                let _ = frames(lie.as_bytes(), None);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn altered_bytes_give_an_answer_or_an_error(
        seed in 0..SEEDS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        known in any::<bool>(),
    ) {
        let (format, text) = SEEDS[seed];
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = frames(&bytes, known.then_some(format));
    }

    #[test]
    fn pieces_of_files_in_any_order_give_an_answer_or_an_error(
        seed in 0..SEEDS.len(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..30),
    ) {
        let (format, text) = SEEDS[seed];
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mixed: String = order.iter().map(|at| lines[at.index(lines.len())]).collect();
        let _ = frames(mixed.as_bytes(), Some(format));
    }
}

/// The step, the time and the places of each frame up to the end or the first error.
fn told(trajectory: &Trajectory) -> Vec<(i64, Vec<[f64; 3]>)> {
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

/// Two byte strings as one trajectory.
fn both(first: &[u8], second: &[u8]) -> Trajectory {
    Trajectory::in_memory("first", first).then_in_memory("second", second)
}

/// Six frames of two atoms.
fn six_frames() -> Vec<String> {
    let frame = |step: u32| {
        format!(
            "ITEM: TIMESTEP\n{step}\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 9\n0 9\n0 9\n\
             ITEM: ATOMS id type xu yu zu\n2 1 {step} 2 3\n1 2 4 {step} 6\n"
        )
    };
    (0..6).map(frame).collect()
}

#[test]
fn a_trajectory_that_is_cut_between_frames_is_one_again() {
    let frames = six_frames();
    let whole = told(&Trajectory::in_memory(
        "whole",
        frames.concat().into_bytes(),
    ));
    assert_eq!(whole.len(), 6);
    for cut in 0..=6 {
        let parts = [frames[..cut].concat(), frames[cut..].concat()];
        // An empty file is no trajectory: it ends the reading where it stands.
        let expected = match cut {
            0 => &whole[..0],
            _ => &whole[..],
        };
        let found = told(&both(parts[0].as_bytes(), parts[1].as_bytes()));
        assert_eq!(found, expected, "cut after {cut}");
        // What was run twice is told once.
        let twice = told(&both(
            parts[0].as_bytes(),
            frames[cut.saturating_sub(1)..].concat().as_bytes(),
        ));
        assert_eq!(twice, expected, "cut after {cut}, with one frame twice");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Two files, of any formats, each altered and cut: no panic, and the frames of the first come as they would
    /// alone.
    #[test]
    fn two_hostile_files_in_a_row_begin_with_the_frames_of_the_first(
        seeds in (0..SEEDS.len(), 0..SEEDS.len()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cuts in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        let mut first = SEEDS[seeds.0].1.as_bytes().to_vec();
        let second = SEEDS[seeds.1].1.as_bytes();
        first.truncate(cuts.0.index(2 * first.len()));
        let second = &second[..cuts.1.index(2 * second.len()).min(second.len())];
        let mut joined = [first.as_slice(), second].concat();
        for (at, byte) in changes {
            if !joined.is_empty() {
                let at = at.index(joined.len());
                joined[at] = byte;
            }
        }
        let (one, other) = joined.split_at(first.len());
        for atoms in [Atoms::Same, Atoms::AsWritten] {
            let alone = told(&Trajectory::in_memory("first", one).atoms(atoms));
            let together = told(&both(one, other).atoms(atoms));
            prop_assert!(together.len() >= alone.len());
            prop_assert_eq!(&together[..alone.len()], &alone[..]);
        }
        let places = both(one, other).places(Places::Unwrapped);
        for (_, places) in told(&places) {
            prop_assert!(places.iter().flatten().all(|x| x.is_finite()));
        }
    }
}
