//! Calibration by simulation at length: `cargo run --release -p glassmelt-bayes --example calibration [EXPERIMENTS]`.
//!
//! A thousand experiments for each of several laws with their default priors, at twelve temperatures with unknown
//! scatter; prints the probability of ranks as uneven as those found.

use glassmelt_bayes::{CalibrationSettings, CurveOptions, Measured, Settings, calibrate};
use glassmelt_fit::{Curve, Quantity, laws};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let experiments = std::env::args().nth(1).map_or(Ok(1000), |n| n.parse())?;
    let temperatures: Vec<f64> = (0..12).map(|i| 900.0 - 25.0 * f64::from(i)).collect();
    let design = Measured::from(Curve {
        name: "design".to_owned(),
        quantity: Quantity::Viscosity,
        log10_values: vec![0.0; temperatures.len()],
        errors: None,
        modulus_gpa: None,
        entropy: None,
        temperatures,
    });
    let settings = CalibrationSettings {
        experiments,
        sampling: Settings {
            draws: 248,
            tune: 400,
            target_accept: 0.9,
            ..Settings::default()
        },
        // Four chains of 31 draws each: 124, and 125 ranks.
        thin: 8,
        bins: 25,
    };
    for name in ["arrhenius", "vft", "myega", "avramov"] {
        let law = laws::by_name(name)?;
        let found = calibrate(law, &design, &CurveOptions::default(), settings)?;
        println!(
            "{name}: {} failed, {} divergences",
            found.failed, found.divergences
        );
        for (variable, p) in found.variables.iter().zip(&found.p_values) {
            println!("  {variable:16} p = {p:.3}");
        }
    }
    Ok(())
}
