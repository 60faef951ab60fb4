//! Claims about comparison, withheld decades, bootstrap and the whole analysis.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};

use approx::assert_relative_eq;
use common::{bare_curve, diopside, exact, example, noisy, weighted_diopside};
use glassmelt_fit::answer::Analysis;
use glassmelt_fit::bootstrap::percentile;
use glassmelt_fit::{
    Curve, FitError, Law, Observer, Options, Quantity, Silent, analyse, compare, laws,
};

fn options(bootstraps: usize) -> Options {
    Options {
        bootstraps,
        ..Options::default()
    }
}

fn analysed(curve: &Curve, names: &[&str]) -> Analysis {
    let laws: Vec<&dyn Law> = names
        .iter()
        .map(|name| laws::by_name(name).unwrap())
        .collect();
    analyse(curve, &laws, &options(0), &Silent).unwrap()
}

fn synthetic(law: &dyn Law, sigma: f64, hot: f64, n: usize) -> Curve {
    let bare = bare_curve(Quantity::Viscosity, hot, 900.0, n);
    let curve = noisy(exact(law, &example(law.name()), bare), sigma, 21);
    Curve {
        entropy: None,
        modulus_gpa: None,
        ..curve
    }
}

fn codes(analysis: &Analysis) -> Vec<&'static str> {
    analysis.warnings.iter().map(|w| w.code).collect()
}

#[test]
fn a_long_curve_prefers_the_law_that_made_it() {
    for truth in ["vft", "myega", "avramov", "parabolic", "mct"] {
        let law = laws::by_name(truth).unwrap();
        let curve = synthetic(law, 0.03, 2000.0, 60);
        let analysis = analysed(
            &curve,
            &[
                "rotor-printed",
                "vft",
                "myega",
                "avramov",
                "parabolic",
                "mct",
                "arrhenius",
            ],
        );
        let comparison = &analysis.comparison;
        assert_eq!(comparison.preferred, Some(truth), "{}", comparison.verdict);
        assert!(
            comparison.verdict.starts_with("These data prefer"),
            "{}",
            comparison.verdict
        );
        let weights: f64 = comparison.standings.iter().map(|s| s.weight).sum();
        assert_relative_eq!(weights, 1.0, max_relative = 1e-12);
        let best = &comparison.standings[0];
        assert!(best.delta_aicc == 0.0 && best.delta_error == 0.0);
    }
}

#[test]
fn a_short_curve_cannot_tell_the_laws_apart_and_says_so() {
    let curve = synthetic(&laws::Vft, 0.1, 950.0, 15);
    let analysis = analysed(&curve, &["vft", "myega", "avramov", "arrhenius"]);
    let comparison = &analysis.comparison;
    assert_eq!(comparison.preferred, None, "{}", comparison.verdict);
    assert!(comparison.tied.contains(&"myega") && comparison.tied.contains(&"vft"));
    assert!(
        comparison.verdict.contains("cannot be told apart"),
        "{}",
        comparison.verdict
    );
    let codes = codes(&analysis);
    assert!(
        codes.contains(&"short_range") && codes.contains(&"no_withheld_test"),
        "{codes:?}"
    );
}

#[test]
fn a_longer_law_that_meets_the_data_as_well_is_not_ruled_out_by_its_length() {
    let curve = synthetic(&laws::Arrhenius, 0.1, 1000.0, 12);
    let comparison = analysed(&curve, &["vft", "arrhenius"]).comparison;
    assert_eq!(comparison.standings[0].law, "arrhenius");
    assert!(comparison.standings[1].delta_aicc > 2.0);
    assert_eq!(comparison.tied, ["arrhenius", "vft"]);
    assert!(
        comparison
            .verdict
            .contains("Arrhenius has the fewest parameters"),
        "{}",
        comparison.verdict
    );
}

#[test]
fn the_printed_rotor_law_is_no_rival_of_vogel_fulcher() {
    let curve = synthetic(&laws::Vft, 0.03, 2000.0, 60);
    let analysis = analysed(&curve, &["rotor-printed", "vft", "arrhenius"]);
    let comparison = analysis.comparison;
    assert_eq!(comparison.preferred, Some("vft"));
    assert_eq!(comparison.tied, ["vft", "rotor-printed"]);
    assert!(
        comparison.verdict.contains("no rival"),
        "{}",
        comparison.verdict
    );
    let alone = analysed(&curve, &["rotor-printed", "vft"]).comparison;
    assert_eq!(alone.preferred, Some("vft"));
    assert!(alone.verdict.starts_with("Only"), "{}", alone.verdict);
}

