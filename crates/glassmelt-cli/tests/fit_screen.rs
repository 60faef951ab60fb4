//! `glassmelt fit` for people: screens that fit, refusals that help.

mod common;

use std::path::Path;
use std::process::Output;

use common::{
    ask, assert_fits, glassmelt, json, json_of, number, refusal, repository, table, temperatures,
    text, warning_codes,
};

fn run(path: &Path, flags: &str) -> Output {
    let mut command = glassmelt();
    command.arg("fit").arg(path).args(flags.split_whitespace());
    command.output().unwrap()
}

#[test]
fn a_law_that_nobody_knows_names_the_nearest_and_all() {
    let message = refusal("fit data/diopside.csv --law vtf");
    for word in ["\"vtf\"", "did you mean \"vft\"", "rotor-exact"] {
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn wrong_flags_are_refused() {
    let fit = |flags: &str| format!("fit data/diopside.csv {flags}");
    common::all_are_refused(&[
        (&fit("--bootstrap -1"), &["--bootstrap", "-1"]),
        (
            &fit("--bootstrap 18446744073709551615"),
            &["--bootstrap", "0..=100000"],
        ),
        (&fit("--bootstrap many"), &["--bootstrap", "'many'"]),
        (&fit("--seed x"), &["--seed", "'x'"]),
        (&fit("--a-nm 0"), &["--a-nm", "'0'", "above zero"]),
        (&fit("--omega-s nan"), &["--omega-s", "'nan'", "above zero"]),
        (&fit("--loss mild"), &["--loss", "'mild'", "squares"]),
        (&fit("--png"), &["--out"]),
        (&fit("--predictions"), &["--json"]),
        (
            &fit("--temperature-unit F"),
            &["--temperature-unit", "\"F\"", "K, C"],
        ),
        (
            &fit("--value-unit Pa"),
            &["--value-unit", "\"Pa\"", "pa-s, poise"],
        ),
        (
            &fit("--value-column eta"),
            &["\"eta\"", "log10_eta_Pa_s", "1 to 2"],
        ),
        (&fit("--t-min -3"), &["--t-min", "'-3'", "above zero"]),
        (
            &fit("--t-min 2000"),
            &["--t-min 2000", "0 of 38", "1873.15 K", "at least 4"],
        ),
        (
            &fit("--t-min 1500 --t-max 1200"),
            &["--t-max 1200", "0 of 38", "at least 4"],
        ),
        ("fit", &["<DATA>"]),
    ]);
}

#[test]
fn the_screen_fits_every_shipped_curve() {
    for entry in std::fs::read_dir(repository().join("data")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let output = run(&path, "--bootstrap 0");
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            assert_eq!(text(&output.stderr), "");
            let screen = text(&output.stdout);
            assert_fits(&screen, 80);
            for word in ["rms/dex", "vft", "rotor-exact", "95 % from", "What to know"] {
                assert!(screen.contains(word), "{}: {word}", path.display());
            }
            for ugly in ["+-", "NaN", "inf K"] {
                assert!(
                    !screen.contains(ugly),
                    "{}: {ugly}\n{screen}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn a_viscosity_that_never_changes_is_answered_without_a_crash() {
    let flat = table(
        "T_K,log10_eta_Pa_s",
        temperatures(700.0, 500.0, 6).map(|t| (t, 5.0)),
    );
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("flat.csv");
    std::fs::write(&path, flat).unwrap();
    let output = run(&path, "--bootstrap 20");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let screen = text(&output.stdout);
    assert_fits(&screen, 80);
    assert!(!screen.contains("inf ±"), "{screen}");
    let answer = json_of(&run(&path, "--law arrhenius --bootstrap 20 --json"));
    assert_eq!(number(&answer["fits"][0]["parameters"]["b"]["value"]), 0.0);
    assert!(warning_codes(&answer).contains(&"short_range".to_owned()));
}

#[test]
fn the_screen_tells_the_predictions_of_the_best_rotor_law_only() {
    let screen = text(&ask("fit data/diopside.csv --bootstrap 0").stdout);
    assert_eq!(
        screen.matches("The curve rests on an assumption").count(),
        1,
        "{screen}"
    );
    let answer = json("fit data/diopside.csv --bootstrap 0 --predictions");
    assert_eq!(answer["predictions"].as_array().unwrap().len(), 2);
}
