//! Binary trajectories of `MDAnalysis` and mdtraj, made by `tools/binary_trajectories.py` from formulas.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "small numbers of small files"
)]

use glassmelt_trajectory::{Frame, Frames, Places, Trajectory};
use nalgebra::Vector3;

const SIDES: [f64; 3] = [2.0, 2.2, 2.5];
const ANGLES: [f64; 3] = [80.0, 85.0, 70.0];

fn frames(name: &str) -> Vec<Frame> {
    let file = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut stream = Trajectory::new([file]).open().expect("a trajectory");
    let mut frame = Frame::empty();
    let mut frames = Vec::new();
    while stream.next_into(&mut frame).expect("a frame") {
        frames.push(frame.clone());
    }
    assert_eq!(frames.len(), 3, "{name}");
    frames
}

fn position(i: usize, k: usize) -> Vector3<f64> {
    let [i_, k_] = [i as f64, k as f64];
    Vector3::new(
        0.1 * i_ + 0.01 * k_,
        0.2 * (i % 5) as f64 - 0.3,
        1.5 - 0.05 * i_ * k_,
    )
}

fn check_positions(name: &str, within: f64) -> Vec<Frame> {
    let frames = frames(name);
    for (k, frame) in frames.iter().enumerate() {
        assert_eq!(frame.len(), 12);
        assert_eq!(frame.ids, (1..=12).collect::<Vec<i64>>());
        assert_eq!(frame.places, Places::Wrapped);
        for (i, r) in frame.positions.iter().enumerate() {
            let off = (r - position(i, k)).amax();
            assert!(
                off < within,
                "{name}: atom {i} of frame {k} is off by {off}"
            );
        }
    }
    frames
}

/// Sides and angles as the generator gave them, from the vectors that were read.
fn check_cell(frame: &Frame, scale: f64) {
    let vectors = *frame.cell.as_ref().expect("a cell").vectors();
    let [a, b, c] = [0, 1, 2].map(|axis| Vector3::from(vectors.column(axis)));
    for (vector, side) in [a, b, c].iter().zip(SIDES) {
        assert!((vector.norm() - scale * side).abs() < 1e-5 * scale);
    }
    for (angle, expected) in [b.angle(&c), a.angle(&c), a.angle(&b)].iter().zip(ANGLES) {
        assert!(
            (angle.to_degrees() - expected).abs() < 1e-4,
            "{angle} for {expected}"
        );
    }
}

#[test]
fn xtc_of_mdanalysis_has_its_positions_to_half_a_thousandth_of_a_nanometre() {
    for name in ["mdanalysis.xtc", "mdtraj.xtc"] {
        for (k, frame) in check_positions(name, 0.50001e-3).iter().enumerate() {
            check_cell(frame, 1.0);
            assert_eq!(frame.time, Some(0.5 * k as f64));
            assert!(frame.velocities.is_empty() && frame.kinds.is_empty());
        }
    }
    let steps: Vec<i64> = frames("mdtraj.xtc")
        .iter()
        .map(|frame| frame.step)
        .collect();
    assert_eq!(steps, [0, 100, 200]);
}

#[test]
fn trr_of_mdanalysis_has_its_positions_velocities_and_forces() {
    for (k, frame) in check_positions("mdanalysis.trr", 3e-7).iter().enumerate() {
        check_cell(frame, 1.0);
        assert_eq!(frame.time, Some(0.5 * k as f64));
        assert_eq!(frame.step, 100 * k as i64);
        for (i, (v, f)) in frame.velocities.iter().zip(&frame.forces).enumerate() {
            let [i, k] = [i as f64, k as f64];
            assert!((v - Vector3::new(i, k, -i) / 8.0).amax() < 1e-6);
            assert!((f - Vector3::new(k, i, 1.0) / 4.0).amax() < 1e-6);
        }
        assert_eq!(frame.velocities.len() + frame.forces.len(), 24);
    }
}

#[test]
fn dcd_of_mdanalysis_and_of_mdtraj_has_its_positions_and_cells() {
    for name in ["mdanalysis.dcd", "mdtraj.dcd"] {
        for frame in check_positions(name, 3e-7) {
            check_cell(&frame, 1.0);
            assert_eq!(frame.time, None);
        }
    }
}

#[test]
fn xtc_packs_three_numbers_of_more_than_64_bits_as_xdrfile_does() {
    for (k, frame) in frames("mdtraj-wide.xtc").iter().enumerate() {
        for (i, r) in frame.positions.iter().enumerate() {
            // Half a thousandth of the grid, and what single precision loses at 4480 nm.
            assert!((r - 4000.0 * position(i, k)).amax() < 1e-3);
        }
    }
}
