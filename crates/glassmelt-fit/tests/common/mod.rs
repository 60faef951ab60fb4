//! Curves for the tests: exact laws with a deterministic scatter on top.
#![allow(dead_code, unreachable_pub)]

use glassmelt_fit::{Curve, Entropy, EntropyOrigin, Law, Quantity};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// `n` temperatures from `hot` to `cold`, equally spaced in 1/T, with an entropy and a modulus.
pub fn bare_curve(quantity: Quantity, hot: f64, cold: f64, n: usize) -> Curve {
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
pub fn exact(law: &dyn Law, parameters: &[f64], mut curve: Curve) -> Curve {
    let mut values = vec![0.0; curve.len()];
    law.log10_all(parameters, &curve, &mut values);
    curve.log10_values = values;
    curve
}

/// The curve with Gaussian noise of `sigma` decades added (Box and Muller).
pub fn noisy(mut curve: Curve, sigma: f64, seed: u64) -> Curve {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    for y in &mut curve.log10_values {
        let (u, v): (f64, f64) = (rng.random(), rng.random());
        *y += sigma * (-2.0 * (1.0 - u).ln()).sqrt() * (std::f64::consts::TAU * v).cos();
    }
    curve
}

/// Sensible parameters of each law between 900 K and 1800 K, by name (viscosities).
pub fn example(law: &str) -> Vec<f64> {
    match law {
        "vft" => vec![-4.3, 4800.0, 610.0],
        "rotor-printed" => vec![-4.3, 18.1, 610.0],
        "myega" => vec![-2.9, 905.0, 41.0],
        "avramov" => vec![-1.7, 905.0, 3.1],
        "rotor-exact" => vec![-2.0, 1.2, 850.0],
        "arrhenius" => vec![-6.0, 17000.0],
        "parabolic" => vec![-0.4, 7200.0, 1620.0],
        "mct" => vec![1.2, 2.6, 850.0],
        "adam-gibbs" => vec![-2.6, 130_000.0, 9.0],
        "shoving" => vec![-4.0, 0.0145],
        other => panic!("no example for {other}"),
    }
}

/// A curve of bare points, hottest first.
pub fn measured(name: &str, points: &[(f64, f64)]) -> Curve {
    Curve {
        name: name.to_owned(),
        quantity: Quantity::Viscosity,
        temperatures: points.iter().map(|p| p.0).collect(),
        log10_values: points.iter().map(|p| p.1).collect(),
        errors: None,
        modulus_gpa: None,
        entropy: None,
    }
}

/// Diopside, `CaMgSi2O6`: 960 to 1057 K from Sipp, Bottinga and Richet, J. Non-Cryst. Solids 288, 166
/// (2001), above 1600 K from Scarfe, Cronin, Wenzel and Kauffman, Am. Mineral. 68, 1083 (1983).
pub fn diopside() -> Curve {
    measured(
        "diopside",
        &[
            (1873.15, -0.53),
            (1823.15, -0.44),
            (1773.15, -0.32),
            (1723.15, -0.18),
            (1673.15, -0.01),
            (1648.15, 0.09),
            (1057.1, 8.93),
            (1054.2, 9.06),
            (1051.9, 9.12),
            (1050.8, 9.18),
            (1049.6, 9.21),
            (1046.7, 9.36),
            (1041.3, 9.58),
            (1035.8, 9.89),
            (1030.9, 10.09),
            (1030.2, 10.10),
            (1028.1, 10.19),
            (1027.7, 10.13),
            (1026.1, 10.32),
            (1025.8, 10.32),
            (1022.8, 10.35),
            (1021.0, 10.57),
            (1019.1, 10.64),
            (1018.5, 10.61),
            (1016.0, 10.82),
            (1011.1, 11.05),
            (1010.7, 11.10),
            (1009.9, 11.13),
            (1005.6, 11.36),
            (1002.8, 11.49),
            (999.3, 11.71),
            (992.7, 12.06),
            (987.2, 12.43),
            (974.0, 13.33),
            (970.7, 13.55),
            (969.7, 13.60),
            (967.7, 13.74),
            (960.2, 14.25),
        ],
    )
}

/// Diopside with errors of 0.05 decades above 1500 K and 0.08 below: made up, for weighted fits.
pub fn weighted_diopside() -> Curve {
    let curve = diopside();
    let errors = curve
        .temperatures
        .iter()
        .map(|&t| if t > 1500.0 { 0.05 } else { 0.08 });
    Curve {
        errors: Some(errors.collect()),
        ..curve
    }
}
