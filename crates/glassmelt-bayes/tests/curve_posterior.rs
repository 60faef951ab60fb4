//! The posterior of a law on a curve: its gradient, a solvable case, its draws.

use std::ops::ControlFlow;

use approx::assert_relative_eq;
use glassmelt_bayes::priors::Chosen;
use glassmelt_bayes::{
    CurveModel, CurveOptions, Density, Knowledge, Measured, Model, Prior, Scatter, Settings, pool,
    posterior, sample,
};
use glassmelt_fit::{Curve, Entropy, EntropyOrigin, Quantity, laws};

fn go_on(_: f64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A liquid measured with every column that a law may ask for.
fn liquid(name: &str, offset: f64) -> Curve {
    let temperatures: Vec<f64> = (0..14).map(|i| 700.0 - 20.0 * f64::from(i)).collect();
    let wiggle = |i: usize| 0.05 * (7.0 * i as f64).sin();
    let value = |(i, t): (usize, &f64)| -4.0 + 1900.0 / (t - 310.0) + wiggle(i) + offset;
    Curve {
        name: name.to_owned(),
        quantity: Quantity::Viscosity,
        log10_values: temperatures.iter().enumerate().map(value).collect(),
        errors: None,
        modulus_gpa: Some(temperatures.iter().map(|t| 30.0 - 0.03 * t).collect()),
        entropy: Some(Entropy {
            origin: EntropyOrigin::ZeroAt(440.0),
            values: temperatures
                .iter()
                .map(|t| 60.0 * (t / 440.0).ln())
                .collect(),
        }),
        temperatures,
    }
}

/// Two sources, limits on both sides, some errors given, temperatures uncertain.
fn everything() -> Measured {
    let mut first = Measured::from(liquid("first", 0.1));
    first.errors[3] = Some(0.07);
    first.knowledge[13] = Knowledge::Above;
    first.knowledge[0] = Knowledge::Below;
    let mut second = Measured::from(liquid("second", -0.1));
    second.temperature_errors = vec![1.5; 14];
    pool(vec![first, second]).unwrap().0
}

#[test]
fn the_gradient_of_every_law_is_the_slope_of_its_posterior() {
    let data = everything();
    let options = CurveOptions {
        scatter: Scatter::Everywhere,
        ..CurveOptions::default()
    };
    for law in laws::all() {
        let mut model = CurveModel::new(law, &data, &options).unwrap();
        let n = model.dimension();
        let start = model.starts().swap_remove(0);
        let (mut gradient, mut unused) = (vec![0.0; n], vec![0.0; n]);
        let at: Vec<f64> = (0..n).map(|j| start[j] + 0.01 * (1.0 + j as f64)).collect();
        assert!(
            model.evaluate(&at, &mut gradient).is_finite(),
            "{}",
            law.name()
        );
        for j in 0..n {
            let mut side = |step: f64| {
                let mut moved = at.clone();
                moved[j] += step;
                model.evaluate(&moved, &mut unused)
            };
            let h = 1e-5;
            let slope = (8.0 * (side(h) - side(-h)) - side(2.0 * h) + side(-2.0 * h)) / (12.0 * h);
            let size = 1e-6 * gradient.iter().fold(1.0, |m: f64, g| m.max(g.abs()));
            assert!(
                (slope - gradient[j]).abs() < size.max(1e-5 * slope.abs()),
                "{} {j}: {slope} {}",
                law.name(),
                gradient[j]
            );
        }
    }
}

/// Known errors, normal priors and a law that is a straight line in 1/T: the posterior is normal, with
/// the mean and the covariance of the normal equations.
#[test]
fn a_straight_line_has_the_posterior_of_the_normal_equations() {
    let mut curve = liquid("line", 0.0);
    let sigma = 0.4;
    curve.errors = Some(vec![sigma; 14]);
    let priors = [(-3.0, 2.0), (5000.0, 2000.0)];
    let normal = |(mean, sd): (f64, f64)| Prior::Normal { mean, sd };
    let options = CurveOptions {
        priors: Chosen::default()
            .with("arrhenius", "log10_eta0", normal(priors[0]))
            .with("arrhenius", "b", normal(priors[1])),
        ..CurveOptions::default()
    };
    let data = Measured::from(curve.clone());
    let law = laws::by_name("arrhenius").unwrap();
    let settings = Settings {
        draws: 4000,
        ..Settings::default()
    };
    let found = posterior(law, &data, &options, settings, &go_on).unwrap();
    let trusted = ["ridge", "pareto_k_high"];
    let codes = found.warnings.iter().map(|w| w.code);
    assert!(codes.clone().all(|c| trusted.contains(&c)), "{codes:?}");

    let mut precision = nalgebra::Matrix2::zeros();
    let mut right = nalgebra::Vector2::zeros();
    for (t, y) in curve.temperatures.iter().zip(&curve.log10_values) {
        let row = nalgebra::Vector2::new(1.0, 1.0 / t);
        precision += row * row.transpose() / (sigma * sigma);
        right += row * *y / (sigma * sigma);
    }
    for (j, (mean, sd)) in priors.iter().enumerate() {
        precision[(j, j)] += 1.0 / (sd * sd);
        right[j] += mean / (sd * sd);
    }
    let covariance = precision.try_inverse().unwrap();
    let mean = covariance * right;
    for (j, variable) in found.variables.iter().enumerate() {
        let sd = covariance[(j, j)].sqrt();
        // Five errors of a mean, and of a standard deviation, of the effective draws.
        let effective = variable.ess_bulk.unwrap().min(variable.ess_tail.unwrap());
        assert!(
            (variable.mean - mean[j]).abs() < 5.0 * sd / effective.sqrt(),
            "{variable:?}"
        );
        assert!(
            (variable.sd / sd - 1.0).abs() < 5.0 / (2.0 * effective).sqrt(),
            "{variable:?}"
        );
    }
    let correlation = covariance[(0, 1)] / (covariance[(0, 0)] * covariance[(1, 1)]).sqrt();
    assert_relative_eq!(found.correlations[0][1], correlation, epsilon = 0.01);
}

#[test]
fn draws_are_the_same_on_one_thread_and_on_two_and_for_the_same_seed_only() {
    let data = everything();
    let law = laws::by_name("vft").unwrap();
    let draw = |threads: usize, seed: u64| {
        let model = CurveModel::new(law, &data, &CurveOptions::default()).unwrap();
        let settings = Settings {
            seed,
            draws: 100,
            tune: 100,
            ..Settings::default()
        };
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| sample(&model, settings, &go_on)).unwrap()
    };
    let one = draw(1, 3);
    assert_eq!(one, draw(2, 3));
    assert_ne!(one.values, draw(2, 4).values);
}

