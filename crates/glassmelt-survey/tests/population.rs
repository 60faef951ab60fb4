//! What a population answers where the truth is known.

mod common;

use approx::assert_relative_eq;
use common::{Liquid, answers, chosen, input, noise, of_the_paper, subject};
use glassmelt_survey::{Origin, Population, PopulationOptions, Subject, population};

fn options() -> PopulationOptions {
    PopulationOptions {
        replicas: 400,
        ..PopulationOptions::default()
    }
}

fn surveyed(subjects: Vec<Subject>, laws: &[&str]) -> Population {
    let input = input(subjects);
    let kept = answers(&input, &chosen(laws));
    population(&input, &kept, &options())
}

#[test]
fn glasses_of_the_paper_return_its_alpha_its_exponents_and_its_correlation() {
    let answer = surveyed(of_the_paper(80, 1e-3, 0.5, 0.3), &["vft"]);
    let prediction = answer.prediction.unwrap();
    assert_eq!(prediction.glasses, 80);
    let alpha = prediction.one_alpha.alpha;
    assert!((alpha.value - 1e-3).abs() < 4.0 * alpha.error, "{alpha:?}");
    let slope = prediction.slope.found;
    assert!((slope.value - 1.0).abs() < 4.0 * slope.error, "{slope:?}");
    let by_t0 = prediction.exponent_of_t0.found;
    assert!((by_t0.value - 2.0).abs() < 4.0 * by_t0.error, "{by_t0:?}");
    let by_mu0 = prediction.exponent_of_mu0.found;
    assert!(
        (by_mu0.value + 1.0).abs() < 4.0 * by_mu0.error,
        "{by_mu0:?}"
    );
    for tested in [
        prediction.rank_correlation,
        prediction.with_t0_held,
        prediction.one_alpha.explained,
    ] {
        assert!(tested.found.value > 0.3, "{tested:?}");
        assert!(tested.mu0_permuted.p_rise < 0.01, "{tested:?}");
    }
}

#[test]
fn the_scatter_of_glasses_is_found_beside_the_errors_of_their_fits() {
    let answer = surveyed(of_the_paper(200, 1e-3, 0.5, 0.3), &["vft"]);
    // Uniform from -0.51 to 0.51: a standard deviation of 0.294.
    let scatter = answer.prediction.unwrap().one_alpha.scatter;
    assert!(
        (scatter.value - 0.51 / 3.0_f64.sqrt()).abs() < 4.0 * scatter.error,
        "{scatter:?}"
    );
}

#[test]
fn glasses_without_the_law_correlate_downwards_by_the_shared_t0_and_the_nulls_know_it() {
    let subjects = of_the_paper(80, 1e-3, 0.5, 0.0)
        .into_iter()
        .enumerate()
        .map(|(i, of)| {
            let t0 = 500.0 + 200.0 * noise(i, 101);
            let liquid = Liquid {
                log10_eta0: -3.0,
                b: 3000.0 * (0.3 * noise(i, 404)).exp(),
                t0,
            };
            Subject {
                mu0_gpa: of.mu0_gpa,
                ..subject(i, liquid, 13, 0.02)
            }
        });
    let prediction = surveyed(subjects.collect(), &["vft"]).prediction.unwrap();
    let rank = prediction.rank_correlation;
    assert!(rank.found.value < -0.2, "{rank:?}");
    assert!(
        rank.mu0_permuted.mean < -0.2 && rank.all_independent.mean < -0.2,
        "{rank:?}"
    );
    assert!(rank.mu0_permuted.p > 0.01, "{rank:?}");
    // With T0 held nothing is left.
    let held = prediction.with_t0_held;
    assert!(held.found.value.abs() < 4.0 * held.found.error, "{held:?}");
    assert!(
        held.mu0_permuted.p > 0.01 && held.mu0_permuted.mean.abs() < 0.05,
        "{held:?}"
    );
    assert!(prediction.one_alpha.explained.found.value < 0.0);
}

#[test]
fn alpha_goes_as_the_inverse_cube_of_the_length_and_alpha_a3_stays() {
    let input = input(of_the_paper(20, 1e-3, 0.5, 0.2));
    let kept = answers(&input, &chosen(&["vft"]));
    let at = |a_nm| {
        let options = PopulationOptions {
            least_decades: 0.0,
            a_nm,
            replicas: 20,
            seed: 1,
        };
        population(&input, &kept, &options)
            .prediction
            .unwrap()
            .one_alpha
    };
    let (half, whole) = (at(0.5), at(1.0));
    assert_relative_eq!(
        half.alpha.value,
        8.0 * whole.alpha.value,
        max_relative = 1e-9
    );
    assert_relative_eq!(
        half.alpha_a3_nm3.value,
        whole.alpha_a3_nm3.value,
        max_relative = 1e-9
    );
    assert_relative_eq!(half.scatter.value, whole.scatter.value, max_relative = 1e-6);
}

