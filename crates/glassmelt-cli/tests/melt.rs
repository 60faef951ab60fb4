//! `glassmelt melt`: each closure against closed forms and the audit's numbers, wrong questions.

mod common;

use std::f64::consts::{LN_10, LOG10_E};

use common::{all_are_refused, ask, assert_close, assert_fits, json, number, text, warning_codes};
use serde_json::Value;

const LINEAR: &str = "melt --t0 130 --strength 20 --eta0-pa-s 1e-4 --a-nm 0.5";
const FUGACITY: &str =
    "melt --closure fugacity --alpha 0.02 --mu0-k 2000 --y0 1 --n-prime 1000 --e-d-k 1000";
const ROTORS: &str =
    "melt --closure clausius-mossotti --density 0.2 --dipole-squared-k2 3e6 --mu0-k 2000";

fn points(answer: &Value) -> &Vec<Value> {
    answer["points"].as_array().unwrap()
}

#[test]
fn the_answer_has_the_keys_of_the_interface() {
    let answer = json(&format!(
        "{LINEAR} --temperatures 150:200:5 --closure linear"
    ));
    assert_eq!(answer["layer"], "printed");
    assert!(answer["tg"].is_f64() && answer["m"].is_f64());
    assert_eq!(points(&answer).len(), 11);
    for (point, t) in points(&answer).iter().zip((150..).step_by(5)) {
        assert_eq!(number(&point["t"]), f64::from(t));
        for key in ["xi_nm", "log10_eta", "tau_s", "cv", "entropy", "mu_bar_c"] {
            assert!(point[key].is_f64(), "{key} at {t} K: {point}");
        }
        assert_eq!(point["fate"], "liquid");
    }
}

#[test]
fn the_printed_viscosity_is_vogel_fulcher_and_all_else_follows_from_xi() {
    let answer = json(&format!("{LINEAR} --omega-s 1e13 --temperatures 150:200:5"));
    for point in points(&answer) {
        let t = number(&point["t"]);
        let log10_eta = -4.0 + 20.0 * 130.0 / ((t - 130.0) * LN_10);
        assert_close(number(&point["log10_eta"]), log10_eta, 1e-13);
        let log10_xi_over_a = 0.5 * (log10_eta + 4.0);
        let powers = |exponent: f64| 10_f64.powf(exponent);
        assert_close(
            number(&point["xi_nm"]),
            0.5 * powers(log10_xi_over_a),
            1e-10,
        );
        assert_close(
            number(&point["tau_s"]),
            powers(2.0 * log10_xi_over_a - 13.0),
            1e-10,
        );
        assert_close(number(&point["cv"]), powers(-3.0 * log10_xi_over_a), 1e-9);
        assert_close(number(&point["mu_bar_c"]), 0.1 * (t - 130.0) / 130.0, 1e-13);
    }
}

/// `Tg = T0 (1 + D/(K ln 10))`, `m = K + K^2 ln 10/D` with K decades from eta0 to 1e12 Pa s.
#[test]
fn tg_and_fragility_follow_from_the_strength() {
    let answer = json(&format!("{LINEAR} --temperatures 200"));
    assert_close(
        number(&answer["tg"]),
        130.0 * (1.0 + 20.0 / (16.0 * LN_10)),
        1e-13,
    );
    assert_close(number(&answer["m"]), 16.0 + 256.0 * LN_10 / 20.0, 1e-13);
}

#[test]
fn heat_is_temperature_times_the_slope_of_entropy() {
    for layer in ["printed", "small-coupling", "exact"] {
        let step = 1e-3;
        let answer = json(&format!(
            "{LINEAR} --layer {layer} --temperatures {},170,{}",
            170.0 - step,
            170.0 + step
        ));
        let entropy = |i: usize| number(&points(&answer)[i]["entropy"]);
        let slope = (entropy(2) - entropy(0)) / (2.0 * step);
        assert_close(170.0 * slope, number(&points(&answer)[1]["cv"]), 1e-5);
    }
}

/// `alpha mu_c ln(xi/a)` of Eq. 21 under the closure, to the digits of the audit of the paper.
#[test]
fn the_small_coupling_length_falls_short_of_the_printed_one_away_from_t0() {
    let expected = [
        (0.001, 0.99987),
        (0.05, 0.986),
        (0.1, 0.963),
        (0.3, 0.758),
        (0.5, 0.063),
    ];
    for (excess, reduced) in expected {
        let t = 130.0 * (1.0 + excess);
        let answer = json(&format!(
            "{LINEAR} --layer small-coupling --temperatures {t}"
        ));
        let ell = (number(&points(&answer)[0]["log10_xi_nm"]) - 0.5_f64.log10()) * LN_10;
        assert_close(2.0 / 20.0 * excess * ell, reduced, 8e-3);
    }
}

