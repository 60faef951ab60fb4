//! The diagnostics and leave-one-out against ArviZ (`tools/arviz_values.py` made the table).

use std::collections::BTreeMap;

use approx::assert_relative_eq;
use glassmelt_bayes::diagnostics::{e_bfmi, ess_bulk, ess_mean, ess_tail, rhat};
use glassmelt_bayes::loo::of_log_likelihoods;

/// The numbers of a case.
fn expected(case: &str) -> BTreeMap<&'static str, f64> {
    include_str!("arviz.csv")
        .lines()
        .filter_map(|line| {
            let mut cells = line.split(',');
            let of_case = cells.next()? == case;
            let (word, number) = (cells.next()?, cells.next()?.parse().ok()?);
            of_case.then_some((word, number))
        })
        .collect()
}

/// The generator of the table's chains.
struct Noise(u64);

impl Noise {
    fn normal(&mut self) -> f64 {
        let mut total = 0.0;
        for _ in 0..12 {
            self.0 = self
                .0
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            total += (self.0 >> 11) as f64 / 9007199254740992.0;
        }
        total - 6.0
    }
}

fn chains(seed: u64, count: usize, length: usize, memory: f64, shift: f64) -> Vec<Vec<f64>> {
    let mut noise = Noise(seed);
    let one = |chain: usize| {
        let mut value = 0.0;
        let moved = if chain + 1 == count { shift } else { 0.0 };
        let next = |_| {
            value = memory * value + noise.normal();
            value + moved
        };
        (0..length).map(next).collect()
    };
    (0..count).map(one).collect()
}

#[test]
fn r_hat_effective_sizes_and_energies_are_those_of_arviz() {
    for (case, chains) in [
        ("independent", chains(1, 4, 250, 0.0, 0.0)),
        ("slow", chains(2, 4, 250, 0.9, 0.0)),
        ("alternating", chains(3, 4, 251, -0.5, 0.0)),
        ("one_apart", chains(4, 4, 200, 0.3, 0.8)),
        ("two_chains", chains(5, 2, 101, 0.5, 0.0)),
    ] {
        let expected = expected(case);
        for (word, value) in [
            ("rhat", rhat(&chains)),
            ("ess_bulk", ess_bulk(&chains)),
            ("ess_tail", ess_tail(&chains)),
            ("ess_mean", ess_mean(&chains)),
            ("e_bfmi_0", e_bfmi(&chains[0])),
            ("e_bfmi_1", e_bfmi(&chains[1])),
        ] {
            assert_relative_eq!(value, expected[word], max_relative = 1e-9);
        }
    }
}

#[test]
fn chains_that_disagree_are_told_by_r_hat_alone() {
    assert!(rhat(&chains(4, 4, 200, 0.3, 0.8)) > 1.05);
    assert!(rhat(&chains(1, 4, 250, 0.0, 0.0)) < 1.01);
}

#[test]
fn leave_one_out_is_that_of_arviz_point_by_point() {
    let draws = chains(6, 4, 500, 0.2, 0.0).concat();
    let column = |i: i32| -> Vec<f64> {
        let point = 0.4 * f64::from(i);
        draws
            .iter()
            .map(|mean| -0.5 * (point - mean).powi(2) / 0.8)
            .collect()
    };
    let columns: Vec<Vec<f64>> = (0..14).map(column).collect();
    for (case, efficiency) in [("loo_all", 1.0), ("loo_half", 0.5)] {
        let expected = expected(case);
        let loo = of_log_likelihoods(&columns, &[efficiency; 14]);
        assert_relative_eq!(loo.elpd, expected["elpd"], max_relative = 1e-9);
        assert_relative_eq!(loo.error, expected["error"], max_relative = 1e-9);
        assert_relative_eq!(loo.p_loo, expected["p_loo"], max_relative = 1e-8);
        for i in 0..14 {
            let of = |word: &str| expected[format!("{word}_{i}").as_str()];
            assert_relative_eq!(loo.pointwise[i], of("part"), max_relative = 1e-9);
            assert_relative_eq!(loo.pareto_k[i], of("k"), max_relative = 1e-8);
        }
        assert!(loo.untrusted() > 0, "the far points are hard to leave out");
    }
}
