//! `glassmelt posterior`: answers in JSON and on the screen, folders, what a table can say, refusals.

mod common;

use std::path::Path;

use common::{
    all_are_refused, ask, assert_fits, files_of, glassmelt, json, json_of, number, table,
};
use common::{temperatures, text, vogel_fulcher};
use serde_json::Value;

const QUICK: &str = "--draws 200 --tune 200";

fn variable<'a>(answer: &'a Value, name: &str) -> &'a Value {
    let variables = answer["posteriors"][0]["variables"].as_array().unwrap();
    variables.iter().find(|v| v["name"] == name).unwrap()
}

fn codes(warnings: &Value) -> Vec<&str> {
    let warnings = warnings.as_array().unwrap();
    warnings
        .iter()
        .map(|w| w["code"].as_str().unwrap())
        .collect()
}

/// Runs in a folder with these files.
fn in_folder(files: &[(&str, &str)], line: &str) -> (tempfile::TempDir, std::process::Output) {
    let scratch = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(scratch.path().join(name), text).unwrap();
    }
    let mut run = glassmelt();
    run.current_dir(scratch.path())
        .args(line.split_whitespace());
    let output = run.output().unwrap();
    (scratch, output)
}

fn liquid(offset: f64) -> String {
    let row = |t: f64| (t, vogel_fulcher([-4.0, 4000.0, 500.0], t) + offset);
    table(
        "T_K,log10_eta_Pa_s",
        temperatures(1500.0, 800.0, 12).map(row),
    )
}

#[test]
fn every_variable_has_its_prior_and_its_diagnostics() {
    let answer = json(&format!("posterior data/diopside.csv --law vft {QUICK}"));
    for name in ["log10_eta0", "b", "t0", "sigma"] {
        let variable = variable(&answer, name);
        assert!(!variable["prior"].as_str().unwrap().is_empty());
        assert!(number(&variable["rhat"]) < 1.05, "{variable}");
        assert!(number(&variable["ess_bulk"]) > 100.0, "{variable}");
        assert!(number(&variable["low"]) < number(&variable["high"]));
    }
    let posterior = &answer["posteriors"][0];
    assert!(codes(&posterior["warnings"]).contains(&"ridge"));
    assert_eq!(posterior["sampling"]["e_bfmi"].as_array().unwrap().len(), 4);
    assert_eq!(
        answer["data"]["n"],
        posterior["loo"]["pointwise"].as_array().unwrap().len()
    );
}

#[test]
fn too_few_draws_are_never_silent() {
    let answer = json("posterior data/diopside.csv --law vft --draws 20 --tune 60");
    assert!(codes(&answer["posteriors"][0]["warnings"]).contains(&"ess_low"));
}

#[test]
fn the_folder_holds_page_draws_and_the_answer_again_and_again_the_same() {
    let scratch = tempfile::tempdir().unwrap();
    let run = |name: &str, threads: &str| {
        let folder = scratch.path().join(name);
        let line = format!("posterior data/diopside.csv --law vft,arrhenius {QUICK} --out");
        let output = glassmelt()
            .args(line.split_whitespace())
            .arg(&folder)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let screen = text(&output.stdout);
        let (answer, _) = screen.rsplit_once("\nReport:").unwrap();
        assert_fits(answer, 100);
        files_of(&folder)
    };
    let (one, two) = (run("one", "1"), run("two", "2"));
    for file in [
        "draws/vft.csv",
        "draws/vft.json",
        "figures/posterior-pairs.svg",
        "tables/band.csv",
    ] {
        assert_eq!(one[Path::new(file)], two[Path::new(file)], "{file}");
    }
    assert!(one.contains_key(Path::new("report.html")));
    let draws: Value = serde_json::from_slice(&one[Path::new("draws/vft.json")]).unwrap();
    let t0 = draws["posterior"]["t0"].as_array().unwrap();
    assert_eq!((t0.len(), t0[0].as_array().unwrap().len()), (4, 200));
    let csv = text(&one[Path::new("draws/vft.csv")]);
    assert!(csv.starts_with("chain,draw,log10_eta0,b,t0,sigma,energy,diverging\n0,0,"));
    assert_eq!(csv.lines().count(), 801);
}

