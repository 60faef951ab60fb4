//! `glassmelt survey`: folders and tables, who wins, the prediction, going on, full disks, what is refused.

mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{
    assert_fits, files_of, glassmelt, json_of, number, refusal_of, scatter, text, warning_codes,
};
use serde_json::Value;

fn survey(data: &Path, out: &Path, flags: &str) -> Output {
    let mut command = glassmelt();
    command.arg("survey").arg(data).arg("--out").arg(out);
    command.args(flags.split_whitespace()).output().unwrap()
}

/// Levels of glasses that obey the paper with one alpha: `b = B/ln 10` goes as `t0^2/mu0`.
fn levels(folder: &Path, count: usize) -> PathBuf {
    let mut table = "# made up\nID,Author,G_GPa,T2,T4,T6,T8,T10,T12,ViscosityAt1273K\n".to_owned();
    for i in 0..count {
        let x = i as f64;
        let (t0, mu0) = (480.0 + 37.0 * (x % 7.0), 22.0 + 3.0 * (x % 5.0));
        let b = 0.36 * t0 * t0 / mu0 * (1.0 + scatter(x + 1.0));
        write!(table, "g{i},a{},{mu0}", i % 6).unwrap();
        for level in [2.0, 4.0, 6.0, 8.0, 10.0, 12.0] {
            let t = t0 + b / (level + 3.0);
            write!(table, ",{}", t * (1.0 + 0.05 * scatter(t))).unwrap();
        }
        writeln!(table, ",{}", -3.0 + b / (1273.0 - t0)).unwrap();
    }
    let path = folder.join("levels.csv");
    std::fs::write(&path, table).unwrap();
    path
}

fn answer(out: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(out.join("survey.json")).unwrap()).unwrap()
}

