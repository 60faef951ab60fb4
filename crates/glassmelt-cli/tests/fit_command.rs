//! `fit`: keys, values, the report's folder, and every kind of table that must be refused.

mod common;

use std::fs;
use std::path::Path;

use common::{assert_close, glassmelt, json, number, refusal};
use serde_json::Value;

/// A Vogel-Fulcher table with a deterministic scatter of a few hundredths of a decade.
fn vogel_table(header: &str, row: impl Fn(f64, f64) -> String) -> String {
    let mut text = format!("{header}\n");
    for i in 0..30_u32 {
        let t = 1500.0 - 20.0 * f64::from(i);
        let scatter = 0.02 * f64::from((i * 7) % 5) - 0.04;
        text += &row(t, -4.0 + 4500.0 / (t - 600.0) + scatter);
        text.push('\n');
    }
    text
}

fn plain_table() -> String {
    vogel_table("T_K,log10_eta_Pa_s", |t, y| format!("{t},{y:.4}"))
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn fit_answers_with_the_keys_that_programs_rely_on() {
    let answer = json(&[
        "fit",
        "data/diopside.csv",
        "--law",
        "vft,myega,rotor-exact",
        "--bootstrap",
        "10",
        "--json",
    ]);
    assert_eq!(answer["glassmelt"], env!("CARGO_PKG_VERSION"));
    for key in ["n", "t_min", "t_max", "decades"] {
        assert!(answer["data"][key].is_number(), "data.{key}");
    }
    let fits = answer["fits"].as_array().unwrap();
    assert_eq!(fits.len(), 3);
    let expected: [(&str, &[&str]); 3] = [
        ("vft", &["log10_eta0", "b", "t0"]),
        ("myega", &["log10_eta_inf", "tg", "m"]),
        ("rotor-exact", &["log10_eta0", "strength", "t0"]),
    ];
    for (fit, (law, parameters)) in fits.iter().zip(expected) {
        assert_eq!(fit["law"], law);
        for parameter in parameters {
            for key in ["value", "error", "low", "high"] {
                let value = &fit["parameters"][parameter][key];
                assert!(value.is_number(), "{law} {parameter} {key}: {value}");
            }
        }
        for key in ["rss", "rms_dex", "aicc", "bic", "withheld_rms_dex"] {
            assert!(fit[key].is_number(), "{law} {key}");
        }
        for key in ["tg", "m", "strength_d"] {
            assert!(fit["derived"][key].is_number(), "{law} derived.{key}");
        }
    }
    assert_eq!(answer["preferred"], "myega");
    assert!(answer["warnings"].is_array());
    // SciPy's curve_fit on the same 38 points.
    assert_close(number(&fits[0]["parameters"]["t0"]["value"]), 713.9, 1e-3);
}

#[test]
fn parameters_of_a_synthetic_table_come_back_whatever_its_units() {
    let folder = tempfile::tempdir().unwrap();
    let tables = [
        ("k.csv", plain_table(), vec![]),
        (
            "c.csv",
            vogel_table("T_C;log10_eta_poise", |t, y| {
                format!("{:.2};{:.4}", t - 273.15, y + 1.0).replace('.', ",")
            }),
            vec![],
        ),
        (
            "open.tsv",
            vogel_table("T\tvisc", |t, y| format!("{t}\t{:.6e}", 10_f64.powf(y))),
            vec![
                "--temperature-column",
                "1",
                "--temperature-unit",
                "K",
                "--value-column",
                "visc",
                "--value-unit",
                "pa-s",
            ],
        ),
    ];
    for (name, text, flags) in tables {
        let path = write(folder.path(), name, text);
        let words = [
            &["fit", &path, "--law", "vft", "--bootstrap", "0", "--json"][..],
            &flags,
        ]
        .concat();
        let parameters = &json(&words)["fits"][0]["parameters"];
        for (parameter, truth) in [("log10_eta0", -4.0), ("b", 4500.0), ("t0", 600.0)] {
            let value = number(&parameters[parameter]["value"]);
            let error = number(&parameters[parameter]["error"]);
            assert!(
                (value - truth).abs() < 4.0 * error,
                "{name} {parameter}: {value} ± {error}"
            );
        }
    }
}

#[test]
fn relaxation_times_have_parameters_of_tau_and_their_tg_at_100_s() {
    let folder = tempfile::tempdir().unwrap();
    let text = vogel_table("T_K,log10_tau_s", |t, y| format!("{t},{:.4}", y - 10.0));
    let path = write(folder.path(), "tau.csv", text);
    let answer = json(&["fit", &path, "--law", "vft", "--bootstrap", "0", "--json"]);
    let fit = &answer["fits"][0];
    assert!(fit["parameters"]["log10_tau0"]["value"].is_number());
    let vogel = |key: &str| number(&fit["parameters"][key]["value"]);
    let tg = vogel("t0") + vogel("b") / (2.0 - vogel("log10_tau0"));
    assert_close(number(&fit["derived"]["tg"]), tg, 1e-12);
}

#[test]
fn a_strong_liquid_ends_in_a_bound_and_says_which() {
    let folder = tempfile::tempdir().unwrap();
    // Sub-Arrhenius: the best T0 would be negative.
    let mut text = "T_K,log10_eta_Pa_s\n".to_owned();
    for i in 0..20_u32 {
        let t = 1500.0 + 60.0 * f64::from(i);
        text += &format!(
            "{t},{:.4}\n",
            -7.0 + 33000.0 / (t + 250.0) + 0.01 * f64::from(i % 3)
        );
    }
    let path = write(folder.path(), "strong.csv", text);
    let answer = json(&[
        "fit",
        &path,
        "--law",
        "vft,rotor-printed",
        "--bootstrap",
        "50",
        "--json",
    ]);
    let t0 = &answer["fits"][0]["parameters"]["t0"];
    assert_eq!(number(&t0["value"]), 0.0);
    assert_eq!(
        (&t0["error"], &t0["at_bound"]),
        (&Value::Null, &Value::Bool(true))
    );
    assert!(number(&t0["high"]) > 0.0);
    assert!(
        answer["fits"][0]["warnings"]
            .to_string()
            .contains("open_interval")
    );
}

#[test]
fn the_report_is_complete_and_a_second_run_is_the_same_whatever_the_threads() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("report");
    let words = [
        "fit",
        "data/albite.csv",
        "--bootstrap",
        "30",
        "--json",
        "--out",
        out.to_str().unwrap(),
    ];
    let first = json(&words);
    for name in [
        "report.html",
        "analysis.json",
        "figures/angell.svg",
        "tables/parameters.csv",
    ] {
        assert!(fs::metadata(out.join(name)).unwrap().len() > 100, "{name}");
    }
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert!(page.contains("Albite") && page.contains("<svg") && !page.contains("https://"));
    let analysis: Value =
        serde_json::from_slice(&fs::read(out.join("analysis.json")).unwrap()).unwrap();
    assert!(
        analysis["predictions"][0]["states"]
            .as_array()
            .unwrap()
            .len()
            > 50
    );
    let again = assert_cmd::Command::cargo_bin("glassmelt")
        .unwrap()
        .args(words)
        .env("RAYON_NUM_THREADS", "1")
        .current_dir(common::root())
        .output()
        .unwrap();
    assert_eq!(
        serde_json::from_slice::<Value>(&again.stdout).unwrap(),
        first
    );
    assert_eq!(fs::read_to_string(out.join("report.html")).unwrap(), page);
}

