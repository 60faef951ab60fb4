//! `glassmelt study`: the chain on the command line, its steps and their warnings.

mod common;

use common::{
    ask, assert_close, assert_fits, json, number, refusal, repository, text, warning_codes,
};

const STUDY: &str = "study examples/study.toml";

#[test]
fn the_answer_has_every_step_of_the_chain() {
    let answer = json(STUDY);
    for step in [
        "defect", "dipole", "coupling", "dilute", "flow", "liquid", "closures",
    ] {
        assert!(!answer[step].is_null(), "{step}");
    }
    let closures = answer["closures"].as_array().unwrap();
    let words: Vec<&str> = closures
        .iter()
        .map(|c| c["closure"].as_str().unwrap())
        .collect();
    assert_eq!(words, ["linear", "fugacity", "clausius-mossotti"]);
    for warning in answer["warnings"].as_array().unwrap() {
        assert!(warning["step"].is_string(), "{warning}");
    }
    assert!(warning_codes(&answer).contains(&"curve_rests_on_assumption".to_owned()));
}

/// The last links of the chain are those of `glassmelt melt` with the numbers that the first ones give.
#[test]
fn the_linear_closure_is_that_of_melt_with_the_derived_strength() {
    let answer = json(STUDY);
    let linear = &answer["closures"][0];
    let liquid = &answer["liquid"];
    let melt = json(&format!(
        "melt --closure linear --t0 130 --strength {} --alpha {} --a-nm {} --eta0-pa-s {} --omega-s {} \
         --temperatures 150:210:5",
        linear["strength"],
        answer["coupling"]["alpha"],
        liquid["a_nm"],
        liquid["eta0_pa_s"],
        liquid["omega_s"],
    ));
    assert_close(number(&melt["tg"]), number(&linear["tg"]), 1e-12);
    let points = linear["points"].as_array().unwrap();
    for (point, other) in points.iter().zip(melt["points"].as_array().unwrap()) {
        for key in ["t", "log10_eta", "log10_tau_s", "log10_cv", "mu_bar_c"] {
            assert_close(number(&point[key]), number(&other[key]), 1e-10);
        }
    }
}

#[test]
fn the_defect_of_the_study_is_what_defect_answers() {
    let defect = json("defect examples/defects/tetrahedron-laboratory.toml");
    let study = json(STUDY);
    for key in ["minima", "alpha", "cell", "units", "warnings"] {
        assert_eq!(study["defect"][key], defect[key], "{key}");
    }
    assert_eq!(study["coupling"]["alpha"], defect["alpha"]);
}

#[test]
fn the_screen_tells_each_step_and_fits() {
    let output = ask(STUDY);
    assert_eq!(
        (output.status.code(), text(&output.stderr).as_str()),
        (Some(0), "")
    );
    let screen = text(&output.stdout);
    assert_fits(&screen, 80);
    for heading in [
        "Defect, Eqs. 1-4",
        "Dipole, Eq. 5",
        "Coupling, Eqs. 10-15",
        "Dilute gas",
        "Flow driven by Eq. 11",
        "Closure linear, printed",
        "Closure fugacity, exact",
        "Closure clausius-mossotti, elastic",
        "What to know",
    ] {
        assert!(screen.contains(heading), "{heading}");
    }
}

#[test]
fn a_study_is_refused_with_the_file_and_line_that_are_wrong() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("mine.toml");
    let good = std::fs::read_to_string(repository().join("examples/study.toml")).unwrap();
    for (from, to, words) in [
        (
            "n_a3",
            "n_a",
            "unknown key `n_a` in [density]; did you mean `n_a3`?",
        ),
        (
            "omega_s",
            "omega",
            "unknown key `omega` in [liquid]; did you mean `omega_s`?",
        ),
        (
            "defects/",
            "nowhere/",
            "nowhere/tetrahedron-laboratory.toml cannot be read",
        ),
    ] {
        std::fs::write(&path, good.replacen(from, to, 1)).unwrap();
        let message = refusal(&format!("study {}", path.display()));
        assert!(message.contains(words), "{message}");
    }
    assert!(refusal("study nowhere.toml").contains("nowhere.toml cannot be read"));
}
