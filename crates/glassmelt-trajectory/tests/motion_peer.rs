//! Mean square displacements are those of freud and of `MDAnalysis` for the same walkers.

mod lattices;

use std::ops::ControlFlow;

use glassmelt_trajectory::dynamics::{
    Against, Clock, Drift, DynamicsOptions, LagChoice, Of, WaveNumber, dynamics,
};
use glassmelt_trajectory::{Frame, InMemory};
use lattices::random;
use nalgebra::Vector3;

/// Made by `tools/motion_values.py`, which holds the same walkers.
const TABLE: &str = include_str!("data/msd_peers.csv");
const WALKERS: u32 = 40;
const FRAMES: u32 = 64;
const DRIFT: f64 = 0.125;

fn walks() -> Vec<Frame> {
    let mut positions = (0..WALKERS).map(|_| Vector3::zeros()).collect::<Vec<_>>();
    let frames = (0..FRAMES).map(|number| {
        for (atom, r) in (0..).zip(&mut positions) {
            let component = |axis| random(u64::from(3 * (WALKERS * number + atom) + axis)) - 0.5;
            *r += Vector3::new(component(0) + DRIFT, component(1), component(2));
        }
        let mut frame = Frame::empty();
        frame.step = i64::from(number);
        frame.ids = (1..).take(positions.len()).collect();
        frame.kinds = vec![0; positions.len()];
        frame.species = vec!["1".to_owned()];
        frame.positions.clone_from(&positions);
        frame
    });
    frames.collect()
}

#[test]
fn with_room_for_all_origins_msd_is_that_of_both_peers_to_their_rounding() {
    let options = DynamicsOptions {
        wave_number: WaveNumber::Given(1.0),
        drift: Drift::Kept,
        lags: LagChoice {
            origins: usize::MAX,
            stored: usize::MAX,
            ..LagChoice::default()
        },
        ..DynamicsOptions::new(Clock::Step(1.0))
    };
    let mut frames = InMemory::new(walks());
    let run = dynamics(&mut frames, &options, &mut |_| ControlFlow::Continue(()));
    let answer = run.expect("frames that move").answer;
    let motion = answer.motion(&Of::All, Against::Space).expect("of all");
    let mut met = 0;
    for line in TABLE.lines().skip(2) {
        let row: Vec<f64> = line
            .split(',')
            .map(|x| x.parse().expect("a number"))
            .collect();
        let near = |time: f64| (time - row[0]).abs() < 1e-9;
        let Some(point) = motion.points.iter().find(|point| near(point.time)) else {
            continue;
        };
        assert!(
            (point.msd.mean / row[1] - 1.0).abs() < 2e-5,
            "lag {}",
            row[0]
        );
        assert!(
            (point.msd.mean / row[2] - 1.0).abs() < 5e-8,
            "lag {}",
            row[0]
        );
        met += 1;
    }
    assert_eq!(met, motion.points.len());
    assert!(met >= 10, "{met}");
}
