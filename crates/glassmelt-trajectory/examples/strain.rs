//! How fast D2min is found between two frames that are in memory, as one line of JSON for
//! `benches/trajectories.py`: `cargo run --release --example strain [cubes] [cutoff] [runs]`.

#[path = "bench/mod.rs"]
mod bench;

use bench::{argument, list, median, shaken};
use glassmelt_trajectory::local::{CellChange, Reference};

fn main() -> Result<(), glassmelt_trajectory::Error> {
    let (cubes, cutoff, runs) = (argument(1, 29_usize), argument(2, 0.87), argument(3, 5));
    // Two frames of one series of numbers: of the first half of its seeds, and of the second.
    let (before, after) = (shaken(cubes, 0.3, 0), shaken(cubes, 0.3, 1));
    let (whole, reference) = median(runs, || Reference::within(&before, cutoff));
    let reference = reference?;
    let (fit, fits) = median(runs, || reference.fits(&after, CellChange::Kept));
    let fits = fits?;
    let pairs: u32 = fits.iter().flatten().map(|fit| fit.neighbours).sum();
    let found = fits
        .iter()
        .map(|fit| fit.as_ref().map_or(f64::NAN, |fit| fit.d2min));
    let sum: f64 = found.clone().filter(|d2min| d2min.is_finite()).sum();
    println!(
        "{{\"atoms\":{},\"neighbours\":{},\"reference_seconds\":{whole:e},\"fit_seconds\":{fit:e},\"sum\":{sum:e},\"first\":{}}}",
        fits.len(),
        f64::from(pairs) / fits.len() as f64,
        list(found.take(100)),
    );
    Ok(())
}