#[test]
fn every_layer_has_its_own_glass_transition_at_which_the_viscosity_is_1e12() {
    let transitions = ["printed", "small-coupling", "exact"].map(|layer| {
        let line = format!("{LINEAR} --layer {layer} --strength 10");
        let line = line.replace("--strength 20 ", "");
        let tg = number(&json(&format!("{line} --temperatures 150"))["tg"]);
        let answer = json(&format!("{line} --temperatures {tg}"));
        assert_eq!(answer["layer"], layer);
        assert_close(number(&points(&answer)[0]["log10_eta"]), 12.0, 1e-10);
        tg
    });
    assert!(transitions[0] > transitions[1] && transitions[1] > transitions[2]);
}

#[test]
fn below_t0_the_glass_is_solid_heals_over_xi_and_does_not_flow() {
    for layer in ["printed", "small-coupling", "exact"] {
        let answer = json(&format!(
            "{LINEAR} --layer {layer} --temperatures 125,130,135"
        ));
        let [solid, at, liquid] = &points(&answer)[..] else {
            panic!("{answer}")
        };
        assert_eq!(
            (&solid["fate"], &at["fate"], &liquid["fate"]),
            (&"solid".into(), &"undecided".into(), &"liquid".into())
        );
        for point in [solid, at] {
            for key in ["log10_eta", "tau_s", "cv", "entropy"] {
                assert!(point[key].is_null(), "{key}: {point}");
            }
        }
        assert!(at["log10_xi_nm"].is_null());
        let (below, above) = (
            number(&solid["log10_xi_nm"]),
            number(&liquid["log10_xi_nm"]),
        );
        assert!((below / above - 1.0).abs() < 0.01, "{below} {above}");
    }
}

#[test]
fn alpha_only_sets_the_unit_of_the_modulus() {
    let line = |alpha: &str| {
        json(&format!(
            "{LINEAR} --layer exact --alpha {alpha} --temperatures 160"
        ))
    };
    let (one, many) = (line("1"), line("50"));
    let of = |answer: &Value, key: &str| number(&points(answer)[0][key]);
    assert_close(of(&one, "log10_eta"), of(&many, "log10_eta"), 1e-12);
    assert_close(of(&one, "mu_bar_c"), 50.0 * of(&many, "mu_bar_c"), 1e-12);
}

#[test]
fn a_strong_liquid_is_told_to_lie_outside_the_closure() {
    let answer = json("melt --t0 130 --strength 50 --temperatures 180:260:20");
    let codes = warning_codes(&answer);
    for code in [
        "outside_closure",
        "negative_fugacity",
        "strength_outside_closure",
        "correlation_length_at_tg",
        "adam_gibbs_not_constant",
        "curve_rests_on_assumption",
    ] {
        assert!(codes.contains(&code.to_owned()), "{code}: {codes:?}");
    }
}

#[test]
fn the_fugacity_has_no_t0_and_stays_solid() {
    let answer = json(&format!("{FUGACITY} --temperatures 200,400,1000,2000"));
    assert_eq!(answer["layer"], "exact");
    assert!(answer["t0"].is_null() && answer["tg"].is_null() && answer["m"].is_null());
    let ratios = [0.9886, 0.9224, 0.2539, 0.0252];
    let mut lengths = Vec::new();
    for (point, ratio) in points(&answer).iter().zip(ratios) {
        assert_eq!(point["fate"], "solid");
        assert!(point["log10_eta"].is_null() && point["cv"].is_null());
        let mu0_bar = 2000.0 / number(&point["t"]);
        assert_close(number(&point["mu_bar_0"]), mu0_bar, 1e-14);
        assert_close(number(&point["mu_bar_c"]) / mu0_bar, ratio, 3e-3);
        lengths.push(number(&point["log10_xi_nm"]));
    }
    assert!(lengths.is_sorted(), "{lengths:?}");
    assert!(warning_codes(&answer).contains(&"no_t0".to_owned()));
    let screen = text(&ask(&format!("{FUGACITY} --temperatures 200,400")).stdout);
    assert!(
        screen.contains("No T0") && screen.contains("solid"),
        "{screen}"
    );
}

/// `k_B T0 = (1 - beta) n <Q_xy^2>/mu_0` with `beta = 22/45` at lambda = mu, where x is 45/23 = 1.9565.
#[test]
fn the_mean_field_of_rotors_vanishes_at_its_t0() {
    let t0 = number(&json(&format!("{ROTORS} --temperatures 50"))["t0"]);
    assert_close(t0, 23.0 / 45.0 * 0.2 * 3e5 / 2000.0, 1e-13);
    assert_close(0.2 * 3e5 / (t0 * 2000.0), 1.9565, 2e-5);
    let answer = json(&format!(
        "{ROTORS} --temperatures {},{}",
        t0 * (1.0 - 1e-9),
        t0 * (1.0 + 1e-9)
    ));
    assert_eq!(answer["layer"], "elastic");
    let [below, above] = &points(&answer)[..] else {
        panic!("{answer}")
    };
    assert_eq!(below["fate"], "undecided");
    assert!(below["mu_bar_c"].is_null());
    assert_eq!(above["fate"], "solid");
    assert!(number(&above["mu_bar_c"]) < 1e-6);
}