#[test]
fn values_of_a_law_are_kept_apart_from_measured_points() {
    let liquid = Liquid {
        log10_eta0: -3.0,
        b: 3000.0,
        t0: 500.0,
    };
    let rounded = |mut of: Subject| {
        for y in &mut of.curve.log10_values {
            *y = (*y * 1e4).round() / 1e4;
        }
        of
    };
    let answer = surveyed(
        vec![
            subject(0, liquid, 13, 0.05),
            rounded(subject(
                1,
                Liquid {
                    t0: 510.0,
                    ..liquid
                },
                13,
                0.0,
            )),
            Subject {
                origin: Origin::Levels,
                ..subject(
                    2,
                    Liquid {
                        t0: 520.0,
                        ..liquid
                    },
                    13,
                    0.01,
                )
            },
            Subject {
                origin: Origin::Levels,
                ..subject(
                    3,
                    Liquid {
                        t0: 530.0,
                        ..liquid
                    },
                    13,
                    0.0,
                )
            },
        ],
        &["vft", "arrhenius"],
    );
    let counts: Vec<(Origin, usize)> = answer
        .winners
        .iter()
        .map(|w| (w.origin, w.curves))
        .collect();
    assert_eq!(
        counts,
        [
            (Origin::Measured, 1),
            (Origin::Levels, 1),
            (Origin::Smoothed, 2)
        ]
    );
    assert!(
        answer
            .warnings
            .iter()
            .any(|warning| warning.code == "smoothed_curves")
    );
}

#[test]
fn the_law_that_made_the_curves_wins_and_a_rewriting_counts_with_it() {
    let liquid = |i: usize| Liquid {
        log10_eta0: -4.0,
        b: 4000.0 + 10.0 * i as f64,
        t0: 450.0,
    };
    let subjects = (0..12).map(|i| subject(i, liquid(i), 20, 0.02)).collect();
    let answer = surveyed(subjects, &["rotor-printed", "vft", "arrhenius", "mct"]);
    let winners = &answer.winners[0];
    assert_eq!(winners.ranked, 12);
    let vft = winners.laws.iter().find(|law| law.law == "vft").unwrap();
    assert_eq!((vft.wins.count, vft.among_best.count), (12, 12));
    assert!(vft.wins.low > 0.7 && vft.wins.high == 1.0);
    assert!(winners.laws.iter().all(|law| law.law != "rotor-printed"));
    assert_eq!(winners.undecided.count, 0);
}

#[test]
fn laws_that_cannot_be_told_apart_are_no_winners() {
    // Four decades in the middle, with a scatter of half a decade: nothing can be told.
    let subjects = (0..8)
        .map(|i| {
            let mut of = subject(
                i,
                Liquid {
                    log10_eta0: -4.0,
                    b: 9000.0,
                    t0: 100.0,
                },
                9,
                0.6,
            );
            of.curve = of.curve.select(&[2, 3, 4, 5, 6, 7, 8]);
            of
        })
        .collect();
    let answer = surveyed(subjects, &["vft", "arrhenius", "mct"]);
    let winners = &answer.winners[0];
    let wins: usize = winners.laws.iter().map(|law| law.wins.count).sum();
    assert_eq!(wins + winners.undecided.count, winners.ranked);
    assert!(winners.undecided.count >= 6, "{winners:?}");
}

#[test]
fn a_curve_under_a_second_name_counts_once() {
    let liquid = Liquid {
        log10_eta0: -3.0,
        b: 3000.0,
        t0: 500.0,
    };
    let first = subject(0, liquid, 13, 0.05);
    let mut again = Subject {
        id: "again".to_owned(),
        ..first.clone()
    };
    again.curve = again.curve.select(&(0..12).collect::<Vec<_>>());
    let answer = surveyed(vec![first, again, subject(1, liquid, 13, 0.05)], &["vft"]);
    assert_eq!(answer.duplicates.len(), 1);
    assert_eq!(
        (
            answer.duplicates[0].id.as_str(),
            answer.duplicates[0].of.as_str()
        ),
        ("again", "liquid 0")
    );
    assert_eq!(answer.winners[0].curves, 2);
}

