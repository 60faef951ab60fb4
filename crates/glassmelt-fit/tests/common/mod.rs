//! Curves for the tests: exact laws with a deterministic scatter on top.
#![allow(dead_code)]

use glassmelt_fit::{Curve, Entropy, EntropyOrigin, Law, Quantity};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// `n` temperatures from `hot` to `cold`, equally spaced in 1/T, with an entropy and a modulus.
pub(crate) fn bare_curve(quantity: Quantity, hot: f64, cold: f64, n: usize) -> Curve {
    let temperatures: Vec<f64> = (0..n)
        .map(|i| 1.0 / (1.0 / hot + (1.0 / cold - 1.0 / hot) * i as f64 / (n - 1) as f64))
        .collect();
    Curve {
        name: "synthetic".to_owned(),
        quantity,
        log10_values: vec![0.0; n],
        errors: None,
        modulus_gpa: Some(temperatures.iter().map(|t| 30.0 - 0.01 * t).collect()),
        entropy: Some(Entropy {
            origin: EntropyOrigin::ZeroAt(cold),
            values: temperatures
                .iter()
                .map(|t| 20.0 * (t / cold).ln())
                .collect(),
        }),
        temperatures,
    }
}

/// The curve with the law's exact values.
pub(crate) fn exact(law: &dyn Law, parameters: &[f64], mut curve: Curve) -> Curve {
    let mut values = vec![0.0; curve.len()];
    law.log10_all(parameters, &curve, &mut values);
    curve.log10_values = values;
    curve
}

/// The curve with Gaussian noise of `sigma` decades added (Box and Muller).
pub(crate) fn noisy(mut curve: Curve, sigma: f64, seed: u64) -> Curve {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    for y in &mut curve.log10_values {
        let (u, v): (f64, f64) = (rng.random(), rng.random());
        *y += sigma * (-2.0 * (1.0 - u).ln()).sqrt() * (std::f64::consts::TAU * v).cos();
    }
    curve
}

/// Sensible parameters of each law between 900 K and 1800 K, by name.
pub(crate) fn example(law: &str) -> Vec<f64> {
    match law {
        "vft" => vec![-4.3, 4800.0, 610.0],
        "rotor-printed" => vec![-4.3, 18.1, 610.0],
        "rotor-exact" => vec![-4.3, 9.0, 840.0],
        "myega" => vec![-2.9, 905.0, 41.0],
        "avramov" => vec![-1.7, 905.0, 3.1],
        "arrhenius" => vec![-6.0, 17000.0],
        "parabolic" => vec![-0.4, 7200.0, 1620.0],
        "mct" => vec![1.2, 2.6, 850.0],
        "adam-gibbs" => vec![-2.6, 130_000.0, 9.0],
        "shoving" => vec![-4.0, 0.0145],
        other => panic!("no example for {other}"),
    }
}
