//! `glassmelt fit --out`: the folder is complete, replaces an earlier one, opens without a network.

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use common::{ask, assert_fits, files_of, number, text};
use serde_json::Value;

fn report(data: &str, flags: &str, folder: &Path) -> String {
    let output = common::glassmelt()
        .args(["fit", &format!("data/{data}.csv"), "--out"])
        .arg(folder)
        .args(flags.split_whitespace())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout)
}

/// The page, its slashes as they are read.
fn page_of(folder: &Path) -> String {
    let page = std::fs::read_to_string(folder.join("report.html")).unwrap();
    page.replace("&#x2f;", "/").replace("&#x27;", "'")
}

fn names(folder: &Path) -> BTreeSet<PathBuf> {
    files_of(folder).into_keys().collect()
}

#[test]
fn the_folder_holds_page_figures_tables_and_the_analysis() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("new/report");
    let screen = report("diopside", "--bootstrap 20", &folder);
    assert!(screen.contains("report.html"), "{screen}");
    let names = names(&folder);
    for figure in ["angell", "residuals", "withheld", "length", "flow", "heat"] {
        assert!(
            names.contains(Path::new(&format!("figures/{figure}.svg"))),
            "{figure}"
        );
    }
    for table in [
        "data",
        "comparison",
        "parameters",
        "withheld",
        "predictions",
    ] {
        assert!(
            names.contains(Path::new(&format!("tables/{table}.csv"))),
            "{table}"
        );
    }
    assert!(
        names
            .iter()
            .all(|name| name.extension().is_some_and(|e| e != "png"))
    );
    let count = format!("and {} more files", names.len() - 1);
    assert!(screen.contains(&count), "{screen}");
}

#[test]
fn the_analysis_is_the_answer_with_its_predictions() {
    let scratch = tempfile::tempdir().unwrap();
    report(
        "diopside",
        "--bootstrap 20 --law vft,rotor-exact",
        scratch.path(),
    );
    let bytes = std::fs::read(scratch.path().join("analysis.json")).unwrap();
    let written: Value = serde_json::from_slice(&bytes).unwrap();
    let line = "fit data/diopside.csv --bootstrap 20 --law vft,rotor-exact --predictions --json";
    let told: Value = serde_json::from_slice(&ask(line).stdout).unwrap();
    assert_eq!(written, told);
    assert!(number(&written["predictions"][0]["states"][0]["t"]) > 0.0);
}

#[test]
fn the_page_needs_no_network_and_tells_how_to_make_it_again() {
    let scratch = tempfile::tempdir().unwrap();
    report(
        "glycerol",
        "--bootstrap 0 --law vft,rotor-exact",
        scratch.path(),
    );
    let page = page_of(scratch.path());
    for outside in [
        "src=\"http",
        "href=\"http",
        "url(http",
        "@import",
        "<script src",
    ] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("glassmelt fit data/glycerol.csv"));
    assert!(page.contains("--law vft,rotor-exact"));
    assert!(page.contains("<svg"));
}

#[test]
fn a_second_report_replaces_the_first_and_leaves_nothing_of_it() {
    let scratch = tempfile::tempdir().unwrap();
    report("diopside", "--bootstrap 0 --png", scratch.path());
    std::fs::write(scratch.path().join("figures/mine.svg"), "kept").unwrap();
    report(
        "silica",
        "--bootstrap 0 --law vft,arrhenius",
        scratch.path(),
    );
    let fresh = tempfile::tempdir().unwrap();
    report("silica", "--bootstrap 0 --law vft,arrhenius", fresh.path());
    let mut expected = names(fresh.path());
    expected.insert("figures/mine.svg".into());
    assert_eq!(names(scratch.path()), expected);
    let data = std::fs::read_to_string(scratch.path().join("tables/data.csv")).unwrap();
    assert!(data.contains("2755"), "{data}");
}

#[test]
fn reports_of_the_same_data_are_the_same_to_the_last_byte() {
    let [first, second] = [1, 2].map(|_| {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().to_path_buf();
        report("glycerol", "--law vft,rotor-exact --bootstrap 20", &folder);
        let mut files = files_of(&folder);
        // The page tells its command line, and with it the folder.
        files.remove(Path::new("report.html")).unwrap();
        let page = page_of(&folder).replace(&*folder.to_string_lossy(), "FOLDER");
        (files, page)
    });
    assert!(first == second);
}

#[test]
fn png_stands_beside_every_figure_when_asked_for() {
    let scratch = tempfile::tempdir().unwrap();
    report(
        "glycerol",
        "--law vft,rotor-exact --bootstrap 0 --png",
        scratch.path(),
    );
    let files = files_of(&scratch.path().join("figures"));
    let with = |ending: &str| -> BTreeSet<PathBuf> {
        let names = files
            .keys()
            .filter(|name| name.extension().is_some_and(|e| e == ending));
        names.map(|name| name.with_extension("")).collect()
    };
    assert!(!with("png").is_empty());
    assert_eq!(with("png"), with("svg"));
    for (name, bytes) in &files {
        if name.extension().is_some_and(|ending| ending == "png") {
            assert!(
                bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
                "{}",
                name.display()
            );
        }
    }
}

#[test]
fn json_and_a_report_can_be_asked_for_together() {
    let scratch = tempfile::tempdir().unwrap();
    let screen = report("glycerol", "--law vft --bootstrap 0 --json", scratch.path());
    let answer: Value = serde_json::from_str(&screen).unwrap();
    assert_eq!(answer["fits"][0]["law"], "vft");
    assert!(scratch.path().join("report.html").exists());
}

#[test]
fn a_folder_with_blanks_and_quotes_in_its_name_is_quoted_in_the_command() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("the first try");
    let screen = report("glycerol", "--law vft --bootstrap 0", &folder);
    assert!(page_of(&folder).contains("the first try'"));
    let table: String = screen
        .lines()
        .filter(|l| !l.starts_with("Report"))
        .collect::<Vec<_>>()
        .join("\n");
    assert_fits(&table, 80);
}

#[test]
fn every_shipped_curve_gives_a_report() {
    let scratch = tempfile::tempdir().unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let mut curves = 0;
    for entry in std::fs::read_dir(data).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            curves += 1;
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let out = scratch.path().join(&name);
            report(&name, "--bootstrap 0", &out);
            assert!(page_of(&out).contains("</html>"), "{name}");
        }
    }
    assert!(curves >= 6, "{curves} curves are shipped");
}
