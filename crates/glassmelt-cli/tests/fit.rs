//! `glassmelt fit`: the keys of the answer, parameters found again, units, the verdict.

mod common;

use std::path::Path;
use std::process::Output;

use common::{
    assert_close, glassmelt, json, json_of, number, scatter, table, temperatures, text,
    vogel_fulcher, warning_codes,
};
use serde_json::Value;

const TRUTH: [f64; 3] = [-3.5, 3100.0, 420.0];

/// A viscosity table of the Vogel-Fulcher law, 24 points over 12 decades.
fn vogel_fulcher_table(header: &str, value: impl Fn(f64) -> f64) -> String {
    let rows = temperatures(1400.0, 625.0, 24).map(|t| (t, value(vogel_fulcher(TRUTH, t))));
    table(header, rows)
}

fn fit(table: &str, flags: &str) -> Output {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("liquid.csv");
    std::fs::write(&path, table).unwrap();
    run(&path, flags)
}

fn run(path: &Path, flags: &str) -> Output {
    let mut command = glassmelt();
    command.arg("fit").arg(path).args(flags.split_whitespace());
    command.output().unwrap()
}

fn answer(table: &str, flags: &str) -> Value {
    json_of(&fit(table, &format!("{flags} --json")))
}

fn parameter<'a>(answer: &'a Value, law: &str, name: &str) -> &'a Value {
    &fit_of(answer, law)["parameters"][name]
}

fn fit_of<'a>(answer: &'a Value, law: &str) -> &'a Value {
    let fits = answer["fits"].as_array().unwrap();
    fits.iter().find(|fit| fit["law"] == law).expect("the law")
}

#[test]
fn the_answer_has_the_keys_of_the_interface() {
    let answer = json("fit data/diopside.csv --law vft,myega,rotor-exact");
    assert!(answer["data"]["n"].is_u64());
    for key in ["t_min", "t_max", "decades"] {
        assert!(answer["data"][key].is_f64(), "{key}");
    }
    let fits = answer["fits"].as_array().unwrap();
    let laws: Vec<&str> = fits
        .iter()
        .map(|fit| fit["law"].as_str().unwrap())
        .collect();
    assert_eq!(laws, ["vft", "myega", "rotor-exact"]);
    for fit in fits {
        for key in ["rss", "rms_dex", "aicc", "bic", "withheld_rms_dex"] {
            assert!(fit[key].is_f64(), "{key}");
        }
        for key in ["tg", "m", "strength_d"] {
            assert!(fit["derived"][key].is_f64(), "{key}");
        }
        for (name, parameter) in fit["parameters"].as_object().unwrap() {
            for key in ["value", "error", "low", "high"] {
                assert!(parameter[key].is_f64(), "{name}: {key}");
            }
        }
    }
    assert_eq!(answer["preferred"], "myega");
    assert!(answer["warnings"].is_array());
}

#[test]
fn each_law_has_the_parameters_of_the_interface() {
    let answer = json("fit data/diopside.csv --law vft,myega,rotor-exact --bootstrap 0");
    for (law, expected) in [
        ("vft", ["b", "log10_eta0", "t0"]),
        ("myega", ["log10_eta_inf", "m", "tg"]),
        ("rotor-exact", ["log10_eta0", "strength", "t0"]),
    ] {
        let parameters = fit_of(&answer, law)["parameters"].as_object().unwrap();
        let mut names: Vec<&str> = parameters.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, expected, "{law}");
    }
}

#[test]
fn the_parameters_of_a_synthetic_liquid_are_found_again() {
    let answer = answer(
        &vogel_fulcher_table("T_K,log10_eta_Pa_s", |y| y),
        "--law vft,myega",
    );
    for (name, truth) in ["log10_eta0", "b", "t0"].into_iter().zip(TRUTH) {
        let found = parameter(&answer, "vft", name);
        let (value, error) = (number(&found["value"]), number(&found["error"]));
        assert!(
            (value - truth).abs() < 4.0 * error,
            "{name} = {value} ± {error}"
        );
        let (low, high) = (number(&found["low"]), number(&found["high"]));
        assert!(
            low < value && value < high && error < 0.05 * truth.abs(),
            "{name}"
        );
        let bootstrap = found["bootstrap"].as_array().unwrap();
        assert!(number(&bootstrap[0]) < value && value < number(&bootstrap[1]));
    }
    let derived = &fit_of(&answer, "vft")["derived"];
    let tg = TRUTH[2] + TRUTH[1] / (12.0 - TRUTH[0]);
    assert_close(number(&derived["tg"]), tg, 1e-3);
    assert_close(
        number(&derived["m"]),
        TRUTH[1] * tg / (tg - TRUTH[2]).powi(2),
        1e-2,
    );
    assert_close(
        number(&derived["strength_d"]),
        TRUTH[1] * 10_f64.ln() / TRUTH[2],
        2e-2,
    );
    assert_close(number(&fit_of(&answer, "vft")["rms_dex"]), 0.02, 0.3);
    assert_eq!(answer["preferred"], "vft");
}

