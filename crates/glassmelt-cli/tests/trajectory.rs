//! `glassmelt trajectory`: the same answer from each format, broken files answered as far as they go, refusals that say what would be right.

mod common;
mod crystals;

use std::path::Path;
use std::process::Output;

use common::{
    assert_close, assert_fits, glassmelt, json_of, number, refusal_of, text, warning_codes,
};
use crystals::{Crystal, dump, extended, packed, series, tetrahedra, tracks};
use serde_json::Value;

/// `trajectory COMMAND FILES...` with the rest of the line.
fn ask(command: &str, files: &[&Path], rest: &str) -> Output {
    let mut asked = glassmelt();
    asked.args(["trajectory", command]).args(files);
    asked.args(rest.split_whitespace()).output().unwrap()
}

fn answer(command: &str, files: &[&Path], rest: &str) -> Value {
    json_of(&ask(command, files, &format!("{rest} --json")))
}

/// What was answered of the frames before the end, and the message; the exit code is `code`.
#[track_caller]
fn cut_short(output: &Output, code: i32) -> (Value, String) {
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{message}");
    assert!(!message.contains("panicked"), "{message}");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(warning_codes(&answer).contains(&"cut_short".to_owned()));
    (answer, message)
}

/// Numbers that differ by rounding alone; all else alike, but for names of files and what was read as what.
#[track_caller]
fn assert_alike(one: &Value, other: &Value) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            assert_eq!(one.len(), other.len());
            for (key, value) in one {
                if !["files", "read_as"].contains(&key.as_str()) {
                    assert_alike(value, &other[key]);
                }
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len());
            for (one, other) in one.iter().zip(other) {
                assert_alike(one, other);
            }
        }
        (Value::Number(_), Value::Number(_)) => {
            let (one, other) = (number(one), number(other));
            let close = (one - other).abs() <= 1e-7 * one.abs().max(other.abs()) + 1e-12;
            assert!(close, "{one} is not {other}");
        }
        _ => assert_eq!(one, other),
    }
}

const COMMANDS: [(&str, &str); 4] = [
    ("modulus", "--units lj --temperature 0.3 --shells 4"),
    ("local", "--units lj --cutoff 1.45"),
    (
        "dynamics",
        "--units lj --timestep 0.005 --cage --cutoff 1.45",
    ),
    ("dipoles", "--units lj --cutoff 1.45"),
];

#[test]
fn each_command_answers_alike_from_a_dump_gzip_extended_xyz_and_two_files_in_a_row() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(12);
    let place = |name: &str| scratch.path().join(name);
    let whole = dump(&place("a.lammpstrj"), &crystal.frames);
    let gzip = packed(&whole);
    let xyz = extended(&place("a.extxyz"), &crystal.frames);
    let first = dump(&place("b.lammpstrj"), &crystal.frames[..5]);
    let second = extended(&place("c.extxyz"), &crystal.frames[5..]);
    for (command, rest) in COMMANDS {
        let expected = answer(command, &[&whole], rest);
        for key in ["files", "read_as", "units", "warnings"] {
            assert!(!expected[key].is_null(), "{key}");
        }
        assert_eq!(expected["layer"], "elastic");
        for files in [&[&gzip][..], &[&xyz], &[&first, &second]] {
            let files: Vec<&Path> = files.iter().map(|file| file.as_path()).collect();
            assert_alike(&expected, &answer(command, &files, rest));
        }
    }
}

#[test]
fn the_modulus_has_the_keys_that_are_promised_and_is_that_of_independent_springs() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(40);
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    let temperature = 0.3;
    let found = answer("modulus", &[&file], "--units lj --temperature 0.3");
    let shells = found["modulus"].as_array().unwrap();
    assert_eq!(shells.len(), 12);
    let first = &shells[0];
    assert_eq!(first["wavevectors"], 3);
    for of in ["mu", "lambda_plus_2mu"] {
        for key in ["mean", "error", "independent_samples"] {
            assert!(first[of][key].is_f64(), "{of} {key}");
        }
    }
    // A density per volume of modes, each with the variance of one coordinate: mu = rho k_B T/(q^2 sigma^2).
    let q = number(&first["q"]);
    assert_close(q, 2.0 * std::f64::consts::PI / crystal.side, 1e-9);
    let density = 108.0 / crystal.side.powi(3);
    let expected = density * temperature / (q * q * Crystal::VARIANCE);
    for of in ["mu", "lambda_plus_2mu"] {
        let (mean, error) = (number(&first[of]["mean"]), number(&first[of]["error"]));
        assert!(
            (mean - expected).abs() < 5.0 * error,
            "{of} {mean} ± {error}, {expected}"
        );
        assert!(error < 0.3 * mean);
    }
}

