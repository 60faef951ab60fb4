//! Reads a trajectory as fast as it can and tells how fast that was, in megabytes of the unpacked file for each
//! second of processor time: `cargo run --release --example read -- FILES...`

#[path = "bench/mod.rs"]
mod bench;

use bench::processor_seconds;
use glassmelt_trajectory::{Frame, Frames, Trajectory};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let mut bytes = 0;
    for file in &files {
        bytes += std::fs::metadata(file)?.len();
    }
    let before = processor_seconds();
    let mut stream = Trajectory::new(&files).open()?;
    println!("{}", stream.description());
    let mut frame = Frame::empty();
    let (mut frames, mut atoms, mut sum) = (0_u64, 0_u64, 0.0);
    while stream.next_into(&mut frame)? {
        frames += 1;
        atoms += frame.len() as u64;
        sum += frame.positions.first().map_or(0.0, |position| position.x);
    }
    println!("{frames} frames, {atoms} atoms, sum of the first x {sum}");
    for warning in stream.warnings() {
        println!("{}", warning.message);
    }
    let seconds = processor_seconds() - before;
    if seconds > 0.0 {
        let speed = 1e-6 * bytes as f64 / seconds;
        println!("{seconds:.2} s of processor time: {speed:.0} MB/s");
    }
    Ok(())
}
