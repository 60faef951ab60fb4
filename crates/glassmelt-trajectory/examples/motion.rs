//! How fast mean square displacements are found in frames that are in memory, as one line of JSON for
//! `benches/trajectories.py`: `cargo run --release --example motion [atoms] [frames] [runs]`. Of the same frames
//! come `F_s(k, t)` and the non-Gaussian parameter.

#[path = "bench/mod.rs"]
mod bench;

use std::ops::ControlFlow;

use bench::{argument, list, median, random};
use glassmelt_trajectory::dynamics::{
    Against, Clock, Drift, DynamicsOptions, LagChoice, Of, WaveNumber, dynamics,
};
use glassmelt_trajectory::{Frame, InMemory};
use nalgebra::Vector3;

/// Walkers whose steps are uniform in a cube of side 1.
fn walks(atoms: u64, frames: u64) -> Vec<Frame> {
    let mut frame = Frame::empty();
    frame.positions = (0..atoms).map(|_| Vector3::zeros()).collect();
    frame.ids = (1..).take(frame.positions.len()).collect();
    frame.kinds = vec![0; frame.positions.len()];
    frame.species = vec!["1".to_owned()];
    let step = |number: u64| {
        frame.step = i64::try_from(number).unwrap_or(i64::MAX);
        for (atom, r) in (0..).zip(&mut frame.positions) {
            let first = 3 * (atoms * number + atom);
            *r += Vector3::from([0, 1, 2].map(|axis| random(first + axis) - 0.5));
        }
        frame.clone()
    };
    (0..frames).map(step).collect()
}

fn main() -> Result<(), glassmelt_trajectory::Error> {
    let frames = walks(argument(1, 2000), argument(2, 1000));
    let stream = InMemory::new(frames);
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
    let (seconds, run) = median(argument(3, 3), || {
        dynamics(&mut stream.clone(), &options, &mut |_| {
            ControlFlow::Continue(())
        })
    });
    let answer = run?.answer;
    let motion = answer.motion(&Of::All, Against::Space).into_iter();
    let points: Vec<_> = motion.flat_map(|motion| &motion.points).collect();
    println!(
        "{{\"seconds\":{seconds:e},\"lags\":{},\"msd\":{}}}",
        list(points.iter().map(|point| point.time)),
        list(points.iter().map(|point| point.msd.mean)),
    );
    Ok(())
}