#[test]
fn every_text_fits_the_terminal() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(12);
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    for (command, rest) in COMMANDS {
        let mut asked = glassmelt();
        asked.current_dir(scratch.path());
        asked.args(["trajectory", command, "a.lammpstrj"]);
        let output = asked.args(rest.split_whitespace()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let screen = text(&output.stdout);
        assert!(
            screen.contains("12 frames") || command == "local",
            "{screen}"
        );
        assert!(
            !screen.contains("NaN") && !screen.contains("e0 "),
            "{screen}"
        );
        assert_fits(&screen, 100);
    }
    assert!(file.is_file());
}

#[test]
fn a_file_that_is_cut_is_answered_for_the_frames_before_and_then_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(12);
    let place = |name: &str| scratch.path().join(name);
    let before = dump(&place("before.lammpstrj"), &crystal.frames[..8]);
    let whole = dump(&place("whole.lammpstrj"), &crystal.frames);
    let bytes = std::fs::read(&whole).unwrap();
    let frame = bytes.len() / 12;
    let cut = place("cut.lammpstrj");
    std::fs::write(&cut, &bytes[..8 * frame + frame / 2]).unwrap();
    for (command, rest) in COMMANDS {
        let output = ask(command, &[&cut], &format!("{rest} --json"));
        let (mut found, message) = cut_short(&output, 2);
        for words in ["cut.lammpstrj", "line ", "expected"] {
            assert!(message.contains(words), "{command}: {message}");
        }
        let expected = answer(command, &[&before], rest);
        found["warnings"] = expected["warnings"].clone();
        assert_alike(&expected, &found);
    }
}

#[test]
fn frames_that_break_later_are_told_with_file_and_line() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(6);
    let whole = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    let lines: Vec<String> = std::fs::read_to_string(&whole)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    // The frame before the last, its atom of identifier 3: nine lines of header a frame.
    let index = 4 * 117 + 9 + 2;
    let line = format!("line {}", index + 1);
    for (instead, words) in [
        ("3 1 nan 0 0 0 0 0", vec!["nan", line.as_str(), "expected"]),
        ("3 1 0 0", vec![line.as_str(), "expected"]),
        ("999 1 0 0 0 0 0 0", vec!["frame 4", "999", "expected"]),
        ("4 1 0 0 0 0 0 0", vec!["frame 4", "expected"]),
    ] {
        let mut broken = lines.clone();
        broken[index] = instead.to_owned();
        let file = scratch.path().join("broken.lammpstrj");
        std::fs::write(&file, broken.join("\n") + "\n").unwrap();
        for (command, rest) in COMMANDS {
            let output = ask(command, &[&file], &format!("{rest} --json"));
            let (found, message) = cut_short(&output, 2);
            for word in &words {
                assert!(message.contains(word), "{command} {instead}: {message}");
            }
            assert!(found["files"].is_array());
        }
    }
}

#[test]
fn questions_that_cannot_be_answered_are_refused_with_what_would_be_right() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(4);
    let place = |name: &str| scratch.path().join(name);
    let whole = dump(&place("a.lammpstrj"), &crystal.frames);
    let without = place("columns.lammpstrj");
    let content = std::fs::read_to_string(&whole).unwrap();
    std::fs::write(&without, content.replace("xu yu zu", "a b c")).unwrap();
    let empty = place("empty.lammpstrj");
    std::fs::write(&empty, "").unwrap();
    let (nowhere, plane) = (place("nowhere.xyz"), tracks(&place("plane.csv"), 6));
    let strange = place("strange.bin");
    std::fs::write(&strange, [7, 200, 3, 255, 0, 1, 2, 3]).unwrap();
    let other = place("names.csv");
    std::fs::write(&other, "frame,who,x,y\n0,1,0,0\n").unwrap();
    let questions: [(&str, &Path, &str, &[&str]); 16] = [
        ("modulus", &whole, "--temperature 0.3", &["--units"]),
        ("modulus", &whole, "--units lj", &["--temperature"]),
        ("local", &nowhere, "--units lj", &["nowhere.xyz"]),
        ("local", scratch.path(), "--units lj", &["irectory"]),
        (
            "local",
            &without,
            "--units lj",
            &["columns.lammpstrj", "line 9", "a b c", "expected"],
        ),
        (
            "local",
            &empty,
            "--units lj",
            &["empty.lammpstrj", "expected"],
        ),
        (
            "local",
            &strange,
            "--units lj",
            &["strange.bin", "expected"],
        ),
        (
            "local",
            &other,
            "--units lj",
            &["names.csv", "line 1", "particle"],
        ),
        ("dynamics", &whole, "--units lj", &["no time", "--timestep"]),
        (
            "dynamics",
            &plane,
            "--units si --timestep 1",
            &["S(k)", "--k"],
        ),
        (
            "modulus",
            &plane,
            "--units si --temperature 300",
            &["cell", "--field"],
        ),
        ("dipoles", &whole, "--units lj --polyhedra Si,O", &["Si"]),
        (
            "local",
            &whole,
            "--units lj --lag 0",
            &["--lag", "at least"],
        ),
        (
            "local",
            &whole,
            "--units lj --every 0",
            &["--every", "at least"],
        ),
        (
            "local",
            &whole,
            "--units lj --first 9",
            &["4 frames", "selected"],
        ),
        (
            "modulus",
            &whole,
            "--units lj --temperature 1 --shells 0",
            &["--shells"],
        ),
    ];
    for (command, file, rest, words) in questions {
        let message = refusal_of(&ask(command, &[file], rest));
        for word in words {
            assert!(
                message.contains(word),
                "{command} {rest}\n{message}\nlacks {word:?}"
            );
        }
    }
}