#[test]
fn the_data_are_described_as_they_are() {
    let answer = answer(
        &vogel_fulcher_table("T_K,log10_eta_Pa_s", |y| y),
        "--law vft",
    );
    let data = &answer["data"];
    assert_eq!(number(&data["n"]), 24.0);
    assert_eq!(
        (number(&data["t_min"]), number(&data["t_max"])),
        (625.0, 1400.0)
    );
    assert_eq!(data["name"], "liquid");
    assert_close(number(&data["decades"]), 12.0, 0.05);
}

#[test]
fn the_unit_of_the_table_changes_nothing_but_the_table() {
    let reference = answer(
        &vogel_fulcher_table("T_K,log10_eta_Pa_s", |y| y),
        "--law vft",
    );
    let celsius = |line: String| {
        let rows = line.lines().skip(1).map(|row| {
            let (t, y) = row.split_once(',').unwrap();
            (t.parse::<f64>().unwrap() - 273.15, y.parse().unwrap())
        });
        table("T_C,log10_eta_Pa_s", rows)
    };
    for (table, flags) in [
        (vogel_fulcher_table("T_K,log10_eta_poise", |y| y + 1.0), ""),
        (vogel_fulcher_table("T_K,eta_Pa_s", |y| 10_f64.powf(y)), ""),
        (
            vogel_fulcher_table("T_K,eta_poise", |y| 10_f64.powf(y + 1.0)),
            "",
        ),
        (
            celsius(vogel_fulcher_table("T_K,log10_eta_Pa_s", |y| y)),
            "",
        ),
        (
            vogel_fulcher_table("T,visc", |y| y + 1.0),
            "--temperature-unit K --value-column visc --value-unit log10-poise",
        ),
        (
            vogel_fulcher_table("T_K,eta", |y| 10_f64.powf(y + 3.0)),
            "--value-unit mpa-s",
        ),
        (
            vogel_fulcher_table("T_K,eta", |y| y * 10_f64.ln()),
            "--value-unit ln-pa-s",
        ),
        (
            vogel_fulcher_table("1000,2", |y| y),
            "--temperature-column 1 --temperature-unit K --value-column 2 --value-unit log10-pa-s \
             --t-max 1400 --t-min 625 --equal-weights",
        ),
    ] {
        let header = table.lines().next().unwrap().to_owned();
        let answer = answer(&table, &format!("--law vft {flags}"));
        let mut tolerance = 1e-7;
        if header == "1000,2" {
            tolerance = 0.2; // without a header the numbers of the first row are a point too
        }
        for name in ["log10_eta0", "b", "t0"] {
            let value = |answer| number(&parameter(answer, "vft", name)["value"]);
            let error = (value(&answer) / value(&reference) - 1.0).abs();
            assert!(error < tolerance, "{header}: {name} is off by {error:e}");
        }
    }
}

#[test]
fn a_table_of_relaxation_times_has_parameters_of_tau_and_tg_at_100_s() {
    let table = table(
        "T_K,log10_tau_s",
        temperatures(420.0, 312.0, 18).map(|t| (t, vogel_fulcher([-14.0, 750.0, 265.0], t))),
    );
    let answer = answer(&table, "--law vft,myega,rotor-exact");
    assert_eq!(answer["data"]["quantity"], "relaxation_time");
    assert_close(
        number(&parameter(&answer, "vft", "log10_tau0")["value"]),
        -14.0,
        0.02,
    );
    assert!(parameter(&answer, "myega", "log10_tau_inf")["value"].is_f64());
    let tg = number(&fit_of(&answer, "vft")["derived"]["tg"]);
    assert_close(tg, 265.0 + 750.0 / 16.0, 1e-3);
    let equation = fit_of(&answer, "vft")["equation"].as_str().unwrap();
    assert!(
        equation.contains("tau") && !equation.contains("eta"),
        "{equation}"
    );
}

#[test]
fn points_with_large_errors_hardly_count() {
    let rows = |spoiled: f64| -> String {
        let rows = temperatures(1400.0, 625.0, 24).enumerate().map(|(i, t)| {
            let (shift, error) = if i == 7 { (spoiled, 5.0) } else { (0.0, 0.02) };
            format!("{t},{},{error}\n", vogel_fulcher(TRUTH, t) + shift)
        });
        format!(
            "T_K,log10_eta_Pa_s,log10_eta_error\n{}",
            rows.collect::<String>()
        )
    };
    let t0 = |table: &str, flags: &str| {
        let answer = answer(table, &format!("--law vft --bootstrap 0 {flags}"));
        number(&parameter(&answer, "vft", "t0")["value"])
    };
    let clean = t0(&rows(0.0), "");
    assert!((t0(&rows(3.0), "") - clean).abs() < 0.01);
    assert!((t0(&rows(3.0), "--equal-weights") - clean).abs() > 1.0);
    assert!((t0(&rows(3.0), "--equal-weights --loss cauchy") - clean).abs() < 0.5);
    let weighted = answer(&rows(0.0), "--law vft");
    let chi_square = number(&fit_of(&weighted, "vft")["reduced_chi_square"]);
    assert!((0.3..2.0).contains(&chi_square), "{chi_square}");
}

