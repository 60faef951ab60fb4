//! `--help` of each command: an example stands in it, and every example runs.

mod common;

use std::path::Path;

use common::{ask, glassmelt, refusal, repository, text};

const COMMANDS: [&str; 15] = [
    "",
    "flow",
    "length",
    "melt",
    "pair",
    "strain",
    "defect",
    "study",
    "schema",
    "rotors",
    "rotors run",
    "fit",
    "survey",
    "claims",
    "posterior",
];

/// The example lines of a help page, without the program's name.
fn examples(command: &str) -> Vec<String> {
    let output = ask(&format!("{command} --help"));
    assert_eq!(output.status.code(), Some(0));
    let help = text(&output.stdout);
    let (_, below) = help.split_once("\nExample").expect("an example");
    below
        .lines()
        .filter_map(|line| line.strip_prefix("  glassmelt "))
        .map(str::to_owned)
        .collect()
}

fn copy_of_the_files(folder: &Path) {
    for below in ["data", "examples", "examples/defects", "examples/runs"] {
        std::fs::create_dir(folder.join(below)).unwrap();
        for entry in std::fs::read_dir(repository().join(below)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap();
                std::fs::copy(&path, folder.join(below).join(name)).unwrap();
            }
        }
    }
}

#[test]
fn every_example_of_every_help_page_runs() {
    let scratch = tempfile::tempdir().unwrap();
    copy_of_the_files(scratch.path());
    for command in COMMANDS {
        let examples = examples(command);
        assert!(!examples.is_empty(), "{command}");
        for example in examples {
            let mut run = glassmelt();
            run.current_dir(scratch.path()).args(example.split(' '));
            run.assert().code(0).stderr("");
        }
    }
    assert!(scratch.path().join("report/report.html").exists());
}

#[test]
fn every_flag_is_explained() {
    for command in COMMANDS {
        let help = text(&ask(&format!("{command} -h")).stdout);
        let lines: Vec<&str> = help.lines().map(str::trim_start).collect();
        for (line, next) in lines.iter().zip(&lines[1..]) {
            if line.starts_with("--") {
                let beside = line
                    .split_once("  ")
                    .is_some_and(|(_, words)| !words.is_empty());
                let below = !next.is_empty() && !next.starts_with('-');
                assert!(beside || below, "{command}: {line}");
            }
        }
    }
}

#[test]
fn the_laws_are_listed_where_they_are_chosen() {
    let help = text(&ask("fit --help").stdout);
    for law in ["vft", "myega", "rotor-exact", "rotor-printed", "adam-gibbs"] {
        assert!(help.contains(law), "{law}");
    }
}

#[test]
fn the_version_is_told() {
    let expected = format!("glassmelt {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(text(&ask("--version").stdout), expected);
}

#[test]
fn a_command_that_does_not_exist_is_named() {
    assert!(refusal("fti data/silica.csv").contains("'fti'"));
    assert!(refusal("").contains("Usage"));
}
