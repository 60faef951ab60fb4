//! The program as a user runs it, from the root of the repository.
#![allow(dead_code)] // each test binary uses its own part of it

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

/// The root of the repository, where `data/` lies.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the program with these words.
pub(crate) fn glassmelt(words: &[&str]) -> Output {
    Command::cargo_bin("glassmelt")
        .expect("the program is built")
        .args(words)
        .current_dir(root())
        .output()
        .expect("the program runs")
}

/// The JSON of an answer; the exit code must be 0 and standard output nothing but JSON.
pub(crate) fn json(words: &[&str]) -> Value {
    let output = glassmelt(words);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words:?}: {stderr}");
    serde_json::from_slice(&output.stdout).expect("standard output is JSON")
}

/// The words of a refusal: exit code 2, nothing on standard output, one message on standard error.
pub(crate) fn refusal(words: &[&str]) -> String {
    let output = glassmelt(words);
    assert_eq!(output.status.code(), Some(2), "{words:?} must be refused");
    assert!(output.stdout.is_empty(), "{words:?} printed an answer");
    let message = String::from_utf8(output.stderr).expect("messages are UTF-8");
    assert!(!message.contains("panicked"), "{message}");
    message
}

/// A number in an answer.
pub(crate) fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

/// Asserts agreement to a relative tolerance.
pub(crate) fn assert_close(value: f64, expected: f64, tolerance: f64) {
    let close = value == expected || (value / expected - 1.0).abs() <= tolerance;
    assert!(close, "{value:e} is not {expected:e}");
}
