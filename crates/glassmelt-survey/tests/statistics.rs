//! The statistics against SciPy and NumPy (`tools/survey_values.py`), and where they must be exact.

use approx::assert_relative_eq;
use glassmelt_survey::statistics::{
    Groups, least_squares, partial_spearman, pearson, permuted, quantile, random_effects, ranks,
    share_at_least, sorted, spearman, standard_deviation, stream, wilson,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    correlations: Vec<Correlations>,
    wilson: Vec<Wilson>,
    random_effects: Vec<Effects>,
}

#[derive(Deserialize)]
struct Correlations {
    x: Vec<f64>,
    y: Vec<f64>,
    z: Vec<f64>,
    ranks: Vec<f64>,
    pearson: f64,
    spearman: f64,
    partial: f64,
    quantiles: Vec<f64>,
    deviation: f64,
    plane: Vec<f64>,
}

#[derive(Deserialize)]
struct Wilson {
    count: usize,
    of: usize,
    low: f64,
    high: f64,
}

#[derive(Deserialize)]
struct Effects {
    y: Vec<f64>,
    variances: Vec<f64>,
    mean: f64,
    error: f64,
    scatter: f64,
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("reference/statistics.json")).unwrap()
}

#[test]
fn correlations_ranks_and_quantiles_meet_scipy() {
    for of in reference().correlations {
        assert_eq!(ranks(&of.x), of.ranks);
        assert_relative_eq!(pearson(&of.x, &of.y), of.pearson, epsilon = 1e-13);
        assert_relative_eq!(spearman(&of.x, &of.y), of.spearman, epsilon = 1e-13);
        assert_relative_eq!(
            partial_spearman(&of.x, &of.y, &of.z),
            of.partial,
            epsilon = 1e-12
        );
        let in_order = sorted(&of.x);
        for (p, expected) in [0.0, 0.025, 0.5, 0.9, 1.0].into_iter().zip(&of.quantiles) {
            assert_relative_eq!(quantile(&in_order, p), *expected, epsilon = 1e-13);
        }
        assert_relative_eq!(standard_deviation(&of.x), of.deviation, epsilon = 1e-13);
        let columns = [vec![1.0; of.x.len()], of.x.clone(), of.z.clone()];
        let plane = least_squares(&columns, &of.y).unwrap();
        for (found, expected) in plane.iter().zip(&of.plane) {
            assert_relative_eq!(found, expected, epsilon = 1e-11);
        }
    }
}

#[test]
fn wilsons_interval_meets_scipy_at_none_at_all_and_between() {
    for of in reference().wilson {
        let found = wilson(of.count, of.of);
        assert_relative_eq!(found.low, of.low, epsilon = 1e-12);
        assert_relative_eq!(found.high, of.high, epsilon = 1e-12);
    }
    let nothing = wilson(0, 0);
    assert_eq!((nothing.low, nothing.high), (0.0, 1.0));
}

#[test]
fn scatter_beyond_errors_is_that_of_the_restricted_likelihood() {
    for of in reference().random_effects {
        let found = random_effects(&of.y, &of.variances).unwrap();
        assert_relative_eq!(found.mean, of.mean, epsilon = 1e-7);
        assert_relative_eq!(found.error, of.error, epsilon = 1e-6);
        assert_relative_eq!(found.scatter, of.scatter, epsilon = 1e-6);
    }
}

#[test]
fn without_errors_the_scatter_is_the_standard_deviation_and_the_mean_the_mean() {
    let y = [0.3, 1.9, -0.4, 2.2, 1.1];
    let found = random_effects(&y, &[0.0; 5]).unwrap();
    assert_relative_eq!(found.mean, 1.02, epsilon = 1e-12);
    assert_relative_eq!(found.scatter, standard_deviation(&y), epsilon = 1e-9);
    assert_relative_eq!(
        found.error,
        standard_deviation(&y) / 5.0_f64.sqrt(),
        epsilon = 1e-9
    );
}

#[test]
fn numbers_that_errors_explain_have_no_scatter() {
    let found = random_effects(&[1.0, 1.1, 0.9], &[4.0; 3]).unwrap();
    assert_eq!(found.scatter, 0.0);
    assert_relative_eq!(found.error, (4.0_f64 / 3.0).sqrt(), epsilon = 1e-12);
    assert!(random_effects(&[1.0], &[1.0]).is_none());
}

#[test]
fn ranks_and_rank_correlation_do_not_change_under_a_rising_function() {
    let x = [0.2, 5.0, -3.0, 2.0, 2.0, 8.0];
    let y = [1.0, 0.5, 7.0, -2.0, 4.0, 3.0];
    let cubed: Vec<f64> = x.iter().map(|v: &f64| v.powi(3) + 1.0).collect();
    assert_eq!(ranks(&x), ranks(&cubed));
    assert_eq!(spearman(&x, &y), spearman(&cubed, &y));
    assert_eq!(spearman(&x, &y), spearman(&y, &x));
}

#[test]
fn columns_that_depend_on_each_other_have_no_coefficients() {
    let x = vec![1.0, 2.0, 3.0, 4.0];
    let twice: Vec<f64> = x.iter().map(|v| 2.0 * v).collect();
    assert!(least_squares(&[x.clone(), twice], &x).is_none());
    assert!(least_squares(&[x.clone(), x.clone()], &[1.0]).is_none());
}

#[test]
fn a_permutation_has_the_same_numbers_and_each_place_is_as_likely() {
    let values: Vec<f64> = (0..5).map(f64::from).collect();
    let mut first = [0_u32; 5];
    for replica in 0..5000 {
        let drawn = permuted(&values, &mut stream(3, 9, replica));
        assert_eq!(sorted(&drawn), values);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let place = drawn[0] as usize;
        first[place] += 1;
    }
    // 1000 each with a standard deviation of 28.
    assert!(
        first.iter().all(|count| count.abs_diff(1000) < 142),
        "{first:?}"
    );
}

#[test]
fn what_belongs_together_is_drawn_together() {
    let words = [Some("a"), None, Some("b"), Some("a"), None];
    let groups = Groups::by_words(words.into_iter());
    assert_eq!(groups.len(), 4);
    for replica in 0..50 {
        let items = groups.drawn(&mut stream(1, 1, replica));
        let count = |item: usize| items.iter().filter(|i| **i == item).count();
        assert_eq!(count(0), count(3));
    }
}

#[test]
fn a_share_of_a_null_is_never_zero() {
    assert_eq!(share_at_least(&[0.0; 99], 1.0), 0.01);
    assert_eq!(share_at_least(&[0.0; 99], 0.0), 1.0);
}