#[test]
fn the_distribution_of_t0_over_tg_is_that_of_the_liquids() {
    let liquids: Vec<Liquid> = (0..60)
        .map(|i| {
            let t0 = 500.0 + 50.0 * noise(i, 1);
            Liquid {
                log10_eta0: -3.0,
                b: 15.0 * t0 * (0.5 + 0.1 * noise(i, 2)),
                t0,
            }
        })
        .collect();
    let truth: Vec<f64> = liquids
        .iter()
        .map(|of| of.t0 / of.temperature(12.0))
        .collect();
    let mean = truth.iter().sum::<f64>() / 60.0;
    let subjects = liquids
        .iter()
        .enumerate()
        .map(|(i, of)| subject(i, *of, 13, 0.02))
        .collect();
    let of = surveyed(subjects, &["vft"]).t0_over_tg.remove(0);
    assert_eq!((of.count, of.at_zero, of.without), (60, 0, 0));
    assert!(
        (of.mean - mean).abs() < 4.0 * of.median_fit_error,
        "{of:?} {mean}"
    );
    assert!(of.scatter <= of.deviation && of.quantiles.is_sorted());
}

#[test]
fn an_arrhenius_curve_has_t0_at_zero_and_is_counted_there() {
    let straight = Liquid {
        log10_eta0: -5.0,
        b: 20000.0,
        t0: 0.0,
    };
    let mut subjects: Vec<Subject> = of_the_paper(9, 1e-3, 0.5, 0.2);
    let mut strong = subject(90, straight, 13, 0.0);
    // Curved the other way, so that no positive T0 is better.
    for (t, y) in strong
        .curve
        .temperatures
        .iter()
        .zip(&mut strong.curve.log10_values)
    {
        *y -= 3e5 / (t * t);
    }
    strong.mu0_gpa = Some(30.0);
    subjects.push(strong);
    let answer = surveyed(subjects, &["vft"]);
    assert_eq!(answer.left_out.t0_at_zero, 1);
    assert_eq!(answer.prediction.unwrap().glasses, 9);
}

#[test]
fn few_glasses_have_no_prediction_and_it_is_said() {
    let answer = surveyed(of_the_paper(5, 1e-3, 0.5, 0.2), &["vft"]);
    assert!(answer.prediction.is_none());
    assert!(
        answer
            .warnings
            .iter()
            .any(|warning| warning.code == "few_glasses")
    );
}

#[test]
fn the_same_seed_gives_the_same_errors_on_any_number_of_threads() {
    let input = input(of_the_paper(20, 1e-3, 0.5, 0.2));
    let kept = answers(&input, &chosen(&["vft"]));
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| population(&input, &kept, &options()))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn one_group_knows_no_errors_and_few_groups_are_said() {
    let grouped = |groups: usize| {
        let mut subjects = of_the_paper(12, 1e-3, 0.5, 0.2);
        for (i, of) in subjects.iter_mut().enumerate() {
            of.group = Some((i % groups).to_string());
        }
        surveyed(subjects, &["vft"])
    };
    let said = |of: &Population| of.warnings.iter().any(|w| w.code == "few_groups");
    let one = grouped(1);
    let found = one.prediction.unwrap().slope.found;
    assert!(found.value.is_finite() && said(&one));
    assert!(
        [found.error, found.low, found.high]
            .iter()
            .all(|x| x.is_nan())
    );
    assert!(one.t0_over_tg[0].mean_error.is_nan() && one.t0_over_tg[0].median_error.is_nan());
    let (three, twelve) = (grouped(3), grouped(12));
    assert!(three.prediction.unwrap().slope.found.error > 0.0 && said(&three));
    assert!(!said(&twelve));
}

#[test]
fn of_two_records_of_a_glass_the_one_with_a_modulus_is_kept() {
    let without = Subject {
        mu0_gpa: None,
        ..of_the_paper(1, 1e-3, 0.5, 0.2).remove(0)
    };
    let with = Subject {
        id: "with".to_owned(),
        mu0_gpa: Some(30.0),
        ..without.clone()
    };
    let answer = surveyed(vec![without, with], &["vft"]);
    let duplicate = &answer.duplicates[0];
    assert_eq!(
        (duplicate.id.as_str(), duplicate.of.as_str()),
        ("liquid 0", "with")
    );
}
