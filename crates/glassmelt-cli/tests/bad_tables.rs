//! Tables that cannot be fitted: each is refused with its place, what stands there and what would be
//! right, and no report is begun.

mod common;

use std::path::Path;

use common::{files_of, glassmelt, refusal_of};

/// A table, what the message must name, and flags.
type Case<'a> = (&'a str, &'a [u8], &'a [&'a str], &'a str);

const GOOD: &[u8] = b"T_K,log10_eta_Pa_s\n900,2\n850,3.1\n800,4.4\n750,6.2\n700,8.6\n660,11.5\n";

const CASES: [Case; 35] = [
    (
        "an empty file",
        b"",
        &["is empty", "T_K,log10_eta_Pa_s"],
        "",
    ),
    ("blank lines alone", b"\n\n  \n", &["is empty"], ""),
    ("comments alone", b"# T_K\n# nothing\n", &["is empty"], ""),
    (
        "a header alone",
        b"T_K,log10_eta_Pa_s\n",
        &["no rows", "at least 4"],
        "",
    ),
    (
        "a program",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0",
        &["binary", "CSV or TSV"],
        "",
    ),
    (
        "a spreadsheet",
        b"PK\x03\x04\x14\0\x06\0",
        &["xlsx", "CSV or TSV"],
        "",
    ),
    (
        "an old encoding",
        b"T_K,log10_eta_Pa_s\n900,2\xb1\n",
        &["line 2", "0xB1", "UTF-8"],
        "",
    ),
    (
        "poise or Pa s left open",
        b"T_K,log10_eta\n900,2\n",
        &[
            "line 1",
            "column log10_eta",
            "unit",
            "log10_eta_poise",
            "--value-unit",
        ],
        "",
    ),
    (
        "a linear viscosity without a unit",
        b"T_K,eta\n900,2\n",
        &["column eta", "eta_Pa_s"],
        "",
    ),
    (
        "a logarithm without a base",
        b"T_K,log_eta_Pa_s\n900,2\n",
        &["log10 or ln"],
        "",
    ),
    (
        "a temperature without a unit",
        b"T,log10_eta_Pa_s\n900,2\n",
        &["line 1", "column T", "T_K or T_C", "--temperature-unit"],
        "",
    ),
    (
        "a unit that the header contradicts",
        b"T_K,eta_Pa_s\n900,2\n",
        &["line 1", "column eta_Pa_s", "pa-s", "poise"],
        "--value-unit poise",
    ),
    (
        "no viscosity",
        b"T_K,density\n900,2\n",
        &["line 1", "T_K, density", "log10_eta_Pa_s", "--value-column"],
        "",
    ),
    (
        "two viscosities",
        b"T_K,eta_Pa_s,eta_poise\n900,2,20\n",
        &[
            "line 1",
            "eta_Pa_s and eta_poise",
            "keep one",
            "--value-column",
        ],
        "",
    ),
    (
        "two temperatures",
        b"T_K,T_K,eta_Pa_s\n9,9,2\n",
        &["T_K and T_K", "keep one"],
        "",
    ),
    (
        "a column that is not there",
        GOOD,
        &["line 1", "\"visc\"", "T_K, log10_eta_Pa_s", "1 to 2"],
        "--value-column visc",
    ),
    (
        "one column for two purposes",
        GOOD,
        &["line 1", "column T_K", "both"],
        "--temperature-column 1 --value-column 1 --value-unit log10-pa-s",
    ),
    (
        "no header",
        b"900,2\n850,3\n",
        &["line 1", "\"900\"", "header", "--value-unit"],
        "",
    ),
    (
        "not a number",
        b"T_K,log10_eta_Pa_s\n900,2\n\n# hot\n850,NaN\n",
        &[
            "line 5",
            "column log10_eta_Pa_s",
            "\"NaN\"",
            "expected a number",
        ],
        "",
    ),
    (
        "infinity",
        b"T_K,log10_eta_Pa_s\n900,2\n850,inf\n",
        &[
            "line 3",
            "column log10_eta_Pa_s",
            "\"inf\"",
            "not a finite number",
        ],
        "",
    ),
    (
        "beyond double precision",
        b"T_K,eta_Pa_s\n900,2\n850,1e999\n",
        &[
            "line 3",
            "column eta_Pa_s",
            "\"1e999\"",
            "not a finite number",
        ],
        "",
    ),
    (
        "text in a number",
        b"T_K,log10_eta_Pa_s\n900,2\n850,3.1 dex\n",
        &[
            "line 3",
            "column log10_eta_Pa_s",
            "\"3.1 dex\"",
            "such as 12.3",
        ],
        "",
    ),
    (
        "a negative viscosity",
        b"T_K,eta_Pa_s\n900,2\n850,-3\n",
        &["line 3", "column eta_Pa_s", "\"-3\"", "above zero"],
        "",
    ),
    (
        "a viscosity of zero",
        b"T_K,eta_Pa_s\n900,2\n850,0\n",
        &["line 3", "column eta_Pa_s", "\"0\"", "above zero"],
        "",
    ),
    (
        "absolute zero",
        b"T_K,log10_eta_Pa_s\n900,2\n0,3\n",
        &["line 3", "column T_K", "\"0\"", "above 0 K"],
        "",
    ),
    (
        "below absolute zero in Celsius",
        b"T_C,log10_eta_Pa_s\n900,2\n-280,3\n",
        &["line 3", "column T_C", "\"-280\"", "above -273.15 C"],
        "",
    ),
    (
        "a viscosity where its logarithm should be",
        b"T_K,log10_eta_Pa_s\n900,2\n850,100000\n",
        &["line 3", "column log10_eta_Pa_s", "\"100000\"", "logarithm"],
        "",
    ),
    (
        "an error of zero",
        b"T_K,log10_eta_Pa_s,log10_eta_error\n900,2,0.1\n850,3,0\n",
        &["line 3", "column log10_eta_error", "\"0\"", "above zero"],
        "",
    ),
    (
        "a decimal comma between commas",
        b"T_K,log10_eta_Pa_s\n900,2\n850,3,1\n",
        &["line 3", "\"1\"", "decimal commas need ';'"],
        "",
    ),
    (
        "a quoted decimal comma between commas",
        b"T_K,log10_eta_Pa_s\n900,2\n850,\"3,1\"\n",
        &[
            "line 3",
            "column log10_eta_Pa_s",
            "\"3,1\"",
            "decimal commas need ';'",
        ],
        "",
    ),
    (
        "decimal points and commas together",
        b"T_K;log10_eta_Pa_s\n900,5;2\n850.5;3\n",
        &["line 3", "column T_K", "\"850.5\"", "one decimal mark"],
        "",
    ),
    (
        "a row that is too short",
        b"T_K,log10_eta_Pa_s\n900,2\n850\n",
        &[
            "line 3",
            "column log10_eta_Pa_s",
            "empty",
            "a number in every row",
        ],
        "",
    ),
    (
        "a row that is too long",
        b"T_K;log10_eta_Pa_s\n900;2\n850;3;4\n",
        &["line 3", "\"4\"", "one cell for each name"],
        "",
    ),
    (
        "three points",
        b"T_K,log10_eta_Pa_s\n900,2\n850,3\n800,4\n",
        &["3 points", "at least 4"],
        "",
    ),
    (
        "one temperature",
        b"T_K,log10_eta_Pa_s\n900,2\n900,3\n900,4\n900,5\n900,6\n",
        &["temperatures", "has 1"],
        "--law vft",
    ),
];