#[test]
fn a_strong_liquid_whose_t0_runs_to_zero_ends_in_a_bound() {
    let table = table(
        "T_K,log10_eta_Pa_s",
        temperatures(2700.0, 1450.0, 16).map(|t| (t, -7.0 + 26000.0 / t + scatter(t))),
    );
    let answer = answer(
        &table,
        "--law vft,rotor-printed,rotor-exact,myega,arrhenius",
    );
    let t0 = parameter(&answer, "vft", "t0");
    assert!(t0["low"].is_null());
    let bound = number(&t0["high"]);
    assert!(bound > 0.0 && bound < 500.0, "{bound}");
    let warnings = fit_of(&answer, "vft")["warnings"].as_array().unwrap();
    let open = warnings.iter().find(|w| w["code"] == "open_interval");
    let message = open.expect("a bound")["message"].as_str().unwrap();
    assert!(
        message.starts_with("t0 <= ") && message.len() < 120,
        "{message}"
    );
    assert!(
        number(&fit_of(&answer, "arrhenius")["aicc"]) < number(&fit_of(&answer, "vft")["aicc"])
    );
}

#[test]
fn one_law_alone_has_no_rival() {
    let answer = json("fit data/diopside.csv --law myega --bootstrap 0");
    assert_eq!(answer["fits"].as_array().unwrap().len(), 1);
    assert_eq!(answer["preferred"], "myega");
    let verdict = answer["comparison"]["verdict"].as_str().unwrap();
    assert!(verdict.contains("no rival"), "{verdict}");
}

#[test]
fn a_law_asked_for_twice_is_fitted_once() {
    let answer = json("fit data/diopside.csv --law vft,vft --law vft --bootstrap 0");
    assert_eq!(answer["fits"].as_array().unwrap().len(), 1);
}

#[test]
fn a_part_of_the_curve_can_be_left_out_and_is_told() {
    let answer = json("fit data/diopside.csv --law vft --bootstrap 0 --t-max 1300");
    assert!(number(&answer["data"]["t_max"]) <= 1300.0);
    let n = number(&answer["data"]["n"]);
    let warnings = answer["warnings"].as_array().unwrap();
    let told = warnings.iter().find(|w| w["code"] == "points_left_out");
    let message = told.expect("a warning")["message"].as_str().unwrap();
    assert!(
        message.starts_with(&format!("{} of 38 points", 38.0 - n)),
        "{message}"
    );
}

#[test]
fn a_curve_that_was_smoothed_by_a_law_is_told() {
    let codes = warning_codes(&json("fit data/boron_oxide.csv --law vft --bootstrap 0"));
    assert!(codes.contains(&"smoothed_data".to_owned()), "{codes:?}");
    let exact = table(
        "T_K,log10_eta_Pa_s",
        temperatures(1400.0, 625.0, 24).map(|t| (t, -3.5 + 3100.0 / (t - 420.0))),
    );
    let codes = warning_codes(&answer(&exact, "--law vft --bootstrap 0"));
    assert!(codes.contains(&"smoothed_data".to_owned()), "{codes:?}");
}

#[test]
fn predictions_stand_in_the_answer_when_asked_for() {
    let line = "fit data/glycerol.csv --law rotor-exact,vft --bootstrap 0";
    assert!(json(line).get("predictions").is_none());
    let answer = json(&format!("{line} --predictions"));
    let predictions = answer["predictions"].as_array().unwrap();
    assert_eq!(predictions.len(), 1);
    let state = &predictions[0]["states"][0];
    for key in ["log10_xi_nm", "log10_cv", "log10_entropy"] {
        let band = &state[key];
        let [low, value, high] = ["low", "value", "high"].map(|end| number(&band[end]));
        assert!(low <= value && value <= high, "{key}");
    }
}

#[test]
fn the_answer_depends_neither_on_threads_nor_on_the_run() {
    let run = |threads: &str, seed: &str| {
        let mut command = glassmelt();
        command
            .args("fit data/glycerol.csv --law vft,myega --bootstrap 60 --json --seed".split(' '));
        let output = command
            .arg(seed)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        json_of(&output);
        text(&output.stdout)
    };
    let one = run("1", "1");
    assert_eq!(one, run("1", "1"));
    assert_eq!(one, run("2", "1"));
    assert_ne!(one, run("2", "2"));
}
