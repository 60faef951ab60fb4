//! DCD, TRR, XTC and GSD, byte by byte: what each field does, and what is refused in which words.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "small numbers of small files"
)]

mod binary_writers;

use binary_writers::{
    Array, Dcd, Order, Row, floats, gsd, gsd_example, ints, molecules, read, trr_double, xtc,
};
use glassmelt_trajectory::{Dimension, Error, Frame, Frames, Place, Places, Trajectory};
use nalgebra::Vector3;

const ROWS: [Row; 4] = [
    [0.5, -1.25, 2.0],
    [1.0, 0.0, 0.125],
    [3.5, 7.0, -8.0],
    [0.1, 0.2, 0.3],
];

fn dcd(frames: &[Vec<Row>]) -> Dcd<'_> {
    Dcd {
        order: Order::Little,
        title: "REMARKS by a test",
        first_step: 100,
        stride: 50,
        cell: Some([2.0, 0.0, 3.0, 0.0, 0.0, 4.0]),
        free: &[],
        fourth: false,
        frames,
    }
}

fn moved(by: f32) -> Vec<Row> {
    ROWS.map(|row| row.map(|x| x + by)).to_vec()
}

fn whole(name: &str, bytes: &[u8]) -> Vec<Frame> {
    let (frames, error) = read(name, bytes);
    assert_eq!(error, None);
    frames
}

fn refused(name: &str, bytes: &[u8]) -> (u64, String) {
    match read(name, bytes).1 {
        Some(Error::Malformed {
            place: Place::Byte(byte),
            found,
            ..
        }) => (byte, found),
        other => panic!("not malformed at a byte: {other:?}"),
    }
}

fn vector(row: Row) -> Vector3<f64> {
    Vector3::from(row.map(f64::from))
}

#[test]
fn dcd_reads_the_same_in_both_orders_of_bytes_and_with_a_fourth_coordinate() {
    let frames = [moved(0.0), moved(0.5)];
    let little = whole("a.dcd", &dcd(&frames).bytes());
    assert_eq!(
        little.iter().map(|frame| frame.step).collect::<Vec<_>>(),
        [100, 150]
    );
    let expected: Vec<_> = frames[1].iter().map(|row| vector(*row)).collect();
    assert_eq!(little[1].positions, expected);
    assert_eq!(little[0].cell.expect("a cell").volume(), 24.0);
    for fourth in [false, true] {
        let big = Dcd {
            order: Order::Big,
            fourth,
            ..dcd(&frames)
        };
        assert_eq!(whole("a.dcd", &big.bytes()), little);
    }
}

#[test]
fn fixed_atoms_of_dcd_stay_where_the_first_frame_has_them() {
    let frames = [moved(0.0), moved(0.5), moved(1.0)];
    let some = Dcd {
        free: &[2, 4],
        ..dcd(&frames)
    };
    let read = whole("a.dcd", &some.bytes());
    for (frame, rows) in read.iter().zip(&frames) {
        for atom in 0..4 {
            let expected = if atom % 2 == 1 {
                rows[atom]
            } else {
                ROWS[atom]
            };
            assert_eq!(frame.positions[atom], vector(expected));
        }
    }
}

#[test]
fn angles_of_dcd_may_be_cosines_or_degrees_and_nothing_between() {
    let frames = [moved(0.0)];
    let cell = |numbers| {
        whole(
            "a.dcd",
            &Dcd {
                cell: Some(numbers),
                ..dcd(&frames)
            }
            .bytes(),
        )[0]
        .cell
    };
    let cosines = cell([2.0, 0.5, 3.0, 0.0, 0.25, 4.0]).expect("a cell");
    let degrees = cell([2.0, 60.0, 3.0, 90.0, 0.25_f64.acos().to_degrees(), 4.0]).expect("a cell");
    assert!((cosines.vectors() - degrees.vectors()).amax() < 1e-14);
    let [b, c] = [1, 2].map(|axis| cosines.vectors().column(axis).into_owned());
    assert!((b.dot(&c) - 3.0 * 4.0 * 0.25).abs() < 1e-14);
    assert_eq!(cell([0.0, 90.0, 0.0, 90.0, 90.0, 0.0]), None);
    let mixed = Dcd {
        cell: Some([2.0, 60.0, 3.0, 0.0, -5.0, 4.0]),
        ..dcd(&frames)
    };
    assert!(
        refused("a.dcd", &mixed.bytes())
            .1
            .contains("angles -5, 0, 60")
    );
    let matrix = Dcd {
        title: "* BY CHARMM",
        cell: Some([2.0, 0.5, 3.0, 0.0, 0.25, 4.0]),
        ..dcd(&frames)
    };
    assert!(refused("a.dcd", &matrix.bytes()).1.contains("matrix"));
}