#[test]
fn a_species_that_a_potential_does_not_know_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(4);
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    let potential = scratch.path().join("pair.toml");
    let pair = "[[pair]]\nspecies = [\"Ar\", \"Ar\"]\nform = \"lennard_jones\"\nepsilon = 1.0\nsigma = 1.0\n\
                cutoff = 2.0\nshift = \"energy\"\n";
    std::fs::write(&potential, pair).unwrap();
    for (command, rest) in [
        ("modulus", "--temperature 1"),
        ("dipoles", "--cutoff 1.45 --border 1 --smallest 3"),
    ] {
        let rest = format!("{rest} --units lj --potential {}", potential.display());
        let message = refusal_of(&ask(command, &[&file], &rest));
        assert!(
            message.contains("no species is called Ar; the frames hold 1, 2"),
            "{message}"
        );
    }
    std::fs::write(&potential, pair.replace("epsilon", "depth")).unwrap();
    let rest = format!(
        "--temperature 1 --units lj --potential {}",
        potential.display()
    );
    let message = refusal_of(&ask("modulus", &[&file], &rest));
    assert!(
        message.contains("pair.toml, line 1") && message.contains("depth"),
        "{message}"
    );
}

#[test]
fn tracks_in_a_plane_have_a_modulus_in_their_field_and_motion() {
    let scratch = tempfile::tempdir().unwrap();
    let file = tracks(&scratch.path().join("plane.csv"), 20);
    let rest = "--units si --temperature 300 --field 12,12 --shells 3";
    let found = answer("modulus", &[&file], rest);
    assert_eq!(found["modulus"].as_array().unwrap().len(), 3);
    assert_eq!(found["units"]["modulus"], "J/m^2");
    let moved = answer("dynamics", &[&file], "--units si --timestep 0.1 --k 3");
    assert_eq!(moved["dynamics"]["dimension"], "two");
    assert_close(number(&moved["dynamics"]["duration"]), 1.9, 1e-9);
    let turned = answer("local", &[&file], "--units si --cutoff 1.5");
    assert_eq!(turned["local"]["atoms"], 144);
}

#[test]
fn tetrahedra_are_units_that_turn() {
    let scratch = tempfile::tempdir().unwrap();
    let file = tetrahedra(&scratch.path().join("silica.extxyz"), 10);
    let rest = "--units metal --polyhedra Si,O --cutoff 2.2 --window 3";
    let found = answer("dipoles", &[&file], rest);
    let units = found["found"]["units"].as_array().unwrap();
    assert_eq!(units.len(), 8);
    for unit in units {
        assert_eq!(unit["atoms"].as_array().unwrap().len(), 5);
    }
    // All of them turn by 0.1 rad a frame about z.
    let lags = found["turned"]["lags"].as_array().unwrap();
    assert_close(number(&lags[0]["angle_squared"]["mean"]), 0.01, 1e-3);
}

