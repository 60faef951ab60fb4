//! `glassmelt trajectory modulus` and `dipoles`: observation times, upper bounds, atoms that do not move.

mod common;
mod crystals;

use std::path::Path;
use std::process::Output;

use common::{assert_close, assert_fits, glassmelt, json_of, number, text, warning_codes};
use crystals::{Crystal, dump};
use serde_json::Value;

fn ask(command: &str, file: &Path, rest: &str) -> Output {
    let mut asked = glassmelt();
    asked.args(["trajectory", command]).arg(file);
    asked.args(rest.split_whitespace()).output().unwrap()
}

fn screen(command: &str, file: &Path, rest: &str) -> String {
    let output = ask(command, file, rest);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let screen = text(&output.stdout);
    for word in ["NaN", " inf", "null"] {
        assert!(!screen.contains(word), "{word} stands in {screen}");
    }
    screen
}

const MODULUS: &str = "--units lj --temperature 0.3 --shells 3";

#[test]
fn windows_last_as_long_as_steps_and_the_time_of_a_step_say() {
    let scratch = tempfile::tempdir().unwrap();
    let file = dump(
        &scratch.path().join("a.lammpstrj"),
        &Crystal::shaken(40).frames,
    );
    let times = |answer: &Value| -> Vec<Value> {
        let windows = answer["displacements"]["windows"].as_array().unwrap();
        windows
            .iter()
            .map(|window| window["time"].clone())
            .collect()
    };
    let unknown = json_of(&ask("modulus", &file, &format!("{MODULUS} --json")));
    assert_eq!(times(&unknown), [Value::Null, Value::Null, Value::Null]);
    assert!(unknown["displacements"]["time_between_frames"].is_null());
    assert!(!screen("modulus", &file, MODULUS).contains("times in"));
    // Ten steps between frames, windows of 16, 32 and 40.
    let timed = format!("{MODULUS} --timestep 0.005");
    let known = json_of(&ask("modulus", &file, &format!("{timed} --json")));
    for (time, expected) in times(&known).iter().zip([0.8, 1.6, 2.0]) {
        assert_close(number(time), expected, 1e-12);
    }
    let shown = screen("modulus", &file, &timed);
    assert!(shown.contains("times in tau"), "{shown}");
    assert!(shown.contains("in windows of 40 frames, 2 tau"), "{shown}");
    assert_fits(&shown, 100);
}

#[test]
fn a_modulus_that_cannot_be_corrected_is_marked_as_a_bound() {
    let scratch = tempfile::tempdir().unwrap();
    let mut crystal = Crystal::shaken(40);
    // All of the frames drift apart: along y, as a wave along x, by more in each.
    let q = 2.0 * std::f64::consts::PI / crystal.side;
    for (number, frame) in (0_u32..).zip(&mut crystal.frames) {
        for r in &mut frame.positions {
            r[1] += 0.02 * f64::from(number) * (q * r[0]).cos();
        }
    }
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    let answer = json_of(&ask("modulus", &file, &format!("{MODULUS} --json")));
    let shells = answer["modulus"].as_array().unwrap();
    assert_eq!(shells[0]["corrected"], false);
    assert!(shells[0]["lambda_plus_2mu_corrected"].is_boolean());
    assert!(warning_codes(&answer).contains(&"upper_bound".to_owned()));
    let shown = screen("modulus", &file, MODULUS);
    let first = shown.lines().find(|line| line.contains("1.232")).unwrap();
    assert!(first.contains('≤'), "{shown}");
    assert_fits(&shown, 100);
}

#[test]
fn frames_that_are_the_same_are_answered_by_null_and_a_warning() {
    let scratch = tempfile::tempdir().unwrap();
    let mut crystal = Crystal::shaken(20);
    let first = crystal.frames[0].positions.clone();
    for frame in &mut crystal.frames {
        frame.positions.clone_from(&first);
    }
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    let of_all = "--units lj --cutoff 1.45";
    let asked = [
        ("modulus", MODULUS),
        ("dipoles", of_all),
        ("dipoles", "--units lj --cutoff 1.45 --border 0.1"),
        ("dipoles", "--units lj --cutoff 1.45 --polyhedra 1,2"),
    ];
    for (number, (command, rest)) in asked.into_iter().enumerate() {
        let answer = json_of(&ask(command, &file, &format!("{rest} --json")));
        let codes = warning_codes(&answer);
        assert!(
            codes.contains(&"atoms_do_not_move".to_owned()),
            "{command} {codes:?}"
        );
        assert!(!codes.contains(&"no_units".to_owned()), "{codes:?}");
        let shown = screen(command, &file, rest);
        assert_fits(&shown, 100);
        let out = scratch.path().join(format!("report{number}"));
        let output = ask(command, &file, &format!("{rest} --out {}", out.display()));
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let page = std::fs::read_to_string(out.join("report.html")).unwrap();
        assert!(!page.contains("NaN"), "{command}");
    }
    let answer = json_of(&ask("modulus", &file, &format!("{MODULUS} --json")));
    assert!(answer["modulus"][0]["mu"]["mean"].is_null());
    let answer = json_of(&ask("dipoles", &file, &format!("{of_all} --json")));
    assert!(answer["found"]["border"].is_null() && answer["found"]["separation"].is_null());
}
