//! Checkpoints come back to the last bit, or not at all.

use std::io::Write;

use glassmelt_runs::{Checkpoint, CheckpointProblem, Numbers, RunError, State, atomic};
use serde_json::json;

const RUN_FILE: &str = "[run]\nseed = 1\n";

fn checkpoint() -> Checkpoint {
    let real = vec![0.1, -0.0, f64::NAN, f64::INFINITY, 5e-324, 1.0 / 3.0];
    let state = State {
        values: json!({"sweeps": 7, "stride": 0.1 + 0.2, "small": 5e-324}),
        arrays: vec![
            ("orientations".into(), Numbers::Real(real)),
            ("none".into(), Numbers::Real(vec![])),
            ("counts".into(), Numbers::Whole(vec![0, u64::MAX, 3])),
        ],
    };
    Checkpoint::new(RUN_FILE, state)
}

fn bytes_of(checkpoint: &Checkpoint) -> Vec<u8> {
    let mut bytes = Vec::new();
    checkpoint.write_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_checkpoint_comes_back_to_the_last_bit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("checkpoint.glassmelt");
    checkpoint().save(&path).unwrap();
    let found = Checkpoint::load(&path, RUN_FILE).unwrap();
    assert_eq!(bytes_of(&found), bytes_of(&checkpoint()));
    let bits = |state: &State| {
        state
            .real("orientations")
            .unwrap()
            .iter()
            .map(|x| x.to_bits())
            .collect::<Vec<_>>()
    };
    assert_eq!(bits(&found.state), bits(&checkpoint().state));
    assert_eq!(found.state.whole("counts").unwrap(), [0, u64::MAX, 3]);
    assert_eq!(found.state.values, checkpoint().state.values);
    assert!(found.state.real("counts").is_err() && found.state.whole("nothing").is_err());
    let names = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 1, "nothing is left behind");
}

#[test]
fn every_truncation_is_an_error() {
    let bytes = bytes_of(&checkpoint());
    for length in 0..bytes.len() {
        assert!(
            Checkpoint::from_bytes(&bytes[..length]).is_err(),
            "{length}"
        );
    }
    let longer = [&bytes[..], &[0]].concat();
    assert!(Checkpoint::from_bytes(&longer).is_err());
}

#[test]
fn every_flip_of_every_bit_is_an_error() {
    let bytes = bytes_of(&checkpoint());
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert!(
                Checkpoint::from_bytes(&flipped).is_err(),
                "bit {bit} of {at}"
            );
        }
    }
}

/// Whoever writes a checksum of his own gets an error or a checkpoint, never a panic.
#[test]
fn contents_that_make_no_sense_under_a_right_checksum_are_refused() {
    let bytes = bytes_of(&checkpoint());
    let content = &bytes[..bytes.len() - 32];
    let sealed = |content: &[u8]| [content, blake3::hash(content).as_bytes()].concat();
    assert_eq!(sealed(content), bytes);
    let mut refused = 0;
    for at in 8..content.len() {
        let mut changed = content.to_vec();
        changed[at] ^= 0x11;
        refused += usize::from(Checkpoint::from_bytes(&sealed(&changed)).is_err());
        let cut = Checkpoint::from_bytes(&sealed(&content[..at]));
        assert!(cut.is_err(), "{at}");
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn each_problem_is_told_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("checkpoint.glassmelt");
    let bytes = bytes_of(&checkpoint());
    let told = |bytes: &[u8], run_file: &str| {
        std::fs::write(&path, bytes).unwrap();
        let error = Checkpoint::load(&path, run_file).unwrap_err();
        let words = error.to_string();
        assert!(words.contains("checkpoint.glassmelt"), "{words}");
        match error {
            RunError::Checkpoint { problem, .. } => (problem, words),
            other => panic!("{other}"),
        }
    };
    assert_eq!(
        told(b"PK\x03\x04 a zip file of some length", RUN_FILE).0,
        CheckpointProblem::Foreign
    );
    assert!(matches!(
        told(b"", RUN_FILE).0,
        CheckpointProblem::Short { bytes: 0 }
    ));
    let half = &bytes[..bytes.len() / 2];
    assert!(matches!(
        told(half, RUN_FILE).0,
        CheckpointProblem::Damaged { .. }
    ));
    let mut newer = bytes.clone();
    newer[8] = 2;
    let (problem, words) = told(&newer, RUN_FILE);
    assert_eq!(problem, CheckpointProblem::Newer { found: 2, known: 1 });
    assert!(words.contains("use a newer glassmelt"), "{words}");
    let (problem, words) = told(&bytes, "[run]\nseed = 2\n");
    assert!(matches!(problem, CheckpointProblem::OtherRun { .. }));
    assert!(words.contains("line 2 on, `seed = 1`"), "{words}");
    let nowhere = Checkpoint::load(&folder.path().join("nowhere"), RUN_FILE).unwrap_err();
    assert!(matches!(nowhere, RunError::Read { .. }));
}

/// A disk that is full after n bytes, for every n.
#[test]
fn a_full_disk_leaves_the_earlier_checkpoint_as_it_was() {
    struct Full<'a>(&'a mut dyn Write, usize);
    impl Write for Full<'_> {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let count = bytes.len().min(self.1);
            if count == 0 {
                return Err(std::io::ErrorKind::StorageFull.into());
            }
            self.1 -= count;
            self.0.write(&bytes[..count])
        }
        fn flush(&mut self) -> std::io::Result<()> {
            self.0.flush()
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("checkpoint.glassmelt");
    checkpoint().save(&path).unwrap();
    let mut later = checkpoint();
    later.state.values = json!({"sweeps": 8});
    let length = bytes_of(&later).len();
    for room in 0..length {
        let outcome = atomic::replace(&path, |file| later.write_to(&mut Full(file, room)));
        assert!(outcome.is_err(), "{room}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes_of(&checkpoint()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
    atomic::replace(&path, |file| later.write_to(&mut Full(file, length))).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), bytes_of(&later));
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_without_room_is_an_error() {
    let mut full = std::fs::File::create("/dev/full").unwrap();
    assert!(checkpoint().write_to(&mut full).is_err());
}

#[test]
fn a_folder_that_is_not_there_is_an_error_that_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nowhere/checkpoint.glassmelt");
    let words = checkpoint().save(&path).unwrap_err().to_string();
    assert!(words.contains("nowhere/checkpoint.glassmelt"), "{words}");
}
