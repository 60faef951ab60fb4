//! Effective draws a second of the Vogel-Fulcher posterior: `cargo run --release -p glassmelt-bayes --example effective_draws CURVE`.
//!
//! One thread, four chains of 10,000 draws after 1,000; tuning counts. One line of JSON.

use std::ops::ControlFlow;
use std::time::Instant;

use glassmelt_bayes::diagnostics::ess_bulk;
use glassmelt_bayes::table::read_measured;
use glassmelt_bayes::{CurveModel, CurveOptions, Settings, sample};
use glassmelt_fit::laws;
use glassmelt_fit::read::ReadOptions;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("expected a table")?;
    let (data, _) = read_measured(&file, &std::fs::read(&file)?, &ReadOptions::default())?;
    let model = CurveModel::new(laws::by_name("vft")?, &data, &CurveOptions::default())?;
    let settings = Settings {
        draws: 10_000,
        tune: 1000,
        ..Settings::default()
    };
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let begin = Instant::now();
    let draws = one.install(|| sample(&model, settings, &|_| ControlFlow::Continue(())))?;
    let seconds = begin.elapsed().as_secs_f64();
    let sizes = draws.values.iter().map(|chains| ess_bulk(chains));
    let smallest = sizes.fold(f64::INFINITY, f64::min);
    let per_draw = draws.evaluations as f64 / (4.0 * 11_000.0);
    println!(
        "{{\"min_ess_bulk\": {smallest:.0}, \"seconds\": {seconds:.4}, \"per_second\": {:.0}, \
         \"evaluations_a_draw\": {per_draw:.2}}}",
        smallest / seconds
    );
    Ok(())
}
