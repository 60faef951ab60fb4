//! A million rows are fitted in seconds and within a gigabyte.

mod common;

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use common::{assert_close, number, temperatures, text, vogel_fulcher};
use serde_json::Value;

const TRUTH: [f64; 3] = [-4.0, 4000.0, 450.0];

fn million_rows() -> String {
    let mut table = String::from("T_K,log10_eta_Pa_s\n");
    for t in temperatures(1300.0, 700.0, 1_000_000) {
        writeln!(table, "{t:.4},{:.4}", vogel_fulcher(TRUTH, t)).unwrap();
    }
    table
}

/// About four seconds with `cargo test`'s own profile; the limit leaves room for slow machines.
#[cfg(unix)]
#[test]
fn a_million_rows_are_fitted_in_seconds_and_within_two_gigabytes_of_addresses() {
    let scratch = tempfile::tempdir().unwrap();
    std::fs::write(scratch.path().join("million.csv"), million_rows()).unwrap();
    let begun = Instant::now();
    let script = "ulimit -v 2000000; \
                  exec \"$0\" fit million.csv --law vft --bootstrap 0 --json";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_glassmelt")])
        .env("RAYON_NUM_THREADS", "2")
        .current_dir(scratch.path())
        .output()
        .unwrap();
    let elapsed = begun.elapsed();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(number(&answer["data"]["n"]), 1e6);
    let parameters = &answer["fits"][0]["parameters"];
    for (name, truth) in ["log10_eta0", "b", "t0"].into_iter().zip(TRUTH) {
        assert_close(number(&parameters[name]["value"]), truth, 1e-3);
    }
    assert!(elapsed < Duration::from_mins(1), "{elapsed:?}");
}

#[cfg(unix)]
#[test]
fn the_last_of_a_million_rows_is_refused_by_its_line() {
    let scratch = tempfile::tempdir().unwrap();
    let table = million_rows() + "699,broken\n";
    let path = scratch.path().join("million.csv");
    std::fs::write(&path, table).unwrap();
    let mut command = common::glassmelt();
    let output = command.arg("fit").arg(&path).output().unwrap();
    let message = common::refusal_of(&output);
    assert!(
        message.contains("line 1000002") && message.contains("\"broken\""),
        "{message}"
    );
}