#[test]
fn dcd_with_long_marks_with_velocities_or_packed_is_refused_with_words() {
    let mut long = 84_u64.to_le_bytes().to_vec();
    long.extend(b"CORD");
    long.resize(200, 0);
    assert_eq!(
        refused("a.dcd", &long),
        (0, "marks of 64 bits around the records".to_owned())
    );
    let mut velocities = dcd(&[moved(0.0)]).bytes();
    velocities[4..8].copy_from_slice(b"VELD");
    assert_eq!(refused("a.dcd", &velocities), (4, "`VELD`".to_owned()));
    let mut not_a_number = dcd(&[moved(0.0)]).bytes();
    let at = not_a_number.len() - 8;
    not_a_number[at..at + 4].copy_from_slice(&f32::NAN.to_le_bytes());
    assert_eq!(refused("a.dcd", &not_a_number).0, at as u64);
}

#[test]
fn dcd_that_does_not_say_its_steps_counts_them() {
    let frames = [moved(0.0), moved(0.5)];
    let silent = Dcd {
        first_step: 0,
        stride: 0,
        ..dcd(&frames)
    };
    let steps: Vec<i64> = whole("a.dcd", &silent.bytes())
        .iter()
        .map(|frame| frame.step)
        .collect();
    assert_eq!(steps, [0, 1]);
}

#[test]
fn trr_in_double_precision_passes_over_frames_without_positions() {
    let r = [[0.1, 0.2, 0.3], [1.0 / 3.0, -2.0, 5.0]];
    let f = [[1.0, 0.0, -1.0], [0.5, 0.25, 0.125]];
    let bytes = [
        trr_double(0, 0.0, &[], &[], &r),
        trr_double(10, 0.02, &r, &f, &[]),
    ]
    .concat();
    let frames = whole("a.trr", &bytes);
    assert_eq!(frames.len(), 1);
    assert_eq!((frames[0].step, frames[0].time), (10, Some(0.02)));
    assert_eq!(frames[0].positions, r.map(Vector3::from));
    assert_eq!(frames[0].forces, f.map(Vector3::from));
    assert!(frames[0].velocities.is_empty());
    let cell = frames[0].cell.expect("a cell");
    assert_eq!(cell.vectors().column(2).as_slice(), [-1.0, 0.25, 5.0]);
}

#[test]
fn xtc_gives_the_integers_that_were_packed_over_the_precision() {
    let spreads = [
        (9, 1.0),
        (10, 0.0),
        (10, 5.0),
        (100, 2.0),
        (1000, 10.0),
        (77, 12000.0),
    ];
    for (seed, (count, spread)) in spreads.into_iter().enumerate() {
        let written = molecules(count, spread, seed as u64);
        let frames = whole("a.xtc", &xtc(&written));
        assert_eq!(frames[0].len(), count);
        assert_eq!((frames[0].step, frames[0].time), (7, Some(2.5)));
        for (r, row) in frames[0].positions.iter().zip(written.coords()) {
            let expected = row.map(|x| match count {
                ..=9 => f64::from(x),
                _ => f64::from((x * 1000.0).round()) / 1000.0,
            });
            assert_eq!(
                *r,
                Vector3::from(expected),
                "{count} atoms over {spread} nm"
            );
        }
    }
}

