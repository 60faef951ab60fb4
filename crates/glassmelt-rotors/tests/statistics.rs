//! Series whose correlation and error are known: what the estimators make of them.

use glassmelt::Estimate;
use glassmelt_rotors::random::{Draws, Purpose, Seed};
use glassmelt_rotors::statistics::{
    ONE_SIGMA, correlation_time, correlation_time_error, drift, estimate, jackknife_error,
    of_means, over_samples, student_factor,
};

/// Independent numbers, as many as wanted; the draws of one rotor are only 2^9.
fn noise(walker: u32, count: usize) -> Vec<f64> {
    let stream = Seed(2026).stream(Purpose::Resampling, walker, 0);
    (0_u32..)
        .map(|rotor| stream.of(rotor))
        .flat_map(|mut draws: Draws| draws.normal_pair())
        .take(count)
        .collect()
}

/// `x' = rho x + sqrt(1 - rho^2) noise`, of variance one: `tau = (1 + rho)/(2 (1 - rho))`.
fn autoregressive(walker: u32, count: usize, rho: f64) -> Vec<f64> {
    let kick = (1.0 - rho * rho).sqrt();
    let mut x = 0.0;
    let all = noise(walker, count + 500).into_iter().map(|noise| {
        x = rho * x + kick * noise;
        x
    });
    all.skip(500).collect()
}

#[test]
fn the_correlation_time_of_an_autoregressive_series_is_its_own() {
    for (rho, walker) in [(0.0, 1), (0.5, 2), (0.9, 3), (0.97, 4)] {
        let count = 200_000;
        let expected = (1.0 + rho) / (2.0 * (1.0 - rho));
        let tau = correlation_time(&autoregressive(walker, count, rho));
        let error = correlation_time_error(expected, count);
        let off = (tau - expected) / error.max(0.002);
        assert!(off.abs() < 4.0, "rho {rho}: {tau}, {expected}, {off}");
    }
}

#[test]
fn the_error_of_a_correlation_time_is_its_scatter_from_series_to_series() {
    let (runs, count) = (200_u32, 8_000);
    for (rho, walker) in [(0.5, 20_000_u32), (0.9, 30_000)] {
        let time = |run: u32| correlation_time(&autoregressive(walker + run, count, rho));
        let times: Vec<f64> = (0..runs).map(time).collect();
        let mean = times.iter().sum::<f64>() / f64::from(runs);
        let squares: f64 = times.iter().map(|time| (time - mean).powi(2)).sum();
        let scatter = (squares / f64::from(runs - 1)).sqrt();
        // A scatter of 200 is known to 5 per cent; the formula is of leading order.
        let ratio = scatter / correlation_time_error(mean, count);
        assert!((ratio - 1.0).abs() < 0.2, "rho {rho}: {ratio}");
    }
}

#[test]
fn the_error_of_a_mean_covers_the_truth_as_often_as_it_should() {
    let runs = 400;
    for rho in [0.0, 0.8] {
        let within = (0..runs).filter(|run| {
            let found = estimate(&autoregressive(1000 + run, 4000, rho));
            found.mean.abs() < found.error
        });
        let part = within.count() as f64 / f64::from(runs);
        // 0.683 of a normal number, with four standard errors of 400 trials.
        assert!((part - 0.683).abs() < 4.0 * 0.0233, "rho {rho}: {part}");
    }
}

#[test]
fn independent_samples_are_counted_by_the_correlation_time() {
    let series = autoregressive(7, 100_000, 0.9);
    let found = estimate(&series);
    let expected = 100_000.0 / 19.0;
    assert!((found.independent_samples / expected - 1.0).abs() < 0.15);
    assert!((found.error * expected.sqrt() - 1.0).abs() < 0.15);
}

#[test]
fn a_series_that_anticorrelates_is_not_worth_more_than_its_length() {
    let found = estimate(&autoregressive(8, 10_000, -0.8));
    assert_eq!(found.independent_samples, 10_000.0);
}

