//! Damaged binary trajectories: an error with its place, never a panic, never more memory than the file warrants.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "small numbers of small files"
)]

mod binary_writers;

use binary_writers::{Dcd, Numbers, Order, gsd_example, molecules, read, trr_double, xtc};
use glassmelt_trajectory::Frame;

fn examples() -> Vec<(&'static str, Vec<u8>)> {
    let rows = [vec![[0.5, -1.0, 2.0]; 5], vec![[1.5, -1.0, 2.0]; 5]];
    let dcd = Dcd {
        order: Order::Little,
        title: "a test",
        first_step: 0,
        stride: 1,
        cell: Some([2.0, 0.5, 3.0, 0.0, 0.25, 4.0]),
        free: &[1, 3, 5],
        fourth: false,
        frames: &rows,
    };
    let r = [[0.1, 0.2, 0.3], [1.0, -2.0, 5.0]];
    let trr = [
        trr_double(0, 0.0, &r, &r, &r),
        trr_double(10, 0.02, &r, &r, &[]),
    ]
    .concat();
    let mut second = molecules(40, 3.0, 5);
    second.step = 8;
    let packed = [xtc(&molecules(40, 3.0, 4)), xtc(&second)].concat();
    vec![
        ("a.dcd", dcd.bytes()),
        ("a.trr", trr),
        ("a.xtc", packed),
        ("a.gsd", gsd_example()),
    ]
}

/// No frame has more atoms than its file could hold, at a quarter of a byte each.
fn warranted(frames: &[Frame], bytes: &[u8]) {
    for frame in frames {
        assert!(frame.len() <= 4 * bytes.len());
        assert!(frame.species.len() <= bytes.len());
    }
}

#[test]
fn a_file_that_is_cut_anywhere_gives_the_frames_before_the_cut() {
    for (name, bytes) in examples() {
        let (all, error) = read(name, &bytes);
        assert_eq!((all.len(), error), (2, None), "{name}");
        for cut in 0..bytes.len() {
            let (frames, _) = read(name, &bytes[..cut]);
            assert!(frames.len() < all.len(), "{name} cut at {cut}");
            assert_eq!(frames, all[..frames.len()], "{name} cut at {cut}");
        }
    }
}

#[test]
fn a_flipped_bit_anywhere_never_panics() {
    for (name, bytes) in examples() {
        for bit in 0..8 * bytes.len() {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let (frames, _) = read(name, &damaged);
            warranted(&frames, &damaged);
        }
    }
}

#[test]
fn words_that_lie_never_panic_and_take_no_more_than_the_file_warrants() {
    let lies = [
        0x7fff_ffff_u32,
        0xffff_ffff,
        0x8000_0000,
        0,
        0xffff_ff7f,
        0x0000_0080,
        0x4000_0000,
    ];
    for (name, bytes) in examples() {
        for at in (0..bytes.len() - 4).step_by(4) {
            for lie in lies {
                let mut damaged = bytes.clone();
                damaged[at..at + 4].copy_from_slice(&lie.to_be_bytes());
                let (frames, _) = read(name, &damaged);
                warranted(&frames, &damaged);
            }
        }
    }
}

#[test]
fn noise_behind_a_sound_start_never_panics() {
    let mut numbers = Numbers(2026);
    for (name, bytes) in examples() {
        for _ in 0..2000 {
            let mut damaged = bytes.clone();
            for _ in 0..=numbers.next() % 8 {
                let at = numbers.next() as usize % damaged.len();
                damaged[at] = numbers.next() as u8;
            }
            let (frames, _) = read(name, &damaged);
            warranted(&frames, &damaged);
        }
    }
}
