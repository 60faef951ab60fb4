//! `glassmelt length`: both criteria against the numbers of the paper's audit, wrong questions.

mod common;

use common::{all_are_refused, ask, assert_close, assert_fits, json, number, text, warning_codes};

/// `alpha mu_c ln(xi/a)` from a modulus `ratio` times the fixed point's.
fn reduced(ratio: f64, criterion: &str) -> f64 {
    let answer = json(&format!(
        "length --alpha 1e-3 --mu0-bar {ratio} --mu-c-bar 1 --criterion {criterion}"
    ));
    number(&answer["alpha_mu_c_ell"])
}

#[test]
fn the_answer_has_the_keys_of_the_interface() {
    let line = "length --layer exact --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 \
                --criterion fixed-line --factor 1.303088232125579";
    let answer = json(line);
    assert_eq!(answer["layer"], "exact");
    for key in ["alpha_mu_c_ell", "ell", "xi_over_a"] {
        assert!(answer[key].is_f64(), "{key}");
    }
    let ell = number(&answer["ell"]);
    assert_close(number(&answer["xi_over_a"]), ell.exp(), 1e-13);
    assert_close(number(&answer["alpha_mu_c_ell"]), 0.05 * ell, 1e-13);
}

#[test]
fn the_default_factor_is_the_one_that_gives_equation_23() {
    let plain = json("length --alpha 0.05 --mu0-bar 10 --mu-c-bar 1");
    let asked = json(
        "length --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 --criterion fixed-line \
         --factor 1.303088232125579",
    );
    assert_close(number(&plain["ell"]), number(&asked["ell"]), 1e-14);
    assert_close(reduced(1e40, "fixed-line"), 1.0, 1e-13);
}

/// `E1(ln factor)`, to the digits of the audit of the paper.
#[test]
fn the_factor_sets_the_constant_of_equation_23() {
    for (factor, expected) in [
        ("2.718281828459045", 0.21938),
        ("1.1", 1.8665),
        ("2", 0.37867),
    ] {
        let found = reduced(1e40, &format!("fixed-line --factor {factor}"));
        assert_close(found, expected, 3e-5);
    }
}

/// `alpha mu_0 ln(xi/a)` falls as `mu_c` vanishes, to the digits of the audit of the paper.
#[test]
fn with_the_criterion_of_the_text_the_length_tends_to_a() {
    for (ratio, expected) in [(2.0, 0.174), (10.0, 0.0494), (100.0, 0.0244), (1e6, 0.0081)] {
        let found = ratio * reduced(ratio, "fraction --fraction 0.9");
        assert_close(found, expected, 5e-3);
    }
}

#[test]
fn the_printed_length_is_equation_23_whatever_the_criterion() {
    for criterion in ["fixed-line --factor 2", "fraction --fraction 0.5"] {
        let answer = json(&format!(
            "length --layer printed --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 --criterion {criterion}"
        ));
        assert_close(number(&answer["ell"]), 20.0, 1e-14);
        assert!(warning_codes(&answer).contains(&"criterion_not_used".to_owned()));
    }
}

#[test]
fn the_exact_length_is_where_the_exact_flow_crosses() {
    let path = common::repository().join("crates/glassmelt/tests/reference/values.json");
    let values: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let digits = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut crossings = 0;
    for flow in values["flows"].as_array().unwrap() {
        for crossing in flow["crossings"].as_array().unwrap() {
            let answer = json(&format!(
                "length --layer exact --alpha {} --mu0-bar {} --mu-c-bar {} --factor {}",
                digits(&flow["alpha"]),
                digits(&flow["mu0_bar"]),
                digits(&flow["mu_c_bar"]),
                digits(&crossing["mu_over_mu_c"])
            ));
            let expected: f64 = digits(&crossing["ell"]).parse().unwrap();
            assert_close(number(&answer["ell"]), expected, 1e-9);
            crossings += 1;
        }
    }
    assert!(crossings > 3, "{crossings}");
}

#[test]
fn exact_and_small_coupling_agree_where_the_coupling_is_small() {
    let ell = |layer: &str| {
        let line = "--alpha 1e-9 --mu0-bar 1000 --mu-c-bar 1";
        number(&json(&format!("length --layer {layer} {line}"))["ell"])
    };
    assert_close(ell("exact"), ell("small-coupling"), 1e-6);
}

#[test]
fn a_fraction_below_the_fixed_point_is_never_reached() {
    let answer =
        json("length --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 --criterion fraction --fraction 0.05");
    for key in ["ell", "xi_over_a", "alpha_mu_c_ell"] {
        assert!(answer[key].is_null(), "{key}");
    }
    assert!(warning_codes(&answer).contains(&"never_reached".to_owned()));
}

#[test]
fn a_flow_that_starts_at_the_criterion_has_the_length_a() {
    let answer = json("length --alpha 0.05 --mu0-bar 10 --mu-c-bar 9 --factor 1.5");
    assert_eq!(number(&answer["xi_over_a"]), 1.0);
    assert_eq!(warning_codes(&answer), ["starts_at_criterion"]);
}

#[test]
fn the_printed_length_beyond_the_bare_modulus_is_told_to_have_no_fugacity() {
    let answer = json("length --layer printed --alpha 0.05 --mu0-bar 10 --mu-c-bar 20");
    assert!(warning_codes(&answer).contains(&"negative_fugacity".to_owned()));
}

#[test]
fn the_screen_fits() {
    let output = ask("length --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 --criterion fraction");
    assert_eq!(output.status.code(), Some(0));
    assert_fits(&text(&output.stdout), 80);
}

#[test]
fn wrong_questions_are_refused() {
    let with = |flags: &str| format!("length --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 {flags}");
    all_are_refused(&[
        (&with("--factor 1"), &["--factor", "'1'", "above 1"]),
        (&with("--factor nan"), &["--factor", "'nan'", "above 1"]),
        (
            &with("--criterion fraction --fraction 1"),
            &["--fraction", "'1'", "between 0 and 1"],
        ),
        (
            &with("--criterion fraction --fraction 0"),
            &["--fraction", "'0'", "between 0 and 1"],
        ),
        (
            &with("--criterion fraction --fraction -2"),
            &["--fraction", "'-2'", "between 0 and 1"],
        ),
        (
            &with("--fraction 0.5"),
            &["--fraction 0.5", "fixed-line", "--criterion fraction"],
        ),
        (
            &with("--criterion fraction --factor 2"),
            &["--factor 2", "fraction", "--criterion fixed-line"],
        ),
        (
            &with("--criterion none"),
            &["--criterion", "'none'", "fixed-line, fraction"],
        ),
        (
            "length --alpha 0 --mu0-bar 10 --mu-c-bar 1",
            &["--alpha", "'0'", "above zero"],
        ),
        (
            "length --alpha 1 --mu0-bar -1 --mu-c-bar 1",
            &["--mu0-bar", "'-1'", "above zero"],
        ),
        (
            "length --alpha 1 --mu0-bar 1 --mu-c-bar nan",
            &["--mu-c-bar", "'nan'", "above zero"],
        ),
        ("length --alpha 1 --mu0-bar 1", &["--mu-c-bar"]),
    ]);
    for layer in ["exact", "small-coupling"] {
        let line = format!("length --layer {layer} --alpha 1 --mu0-bar 10 --mu-c-bar 20");
        all_are_refused(&[(&line, &["mu_c_bar", "20", "at most mu0_bar"])]);
    }
}