#[test]
fn the_screen_fits_and_leaves_out_columns_without_numbers() {
    for line in [LINEAR, FUGACITY, ROTORS] {
        let output = ask(&format!("{line} --temperatures 125:200:5"));
        assert_eq!(output.status.code(), Some(0));
        let screen = text(&output.stdout);
        assert_fits(&screen, 80);
        assert_eq!(screen.contains("eta/Pa s"), line == LINEAR, "{screen}");
    }
}

#[test]
fn near_t0_numbers_that_no_double_holds_are_null_beside_their_logarithm() {
    let answer = json(&format!("{LINEAR} --temperatures 130.01"));
    let point = &points(&answer)[0];
    assert!(point["xi_nm"].is_null() && point["tau_s"].is_null());
    let log10_xi_over_a = 10.0 * 130.0 / 0.01 * LOG10_E;
    assert_close(
        number(&point["log10_xi_nm"]),
        log10_xi_over_a + 0.5_f64.log10(),
        1e-9,
    );
    assert_close(number(&point["log10_cv"]), -3.0 * log10_xi_over_a, 1e-9);
}

#[test]
fn wrong_numbers_are_refused() {
    let linear = |flags: &str| format!("melt --t0 130 --strength 20 {flags}");
    all_are_refused(&[
        (
            &linear("--temperatures 150,-5"),
            &["--temperatures", "\"-5\"", "above zero"],
        ),
        (
            &linear("--temperatures 0:200:10"),
            &["--temperatures", "\"0\"", "above zero"],
        ),
        (
            &linear("--temperatures 150,nan"),
            &["--temperatures", "\"nan\""],
        ),
        (
            &linear("--temperatures 200:150:5"),
            &["a step of 5", "200 to 150"],
        ),
        (
            &linear("--temperatures 150:200:0"),
            &["a step of 0", "150:200:5"],
        ),
        (&linear("--temperatures ,"), &["--temperatures", "\"\""]),
        (&linear(""), &["--temperatures"]),
        (
            &linear("--temperatures 150 --a-nm 0"),
            &["--a-nm", "'0'", "above zero"],
        ),
        (
            &linear("--temperatures 150 --eta0-pa-s -1"),
            &["--eta0-pa-s", "'-1'", "above zero"],
        ),
        (
            &linear("--temperatures 150 --omega-s inf"),
            &["--omega-s", "'inf'", "finite"],
        ),
        (
            &linear("--temperatures 150 --alpha 0"),
            &["--alpha", "'0'", "above zero"],
        ),
        (
            "melt --t0 -1 --strength 20 --temperatures 150",
            &["--t0", "'-1'", "above zero"],
        ),
        (
            "melt --t0 130 --strength 0 --temperatures 150",
            &["--strength", "'0'", "above zero"],
        ),
        (&format!("{FUGACITY} --temperatures 200 --y0 -1"), &["--y0"]),
        (
            &format!("{ROTORS} --temperatures 200 --lambda-over-mu -0.7"),
            &["lambda_over_mu", "-0.7", "above -2/3"],
        ),
        (
            "melt --closure none --temperatures 200",
            &["--closure", "'none'", "linear"],
        ),
    ]);
}

#[test]
fn a_closure_asks_for_what_it_needs_and_refuses_what_it_would_pass_over() {
    all_are_refused(&[
        ("melt --temperatures 150 --strength 20", &["linear", "--t0"]),
        (
            "melt --temperatures 150 --t0 130",
            &["linear", "--strength"],
        ),
        (
            "melt --closure fugacity --temperatures 150 --mu0-k 1",
            &["fugacity", "--y0"],
        ),
        (
            "melt --closure fugacity --temperatures 150 --y0 1",
            &["fugacity", "--mu0-k"],
        ),
        (
            "melt --closure clausius-mossotti --temperatures 150 --mu0-k 1 --density 1",
            &["clausius-mossotti", "--dipole-squared-k2"],
        ),
        (
            &format!("{FUGACITY} --temperatures 200 --t0 130"),
            &["--t0", "fugacity", "--closure linear"],
        ),
        (
            &format!("{LINEAR} --temperatures 200 --density 1"),
            &["--density", "linear", "--closure clausius-mossotti"],
        ),
        (
            &format!("{ROTORS} --temperatures 200 --layer exact"),
            &["--layer", "linear"],
        ),
    ]);
}
