//! `glassmelt trajectory dynamics|relaxation` and `compare`: what they tell of cells, masses, units and reasons, and that one bad file does not lose the rest.

mod common;
mod crystals;

use std::path::{Path, PathBuf};
use std::process::Output;

use common::{
    assert_close, assert_fits, glassmelt, json_of, number, refusal_of, text, warning_codes,
};
use crystals::{Crystal, dump, packed, series, tracks};
use serde_json::{Value, json};

/// `trajectory COMMAND FILES...` with the rest of the line.
fn ask(command: &str, files: &[&Path], rest: &str) -> Output {
    let mut asked = glassmelt();
    asked.args(["trajectory", command]).args(files);
    asked.args(rest.split_whitespace()).output().unwrap()
}

fn answer(command: &str, files: &[&Path], rest: &str) -> Value {
    json_of(&ask(command, files, &format!("{rest} --json")))
}

/// The message of the warning with this code.
#[track_caller]
fn warning(answer: &Value, code: &str) -> String {
    let all = answer["warnings"].as_array().unwrap();
    let found = all.iter().find(|warning| warning["code"] == code);
    found.unwrap()["message"].as_str().unwrap().to_owned()
}

/// A screen without the ends of its lines.
fn flat(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A crystal in a folder of its own, and a series of stress beside it.
fn shaken(scratch: &Path, frames: u64) -> (Crystal, PathBuf, PathBuf) {
    let crystal = Crystal::shaken(frames);
    let file = dump(&scratch.join("a.lammpstrj"), &crystal.frames);
    let stress = series(&scratch.join("stress.txt"), 4000);
    (crystal, file, stress)
}

const DYNAMICS: &str = "--units metal --timestep 0.005 --temperature 300 --k 3";

#[test]
fn a_viscosity_takes_the_mean_volume_of_a_cell_that_changes_and_says_so() {
    let scratch = tempfile::tempdir().unwrap();
    let (crystal, file, stress) = shaken(scratch.path(), 6);
    let rest = format!("{DYNAMICS} --stress {}", stress.display());
    let fixed = answer("dynamics", &[&file], &rest);
    assert!(!warning_codes(&fixed).contains(&"cell_changes".to_owned()));
    let mut frames = crystal.frames.clone();
    for (number, frame) in (0_u32..).zip(&mut frames) {
        frame.side *= 1.0 + 0.01 * f64::from(number);
    }
    let changing = dump(&scratch.path().join("b.lammpstrj"), &frames);
    let found = answer("dynamics", &[&changing], &rest);
    let growth = (0..6).map(|n| (1.0 + 0.01 * f64::from(n)).powi(3));
    let growth = growth.sum::<f64>() / 6.0;
    let modulus =
        |answer: &Value| number(&answer["viscosity"]["infinite_frequency_modulus"]["mean"]);
    assert_close(modulus(&found) / modulus(&fixed), growth, 1e-9);
    let volume = &found["dynamics"]["volume"];
    assert_close(number(&volume["mean"]), growth * crystal.side.powi(3), 1e-9);
    let told = warning(&found, "cell_changes");
    assert!(told.contains("by 14.6 per cent of its mean"), "{told}");
}

#[test]
fn the_drift_of_the_centre_of_mass_takes_masses_that_are_known_or_asks_for_them() {
    let scratch = tempfile::tempdir().unwrap();
    let (_, file, _) = shaken(scratch.path(), 6);
    let with = |more: &str| format!("{DYNAMICS} --drift mass {more}");
    let message = refusal_of(&ask("dynamics", &[&file], &with("")));
    for words in ["species 1, 2 are not known", "known: none", "--masses"] {
        assert!(message.contains(words), "{message}");
    }
    let message = refusal_of(&ask("dynamics", &[&file], &with("--masses 1=28.085")));
    assert!(
        message.contains("species 2 are not") && message.contains("1 = 28.085"),
        "{message}"
    );
    let message = refusal_of(&ask("dynamics", &[&file], &with("--masses 1=1,3=2")));
    assert!(
        message.contains("no species is called 3; the frames hold 1, 2"),
        "{message}"
    );
    let message = refusal_of(&ask("dynamics", &[&file], &with("--masses 1:28")));
    assert!(
        message.contains("--masses") && message.contains("Si=28.085"),
        "{message}"
    );
    let message = refusal_of(&ask(
        "dynamics",
        &[&file],
        &format!("{DYNAMICS} --masses 1=1,2=1"),
    ));
    assert!(message.contains("--drift mass"), "{message}");
    let given = answer("dynamics", &[&file], &with("--masses 1=28.085,2=15.999"));
    let expected = json!({"centre_of_mass": [["1", 28.085], ["2", 15.999]]});
    assert_eq!(given["dynamics"]["drift"], expected);
    let data = scratch.path().join("a.data");
    let content = "title\n\n1 atoms\n2 atom types\n\n0 9 xlo xhi\n0 9 ylo yhi\n0 9 zlo zhi\n\nMasses\n\n\
                   1 28.085\n2 15.999\n\nAtoms # atomic\n\n1 1 1 2 3\n";
    std::fs::write(&data, content).unwrap();
    let from_data = answer(
        "dynamics",
        &[&file],
        &with(&format!("--masses {}", data.display())),
    );
    assert_eq!(from_data["dynamics"], given["dynamics"]);
    let mean = answer("dynamics", &[&file], &format!("{DYNAMICS} --drift mean"));
    assert_eq!(mean["dynamics"]["drift"], "mean");
    assert_ne!(mean["dynamics"]["motions"], given["dynamics"]["motions"]);
    let screen = ask("dynamics", &[&file], &with("--masses 1=28.085,2=15.999"));
    let screen = flat(&text(&screen.stdout));
    assert!(
        screen.contains("centre of mass (masses 1 = 28.085"),
        "{screen}"
    );
}

#[test]
fn species_named_as_elements_have_their_weights_but_not_in_reduced_units() {
    let scratch = tempfile::tempdir().unwrap();
    let file = crystals::tetrahedra(&scratch.path().join("silica.extxyz"), 6);
    let rest = "--timestep 1 --k 2 --drift mass --units";
    let found = answer("dynamics", &[&file], &format!("{rest} metal"));
    let masses = found["dynamics"]["drift"]["centre_of_mass"]
        .as_array()
        .unwrap();
    assert!(masses.contains(&json!(["Si", 28.085])) && masses.contains(&json!(["O", 15.999])));
    let message = refusal_of(&ask("dynamics", &[&file], &format!("{rest} lj")));
    assert!(message.contains("are not known"), "{message}");
}

#[test]
fn the_screen_tells_pascal_seconds_and_gigapascals_and_why_there_is_no_time() {
    let scratch = tempfile::tempdir().unwrap();
    let (_, file, stress) = shaken(scratch.path(), 12);
    let rest = format!("{DYNAMICS} --stress {}", stress.display());
    let output = ask("dynamics", &[&file], &rest);
    let screen = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for words in [
        "eV/A^3 ps (",
        "Pa s)",
        "GPa)",
        "F_s is still",
        "longest lag",
    ] {
        assert!(flat(&screen).contains(words), "{screen}");
    }
    assert_fits(&screen, 100);
    let found = answer("dynamics", &[&file], &rest);
    let units = &found["units"];
    assert_close(
        number(&units["viscosity_in_pascal_seconds"]),
        0.1602176634,
        1e-9,
    );
    assert!(warning(&found, "tau_not_reached").contains("all atoms: F_s is still"));
    let relaxation = &found["dynamics"]["motions"][0]["relaxation"];
    assert_eq!(relaxation["outcome"], "not_reached");
    assert!(relaxation["left"]["mean"].is_f64() && relaxation["longer_than"].is_f64());
    // A plane has no pascals.
    let plane = tracks(&scratch.path().join("plane.csv"), 12);
    let plane = answer("dynamics", &[&plane], "--units si --timestep 0.1 --k 3");
    assert!(plane["units"]["viscosity_in_pascal_seconds"].is_null());
}

#[test]
fn stress_by_gzip_is_the_same_stress() {
    let scratch = tempfile::tempdir().unwrap();
    let (_, file, stress) = shaken(scratch.path(), 6);
    let gzip = packed(&stress);
    let of = |stress: &Path| {
        let rest = format!("{DYNAMICS} --stress {}", stress.display());
        answer("dynamics", &[&file], &rest)["viscosity"].clone()
    };
    assert_eq!(of(&stress), of(&gzip));
}

#[test]
fn pairs_that_a_potential_leaves_out_are_told_by_all_who_read_it() {
    let scratch = tempfile::tempdir().unwrap();
    let (_, file, _) = shaken(scratch.path(), 12);
    let potential = scratch.path().join("pair.toml");
    let pair = |one: &str, other: &str| {
        format!(
            "[[pair]]\nspecies = [\"{one}\", \"{other}\"]\nform = \"lennard_jones\"\nepsilon = 1.0\nsigma = 1.0\n\
             cutoff = 2.0\nshift = \"energy\"\n"
        )
    };
    for (command, rest) in [
        ("modulus", "--temperature 1 --shells 2"),
        ("dipoles", "--cutoff 1.45 --border 1 --smallest 3"),
    ] {
        std::fs::write(&potential, pair("1", "1")).unwrap();
        let rest = format!("{rest} --units lj --potential {}", potential.display());
        let found = answer(command, &[&file], &rest);
        let told = warning(&found, "pairs_without_potential");
        assert!(
            told.contains("1 - 2, 2 - 2: they count as not interacting"),
            "{told}"
        );
        let all = pair("1", "1") + &pair("2", "1") + &pair("2", "2");
        std::fs::write(&potential, all).unwrap();
        let found = answer(command, &[&file], &rest);
        assert!(!warning_codes(&found).contains(&"pairs_without_potential".to_owned()));
    }
}

#[test]
fn units_tell_their_dimension_and_what_their_coupling_was_taken_with() {
    let scratch = tempfile::tempdir().unwrap();
    let (_, file, _) = shaken(scratch.path(), 12);
    let potential = common::repository().join("examples/potentials/kob-andersen.toml");
    let content = std::fs::read_to_string(potential).unwrap();
    let potential = scratch.path().join("pair.toml");
    std::fs::write(
        &potential,
        content.replace("\"A\"", "\"1\"").replace("\"B\"", "\"2\""),
    )
    .unwrap();
    let rest = format!(
        "--units lj --cutoff 1.45 --border 1 --smallest 3 --temperature 0.3 --mu 15 --a 1 --potential {}",
        potential.display()
    );
    let found = answer("dipoles", &[&file], &rest);
    assert_eq!(found["dimension"], "three");
    let of = &found["x0_of"];
    assert_eq!(
        (&of["mu"], &of["mu_unit"]),
        (&json!(15.0), &json!("epsilon/sigma^3"))
    );
    assert_eq!((&of["a"], &of["a_unit"]), (&json!(1.0), &json!("sigma")));
    let screen = text(&ask("dipoles", &[&file], &rest).stdout);
    assert!(
        screen.contains("for mu = 15 epsilon/sigma^3, a = 1 sigma, T = 0.3"),
        "{screen}"
    );
}

#[test]
fn a_report_of_dynamics_shows_the_distances_travelled() {
    let scratch = tempfile::tempdir().unwrap();
    let (_, file, _) = shaken(scratch.path(), 12);
    let out = scratch.path().join("report");
    answer(
        "dynamics",
        &[&file],
        &format!("{DYNAMICS} --out {}", out.display()),
    );
    for name in ["figures/van-hove.svg", "tables/van_hove.csv"] {
        assert!(out.join(name).is_file(), "{name}");
    }
    let plain = answer("dynamics", &[&file], DYNAMICS);
    assert_eq!(plain["dynamics"]["motions"][0]["van_hove"], json!([]));
    let asked = answer(
        "dynamics",
        &[&file],
        &format!("{DYNAMICS} --van-hove 0.05,0.1"),
    );
    let told = asked["dynamics"]["motions"][0]["van_hove"]
        .as_array()
        .unwrap();
    assert_eq!(told.len(), 2);
}

/// An answer of `dynamics` at a temperature, as far as `relaxation` reads it.
fn answer_at(path: &Path, temperature: f64, units: &str, relaxation: &Value) {
    let answer = json!({
        "temperature": temperature,
        "units": {"name": units},
        "dynamics": {"motions": [{"of": "all", "against": "space", "relaxation": relaxation}]},
        "viscosity": null,
    });
    std::fs::write(path, answer.to_string()).unwrap();
}

#[test]
fn one_bad_answer_is_a_comment_in_the_table_and_the_rest_is_not_lost() {
    let scratch = tempfile::tempdir().unwrap();
    let place = |name: &str| scratch.path().join(name);
    let estimate = |mean: f64| json!({"mean": mean, "error": 0.5, "independent_samples": 9.0});
    let reached = json!({"outcome": "reached", "tau": estimate(20.0)});
    // JSON has no infinity: an error that is null is one.
    let left = json!({"mean": 0.6, "error": null, "independent_samples": 1.0});
    let not = json!({"outcome": "not_reached", "longer_than": 50.0, "left": left});
    answer_at(&place("hot.json"), 900.0, "metal", &reached);
    answer_at(&place("cold.json"), 700.0, "metal", &not);
    answer_at(&place("other.json"), 800.0, "real", &reached);
    std::fs::write(place("broken.json"), "{\"dynamics\": ").unwrap();
    let names = [
        "hot.json",
        "broken.json",
        "cold.json",
        "nowhere.json",
        "other.json",
    ];
    let files: Vec<PathBuf> = names.iter().map(|name| place(name)).collect();
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let output = ask("relaxation", &files, "");
    let (table, message) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{message}");
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert_eq!(rows.len(), 2, "the header and one temperature: {table}");
    assert!(rows[1].starts_with("900,"));
    let (cold, scale) = (
        "# 700 K: tau is longer than 0.00000000005 s",
        "F_s is still 0.6",
    );
    assert!(table.contains(cold) && table.contains(scale), "{table}");
    for name in ["broken.json", "nowhere.json", "other.json"] {
        let comment = table
            .lines()
            .find(|line| line.starts_with("# left out") && line.contains(name));
        assert!(comment.is_some(), "{name}: {table}");
        assert!(message.contains(name), "{name}: {message}");
    }
    assert!(message.contains("other units than the first"), "{message}");
    let message = refusal_of(&ask("relaxation", &[files[1], files[3]], ""));
    assert!(
        message.contains("broken.json") && message.contains("nowhere.json"),
        "{message}"
    );
}

/// An answer of `modulus` as far as `compare` reads it.
fn modulus_answer(path: &Path, units: [&str; 2]) {
    let shell = |q: f64| json!({"q": q, "mu": {"mean": 10.0 + q, "error": 1.0, "independent_samples": 9.0}});
    let answer = json!({
        "temperature": 0.1,
        "units": {"modulus": units[0], "length": units[1]},
        "displacements": {},
        "modulus": [shell(0.5), shell(1.0), shell(2.0)],
        "warnings": [{"code": "short", "message": "the windows are short"}],
    });
    std::fs::write(path, answer.to_string()).unwrap();
}

#[test]
fn a_comparison_echoes_what_counts_as_one_and_the_warnings_of_its_answers() {
    let scratch = tempfile::tempdir().unwrap();
    let place = |name: &str| scratch.path().join(name);
    modulus_answer(&place("glass.json"), ["epsilon/sigma^3", "sigma"]);
    modulus_answer(&place("metal.json"), ["eV/A^3", "A"]);
    let compare = |files: &[&str], form: &str| {
        let mut asked = glassmelt();
        asked.current_dir(scratch.path()).arg("compare").args(files);
        asked.args(["--mu0", "20", "--a", "1.5", "--out", "out"]);
        asked.args(form.split_whitespace()).output().unwrap()
    };
    let found = json_of(&compare(&["glass.json"], "--json"));
    let scale = json!({
        "curve": "glass", "mu0": 20.0, "mu0_unit": "epsilon/sigma^3", "a": 1.5, "a_unit": "sigma",
    });
    assert_eq!(found["scales"], json!([scale]));
    assert_eq!(warning_codes(&found), ["short"]);
    let screen = text(&compare(&["glass.json"], "").stdout);
    let told = "mu_0 = 20 epsilon/sigma^3, a = 1.5 sigma";
    assert!(
        screen.contains(told) && screen.contains("glass: the windows are short"),
        "{screen}"
    );
    assert_fits(&screen, 100);
    let page = std::fs::read_to_string(place("out/report.html")).unwrap();
    assert!(page.contains("glass: the windows are short"));
    assert!(page.contains("a = 1.5 sigma"));
    let both = json_of(&compare(&["glass.json", "metal.json"], "--json"));
    let told = warning(&both, "units_differ");
    for words in ["mu_0 = 20 epsilon/sigma^3", "mu_0 = 20 eV/A^3"] {
        assert!(told.contains(words), "{told}");
    }
}