#[test]
fn diopside_prefers_myega_to_vogel_fulcher_by_the_aicc_of_scipy() {
    // AICc -129.2581034 and -98.16272209, see fit_against_scipy.rs.
    let comparison = analysed(&diopside(), &["vft", "myega"]).comparison;
    assert_eq!(comparison.preferred, Some("myega"));
    assert_relative_eq!(
        comparison.standings[1].delta_aicc,
        31.09538131,
        epsilon = 1e-6
    );
    assert_relative_eq!(
        comparison.standings[1].weight,
        1.0 / (1.0 + (31.09538131f64 / 2.0).exp()),
        max_relative = 1e-6
    );
}

#[test]
fn known_and_estimated_scatter_rank_the_laws_alike() {
    let order = |curve: &Curve| -> Vec<&str> {
        let names = ["vft", "myega", "avramov", "arrhenius"];
        analysed(curve, &names)
            .comparison
            .standings
            .iter()
            .map(|s| s.law)
            .collect()
    };
    assert_eq!(order(&diopside()), order(&weighted_diopside()));
}

#[test]
fn the_error_of_a_difference_is_that_of_independent_points() {
    // Vuong: the difference of deviances is a sum over points; its error is that of a sum.
    let fits = analysed(&diopside(), &["vft", "myega"]).fits;
    let comparison = compare(&fits);
    let d: Vec<f64> = (0..38)
        .map(|i| 2.0 * (fits[0].log_likelihoods[i] - fits[1].log_likelihoods[i]))
        .collect();
    let mean = d.iter().sum::<f64>() / 38.0;
    let variance = d.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 37.0;
    assert_relative_eq!(
        comparison.standings[1].delta_error,
        (38.0 * variance).sqrt(),
        max_relative = 1e-12
    );
    assert_relative_eq!(
        -d.iter().sum::<f64>(),
        fits[0].aicc - fits[1].aicc,
        max_relative = 1e-9
    );
}

#[test]
fn the_law_that_made_a_curve_predicts_its_withheld_decades() {
    let curve = synthetic(&laws::Vft, 0.02, 2000.0, 60);
    let analysis = analysed(&curve, &["vft", "arrhenius", "mct"]);
    let withheld = analysis.withheld.as_ref().expect("a long curve");
    assert_eq!(withheld.temperatures.len(), withheld.points);
    assert!(withheld.temperatures.iter().all(|&t| t < withheld.split));
    assert_relative_eq!(
        withheld.decades / curve.decades(),
        1.0 / 3.0,
        epsilon = 0.03
    );
    let miss = |k: usize| {
        (
            analysis.fits[k].withheld_rms_dex.unwrap(),
            analysis.fits[k].withheld_error.unwrap(),
        )
    };
    let (good, bad) = (miss(0), miss(1));
    assert!(good.0 < 0.3 && good.1 < 0.2, "{good:?}");
    assert!(bad.0 > 1.0, "{bad:?}");
    for (fit, (law, predicted)) in analysis.fits.iter().zip(&withheld.predictions) {
        assert_eq!(fit.law, *law);
        assert_eq!(predicted.len(), withheld.points);
    }
}

#[test]
fn a_law_that_diverges_before_the_withheld_part_misses_it_infinitely() {
    // A law whose divergence is real at 880 K, withheld below: the hot part alone cannot know, but a
    // power law bends up too soon.
    let curve = synthetic(&laws::Arrhenius, 0.0, 2000.0, 40);
    let analysis = analysed(&curve, &["mct"]);
    let miss = analysis.fits[0].withheld_rms_dex.expect("tested");
    assert!(miss > 0.0);
    let predicted = &analysis.withheld.unwrap().predictions[0].1;
    assert_eq!(
        miss.is_infinite(),
        predicted.iter().any(|p| p.is_infinite())
    );
}

#[test]
fn smoothed_values_are_recognised() {
    let mut curve = synthetic(&laws::Vft, 0.0, 2000.0, 20);
    for y in &mut curve.log10_values {
        *y = (*y * 100.0).round() / 100.0;
    }
    let analysis = analysed(&curve, &["vft", "myega"]);
    let warning = analysis
        .warnings
        .iter()
        .find(|w| w.code == "smoothed_data")
        .expect("a warning");
    assert!(
        warning.message.contains("Vogel-Fulcher") && warning.message.contains("circular"),
        "{}",
        warning.message
    );
    assert!(!codes(&analysed(&diopside(), &["vft", "myega"])).contains(&"smoothed_data"));
}

