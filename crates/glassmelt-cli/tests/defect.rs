//! `glassmelt defect` and `glassmelt schema`: keys, numbers, screens, wrong questions.

mod common;

use common::{
    all_are_refused, ask, assert_close, assert_fits, json, number, refusal, repository, text,
    warning_codes,
};
use serde_json::Value;

const TETRAHEDRON: &str = "defect examples/defects/tetrahedron.toml";

fn shipped() -> Vec<String> {
    let entries = std::fs::read_dir(repository().join("examples/defects")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .map(|name| format!("defect examples/defects/{name}"))
        .collect()
}

#[test]
fn the_answer_has_the_keys_of_the_interface() {
    let answer = json(TETRAHEDRON);
    assert_eq!(answer["layer"], "elastic");
    for minimum in answer["minima"].as_array().unwrap() {
        for key in [
            "energy",
            "hessian_min",
            "dipole_deviator_norm",
            "trace",
            "alpha",
            "residual",
        ] {
            assert!(minimum[key].is_f64(), "{key}: {minimum}");
        }
        for key in [
            "rotation_vector",
            "translation",
            "dipole",
            "far_dipole",
            "principal",
        ] {
            assert_eq!(
                minimum[key].as_array().unwrap().len(),
                3,
                "{key}: {minimum}"
            );
        }
        assert_eq!(minimum["dipole"][0].as_array().unwrap().len(), 3);
        let eigenvalues = minimum["hessian_eigenvalues"].as_array().unwrap();
        assert_eq!(eigenvalues.len(), 6 + 3 * 4);
        assert_eq!(eigenvalues[0], minimum["hessian_min"]);
        assert!(minimum["zero_modes"].is_u64() && minimum["found_from"].is_u64());
    }
    for key in ["alpha", "alpha_min", "alpha_max", "cell"] {
        assert!(answer[key].is_f64(), "{key}");
    }
    assert_eq!(
        warning_codes(&answer),
        ["unstable_reference", "multistable"]
    );
}

#[test]
fn the_dipole_is_symmetric_and_its_deviator_gives_alpha() {
    let answer = json(TETRAHEDRON);
    let ground = &answer["minima"][0];
    let q = |i: usize, j: usize| number(&ground["dipole"][i][j]);
    let trace = q(0, 0) + q(1, 1) + q(2, 2);
    let deviator = |i: usize, j: usize| q(i, j) - if i == j { trace / 3.0 } else { 0.0 };
    let squares = (0..3).flat_map(|i| (0..3).map(move |j| (i, j)));
    let squares: f64 = squares.map(|(i, j)| deviator(i, j).powi(2)).sum();
    assert_eq!(q(0, 1), q(1, 0));
    assert_close(
        number(&ground["dipole_deviator_norm"]),
        squares.sqrt(),
        1e-10,
    );
    // 16 pi/3 p:p with p = Q/(8 pi mu a^3), mu = 1, a = 2.
    let pi = std::f64::consts::PI;
    let alpha = 16.0 * pi / 3.0 * squares / (64.0 * pi).powi(2);
    assert_close(number(&answer["alpha"]), alpha, 1e-10);
}

#[test]
fn every_shipped_defect_answers_on_a_screen_that_fits() {
    for line in shipped() {
        let output = ask(&line);
        assert_eq!(output.status.code(), Some(0), "{line}");
        let screen = text(&output.stdout);
        assert_fits(&screen, 80);
        assert!(
            screen.contains("Dipole of the ground state") && screen.contains("alpha"),
            "{screen}"
        );
        json(&line);
    }
}

#[test]
fn minima_of_one_energy_share_a_row() {
    let screen = text(&ask(TETRAHEDRON).stdout);
    let row = screen
        .lines()
        .find(|line| line.contains("68.10"))
        .expect("the turned minimum");
    assert_eq!(row.split_whitespace().nth(1), Some("8"), "{screen}");
}

#[test]
fn starts_on_the_command_line_replace_those_of_the_file() {
    let answer = json(&format!("{TETRAHEDRON} --starts 3"));
    assert_eq!(answer["starts"], 3);
    let found: u64 = answer["minima"]
        .as_array()
        .unwrap()
        .iter()
        .map(|minimum| minimum["found_from"].as_u64().unwrap())
        .sum();
    assert_eq!(found, 3);
}

#[test]
fn the_same_question_has_the_same_answer() {
    assert_eq!(json(TETRAHEDRON), json(TETRAHEDRON));
}

#[test]
fn wrong_questions_are_refused_with_what_would_be_right() {
    all_are_refused(&[
        ("defect", &["<FILE>"]),
        (
            "defect nowhere.toml",
            &["nowhere.toml cannot be read", "expected a TOML file"],
        ),
        (
            "defect examples",
            &["examples cannot be read", "expected a TOML file"],
        ),
        (
            "defect data/diopside.csv",
            &["data/diopside.csv, line 1", "no valid TOML"],
        ),
        (
            "defect examples/study.toml",
            &["unknown key", "examples/study.toml, line"],
        ),
        (
            "defect examples/defects/octahedron.toml --starts 0",
            &["--starts", "1 to 100000"],
        ),
        ("schema cage", &["cage", "defect", "study"]),
    ]);
}

#[test]
fn a_broken_file_names_file_line_key_and_value() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("mine.toml");
    let good =
        std::fs::read_to_string(repository().join("examples/defects/tetrahedron.toml")).unwrap();
    for (from, to, words) in [
        (
            "stretch",
            "streach",
            "unknown key `streach` in [bonds]; did you mean `stretch`?",
        ),
        (
            "mu = 1.0",
            "mu = nan",
            "[medium] mu = nan: expected a finite number above zero",
        ),
        (
            "\"continuum\"",
            "7",
            "expected one of clamped, springs, continuum",
        ),
    ] {
        let broken = good.replacen(from, to, 1);
        let line = 1 + broken[..broken.find(to).unwrap()].matches('\n').count();
        std::fs::write(&path, &broken).unwrap();
        let message = refusal(&format!("defect {}", path.display()));
        assert!(
            message.contains(&format!("mine.toml, line {line}: ")),
            "{message}"
        );
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn the_published_schemas_are_what_the_program_prints() {
    for name in ["defect", "study"] {
        let output = ask(&format!("schema {name}"));
        let path = repository().join(format!("docs/schema/{name}.schema.json"));
        assert_eq!(text(&output.stdout), std::fs::read_to_string(path).unwrap());
        let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema["additionalProperties"], false);
    }
}

#[test]
fn the_tetrahedron_crosses_one_barrier_between_any_two_of_its_minima() {
    let answer = json(TETRAHEDRON);
    let minima = answer["minima"].as_array().unwrap();
    assert_eq!(minima.len(), 8);
    assert_eq!(minima[0]["barrier"], 0.0);
    for minimum in &minima[1..] {
        assert_close(number(&minimum["barrier"]), 0.353928170712695, 1e-8);
        assert_close(number(&minimum["escape"]), 0.353928170712695, 1e-8);
    }
    let saddles = answer["saddles"].as_array().unwrap();
    assert!(!saddles.is_empty());
    for saddle in saddles {
        assert!(number(&saddle["energy"]) > number(&minima[0]["energy"]));
        assert!(number(&saddle["curvature"]) < 0.0);
        assert!(
            saddle["between"]
                .as_array()
                .unwrap()
                .iter()
                .all(|end| end.as_u64().unwrap() < 8)
        );
    }
}

#[test]
fn a_rotation_of_the_medium_turns_the_core_as_much_and_a_strain_only_where_symmetry_lets_it() {
    let free = json("defect examples/defects/tetrahedron-stress-free.toml");
    let imprisonment = &free["minima"][0]["imprisonment"];
    for (i, row) in imprisonment["by_rotation"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
    {
        for (j, entry) in row.as_array().unwrap().iter().enumerate() {
            assert_close(number(entry) + 1.0, if i == j { 2.0 } else { 1.0 }, 1e-10);
        }
    }
    let flat = |value: &Value| -> Vec<f64> {
        let rows = value.as_array().unwrap().iter();
        rows.flat_map(|row| row.as_array().unwrap().iter().map(number))
            .collect()
    };
    assert_eq!(flat(&imprisonment["by_strain"]), [0.0; 18]);
    let turned = json(TETRAHEDRON);
    let by_strain = flat(&turned["minima"][0]["imprisonment"]["by_strain"]);
    assert!(by_strain.iter().any(|entry| entry.abs() > 1.0));
}