#[test]
fn images_of_gsd_that_are_written_anew_unwrap_its_positions() {
    let frames = whole("a.gsd", &gsd_example());
    assert_eq!(
        frames.iter().map(|frame| frame.step).collect::<Vec<_>>(),
        [5, 15]
    );
    let cell = frames[1].cell.expect("a cell");
    let [a, b, c] = [0, 1, 2].map(|axis| cell.vectors().column(axis).into_owned());
    assert_eq!(
        [a, b, c].map(|v| [v.x, v.y, v.z]),
        [[4.0, 0.0, 0.0], [3.0, 6.0, 0.0], [0.0, 0.0, 8.0]]
    );
    assert_eq!(frames[1].places, Places::Unwrapped);
    assert_eq!(frames[1].positions[0], Vector3::new(1.5, -2.0, 3.0) - b);
    assert_eq!(
        frames[1].positions[1],
        Vector3::new(0.5, 0.25, -1.0) + a - c
    );
    let species: Vec<_> = frames[1]
        .kinds
        .iter()
        .map(|kind| frames[1].species[usize::from(*kind)].as_str())
        .collect();
    assert_eq!(species, ["O", "Si"]);
    assert!(frames[0].velocities.is_empty());
    assert_eq!(frames[1].velocities[1], Vector3::new(4.0, 5.0, 6.0));
    let centre = cell.fractional(&Vector3::zeros());
    assert!((centre - Vector3::repeat(0.5)).amax() < 1e-15);
}

#[test]
fn an_image_of_the_first_frame_alone_is_left_behind() {
    let frames = whole(
        "a.gsd",
        &gsd(&[
            Array(0, "particles/N", 1, 1, 3, ints(&[1])),
            Array(
                0,
                "configuration/box",
                6,
                1,
                9,
                floats(&[4.0, 4.0, 0.0, 0.0, 0.0, 0.0]),
            ),
            Array(0, "particles/position", 1, 3, 9, floats(&[1.0, 1.0, 0.0])),
            Array(0, "particles/image", 1, 3, 7, ints(&[5, 5, 0])),
            Array(2, "particles/position", 1, 3, 9, floats(&[-1.0, 1.0, 0.0])),
        ]),
    );
    assert_eq!(frames.len(), 3, "the second frame is like the first");
    assert_eq!(frames[1].positions, frames[0].positions);
    assert!(frames.iter().all(|frame| frame.places == Places::Wrapped));
    assert!(frames.iter().all(|frame| frame.dimension == Dimension::Two));
    assert_eq!(frames[2].positions[0].x, -1.0);
    assert_eq!(frames[0].species, ["A"]);
}

#[test]
fn gsd_with_too_few_positions_or_an_unknown_type_is_refused_where_it_stands() {
    let n = || Array(0, "particles/N", 1, 1, 3, ints(&[2]));
    let one = gsd(&[
        n(),
        Array(0, "particles/position", 1, 3, 9, floats(&[1.0, 1.0, 0.0])),
    ]);
    assert!(
        refused("a.gsd", &one)
            .1
            .contains("`particles/position` of 1 x 3")
    );
    let kind = gsd(&[
        n(),
        Array(0, "particles/position", 2, 3, 9, floats(&[0.0; 6])),
        Array(0, "particles/typeid", 2, 1, 3, ints(&[0, 1])),
    ]);
    let (byte, found) = refused("a.gsd", &kind);
    assert_eq!((byte, found.as_str()), (kind.len() as u64 - 4, "type 1"));
}

#[test]
fn a_second_pass_gives_the_same_frames_and_progress_ends_at_one() {
    let mut stream = Trajectory::in_memory("a.gsd", gsd_example())
        .open()
        .expect("a stream");
    let mut again = stream.again().expect("a second pass");
    let (mut one, mut two) = (Frame::empty(), Frame::empty());
    while stream.next_into(&mut one).expect("a frame") {
        assert!(again.next_into(&mut two).expect("a frame"));
        assert_eq!(one, two);
    }
    assert!(!again.next_into(&mut two).expect("the end"));
    assert_eq!(stream.progress(), Some(1.0));
}