fn fit(path: &Path, flags: &str) -> std::process::Output {
    let mut command = glassmelt();
    command.arg("fit").arg(path).args(flags.split_whitespace());
    command.output().unwrap()
}

#[test]
fn every_bad_table_is_refused_with_its_place_and_what_would_be_right() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("liquid.csv");
    for (what, table, words, flags) in CASES {
        std::fs::write(&path, table).unwrap();
        let message = refusal_of(&fit(&path, flags));
        let lines = message.lines().count();
        assert_eq!(lines, 1, "{what}: {message}");
        let about_the_file = if flags == "--law vft" {
            "curve"
        } else {
            "liquid.csv"
        };
        for word in words.iter().chain([&about_the_file]) {
            assert!(message.contains(word), "{what}\n{message}\nlacks {word:?}");
        }
    }
}

#[test]
fn a_refused_table_begins_no_report() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("liquid.csv");
    let folder = scratch.path().join("report");
    for (what, table, _, flags) in CASES {
        std::fs::write(&path, table).unwrap();
        refusal_of(&fit(&path, &format!("{flags} --out {}", folder.display())));
        assert!(!folder.exists(), "{what}");
    }
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 1);
}

#[test]
fn a_refused_table_leaves_an_earlier_report_alone() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("liquid.csv");
    let folder = scratch.path().join("report");
    let flags = format!("--law vft --bootstrap 0 --out {}", folder.display());
    std::fs::write(&path, GOOD).unwrap();
    assert_eq!(fit(&path, &flags).status.code(), Some(0));
    let before = files_of(&folder);
    std::fs::write(&path, "T_K,log10_eta_Pa_s\n900,2\n850,oops\n").unwrap();
    refusal_of(&fit(&path, &flags));
    assert!(files_of(&folder) == before);
}

#[test]
fn a_file_that_is_not_there_and_a_folder_are_named() {
    let scratch = tempfile::tempdir().unwrap();
    let missing = refusal_of(&fit(&scratch.path().join("nowhere.csv"), ""));
    assert!(
        missing.contains("nowhere.csv") && missing.contains("expected"),
        "{missing}"
    );
    let folder = refusal_of(&fit(scratch.path(), ""));
    let name = scratch.path().file_name().unwrap().to_string_lossy();
    assert!(
        folder.contains(&*name) && folder.contains("expected"),
        "{folder}"
    );
}
