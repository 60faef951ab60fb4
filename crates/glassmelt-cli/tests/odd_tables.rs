//! Tables that look odd and can be fitted all the same, with a warning where they deserve one.

mod common;

use std::path::Path;
use std::process::Output;

use common::{glassmelt, json_of, number, text};

const GOOD: &[u8] = b"T_K,log10_eta_Pa_s\n900,2\n850,3.1\n800,4.4\n750,6.2\n700,8.6\n660,11.5\n";

fn fit(path: &Path, flags: &str) -> Output {
    let mut command = glassmelt();
    command.arg("fit").arg(path).args(flags.split_whitespace());
    command.output().unwrap()
}

/// Reads a table and gives T0 of the Vogel-Fulcher law with the codes of the warnings.
fn accepted(table: &[u8]) -> (f64, Vec<String>) {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("liquid.csv");
    std::fs::write(&path, table).unwrap();
    let answer = json_of(&fit(&path, "--law vft --bootstrap 0 --json"));
    let t0 = &answer["fits"][0]["parameters"]["t0"]["value"];
    (number(t0), common::warning_codes(&answer))
}

#[test]
fn marks_line_ends_comments_and_commas_that_spreadsheets_write_are_accepted() {
    let plain = text(GOOD);
    let (expected, _) = accepted(GOOD);
    let semicolons = plain.replace(',', ";").replace('.', ",");
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(plain.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for (what, table) in [
        ("a byte-order mark", [b"\xEF\xBB\xBF", GOOD].concat()),
        (
            "Windows line ends",
            plain.replace('\n', "\r\n").into_bytes(),
        ),
        ("old line ends", plain.replace('\n', "\r").into_bytes()),
        (
            "comments",
            plain
                .replace('\n', "\n# a comment, with 1,2,3 commas\n")
                .into_bytes(),
        ),
        ("blank lines", plain.replace('\n', "\n\n").into_bytes()),
        (
            "no line end at the end",
            plain.trim_end().as_bytes().to_vec(),
        ),
        ("tabs", plain.replace(',', "\t").into_bytes()),
        ("blanks", plain.replace(',', "   ").into_bytes()),
        ("decimal commas", semicolons.into_bytes()),
        ("UTF-16", utf16),
        (
            "quotes",
            plain.replace("850,3.1", "\"850\",\"3.1\"").into_bytes(),
        ),
        (
            "empty cells at the ends of rows",
            plain.replace('\n', ",\n").into_bytes(),
        ),
    ] {
        let (t0, _) = accepted(&table);
        assert_eq!(t0, expected, "{what}");
    }
}

#[test]
fn celsius_under_the_name_of_kelvin_is_suspected() {
    let (_, codes) = accepted(b"T_K,log10_eta_Pa_s\n90,1\n80,2.1\n70,3.9\n60,6.1\n50,10\n");
    assert!(
        codes.contains(&"looks_like_celsius".to_owned()),
        "{codes:?}"
    );
    let (_, codes) = accepted(b"T_K,log10_eta_Pa_s\n400,10\n450,6.1\n500,3.9\n600,2\n700,1\n");
    assert!(
        !codes.contains(&"looks_like_celsius".to_owned()),
        "{codes:?}"
    );
}

#[test]
fn a_value_that_rises_with_temperature_is_suspected() {
    let (_, codes) = accepted(b"T_K,log10_eta_Pa_s\n900,10\n800,6\n700,4\n650,2\n600,1.1\n");
    assert!(
        codes.contains(&"rises_with_temperature".to_owned()),
        "{codes:?}"
    );
}

#[test]
fn columns_that_are_not_used_are_named() {
    let (_, codes) = accepted(
        b"sample,T_K,log10_eta_Pa_s\na,900,2\nb,850,3.1\nc,800,4.4\nd,750,6.2\ne,700,8.6\n",
    );
    assert!(codes.contains(&"ignored_columns".to_owned()), "{codes:?}");
}

#[test]
fn metadata_that_cannot_be_read_is_left_aside_with_a_warning() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("liquid.csv");
    std::fs::write(&path, GOOD).unwrap();
    std::fs::write(scratch.path().join("liquid.toml"), "title = \n").unwrap();
    let answer = json_of(&fit(&path, "--law vft --bootstrap 0 --json"));
    let codes = common::warning_codes(&answer);
    assert!(
        codes.contains(&"metadata_left_aside".to_owned()),
        "{codes:?}"
    );
}