#[test]
fn a_series_that_never_moved_is_one_sample_of_unknown_error() {
    for series in [vec![0.0; 500], vec![3.7; 500], vec![1.0; 3]] {
        let found = estimate(&series);
        assert_eq!(found.error, f64::INFINITY);
        assert!(found.independent_samples <= 1.0);
        assert_eq!(correlation_time(&series), f64::INFINITY);
        assert_eq!(drift(&series), 0.0);
    }
    let rounding: Vec<f64> = (0..500)
        .map(|i| 1.0 + f64::EPSILON * f64::from(i % 3))
        .collect();
    assert_eq!(estimate(&rounding).error, f64::INFINITY);
    let stuck = of_means(&[vec![vec![2.0; 100]], vec![noise(1, 100)]], |means| {
        means[0][0] * means[1][0]
    });
    assert_eq!(stuck.estimate.error, f64::INFINITY);
    assert!(stuck.estimate.independent_samples <= 1.0);
    assert_eq!(estimate(&[]).independent_samples, 0.0);
}

#[test]
fn a_series_that_only_rises_is_one_sample_and_drifts() {
    let rising: Vec<f64> = (0..2000).map(f64::from).collect();
    let found = estimate(&rising);
    assert_eq!(found.independent_samples, 1.0);
    let noisy: Vec<f64> = noise(11, 4000)
        .into_iter()
        .enumerate()
        .map(|(i, noise)| noise + 1e-4 * i as f64)
        .collect();
    assert!(drift(&noisy) > 4.0, "{}", drift(&noisy));
    let falling: Vec<f64> = noisy.iter().map(|x| -x).collect();
    assert_eq!(drift(&falling), -drift(&noisy));
}

#[test]
fn a_stationary_series_drifts_as_a_normal_number_does() {
    let runs = 300;
    let drifts: Vec<f64> = (0..runs)
        .map(|run| drift(&autoregressive(3000 + run, 4000, 0.8)))
        .collect();
    let square = drifts.iter().map(|z| z * z).sum::<f64>() / f64::from(runs);
    // One, with four standard errors sqrt(2/300), and a little for the error of the errors.
    assert!((square - 1.0).abs() < 0.33 + 0.05, "{square}");
    assert!(drifts.iter().all(|z| z.abs() < 4.5));
}

#[test]
fn the_error_of_a_function_of_means_is_that_of_propagation() {
    // a and b share noise: <a>/<b> with known variances and covariance.
    let count = 20_000;
    let (shared, own) = (
        autoregressive(21, count, 0.7),
        autoregressive(22, count, 0.7),
    );
    let a: Vec<f64> = shared.iter().map(|x| 3.0 + x).collect();
    let b: Vec<f64> = shared
        .iter()
        .zip(&own)
        .map(|(x, y)| 2.0 + 0.5 * x + 0.3 * y)
        .collect();
    let ratio = of_means(&[vec![a, b]], |means| means[0][0] / means[0][1]);
    // d(a/b) = da/2 - 3 db/4 = (1/2 - 3/8) x - (9/40) y.
    let two_tau = 1.7 / 0.3;
    let expected = ((0.125_f64.powi(2) + 0.225_f64.powi(2)) * two_tau / count as f64).sqrt();
    let found = ratio.estimate;
    assert!((found.mean - 1.5).abs() < 4.0 * expected);
    assert!(
        (found.error / expected - 1.0).abs() < 0.3,
        "{}",
        found.error / expected
    );
    assert!((ratio.correlation_time / (0.5 * two_tau) - 1.0).abs() < 0.15);
}

#[test]
fn errors_of_independent_records_add_up() {
    let records = [vec![noise(31, 10_000)], vec![noise(32, 10_000)]];
    let difference = of_means(&records, |means| means[0][0] - means[1][0]);
    let found = difference.estimate;
    assert!((found.error / (2.0_f64 / 10_000.0).sqrt() - 1.0).abs() < 0.3);
    assert!(found.independent_samples > 15_000.0);
}

#[test]
fn the_jackknife_of_a_mean_is_the_standard_error_of_the_mean() {
    let values = noise(41, 50);
    let sum: f64 = values.iter().sum();
    let without: Vec<f64> = values.iter().map(|x| (sum - x) / 49.0).collect();
    let mean = sum / 50.0;
    let square: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    let expected = (square / 49.0 / 50.0).sqrt();
    assert!((jackknife_error(&without) / expected - 1.0).abs() < 1e-12);
    assert_eq!(jackknife_error(&[1.0]), f64::INFINITY);
}

