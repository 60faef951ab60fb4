//! How fast mu(q) is found in frames that are in memory, as one line of JSON for `benches/trajectories.py`:
//! `cargo run --release --example waves [cubes] [frames] [shells] [runs]`.

#[path = "bench/mod.rs"]
mod bench;

use std::ops::ControlFlow;

use bench::{argument, list, median, shaken};
use glassmelt_trajectory::modulus::{Question, WaveChoice, Windows, modulus};
use glassmelt_trajectory::{Frame, InMemory};

fn main() -> Result<(), glassmelt_trajectory::Error> {
    let (cubes, count) = (argument(1, 29_usize), argument(2, 200_usize));
    let mut question = Question::new(1.0);
    question.waves = WaveChoice::Shells(argument(3, 12));
    question.windows = Windows::Lengths(vec![count]);
    question.buffer = usize::MAX;
    let frames: Vec<Frame> = (0..count)
        .map(|number| {
            let mut frame = shaken(cubes, 0.1, number as u64);
            frame.step = i64::try_from(number).unwrap_or(i64::MAX);
            frame
        })
        .collect();
    let frames = InMemory::new(frames);
    let (seconds, outcome) = median(argument(4, 3), || {
        modulus(&frames, &question, &mut |_| ControlFlow::Continue(()))
    });
    let answer = outcome?.answer;
    let shells = answer.windows.iter().flat_map(|window| &window.shells);
    let waves: usize = shells.clone().map(|shell| shell.wavevectors).sum();
    println!(
        "{{\"seconds\":{seconds:e},\"atoms\":{},\"waves\":{waves},\"q\":{},\"mu\":{},\"lambda_plus_2mu\":{}}}",
        answer.atoms,
        list(shells.clone().map(|shell| shell.q)),
        list(
            shells
                .clone()
                .map(|shell| shell.transverse.as_observed.mean)
        ),
        list(shells.map(|shell| shell.longitudinal.as_observed.mean)),
    );
    Ok(())
}