#[test]
fn tables_that_cannot_be_read_are_refused_with_their_place_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let good = "1500,1.0\n1400,1.6\n1300,2.4\n1200,3.5\n1100,5.0\n";
    let cases: Vec<(&str, Vec<u8>, Vec<&str>)> = vec![
        ("empty.csv", b"".to_vec(), vec!["empty"]),
        (
            "header.csv",
            b"T_K,log10_eta_Pa_s\n".to_vec(),
            vec!["header.csv"],
        ),
        (
            "nounit.csv",
            format!("T_K,eta\n{good}").into(),
            vec!["line 1", "eta", "poise"],
        ),
        (
            "notemp.csv",
            format!("T,log10_eta_Pa_s\n{good}").into(),
            vec!["line 1", "T_K"],
        ),
        ("numbers.csv", good.into(), vec!["numbers.csv", "T_K"]),
        (
            "text.csv",
            format!("T_K,log10_eta_Pa_s\n{good}1000,abc\n").into(),
            vec!["line 7", "log10_eta_Pa_s", "abc", "expected"],
        ),
        (
            "nan.csv",
            format!("T_K,log10_eta_Pa_s\n{good}1000,NaN\n").into(),
            vec!["line 7", "NaN"],
        ),
        (
            "inf.csv",
            format!("T_K,log10_eta_Pa_s\n{good}1000,inf\n").into(),
            vec!["line 7", "inf"],
        ),
        (
            "hole.csv",
            format!("T_K,log10_eta_Pa_s\n{good}1000,\n").into(),
            vec!["line 7"],
        ),
        (
            "cold.csv",
            format!("T_K,log10_eta_Pa_s\n{good}-20,9\n").into(),
            vec!["line 7", "-20"],
        ),
        (
            "minus.csv",
            format!("T_K,eta_Pa_s\n{good}1000,-5\n").into(),
            vec!["line 7", "-5"],
        ),
        (
            "comma.csv",
            b"T_K,log10_eta_Pa_s\n1500,0,5\n1400,0,7\n1300,0,9\n1200,1,2\n".to_vec(),
            vec!["line 2"],
        ),
        (
            "ragged.csv",
            format!("T_K,log10_eta_Pa_s\n{good}1000\n").into(),
            vec!["line 7"],
        ),
        (
            "twice.csv",
            b"T_K,T_C,log10_eta_Pa_s\n1500,1227,1\n1400,1127,2\n1300,1027,3\n1200,927,4\n".to_vec(),
            vec!["T_C"],
        ),
        (
            "few.csv",
            b"T_K,log10_eta_Pa_s\n1500,1\n1400,2\n".to_vec(),
            vec!["few.csv", "4"],
        ),
        (
            "sigma.csv",
            b"T_K,log10_eta_Pa_s,log10_eta_error\n1500,1,0\n1400,2,0.1\n1300,3,0.1\n1200,4,0.1\n"
                .to_vec(),
            vec!["line 2", "log10_eta_error", "0"],
        ),
        (
            "binary.csv",
            vec![0, 159, 146, 150, 0, 255, 254, 7],
            vec!["binary.csv"],
        ),
    ];
    for (name, bytes, expected) in cases {
        let path = write(folder.path(), name, bytes);
        let out = folder.path().join("nothing");
        let message = refusal(&["fit", &path, "--out", out.to_str().unwrap()]);
        for word in [&["glassmelt:", name][..], &expected].concat() {
            assert!(
                message.contains(word),
                "{name}: {word:?} is missing in {message}"
            );
        }
        assert!(!out.exists(), "{name}: something was written");
    }
    assert!(refusal(&["fit", "no/such/file.csv"]).contains("no/such/file.csv"));
    assert!(refusal(&["fit", folder.path().to_str().unwrap()]).contains("expected"));
}