#[test]
fn the_posterior_of_vogel_fulcher_finds_the_liquid_and_tells_its_ridge() {
    let data = Measured::from(liquid("liquid", 0.0));
    let law = laws::by_name("vft").unwrap();
    let settings = Settings {
        draws: 600,
        ..Settings::default()
    };
    let found = posterior(law, &data, &CurveOptions::default(), settings, &go_on).unwrap();
    for (name, truth) in [("log10_eta0", -4.0), ("b", 1900.0), ("t0", 310.0)] {
        let variable = found.variables.iter().find(|v| v.name == name).unwrap();
        assert!(
            (variable.mean - truth).abs() < 4.0 * variable.sd,
            "{variable:?}"
        );
    }
    assert!(
        found.warnings.iter().any(|w| w.code == "ridge"),
        "{:?}",
        found.warnings
    );
    assert!(
        found.warnings.iter().all(|w| w.code != "rhat_high"),
        "{:?}",
        found.warnings
    );
    assert!(found.derived.iter().any(|d| d.name == "tg" && d.sd > 0.0));
    assert!(
        found
            .band
            .iter()
            .all(|b| b.point_low < b.low && b.low < b.high && b.high < b.point_high)
    );
}

#[test]
fn a_limit_moves_the_law_to_its_side_and_a_loose_one_does_not() {
    let law = laws::by_name("vft").unwrap();
    let settings = Settings {
        draws: 500,
        ..Settings::default()
    };
    let coldest = |change: &dyn Fn(&mut Measured)| {
        let mut data = Measured::from(liquid("limit", 0.0));
        change(&mut data);
        let found = posterior(law, &data, &CurveOptions::default(), settings, &go_on).unwrap();
        found.band.last().unwrap().median
    };
    let limit = |value: f64| {
        move |data: &mut Measured| {
            data.knowledge[13] = Knowledge::Above;
            data.curve.log10_values[13] = value;
        }
    };
    let without = |data: &mut Measured| *data = data.select(&(0..13).collect::<Vec<_>>());
    let here = coldest(&limit(2.0));
    assert!(coldest(&limit(12.0)) > here + 0.2);
    // Without the coldest point the band ends one point before.
    let cut = coldest(&without);
    assert!(cut < here, "{cut} against {here}");
}

#[test]
fn questions_without_an_answer_say_so() {
    let mut curve = liquid("no columns", 0.0);
    curve.modulus_gpa = None;
    let data = Measured::from(curve);
    let shoving = laws::by_name("shoving").unwrap();
    assert!(CurveModel::new(shoving, &data, &CurveOptions::default()).is_err());
    let misspelt = Chosen::from_toml("p", "[vft]\nt00 = { family = \"uniform\" }").unwrap();
    let options = CurveOptions {
        priors: misspelt,
        ..CurveOptions::default()
    };
    let vft = laws::by_name("vft").unwrap();
    let error = CurveModel::new(vft, &data, &options)
        .err()
        .unwrap()
        .to_string();
    assert!(
        error.contains("t00") && error.contains("log10_eta0, b, t0"),
        "{error}"
    );
    assert!(Chosen::from_toml("p", "[vtf]\nt0 = { family = \"uniform\" }").is_err());
}

#[test]
fn a_limit_from_below_that_is_colder_than_t0_takes_nothing_from_the_posterior() {
    let plain = Measured::from(Curve {
        modulus_gpa: None,
        entropy: None,
        ..liquid("liquid", 0.0)
    });
    let mut colder = plain.clone();
    colder.curve.temperatures.push(200.0);
    colder.curve.log10_values.push(13.0);
    colder.knowledge.push(Knowledge::Above);
    colder.errors.push(None);
    colder.temperature_errors.push(0.0);
    colder.source.push(0);
    let law = laws::by_name("vft").unwrap();
    let t0 = |data: &Measured| {
        let options = CurveOptions::default();
        let found = posterior(law, data, &options, Settings::default(), &go_on).unwrap();
        let t0 = found.variables.iter().find(|v| v.name == "t0").unwrap();
        (t0.mean, t0.sd)
    };
    let ((mean, sd), (with_limit, _)) = (t0(&plain), t0(&colder));
    assert!(mean > 250.0 && sd < 20.0, "{mean} +- {sd}");
    assert!(
        (with_limit - mean).abs() < 0.3 * sd,
        "{with_limit} against {mean} +- {sd}"
    );
}