#[test]
fn a_file_of_priors_is_believed_and_named() {
    let priors = "[vft]\nt0 = { family = \"normal\", mean = 520.0, sd = 0.5 }\n";
    let line = format!("posterior a.csv --law vft --priors p.toml --json {QUICK}");
    let (_keep, output) = in_folder(&[("a.csv", &liquid(0.0)), ("p.toml", priors)], &line);
    let answer = json_of(&output);
    let t0 = variable(&answer, "t0");
    assert_eq!(t0["prior"], "normal(520, 0.5)");
    assert!((number(&t0["mean"]) - 520.0).abs() < 3.0, "{t0}");
}

#[test]
fn laboratories_that_differ_have_offsets_and_limits_are_counted() {
    let second = liquid(0.3).replace("T_K,log10_eta_Pa_s\n", "T_K,log10_eta_Pa_s\n780,>13\n");
    let line = format!("posterior a.csv b.csv --law vft --sigma-t 1 --json {QUICK}");
    let (_keep, output) = in_folder(&[("a.csv", &liquid(0.0)), ("b.csv", &second)], &line);
    let answer = json_of(&output);
    assert_eq!(answer["data"]["limits"], 1);
    let apart = number(&variable(&answer, "offset[b]")["mean"])
        - number(&variable(&answer, "offset[a]")["mean"]);
    assert!((apart - 0.3).abs() < 0.05, "{apart}");
    let told = codes(&answer["warnings"]);
    for code in ["limits", "temperature_errors", "few_sources"] {
        assert!(told.contains(&code), "{told:?}");
    }
}

#[test]
fn a_joint_fit_shares_what_its_tables_share() {
    let eta = |t: f64| -3.0 + 9.0 * 500.0 / ((t - 500.0) * 10_f64.ln());
    let tables = |offset: f64| move |t: f64| (t, eta(t) + offset + common::scatter(t));
    let viscosity = table(
        "T_K,log10_eta_Pa_s",
        temperatures(900.0, 620.0, 10).map(tables(0.0)),
    );
    let time = table(
        "T_K,log10_tau_s",
        temperatures(880.0, 610.0, 10).map(tables(-10.0)),
    );
    let file = "title = \"model liquid\"\nlaws = [\"rotor-printed\"]\n\
                [[table]]\nfile = \"eta.csv\"\nkind = \"viscosity\"\nsigma = 0.03\n\
                [[table]]\nfile = \"tau.csv\"\nkind = \"relaxation-time\"\n";
    let files = [
        ("eta.csv", viscosity.as_str()),
        ("tau.csv", &time),
        ("j.toml", file),
    ];
    let (_keep, output) = in_folder(&files, &format!("posterior --joint j.toml --json {QUICK}"));
    let answer = json_of(&output);
    for (name, truth) in [("log10_g_inf", 10.0), ("t0", 500.0), ("log10_tau0", -13.0)] {
        let found = variable(&answer, name);
        let away = (number(&found["mean"]) - truth).abs();
        assert!(away < 4.0 * number(&found["sd"]), "{found}");
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_what_would_be_right() {
    all_are_refused(&[
        ("posterior data/diopside.csv --law vtf", &["vtf", "vft"]),
        (
            "posterior data/diopside.csv --law vft --chains 1",
            &["chains = 1", "at least 2"],
        ),
        (
            "posterior data/diopside.csv --law vft --draws 3",
            &["draws = 3", "at least 8"],
        ),
        (
            "posterior data/diopside.csv --law shoving",
            &["shoving", "modulus"],
        ),
        ("posterior data/nothing.csv", &["nothing.csv"]),
        ("posterior", &["CURVE"]),
    ]);
    let bad = "[vft]\nt0 = { family = \"normal\", mean = 5.0, sd = -1.0 }\n";
    let line = "posterior a.csv --law vft --priors p.toml";
    let (_keep, output) = in_folder(&[("a.csv", &liquid(0.0)), ("p.toml", bad)], line);
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(
        message.contains("vft.t0") && message.contains("sd = -1"),
        "{message}"
    );
}

#[test]
fn the_screen_names_priors_and_fits_it() {
    let output = ask(&format!(
        "posterior data/glycerol.csv --law vft,myega {QUICK}"
    ));
    let screen = text(&output.stdout);
    assert!(
        screen.contains("Priors: log10_eta0 ~ normal(-3, 2)"),
        "{screen}"
    );
    assert!(
        screen.contains("R-hat") && screen.contains("elpd_loo"),
        "{screen}"
    );
}
