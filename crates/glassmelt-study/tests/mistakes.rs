//! Files that cannot be meant: each message names file, line, key and value, and what would be right.

mod common;

use std::path::Path;

use common::{TETRAHEDRON, model, with};
use glassmelt_study::{DefectModel, Document, StudyError, StudyPlan};

#[track_caller]
fn message(from: &str, to: &str) -> String {
    match model(&with(from, to)) {
        Ok(_) => panic!("{from} -> {to} is taken"),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn tells(from: &str, to: &str, words: &[&str]) {
    let message = message(from, to);
    assert!(message.starts_with("defect.toml, line "), "{message}");
    for word in words {
        assert!(
            message.contains(word),
            "{from} -> {to}\n{message}\nlacks {word:?}"
        );
    }
}

#[test]
fn an_unknown_key_names_its_line_and_the_nearest_known_one() {
    assert_eq!(
        message("stretch", "streach"),
        "defect.toml, line 10: unknown key `streach` in [bonds]; did you mean `stretch`?"
    );
    tells(
        "[bonds]",
        "[bond]",
        &["line 8", "`bond` in the file", "did you mean `bonds`?"],
    );
    tells(
        "radius",
        "redius",
        &["line 3", "[core]", "did you mean `radius`?"],
    );
    tells(
        "lambda",
        "lamda",
        &["line 18", "[medium]", "did you mean `lambda`?"],
    );
    tells(
        "kind",
        "qqqq",
        &[
            "line 14",
            "the nearest known one is",
            "site_radius",
            "stiffness",
        ],
    );
}

#[test]
fn a_missing_key_names_its_table_and_tells_what_it_is() {
    tells(
        "bend = 1.0\n",
        "",
        &[
            "line 8",
            "missing key `bend` in [bonds]",
            "stiffness against bending",
        ],
    );
    tells(
        "mu = 1.0\n",
        "",
        &["line 17", "missing key `mu` in [medium]", "shear modulus"],
    );
    let without = with("[cage]\ndistance = 2.0\n", "");
    let told = model(&without).unwrap_err().to_string();
    assert!(told.contains("missing key `cage` in the file"), "{told}");
}

#[test]
fn a_value_of_the_wrong_kind_is_told_with_what_would_be_right() {
    tells(
        "bend = 1.0",
        "bend = \"x\"",
        &["line 9", "[bonds] bend = \"x\"", "a number, or a list"],
    );
    tells(
        "radius = 1.0",
        "radius = true",
        &["line 3", "[core] radius = true", "a number"],
    );
    tells(
        "\"tetrahedron\"",
        "4",
        &["line 2", "expected one of tetrahedron, octahedron"],
    );
    tells(
        "\"tetrahedron\"",
        "\"tetrahedra\"",
        &["line 2", "did you mean `tetrahedron`?"],
    );
    tells(
        "\"springs\"",
        "\"spring\"",
        &["line 14", "did you mean `springs`?"],
    );
    tells(
        "\"as_printed\"",
        "\"printed\"",
        &["line 11", "\"printed\"", "\"stress_free\""],
    );
}

#[test]
fn numbers_that_are_none_or_out_of_their_domain_are_refused() {
    for wrong in ["nan", "inf", "-inf", "-1.0"] {
        tells(
            "bend = 1.0",
            &format!("bend = {wrong}"),
            &["line 9", wrong, "finite"],
        );
        tells(
            "radius = 1.0",
            &format!("radius = {wrong}"),
            &["line 3", wrong, "above zero"],
        );
        tells(
            "mu = 1.0",
            &format!("mu = {wrong}"),
            &["line 19", wrong, "above zero"],
        );
    }
    tells(
        "distance = 2.0",
        "distance = 0",
        &["line 6", "[cage] distance = 0", "above zero"],
    );
    tells(
        "lambda = 1.0",
        "lambda = -0.7",
        &["line 18", "3 lambda + 2 mu above zero", "-0.666"],
    );
    tells(
        "stiffness = 5.0",
        "stiffness = 0",
        &["line 15", "above zero"],
    );
    tells(
        "length = 2.0",
        "length = nan",
        &["line 22", "[cell] length = nan"],
    );
}

#[test]
fn lists_of_the_wrong_length_are_refused_with_the_right_one() {
    tells(
        "stretch = 10.0",
        "stretch = [1, 2]",
        &["line 10", "[1, 2]", "a list of 4"],
    );
    tells(
        "\"as_printed\"",
        "[1.0, 1.0, 1.0]",
        &["line 11", "a list of 4, one a bond"],
    );
    tells(
        "distance = 2.0",
        "neighbours = [[1, 2]]",
        &["line 6", "three numbers"],
    );
    tells(
        "distance = 2.0",
        "neighbours = [[1, 2, 3]]",
        &["line 5", "1 neighbours for 4 corners"],
    );
}

#[test]
fn choices_that_exclude_each_other_or_lack_something_are_told() {
    tells(
        "distance = 2.0",
        "distance = 2.0\nneighbours = [[1, 2, 3]]",
        &["not both"],
    );
    tells("radius = 1.0", "", &["line 1", "[core]", "radius"]);
    tells(
        "radius = 1.0",
        "corners = [[1, 0, 0]]",
        &["either a shape", "not both"],
    );
    tells(
        "stiffness = 5.0",
        "",
        &["line 13", "[surroundings]", "needs stiffness"],
    );
    tells(
        "stiffness = 5.0",
        "stiffness = 5.0\nsite_radius = 0.1",
        &["line 16", "continuum"],
    );
    tells(
        "\"springs\"",
        "\"clamped\"",
        &["line 15", "stiffness = 5.0", "belongs to"],
    );
    tells(
        "distance = 2.0",
        "distance = 2.0\nopening_angle = 20",
        &["line 7", "neighbours_per_corner"],
    );
    tells(
        "distance = 2.0",
        "distance = 2.0\nneighbours_per_corner = 2",
        &["line 5", "opening_angle"],
    );
    let text = format!("{TETRAHEDRON}\n[units]\nsystem = \"laboratory\"\nenergy_k = 3.0\n");
    let told = model(&text).unwrap_err().to_string();
    assert!(
        told.contains("line 26") && told.contains("reduced"),
        "{told}"
    );
}

#[test]
fn spheres_of_the_continuum_must_not_overlap() {
    let continuum = "\"continuum\"\nsite_radius = 1.7";
    let text = with("\"springs\"\nstiffness = 5.0", continuum);
    let told = model(&text).unwrap_err().to_string();
    assert!(
        told.contains("line 15") && told.contains("1.63299"),
        "{told}"
    );
}

#[test]
fn a_continuum_without_a_medium_is_told_what_it_lacks() {
    let text = with("\"springs\"\nstiffness = 5.0", "\"continuum\"");
    let text = text.replace("[medium]\nlambda = 1.0\nmu = 1.0\n", "");
    let told = model(&text).unwrap_err().to_string();
    assert!(
        told.contains("line 13") && told.contains("[medium]"),
        "{told}"
    );
}

#[test]
fn bonds_lead_from_a_corner_to_a_neighbour_that_exist() {
    let cage = |bonds: &str| format!("neighbours = [[2, 0, 0], [0, 2, 0]]\nbonds = {bonds}");
    tells(
        "distance = 2.0",
        &cage("[[4, 0]]"),
        &["line 7", "[4, 0]", "0 to 3", "0 to 1"],
    );
    tells(
        "distance = 2.0",
        &cage("[[0, -1]]"),
        &["line 7", "a whole number"],
    );
    tells(
        "distance = 2.0",
        &cage("[[0, 0], [0, 0]]"),
        &["line 7", "twice"],
    );
    tells(
        "distance = 2.0",
        &cage("[]"),
        &["line 7", "at least one bond"],
    );
    tells(
        "distance = 2.0",
        "distance = 1.0",
        &["line 5", "a bond needs a length"],
    );
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    tells(
        "stretch = 10.0",
        "stretch = [10.0",
        &["line 11", "no valid TOML"],
    );
    tells(
        "bend = 1.0",
        "bend = 1.0\nbend = 2.0",
        &["line 10", "no valid TOML", "duplicate key"],
    );
    tells(
        "bend = 1.0",
        "bend 1.0",
        &["line 9", "no valid TOML", "bend 1.0"],
    );
}

#[test]
fn an_empty_file_is_told_which_tables_it_needs() {
    for nothing in ["", "\n\n", "# a comment\n", "\u{feff}"] {
        let told = model(nothing).unwrap_err().to_string();
        assert!(
            told.contains("empty") && told.contains("[core], [cage]"),
            "{told}"
        );
    }
}

#[test]
fn files_that_cannot_be_read_are_told_by_name() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = DefectModel::read(scratch.path()).unwrap_err();
    assert!(matches!(folder, StudyError::Unreadable { .. }), "{folder}");
    let missing = DefectModel::read(Path::new("nowhere.toml"))
        .unwrap_err()
        .to_string();
    assert!(missing.contains("nowhere.toml cannot be read"), "{missing}");
    let bytes = scratch.path().join("bytes.toml");
    std::fs::write(&bytes, b"[core]\nshape = \"\xff\"\n").unwrap();
    let told = DefectModel::read(&bytes).unwrap_err().to_string();
    assert!(told.contains("line 2: not UTF-8"), "{told}");
}

#[test]
fn a_study_names_the_file_whose_line_is_wrong() {
    let scratch = tempfile::tempdir().unwrap();
    std::fs::write(
        scratch.path().join("d.toml"),
        with("bend = 1.0", "bent = 1.0"),
    )
    .unwrap();
    let study = "[defect]\nfile = \"d.toml\"\n[density]\nn_a3 = 0.1\n[liquid]\nomega_s = 1e13\n\
                 [temperatures]\nfrom = 100\nto = 200\nstep = 10\n[closure]\nt0 = 90\n";
    let plan = |text: &str| StudyPlan::of(&Document::new("study.toml", text), scratch.path());
    let told = plan(study).unwrap_err().to_string();
    assert!(
        told.contains("d.toml, line 9: unknown key `bent`"),
        "{told}"
    );
    for (from, to, words) in [
        (
            "n_a3",
            "n_a",
            "study.toml, line 4: unknown key `n_a` in [density]; did you mean `n_a3`?",
        ),
        (
            "file = \"d.toml\"",
            "minimum = 0",
            "line 1: [defect]: expected file",
        ),
        (
            "file = \"d.toml\"",
            "file = \"x.toml\"",
            "x.toml cannot be read",
        ),
        (
            "file = \"d.toml\"",
            "file = \"d.toml\"\n[defect.cell]\nlength = 1",
            "expected either",
        ),
        (
            "file = \"d.toml\"",
            "[defect.core]\nshape = \"cube\"\nradius = 1",
            "[defect.cage]",
        ),
    ] {
        let told = plan(&study.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(told.contains(words), "{told}\nlacks {words}");
    }
}