#[test]
fn what_editors_and_spreadsheets_do_to_a_table_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let plain = write(folder.path(), "a.csv", plain_table());
    let dressed =
        format!("\u{feff}# a comment\n\n{}\n# the end\n", plain_table()).replace('\n', "\r\n");
    let dressed = write(folder.path(), "b.csv", dressed);
    let fits = |path: &str| {
        json(&["fit", path, "--law", "vft", "--bootstrap", "0", "--json"])["fits"].clone()
    };
    assert_eq!(fits(&plain), fits(&dressed));
}

#[test]
fn an_unknown_law_names_the_nearest() {
    let message = refusal(&["fit", "data/diopside.csv", "--law", "vtf"]);
    assert!(
        message.contains("vft") && message.contains("vtf"),
        "{message}"
    );
}

#[test]
fn a_folder_that_cannot_be_is_told_and_an_earlier_report_survives() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "file", "not a folder");
    let out = format!("{file}/report");
    let output = glassmelt(&[
        "fit",
        "data/silica.csv",
        "--law",
        "vft",
        "--bootstrap",
        "0",
        "--out",
        &out,
    ]);
    assert!(!output.status.success() && output.status.code().is_some());
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("file") && !message.contains("panicked"),
        "{message}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "not a folder");
}

#[test]
fn every_shipped_curve_gives_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let mut curves = 0;
    for entry in fs::read_dir(common::root().join("data")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            curves += 1;
            let out = folder.path().join(path.file_stem().unwrap());
            let words = [
                "fit",
                path.to_str().unwrap(),
                "--bootstrap",
                "0",
                "--out",
                out.to_str().unwrap(),
            ];
            let output = glassmelt(&words);
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: {stderr}", path.display());
            assert!(out.join("report.html").exists());
        }
    }
    assert!(curves >= 6, "{curves} curves are shipped");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_writes_nothing() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("report");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("glassmelt"))
        .args(["fit", "data/albite.csv", "--bootstrap", "3000000", "--out"])
        .arg(&out)
        .current_dir(common::root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(400));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    assert!(!child.wait().unwrap().success());
    assert!(!out.join("report.html").exists());
}
