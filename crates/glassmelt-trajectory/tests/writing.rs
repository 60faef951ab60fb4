//! Extended XYZ that is written comes back as it was, and appears whole or not at all.

use glassmelt_trajectory::{
    AtomColumn, Cell, Dimension, Error, ExtxyzWriter, Frame, Frames, Places, Trajectory, Values,
};
use nalgebra::Vector3;

fn two_atoms() -> Frame {
    let vectors = [
        Vector3::new(4.0, 0.0, 0.0),
        Vector3::new(1.5, 5.0, 0.0),
        Vector3::new(-0.5, 1.0, 6.0),
    ];
    let mut frame = Frame::empty();
    frame.step = 12;
    frame.time = Some(0.1);
    frame.cell = Cell::new(vectors, Vector3::new(0.3, -0.2, 7.0), [true, true, false]).ok();
    frame.places = Places::Wrapped;
    frame.species = vec!["Cu".to_owned(), "Zr".to_owned()];
    frame.ids = vec![3, 9];
    frame.kinds = vec![1, 0];
    frame.positions = vec![
        Vector3::new(0.1 + 0.2, 1e-17, -3.0),
        Vector3::new(1.0 / 3.0, 2e5, 8.0),
    ];
    frame.velocities = vec![Vector3::x(), Vector3::y()];
    frame
}

fn written(frame: &Frame, columns: &[AtomColumn<'_>]) -> Frame {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.xyz");
    let mut writer = ExtxyzWriter::create(&path).expect("a file");
    writer.frame(frame, columns).expect("written");
    assert!(!path.exists(), "a file that is not whole has no name");
    writer.finish().expect("written");
    let mut stream = Trajectory::new([&path]).open().expect("read");
    let mut back = Frame::empty();
    assert!(stream.next_into(&mut back).expect("read"));
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        1
    );
    back
}

#[test]
fn a_frame_comes_back_to_the_last_bit() {
    let frame = two_atoms();
    let columns = [
        AtomColumn {
            name: "d2min",
            values: Values::Scalars(&[0.25, f64::NAN]),
        },
        AtomColumn {
            name: "shift",
            values: Values::Vectors(&[Vector3::z(), Vector3::z()]),
        },
        AtomColumn {
            name: "unit",
            values: Values::Whole(&[-1, 4]),
        },
    ];
    assert_eq!(written(&frame, &columns), frame);
    let mut numbered = frame;
    numbered.species = vec!["1".to_owned(), "2".to_owned()];
    assert_eq!(written(&numbered, &[]), numbered);
    numbered.dimension = Dimension::Two;
    assert!(!written(&numbered, &[]).cell.expect("a cell").periodic()[2]);
}

#[test]
fn columns_that_cannot_be_read_back_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = ExtxyzWriter::create(&folder.path().join("out.xyz")).expect("a file");
    let values = Values::Scalars(&[1.0, 2.0]);
    for (name, values) in [
        ("a b", values),
        ("pos", values),
        ("", values),
        ("short", Values::Whole(&[1])),
    ] {
        let refused = writer.frame(&two_atoms(), &[AtomColumn { name, values }]);
        assert!(
            matches!(refused, Err(Error::UnusableColumn { .. })),
            "{name}"
        );
    }
    drop(writer);
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        0
    );
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let refused = ExtxyzWriter::create(std::path::Path::new("/no/such/folder/out.xyz"));
    assert!(matches!(refused.err(), Some(Error::Unwritable { .. })));
}

/// A device of Linux that is always full.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.xyz");
    std::os::unix::fs::symlink("/dev/full", folder.path().join("out.xyz.partial")).expect("a link");
    let mut writer = ExtxyzWriter::create(&path).expect("a file");
    let told = writer
        .frame(&two_atoms(), &[])
        .and_then(|()| writer.finish());
    assert!(
        matches!(&told, Err(Error::Unwritable { reason, .. }) if reason.contains("space")),
        "{told:?}"
    );
    assert!(!path.exists());
}
