//! Mean squared displacements against those of freud 3.4.0, a table that `tools/msd_reference.py` makes.

use std::ops::ControlFlow;

use glassmelt_trajectory::dynamics::{
    Against, Clock, Drift, DynamicsOptions, LagChoice, Of, WaveNumber, dynamics,
};
use glassmelt_trajectory::{Frame, InMemory, Places};
use nalgebra::Vector3;

/// freud 3.4.0, mode window: lag, mean squared displacement. It keeps positions in single precision.
const FREUD: [(u32, f64); 8] = [
    (1, 1.2149204501293154),
    (2, 3.483714233985857),
    (3, 4.482017035654805),
    (5, 3.2207957078658396),
    (8, 5.177861345311006),
    (13, 5.1666059912078905),
    (21, 12.004773443237992),
    (30, 17.978266473238666),
];

/// The walk of the generator.
fn frame(step: u32) -> Frame {
    let n = f64::from(step);
    let at = |atom: u32| {
        let a = f64::from(atom);
        Vector3::new(
            (1.3 * n + 0.7 * a).cos() + 0.05 * n * a.sin(),
            (0.9 * n + 1.1 * a).sin() - 0.03 * n * (2.0 * a).cos(),
            (0.4 * n - 0.3 * a).cos() + 0.02 * n * a,
        )
    };
    Frame {
        step: i64::from(step),
        places: Places::Unwrapped,
        ids: (1..=12).collect(),
        positions: (0..12).map(at).collect(),
        ..Frame::empty()
    }
}

#[test]
fn displacements_are_those_of_freud() {
    let frames: Vec<Frame> = (0..40).map(frame).collect();
    let options = DynamicsOptions {
        drift: Drift::Kept,
        wave_number: WaveNumber::Given(1.0),
        lags: LagChoice {
            per_decade: 100,
            origins: usize::MAX,
            stored: usize::MAX,
            ..LagChoice::default()
        },
        ..DynamicsOptions::new(Clock::Step(1.0))
    };
    let mut keep = |_| ControlFlow::Continue(());
    let run = dynamics(&mut InMemory::new(frames), &options, &mut keep).expect("a walk");
    let motion = run.answer.motion(&Of::All, Against::Space).expect("of all");
    for (lag, msd) in FREUD {
        let points = &motion.points;
        let point = points
            .iter()
            .find(|p| (p.time - f64::from(lag)).abs() < 1e-9);
        let point = point.expect("each lag is there");
        assert!(
            (point.msd.mean / msd - 1.0).abs() < 3e-6,
            "{lag}: {} {msd}",
            point.msd.mean
        );
    }
}
