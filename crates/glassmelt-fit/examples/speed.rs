//! Prints how long a fit takes: `cargo run --release -p glassmelt-fit --example speed`.

use std::hint::black_box;
use std::time::Instant;

use glassmelt_fit::{Curve, FitOptions, Law, Options, Quantity, Silent, analyse, fit, laws};

/// Forty points of a Vogel-Fulcher liquid with a fixed scatter of 0.03 decades.
fn curve() -> Curve {
    let temperatures: Vec<f64> = (0..40)
        .map(|i| 1700.0 - 750.0 * f64::from(i) / 39.0)
        .collect();
    let scatter = |i: usize| 0.05 * ((i * 7919 % 101) as f64 / 50.0 - 1.0);
    Curve {
        name: "forty points".to_owned(),
        quantity: Quantity::Viscosity,
        log10_values: temperatures
            .iter()
            .enumerate()
            .map(|(i, t)| -4.5 + 5000.0 / (t - 620.0) + scatter(i))
            .collect(),
        temperatures,
        errors: None,
        modulus_gpa: None,
        entropy: None,
    }
}

/// Microseconds of one fit with covariance, Tg, m and D: the best of five batches.
fn microseconds(curve: &Curve, law: &dyn Law) -> f64 {
    let batch = |_| {
        let start = Instant::now();
        for _ in 0..200 {
            let _ = black_box(fit(black_box(curve), law, FitOptions::default()));
        }
        start.elapsed().as_secs_f64() * 1e6 / 200.0
    };
    (0..5).map(batch).fold(f64::INFINITY, f64::min)
}

fn main() {
    let curve = curve();
    let laws: Vec<&dyn Law> = laws::all()
        .into_iter()
        .filter(|law| law.needs(&curve).is_none())
        .collect();
    println!("one fit of 40 points with covariance:");
    for law in &laws {
        println!("  {:14} {:9.1} us", law.name(), microseconds(&curve, *law));
    }
    for bootstraps in [0, 1000] {
        let options = Options {
            bootstraps,
            ..Options::default()
        };
        let start = Instant::now();
        let analysis = analyse(&curve, &laws, &options, &Silent);
        let fitted = analysis.map_or(0, |a| a.fits.len());
        println!(
            "{fitted} laws with intervals, withheld decades and {bootstraps} bootstraps each: {:.3} s on {} threads",
            start.elapsed().as_secs_f64(),
            rayon::current_num_threads()
        );
    }
}