#[test]
fn short_blocks_do_not_hide_a_long_correlation() {
    // Sixteen blocks of 125 looks, where the series remembers for 2 tau = 99.
    let runs = 300;
    let (mut found, mut by_blocks) = (0.0, 0.0);
    for run in 0..runs {
        let series = autoregressive(5000 + run, 2000, 0.98);
        let sum: f64 = series.iter().sum();
        let without: Vec<f64> = series
            .chunks(125)
            .map(|block| (sum - block.iter().sum::<f64>()) / 1875.0)
            .collect();
        by_blocks += (sum / 2000.0 / jackknife_error(&without)).powi(2);
        let known = of_means(&[vec![series]], |means| means[0][0]).estimate;
        found += (known.mean / known.error).powi(2);
    }
    let (found, by_blocks) = (found / f64::from(runs), by_blocks / f64::from(runs));
    assert!(found < 1.5, "{found}");
    assert!(by_blocks > found + 0.3, "{by_blocks}");
}

#[test]
fn samples_of_disorder_have_the_larger_of_both_errors() {
    let of = |mean, error| Estimate {
        mean,
        error,
        independent_samples: 100.0,
    };
    let scattered = over_samples(&[of(1.0, 0.01), of(2.0, 0.01), of(3.0, 0.01)]).unwrap();
    assert_eq!(scattered.estimate.mean, 2.0);
    let widened = student_factor(3).unwrap() * (1.0_f64 / 3.0).sqrt();
    assert!((scattered.estimate.error - widened).abs() < 1e-15);
    assert_eq!(scattered.estimate.independent_samples, 3.0);
    let alike = over_samples(&[of(1.0, 0.3), of(1.0, 0.4)]).unwrap();
    assert!((alike.estimate.error - 0.25).abs() < 1e-15);
    assert_eq!(alike.estimate.independent_samples, 200.0);
    let one = over_samples(&[of(1.0, 0.3)]).unwrap();
    assert_eq!((one.estimate, one.between), (of(1.0, 0.3), None));
    assert!(over_samples(&[]).is_none());
}

/// With one degree of freedom t is `tan(pi p/2)`, with two `p sqrt(2/(1 - p^2))`.
#[test]
fn the_factor_of_few_samples_is_students_and_tends_to_one() {
    let p = ONE_SIGMA;
    let two = (0.5 * std::f64::consts::PI * p).tan();
    let three = p * (2.0 / (1.0 - p * p)).sqrt();
    assert!((student_factor(2).unwrap() - two).abs() < 1e-7, "{two}");
    assert!((student_factor(3).unwrap() - three).abs() < 1e-7, "{three}");
    let many = student_factor(100_000).unwrap();
    assert!((many - 1.0).abs() < 1e-4 && many > 1.0, "{many}");
    assert!(student_factor(0).is_none() && student_factor(1).is_none());
}

/// The part of 20 000 experiments with so many normal samples, each with this error of its own, whose interval holds
/// the true mean.
fn coverage(samples: usize, scatter: f64, own: f64) -> f64 {
    const EXPERIMENTS: u32 = 20_000;
    let held = (0..EXPERIMENTS).filter(|&experiment| {
        let of = |k: usize| {
            let stream = Seed(9).stream(Purpose::Resampling, experiment, k as u64);
            let [near, far] = stream.of(0).normal_pair();
            Estimate {
                mean: 3.0 + scatter * near + own * far,
                error: own,
                independent_samples: 50.0,
            }
        };
        let all: Vec<Estimate> = (0..samples).map(of).collect();
        let over = over_samples(&all).unwrap().estimate;
        (over.mean - 3.0).abs() < over.error
    });
    held.count() as f64 / f64::from(EXPERIMENTS)
}

#[test]
fn few_samples_hold_the_true_mean_as_often_as_one_standard_error_should() {
    let error = (ONE_SIGMA * (1.0 - ONE_SIGMA) / 20_000.0).sqrt();
    for samples in [2, 3, 5] {
        let found = coverage(samples, 1.0, 0.01);
        assert!(
            (found - ONE_SIGMA).abs() < 4.0 * error,
            "{samples}: {found}"
        );
        // Where the samples' own errors count as well, the larger of both errors is the safe one.
        for scatter in [0.0, 1.0] {
            let found = coverage(samples, scatter, 1.0);
            assert!(found > ONE_SIGMA - 4.0 * error, "{samples}: {found}");
        }
    }
}