#[test]
fn a_law_that_cannot_be_fitted_does_not_stop_the_others() {
    let analysis = analysed(&diopside(), &["adam-gibbs", "vft", "shoving"]);
    assert_eq!(analysis.fits.len(), 1);
    assert_eq!(
        codes(&analysis)
            .iter()
            .filter(|c| **c == "law_not_fitted")
            .count(),
        2
    );
    let none = analyse(&diopside(), &[&laws::Shoving], &options(0), &Silent);
    assert!(matches!(none, Err(FitError::NothingFitted(_))));
    let mut bad = diopside();
    bad.temperatures[0] = -1.0;
    let refused = analyse(&bad, &[&laws::Vft], &options(0), &Silent);
    assert!(matches!(refused, Err(FitError::BadPoint { index: 0, .. })));
}

#[test]
fn laws_that_read_columns_are_fitted_and_compared_like_the_others() {
    let bare = bare_curve(Quantity::Viscosity, 1800.0, 900.0, 40);
    let curve = noisy(
        exact(&laws::AdamGibbs, &example("adam-gibbs"), bare),
        0.02,
        4,
    );
    let analysis = analysed(&curve, &["adam-gibbs", "vft", "shoving", "arrhenius"]);
    assert_eq!(
        analysis.comparison.standings[0].law, "adam-gibbs",
        "{}",
        analysis.comparison.verdict
    );
    let fit = &analysis.fits[0];
    assert!(fit.derived.tg.is_none_or(|tg| tg >= 900.0));
}

fn replicas(curve: &Curve, threads: usize, seed: u64) -> Vec<Vec<f64>> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    let options = Options {
        seed,
        ..options(64)
    };
    let analysis = pool
        .install(|| analyse(curve, &[&laws::Vft], &options, &Silent))
        .unwrap();
    analysis.fits[0].replicas.clone()
}

#[test]
fn the_bootstrap_does_not_depend_on_the_number_of_threads() {
    for curve in [diopside(), weighted_diopside()] {
        let one = replicas(&curve, 1, 7);
        assert_eq!(one, replicas(&curve, 3, 7));
        assert_ne!(one, replicas(&curve, 1, 8));
        assert_eq!(one.len(), 64);
    }
}

#[test]
fn the_bootstrap_of_a_law_does_not_depend_on_the_other_laws() {
    let alone = replicas(&diopside(), 2, 7);
    let options = Options {
        seed: 7,
        ..options(64)
    };
    let together = analyse(&diopside(), &[&laws::Myega, &laws::Vft], &options, &Silent).unwrap();
    assert_eq!(together.fits[1].replicas, alone);
}

#[test]
fn bootstrap_profile_and_covariance_agree_on_a_good_curve() {
    for curve in [
        synthetic(&laws::Vft, 0.04, 2000.0, 60),
        Curve {
            errors: Some(vec![0.04; 60]),
            ..synthetic(&laws::Vft, 0.04, 2000.0, 60)
        },
    ] {
        let analysis = analyse(&curve, &[&laws::Vft], &options(2000), &Silent).unwrap();
        for parameter in &analysis.fits[0].parameters {
            let [low, high] = parameter.bootstrap.unwrap();
            let profile = parameter.high.unwrap() - parameter.low.unwrap();
            assert_relative_eq!(high - low, profile, max_relative = 0.12);
            assert!(low < parameter.value && parameter.value < high);
        }
    }
}

#[derive(Default)]
struct Counter {
    replicas: AtomicUsize,
    laws: AtomicUsize,
}

impl Observer for Counter {
    fn replica_done(&self, _law: &'static str) {
        self.replicas.fetch_add(1, Ordering::Relaxed);
    }

    fn law_done(&self, _law: &'static str) {
        self.laws.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn an_observer_hears_of_every_replica_and_law() {
    let counter = Counter::default();
    analyse(
        &diopside(),
        &[&laws::Vft, &laws::Myega],
        &options(50),
        &counter,
    )
    .unwrap();
    assert_eq!(counter.replicas.into_inner(), 100);
    assert_eq!(counter.laws.into_inner(), 2);
}

#[test]
fn percentiles_are_linear_between_the_ordered_members() {
    let sample = [4.0, 1.0, 3.0, 2.0];
    assert_relative_eq!(percentile(&sample, 0.0), 1.0);
    assert_relative_eq!(percentile(&sample, 0.5), 2.5);
    assert_relative_eq!(percentile(&sample, 0.9), 3.7);
    assert_relative_eq!(percentile(&sample, 1.0), 4.0);
    assert!(percentile(&[], 0.5).is_nan());
}

#[test]
fn an_analysis_becomes_json_with_parameters_by_name() {
    let json = serde_json::to_value(analysed(&diopside(), &["vft", "myega"])).unwrap();
    assert!(json["fits"][0]["parameters"]["log10_eta0"]["value"].is_f64());
    assert!(json["fits"][1]["parameters"]["tg"]["low"].is_f64());
    assert!(json["fits"][0]["derived"]["strength_d_error"].is_f64());
    assert_eq!(json["comparison"]["preferred"], "myega");
}