#[test]
fn a_series_of_stress_gives_a_viscosity_or_says_why_not() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(6);
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    let stress = series(&scratch.path().join("stress.txt"), 4000);
    let rest = format!(
        "--units lj --timestep 0.005 --temperature 0.5 --cutoff 1.45 --cage --stress {}",
        stress.display()
    );
    let found = answer("dynamics", &[&file], &rest);
    assert!(found["viscosity"]["infinite_frequency_modulus"]["mean"].is_f64());
    assert!(found["viscosity"]["viscosity"].is_object());
    let content = std::fs::read_to_string(&stress).unwrap();
    let line = content.lines().count();
    std::fs::write(&stress, content + "30 1 2\n").unwrap();
    let (_, message) = cut_short(&ask("dynamics", &[&file], &format!("{rest} --json")), 2);
    let place = format!("stress.txt, line {}", line + 1);
    assert!(
        message.contains(&place) && message.contains("expected"),
        "{message}"
    );
    std::fs::write(&stress, "step a b\n0 1 2\n").unwrap();
    let message = refusal_of(&ask("dynamics", &[&file], &rest));
    assert!(message.contains("stress.txt, line 1"), "{message}");
}

#[test]
fn files_of_atoms_open_again_with_a_number_for_each() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(4);
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    for (command, rest, names) in [
        (
            "local",
            "--units lj --cutoff 1.45",
            &["d2min", "rotation"][..],
        ),
        (
            "dipoles",
            "--units lj --cutoff 1.45",
            &["units", "last_unit"],
        ),
    ] {
        let atoms = scratch.path().join(format!("{command}.extxyz"));
        let with = format!("{rest} --atoms {}", atoms.display());
        answer(command, &[&file], &with);
        let content = std::fs::read_to_string(&atoms).unwrap();
        for name in names {
            assert!(content.contains(&format!(":{name}:")), "{content}");
        }
        let after = crystals::later(&file, 1);
        let again = answer("local", &[&atoms, &after], "--units lj --cutoff 1.45");
        assert_eq!(again["local"]["compared"], 4);
        assert_eq!(again["local"]["atoms"], 108);
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_parquet_table_is_refused_where_parquet_is_not_built_in() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(4);
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    let table = scratch.path().join("atoms.parquet");
    for command in ["local", "dipoles"] {
        let rest = format!("--units lj --cutoff 1.45 --table {}", table.display());
        let message = refusal_of(&ask(command, &[&file], &rest));
        assert!(message.contains("--features parquet"), "{message}");
    }
    assert!(!table.exists());
}

#[cfg(feature = "parquet")]
#[test]
fn a_parquet_table_is_whole() {
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(4);
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    for (command, name) in [("local", "d2min"), ("dipoles", "last_unit")] {
        let table = scratch.path().join(format!("{command}.parquet"));
        let rest = format!("--units lj --cutoff 1.45 --table {}", table.display());
        answer(command, &[&file], &rest);
        let bytes = std::fs::read(&table).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
        let holds = |word: &str| {
            bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        };
        assert!(holds(name) && holds("species") && holds("a.lammpstrj"));
        assert!(
            !scratch
                .path()
                .join(format!("{command}.parquet.partial"))
                .exists()
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_our_failure_and_a_device_stays_a_device() {
    use std::os::unix::fs::FileTypeExt;
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(4);
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    for (place, code) in [("/dev/full", 1), ("/dev/null", 0)] {
        let rest = format!("--units lj --cutoff 1.45 --atoms {place}");
        let output = ask("local", &[&file], &rest);
        assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
        let about = std::fs::metadata(place).unwrap();
        assert!(about.file_type().is_char_device());
        assert!(!Path::new(&format!("{place}.partial")).exists());
    }
    let folder = scratch.path().join("folder");
    std::fs::create_dir(&folder).unwrap();
    for place in [folder, scratch.path().join("none/atoms.extxyz")] {
        let rest = format!("--units lj --cutoff 1.45 --atoms {}", place.display());
        let output = ask("local", &[&file], &rest);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("cannot be written"));
    }
    let left = std::fs::read_dir(scratch.path()).unwrap().count();
    assert_eq!(left, 2, "only the trajectory and the folder");
}

#[cfg(unix)]
#[test]
fn an_interrupted_analysis_answers_for_the_frames_so_far() {
    use std::process::{Command, Stdio};
    use std::time::Duration;
    let scratch = tempfile::tempdir().unwrap();
    let crystal = Crystal::shaken(40);
    let file = dump(&scratch.path().join("a.lammpstrj"), &crystal.frames);
    let second = crystals::later(&file, 100);
    let mut command = Command::new(env!("CARGO_BIN_EXE_glassmelt"));
    command.args(["trajectory", "local"]).args([&file, &second]);
    command.args(["--units", "lj", "--cutoff", "1.45", "--json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let id = child.id().to_string();
    let told = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(told.success());
    let (found, message) = cut_short(&child.wait_with_output().unwrap(), 130);
    assert!(message.contains("the frames read until then"), "{message}");
    let compared = found["local"]["compared"].as_u64().unwrap();
    assert!(compared > 0 && compared < 4039, "{compared}");
}
