//! Calibration by simulation (Talts et al. 2018): priors, likelihood and sampler belong together.

use glassmelt_bayes::priors::Chosen;
use glassmelt_bayes::{
    CalibrationSettings, CurveOptions, Knowledge, Measured, Prior, Settings, calibrate,
};
use glassmelt_fit::{Curve, Quantity, laws};

fn design(points: u32) -> Measured {
    let step = 300.0 / f64::from(points);
    let temperatures: Vec<f64> = (0..points).map(|i| 900.0 - step * f64::from(i)).collect();
    Measured::from(Curve {
        name: "design".to_owned(),
        quantity: Quantity::Viscosity,
        log10_values: vec![0.0; temperatures.len()],
        errors: None,
        modulus_gpa: None,
        entropy: None,
        temperatures,
    })
}

fn settings(experiments: usize) -> CalibrationSettings {
    CalibrationSettings {
        experiments,
        sampling: Settings {
            chains: 3,
            draws: 165,
            tune: 200,
            target_accept: 0.9,
            seed: 11,
        },
        // 3 x 33 = 99 draws count: 100 ranks in 10 bins.
        thin: 5,
        bins: 10,
    }
}

/// The smallest of all p-values of honest histograms is below a thousandth once in a hundred or so.
const LEAST_P: f64 = 1e-3;

#[test]
fn the_posterior_of_arrhenius_with_unknown_scatter_is_calibrated() {
    let law = laws::by_name("arrhenius").unwrap();
    let found = calibrate(law, &design(8), &CurveOptions::default(), settings(200)).unwrap();
    assert_eq!(found.failed, 0);
    assert!(found.p_values.iter().all(|p| *p > LEAST_P), "{found:?}");
}

#[test]
fn limits_errors_of_temperature_and_offsets_of_laboratories_are_calibrated() {
    let mut design = design(12);
    design.source = (0..12).map(|i| i % 3).collect();
    design.sources = ["one", "two", "three"].map(str::to_owned).to_vec();
    design.temperature_errors = vec![3.0; 12];
    design.errors = (0..12).map(|i| (i % 2 == 0).then_some(0.1)).collect();
    design.knowledge[11] = Knowledge::Above;
    design.curve.log10_values[11] = 6.0;
    design.knowledge[0] = Knowledge::Below;
    design.curve.log10_values[0] = 1.0;
    let priors = Chosen::default()
        .with(
            "vft",
            "log10_eta0",
            Prior::Normal {
                mean: -4.0,
                sd: 1.0,
            },
        )
        .with(
            "vft",
            "b",
            Prior::LogNormal {
                median: 2500.0,
                sd: 0.3,
                above: 0.0,
            },
        )
        .with(
            "vft",
            "t0",
            Prior::Normal {
                mean: 300.0,
                sd: 60.0,
            },
        );
    let options = CurveOptions {
        priors,
        ..CurveOptions::default()
    };
    let law = laws::by_name("vft").unwrap();
    let found = calibrate(law, &design, &options, settings(120)).unwrap();
    assert_eq!(found.failed, 0);
    assert!(found.p_values.iter().all(|p| *p > LEAST_P), "{found:?}");
}
