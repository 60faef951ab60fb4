//! How the tests ask the binary, and what they may expect of every answer and every refusal.
#![allow(dead_code, unreachable_pub)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

/// The binary, in the root of the repository, on a terminal of the default width.
pub fn glassmelt() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_glassmelt"));
    command.current_dir(repository()).env_remove("COLUMNS");
    command
}

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The words of a command line without blanks inside them.
pub fn ask(line: &str) -> Output {
    let mut command = glassmelt();
    command.args(line.split_whitespace());
    command.output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The JSON answer, which must be all that is said.
pub fn json(line: &str) -> Value {
    json_of(&ask(&format!("{line} --json")))
}

pub fn json_of(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["glassmelt"], env!("CARGO_PKG_VERSION"));
    answer
}

/// The message of a refused question: exit code 2, nothing on standard output.
pub fn refusal(line: &str) -> String {
    refusal_of(&ask(line))
}

pub fn refusal_of(output: &Output) -> String {
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert_eq!(text(&output.stdout), "");
    assert!(!message.contains("panicked"), "{message}");
    message
}

/// Each line is refused, with words that name the flag, the value and what would be right.
pub fn all_are_refused(questions: &[(&str, &[&str])]) {
    for (line, words) in questions {
        let message = refusal(line);
        for word in *words {
            assert!(message.contains(word), "{line}\n{message}\nlacks {word:?}");
        }
    }
}

pub fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

#[track_caller]
pub fn assert_close(found: f64, expected: f64, relative: f64) {
    let error = (found - expected).abs();
    assert!(
        error <= relative * expected.abs(),
        "{found} is not {expected}: off by {:.3e} of it",
        error / expected.abs()
    );
}

/// The codes of all warnings, each of which must have a message.
pub fn warning_codes(answer: &Value) -> Vec<String> {
    let warnings = answer["warnings"].as_array().unwrap();
    warnings
        .iter()
        .map(|warning| {
            assert!(!warning["message"].as_str().unwrap().is_empty());
            warning["code"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// No line is wider than the terminal, none ends in blanks.
#[track_caller]
pub fn assert_fits(screen: &str, columns: usize) {
    for line in screen.lines() {
        assert!(
            line.chars().count() <= columns,
            "wider than {columns}:\n{line}"
        );
        assert_eq!(line, line.trim_end(), "blanks at the end of {line:?}");
    }
}

/// A table with this header; each row a temperature and its value.
pub fn table(header: &str, rows: impl IntoIterator<Item = (f64, f64)>) -> String {
    let rows: Vec<String> = rows
        .into_iter()
        .map(|(t, y)| format!("{t},{y}\n"))
        .collect();
    format!("{header}\n{}", rows.concat())
}

/// `n` temperatures from `hot` to `cold` K.
pub fn temperatures(hot: f64, cold: f64, n: u32) -> impl Iterator<Item = f64> {
    (0..n).map(move |i| hot + (cold - hot) * f64::from(i) / f64::from(n - 1))
}

/// `log10_eta0 + b/(T - t0)` with a scatter of 0.02 decades that is the same every time.
pub fn vogel_fulcher([log10_eta0, b, t0]: [f64; 3], t: f64) -> f64 {
    log10_eta0 + b / (t - t0) + scatter(t)
}

/// A fixed, uncorrelated-looking scatter with a root mean square of 0.02.
pub fn scatter(t: f64) -> f64 {
    0.02 * std::f64::consts::SQRT_2 * (12.9898 * t * t).sin()
}

/// Every file below a folder with its bytes, by its path.
pub fn files_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_path_buf();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}
