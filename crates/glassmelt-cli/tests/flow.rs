//! `glassmelt flow`: the keys of the answer, the reference numbers in each layer, wrong questions.

mod common;

use std::f64::consts::PI;

use common::{all_are_refused, ask, assert_close, assert_fits, json, number, text, warning_codes};
use serde_json::Value;

const EXAMPLE: &str = "flow --alpha 0.05 --mu0-bar 10 --y0 3 --ell 0.5,1,10";

fn reference() -> Value {
    let path = common::repository().join("crates/glassmelt/tests/reference/values.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// A reference number, kept as text with more digits than a double has.
fn digits(value: &Value) -> f64 {
    value.as_str().unwrap().parse().unwrap()
}

#[test]
fn the_answer_has_the_keys_of_the_interface() {
    let answer = json(EXAMPLE);
    assert_eq!(answer["layer"], "exact");
    assert_eq!(answer["fate"], "solid");
    assert!(answer["first_integral"].is_f64());
    for key in ["mu_bar", "m", "rate"] {
        assert!(answer["fixed_point"][key].is_f64(), "{key}");
    }
    let points = answer["points"].as_array().unwrap();
    let ells: Vec<f64> = points.iter().map(|point| number(&point["ell"])).collect();
    assert_eq!(ells, [0.5, 1.0, 10.0]);
    for point in points {
        assert!(point["mu_bar"].is_f64() && point["y2"].is_f64());
    }
    assert!(answer["warnings"].is_array());
}

#[test]
fn the_exact_layer_meets_every_reference_flow() {
    for flow in reference()["flows"].as_array().unwrap() {
        let points = flow["points"].as_array().unwrap();
        let ells: Vec<&str> = points.iter().map(|p| p["ell"].as_str().unwrap()).collect();
        let answer = json(&format!(
            "flow --alpha {} --mu0-bar {} --y0 {} --ell {}",
            flow["alpha"].as_str().unwrap(),
            flow["mu0_bar"].as_str().unwrap(),
            flow["y0"].as_str().unwrap(),
            ells.join(",")
        ));
        let fixed_point = &answer["fixed_point"];
        assert_close(
            number(&answer["first_integral"]),
            digits(&flow["first_integral"]),
            1e-13,
        );
        assert_close(
            number(&fixed_point["mu_bar"]),
            digits(&flow["mu_c_bar"]),
            1e-12,
        );
        assert_close(number(&fixed_point["rate"]), digits(&flow["rate"]), 1e-12);
        for (found, expected) in answer["points"].as_array().unwrap().iter().zip(points) {
            assert_close(number(&found["mu_bar"]), digits(&expected["mu_bar"]), 1e-12);
            assert_close(number(&found["y2"]), digits(&expected["y2"]), 1e-11);
        }
    }
}

#[test]
fn the_exact_layer_meets_every_reference_fixed_point() {
    for point in reference()["fixed_points"].as_array().unwrap() {
        let answer = json(&format!(
            "flow --alpha {} --mu0-bar {} --y0 {} --ell 0",
            point["alpha"].as_str().unwrap(),
            point["mu0_bar"].as_str().unwrap(),
            point["y0"].as_str().unwrap()
        ));
        let found = number(&answer["fixed_point"]["mu_bar"]);
        assert_close(found, digits(&point["mu_c_bar"]), 1e-12);
    }
}

#[test]
fn the_small_coupling_layer_is_equation_21() {
    for point in reference()["small_coupling"]["points"].as_array().unwrap() {
        let ratio = digits(&point["mu0_over_mu_c"]);
        let (alpha, mu_c_bar) = (1e-3, 2.0);
        let y0 = (32.0 * PI * ratio.ln()).sqrt();
        let ell = digits(&point["s"]) / (alpha * mu_c_bar);
        let answer = json(&format!(
            "flow --layer small-coupling --alpha {alpha} --mu0-bar {} --y0 {y0} --ell {ell}",
            ratio * mu_c_bar
        ));
        assert_eq!(answer["layer"], "small-coupling");
        let mu_over_mu_c = number(&answer["points"][0]["mu_bar"]) / mu_c_bar;
        assert_close(mu_over_mu_c, digits(&point["eq21"]), 1e-11);
    }
}

#[test]
fn the_printed_flow_ends_where_the_exact_one_does_and_names_the_rate_it_prints() {
    let line = "flow --alpha 0.05 --mu0-bar 10 --y0 3 --ell 20,0.5,5";
    let (exact, printed) = (json(line), json(&format!("{line} --layer printed")));
    assert_eq!(printed["layer"], "printed");
    for (a, b) in [(0, 20.0), (1, 0.5), (2, 5.0)] {
        let (exact, printed) = (&exact["points"][a], &printed["points"][a]);
        assert_eq!(number(&printed["ell"]), b);
        assert_close(number(&printed["mu_bar"]), number(&exact["mu_bar"]), 1e-7);
    }
    let (m, rate) = (
        &printed["fixed_point"]["m"],
        &printed["fixed_point"]["rate"],
    );
    assert_eq!(number(m), number(rate));
    assert!(warning_codes(&printed).contains(&"printed_rate".to_owned()));
}

#[test]
fn the_first_integral_is_the_same_at_every_scale() {
    let first = number(&json(EXAMPLE)["first_integral"]);
    let point = &json(EXAMPLE)["points"][1];
    let later = json(&format!(
        "flow --alpha 0.05 --mu0-bar {} --y0 {} --ell 0",
        number(&point["mu_bar"]),
        number(&point["y2"]).sqrt()
    ));
    assert_close(number(&later["first_integral"]), first, 1e-13);
}

#[test]
fn many_defects_are_not_dilute_and_none_leave_the_modulus_alone() {
    assert_eq!(warning_codes(&json(EXAMPLE)), ["not_dilute"]);
    let answer = json("flow --alpha 0.05 --mu0-bar 10 --y0 0 --ell 7");
    assert_eq!(number(&answer["points"][0]["mu_bar"]), 10.0);
    assert_eq!(number(&answer["fixed_point"]["mu_bar"]), 10.0);
    assert!(warning_codes(&answer).is_empty());
}

#[test]
fn the_widest_scales_and_couplings_are_answered() {
    for line in [
        "flow --alpha 1 --mu0-bar 1e-8 --y0 1 --ell 0,1e6",
        "flow --alpha 1 --mu0-bar 500 --y0 1 --ell 0,1e6",
        "flow --alpha 1 --mu0-bar 1e300 --y0 1 --ell 0,1e6",
        "flow --alpha 1 --mu0-bar 10 --y0 1e10 --ell 0,1e6",
    ] {
        let answer = json(line);
        for point in answer["points"].as_array().unwrap() {
            assert!(point["mu_bar"].is_f64(), "{line}: {point}");
        }
        assert!(number(&answer["fixed_point"]["mu_bar"]).is_finite());
        assert_fits(&text(&ask(line).stdout), 80);
    }
}

#[test]
fn a_rate_beyond_all_doubles_is_null_and_told() {
    let answer = json("flow --alpha 1 --mu0-bar 1000 --y0 0 --ell 1");
    assert!(answer["fixed_point"]["rate"].is_null());
    assert_eq!(warning_codes(&answer), ["rate_beyond_numbers"]);
}

#[test]
fn the_screen_shows_the_end_of_the_flow_and_fits() {
    for layer in ["exact", "printed", "small-coupling"] {
        let output = ask(&format!("{EXAMPLE} --layer {layer}"));
        assert_eq!(output.status.code(), Some(0));
        let screen = text(&output.stdout);
        assert!(screen.contains("solid") && screen.contains("first integral"));
        assert_fits(&screen, 80);
    }
    assert!(text(&ask(EXAMPLE).stdout).contains("8.93728820383"));
}

#[test]
fn wrong_numbers_are_refused_by_the_name_of_their_flag() {
    all_are_refused(&[
        (
            "flow --alpha 0 --mu0-bar 10 --y0 3",
            &["--alpha", "'0'", "above zero"],
        ),
        (
            "flow --alpha -1 --mu0-bar 10 --y0 3",
            &["--alpha", "'-1'", "above zero"],
        ),
        (
            "flow --alpha nan --mu0-bar 10 --y0 3",
            &["--alpha", "'nan'", "finite"],
        ),
        (
            "flow --alpha x --mu0-bar 10 --y0 3",
            &["--alpha", "'x'", "finite number"],
        ),
        (
            "flow --alpha 1 --mu0-bar inf --y0 3",
            &["--mu0-bar", "'inf'", "finite"],
        ),
        (
            "flow --alpha 1 --mu0-bar 10 --y0 -3",
            &["--y0", "'-3'", "zero or larger"],
        ),
        (
            "flow --alpha 1 --mu0-bar 10 --y0 1e11",
            &["y0", "100000000000", "at most 1e10"],
        ),
        (
            "flow --alpha 1 --mu0-bar 10 --y0 1e200",
            &["y0", "at most 1e10"],
        ),
        (
            "flow --alpha 1e200 --mu0-bar 1e200 --y0 1",
            &["alpha mu0_bar", "inf", "finite"],
        ),
        ("flow --alpha 1 --mu0-bar 10", &["--y0"]),
        (
            "flow --layer elastic --alpha 1 --mu0-bar 1 --y0 1",
            &["--layer", "'elastic'", "exact, printed, small-coupling"],
        ),
        (
            "flow --layer small-coupling --alpha 1 --mu0-bar 10 --y0 300",
            &["y0", "300", "below 265"],
        ),
        (
            "flow --layer printed --alpha 1 --mu0-bar 10 --y0 3 --ell -1,1",
            &["--ell", "\"-1\"", "zero or larger"],
        ),
    ]);
}

#[test]
fn wrong_lists_of_scales_are_refused() {
    let ell = |list: &str| format!("flow --alpha 1 --mu0-bar 10 --y0 3 --ell {list}");
    for (list, words) in [
        ("1,,2", ["--ell", "\"\""]),
        ("1,nan", ["\"nan\"", "finite"]),
        ("-1", ["\"-1\"", "zero or larger"]),
        ("5:1:1", ["a step of 1", "from 5 to 1"]),
        ("1:5:0", ["a step of 0", "150:200:5"]),
        ("1:5", ["1:5", "150:200:5"]),
        ("0:1:1e-9", ["0.000000001", "million"]),
        ("many", ["\"many\"", "finite"]),
    ] {
        all_are_refused(&[(&ell(list), &words)]);
    }
    let output = common::glassmelt()
        .args([
            "flow",
            "--alpha",
            "1",
            "--mu0-bar",
            "1",
            "--y0",
            "1",
            "--ell",
            "",
        ])
        .output()
        .unwrap();
    assert!(common::refusal_of(&output).contains("--ell"));
}