#[test]
fn the_shipped_curves_are_surveyed_and_the_smoothed_ones_kept_apart() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("survey");
    let told = json_of(&survey(
        Path::new("data"),
        &out,
        "--law vft,myega,avramov,arrhenius --replicas 200 --json",
    ));
    assert_eq!(
        (told["curves"].as_u64(), told["fitted"].as_u64()),
        (Some(12), Some(12))
    );
    assert_eq!(told["layer"], "printed");
    let kinds: Vec<(&str, u64)> = told["winners"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| {
            (
                of["origin"].as_str().unwrap(),
                of["curves"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(kinds, [("measured", 10), ("smoothed", 2)]);
    assert!(told["prediction"].is_null());
    assert!(warning_codes(&told).contains(&"smoothed_curves".to_owned()));
    let measured = &told["t0_over_tg"][0];
    assert!(
        (0.3..0.9).contains(&number(&measured["mean"])),
        "{measured}"
    );
    for file in [
        "report.html",
        "survey.csv",
        "answers.jsonl",
        "figures/winners.svg",
        "tables/winners.csv",
    ] {
        assert!(out.join(file).is_file(), "{file}");
    }
    let rows = std::fs::read_to_string(out.join("survey.csv")).unwrap();
    assert_eq!(rows.lines().count(), 13);
    assert_eq!(answer(&out)["fits"].as_array().unwrap().len(), 12);
}

#[test]
fn glasses_of_the_paper_are_recognised_in_a_table_of_levels() {
    let scratch = tempfile::tempdir().unwrap();
    let (data, out) = (levels(scratch.path(), 30), scratch.path().join("survey"));
    let told = json_of(&survey(
        &data,
        &out,
        "--law vft --group Author --replicas 300 --json",
    ));
    let prediction = &told["prediction"];
    assert_eq!(
        (
            prediction["glasses"].as_u64(),
            prediction["groups"].as_u64()
        ),
        (Some(30), Some(6))
    );
    assert!(
        number(&prediction["with_t0_held"]["value"]) > 0.8,
        "{prediction}"
    );
    assert!(number(&prediction["with_t0_held"]["mu0_permuted"]["p_rise"]) < 0.01);
    let slope = &prediction["slope"];
    assert!((number(&slope["value"]) - 1.0).abs() < 0.15, "{slope}");
    // B = 2 T0^2/(alpha mu0) with mu0 in K at a = 0.5 nm: alpha a^3 = 2 k_B 1e18/(0.36 ln 10) nm^3.
    let alpha = number(&prediction["one_alpha"]["alpha_a3_nm3"]["value"]);
    assert!((alpha / 3.3313e-5 - 1.0).abs() < 0.05, "{alpha}");
    assert!(out.join("figures/strength-modulus.svg").is_file());
    assert!(warning_codes(&told).contains(&"length_assumed".to_owned()));
}

#[test]
fn the_screen_fits_and_tells_what_was_found() {
    let scratch = tempfile::tempdir().unwrap();
    let (data, out) = (levels(scratch.path(), 12), scratch.path().join("survey"));
    let output = survey(&data, &out, "--law vft,arrhenius,mct --replicas 200");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let screen = text(&output.stdout);
    for line in screen.lines() {
        assert!(
            line.trim_start().starts_with("Report: ") || line.chars().count() <= 80,
            "{line}"
        );
    }
    for words in [
        "Who wins on 12 curves",
        "T0/Tg",
        "with T0 held",
        "alpha a^3",
        "What to know",
        "Report: ",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    let told = screen.split("Report: ").next().unwrap();
    assert_fits(told, 80);
}

#[test]
fn a_repeated_command_goes_on_and_writes_the_same_and_another_survey_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let (data, out) = (levels(scratch.path(), 10), scratch.path().join("survey"));
    let flags = "--law vft --replicas 100";
    assert_eq!(survey(&data, &out, flags).status.code(), Some(0));
    let first = files_of(&out);
    // A line is lost, as after a crash.
    let kept = std::fs::read_to_string(out.join("answers.jsonl")).unwrap();
    std::fs::write(out.join("answers.jsonl"), &kept[..kept.len() - 40]).unwrap();
    assert_eq!(survey(&data, &out, flags).status.code(), Some(0));
    assert!(files_of(&out) == first);
    // Another assumption about all glasses asks for no new fit.
    assert_eq!(
        survey(&data, &out, "--law vft --replicas 100 --a-nm 0.3")
            .status
            .code(),
        Some(0)
    );
    let message = refusal_of(&survey(&data, &out, "--law vft,mct --replicas 100"));
    assert!(
        message.contains("another survey") && message.contains("answers.jsonl"),
        "{message}"
    );
}

#[test]
fn a_bad_curve_stops_nothing_and_is_listed() {
    let scratch = tempfile::tempdir().unwrap();
    let (data, out) = (levels(scratch.path(), 9), scratch.path().join("survey"));
    let table = std::fs::read_to_string(&data).unwrap()
        + "bad,a,30,1500,12OO,1000,900,800,700,5\nshort,a,30,1500,,,,,,\n";
    std::fs::write(&data, table).unwrap();
    let told = json_of(&survey(&data, &out, "--law vft --replicas 100 --json"));
    assert_eq!(
        (told["curves"].as_u64(), told["fitted"].as_u64()),
        (Some(11), Some(9))
    );
    assert!(
        told["refused"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("12OO")
    );
    let listed = std::fs::read_to_string(out.join("tables/refused.csv")).unwrap();
    assert!(
        listed.contains("bad,") && listed.contains("short,"),
        "{listed}"
    );
}

#[test]
fn what_is_wrong_is_told_with_what_would_be_right() {
    let scratch = tempfile::tempdir().unwrap();
    let data = levels(scratch.path(), 3);
    let out = scratch.path().join("survey");
    for (flags, words) in [
        ("--id name", "--id"),
        ("--levels T", "T{}"),
        ("--law vtf", "did you mean"),
        ("--replicas 3", "100"),
    ] {
        let message = refusal_of(&survey(&data, &out, flags));
        assert!(
            message.contains(words) || message.contains("name"),
            "{flags}: {message}"
        );
    }
    let message = refusal_of(&survey(&scratch.path().join("nowhere"), &out, ""));
    assert!(message.contains("nowhere"), "{message}");
    assert!(!out.exists());
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_what_is_kept_stays_whole() {
    let scratch = tempfile::tempdir().unwrap();
    let (data, out) = (levels(scratch.path(), 80), scratch.path().join("survey"));
    // A limit on the size of files stops the answers halfway, as a full disk does.
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$0\" survey \"$1\" --law vft --replicas 100 --out \"$2\"";
    let output = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_glassmelt")])
        .args([&data, &out])
        .output()
        .unwrap();
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(
        message.contains("answers.jsonl") && message.contains("are kept"),
        "{message}"
    );
    let kept = std::fs::read_to_string(out.join("answers.jsonl")).unwrap();
    assert!(kept.ends_with('\n') && kept.lines().count() > 1);
    assert_eq!(
        survey(&data, &out, "--law vft --replicas 100")
            .status
            .code(),
        Some(0)
    );
    let again = std::fs::read_to_string(out.join("answers.jsonl")).unwrap();
    assert!(again.starts_with(&kept));
}
