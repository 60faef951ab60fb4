//! Run files: what they mean, and messages that name file, line, key, value and what would be right.

mod common;

use std::path::Path;

use common::{LATTICE, RANDOM, plan, with};
use glassmelt::SymmetricTensor;
use glassmelt_rotors::{Boundary, Core, strength, thermal_energy};
use glassmelt_runs::{Exchange, Method, PlacesAt, RunPlan, SamplerKind};
use glassmelt_study::Document;
use proptest::prelude::*;

#[track_caller]
fn message(text: &str) -> String {
    match plan(text) {
        Ok(_) => panic!("taken: {text}"),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn tells(text: &str, from: &str, to: &str, words: &[&str]) {
    let message = message(&with(text, from, to));
    assert!(message.starts_with("run.toml, line "), "{message}");
    for word in words {
        assert!(
            message.contains(word),
            "{from} -> {to}\n{message}\nlacks {word:?}"
        );
    }
}

#[test]
fn defaults_are_what_the_schema_says() {
    let plan = plan(RANDOM).unwrap();
    assert_eq!((plan.medium.lambda(), plan.medium.mu()), (1.0, 1.0));
    assert_eq!(plan.boundary, Boundary::Strain(SymmetricTensor::ZERO));
    assert_eq!(
        (plan.field.method, plan.field.core),
        (Method::Auto, Core::Point)
    );
    assert_eq!(plan.sampler.kind, SamplerKind::Hybrid);
    assert_eq!(plan.sampler.exchange, Exchange::Neighbours);
    assert_eq!(
        (plan.schedule.samples, plan.schedule.seed.0, plan.look.waves),
        (1, 1, 4)
    );
    assert!((strength(&plan.dipole) - 1.0).abs() < 1e-15);
    assert!((6.0 / plan.cell().volume() - 0.1).abs() < 1e-15);
}

#[test]
fn the_biaxial_dipole_has_the_strength_that_was_asked_for_and_no_trace() {
    let text = format!("[dipole]\nshape = \"biaxial\"\nstrength = 2.5\n{RANDOM}");
    let dipole = plan(&text).unwrap().dipole;
    assert!((strength(&dipole) - 2.5).abs() < 1e-15);
    assert_eq!(
        (dipole.trace(), dipole.zz, dipole.xx),
        (0.0, 0.0, -dipole.yy)
    );
}

/// The same run in laboratory units and in pure numbers: the same couplings.
#[test]
fn temperatures_are_couplings_through_the_door() {
    let units = "[units]\nsystem = \"laboratory\"\na_nm = 0.5\n[medium]\nlambda = 30\nmu = 20\n[dipole]\nstrength = 3\n";
    let text = with(RANDOM, "x0 = [1.0]", "temperatures_k = [500, 1000]");
    let laboratory = plan(&format!("{units}{text}")).unwrap();
    // P0^2/(8 pi mu kB T a^3) in SI: 3 eV, 20 GPa, 0.5 nm, CODATA 2018.
    let ev: f64 = 1.602176634e-19;
    let expected = |t: f64| {
        (3.0 * ev).powi(2) / (8.0 * std::f64::consts::PI * 20e9 * 1.380649e-23 * t * 1.25e-28)
    };
    for (coupling, t) in laboratory.couplings.iter().zip([500.0, 1000.0]) {
        assert!((coupling.x0 / expected(t) - 1.0).abs() < 1e-12);
        assert_eq!(coupling.temperature_k, Some(t));
        let kt = thermal_energy(coupling.x0, &laboratory.dipole, &laboratory.medium, 1.0).unwrap();
        assert!((kt / coupling.kt - 1.0).abs() < 1e-14);
    }
    let reduced = plan(&format!("[units]\nenergy_k = 2000\n{text}")).unwrap();
    assert_eq!(reduced.couplings[1].kt, 0.5);
    let stressed =
        format!("{units}[boundary]\nhold = \"stress\"\ntensor = [0, 0, 0, 0, 0, 10]\n{text}");
    let stressed = plan(&stressed).unwrap();
    let Boundary::Stress(stress) = stressed.boundary else {
        panic!("{:?}", stressed.boundary)
    };
    assert!((stress.xy / stressed.medium.mu() - 0.5).abs() < 1e-15);
}

#[test]
fn samples_have_places_of_their_own_and_seeds_decide_them() {
    let places = |text: &str, sample| plan(text).unwrap().places(sample).unwrap();
    assert_eq!(places(RANDOM, 0), places(RANDOM, 0));
    assert_ne!(places(RANDOM, 0), places(RANDOM, 1));
    let seeded = with(RANDOM, "density", "seed = 1\ndensity");
    assert_eq!(
        places(RANDOM, 0),
        places(&seeded, 0),
        "the seed of the run is that of the places"
    );
    assert_ne!(
        places(RANDOM, 0),
        places(&with(&seeded, "seed = 1", "seed = 2"), 0)
    );
    let half = with(LATTICE, "size = 2", "size = [2, 3, 4]\noccupation = 0.5");
    assert_eq!(places(&half, 0).positions().len(), 12);
}

#[test]
fn keys_that_do_not_exist_are_refused_with_the_nearest_one() {
    assert_eq!(
        message(&with(RANDOM, "density", "densty")),
        "run.toml, line 4: unknown key `densty` in [sites]; did you mean `density`?"
    );
    tells(
        RANDOM,
        "[run]",
        "[runs]",
        &["line 9", "did you mean `run`?"],
    );
    tells(
        RANDOM,
        "measure = 5",
        "",
        &["line 9", "missing key `measure`", "sweeps to measure"],
    );
    tells(
        RANDOM,
        "\"random\"",
        "\"randm\"",
        &["line 2", "\"randm\"", "did you mean `random`?"],
    );
    assert!(message("").contains("[sites], [coupling], [run]"));
}

#[test]
fn densities_without_room_are_refused_with_the_reason() {
    for density in ["0.71", "0.0", "-1", "nan", "inf", "1e-320"] {
        let to = format!("density = {density}");
        tells(
            RANDOM,
            "density = 0.1",
            &to,
            &["line 4", "[sites] density", density],
        );
    }
    tells(
        RANDOM,
        "density = 0.1",
        "density = 0.75",
        &["at most 0.7", "no room"],
    );
    tells(
        RANDOM,
        "count = 6",
        "count = 0",
        &["line 3", "1 to 16777216"],
    );
    tells(
        RANDOM,
        "count = 6",
        "count = -6",
        &["line 3", "a whole number"],
    );
    tells(RANDOM, "count = 6\n", "", &["[sites]", "needs count"]);
}

#[test]
fn keys_of_another_kind_are_refused() {
    tells(
        RANDOM,
        "count = 6",
        "size = 6",
        &["line 3", "kind = \"lattice\"", "kind = \"random\""],
    );
    tells(
        LATTICE,
        "size = 2",
        "size = 2\ndensity = 0.1",
        &["line 4", "belongs to kind = \"random\""],
    );
    tells(
        LATTICE,
        "exchange = false",
        "kind = \"metropolis\"\nlength = 1",
        &["[sampler] length", "hybrid"],
    );
    tells(
        LATTICE,
        "exchange = false",
        "kind = \"heat-bath\"\nstride = 1",
        &["[sampler] stride"],
    );
    let both = format!("[dipole]\nshape = \"uniaxial\"\ntensor = [1, 0, 0, 0, 0, 0]\n{RANDOM}");
    assert!(message(&both).contains("not both"));
}

#[test]
fn sizes_of_lattices_are_one_number_or_three() {
    assert_eq!(
        plan(&with(LATTICE, "size = 2", "size = [2, 3, 4]"))
            .unwrap()
            .count(),
        24
    );
    for size in [
        "0",
        "[2, 0, 2]",
        "[2, 2]",
        "-3",
        "2.5",
        "\"two\"",
        "100000",
        "[9000000000, 9000000000, 2]",
    ] {
        tells(
            LATTICE,
            "size = 2",
            &format!("size = {size}"),
            &["line 3", "[sites] size"],
        );
    }
    tells(
        LATTICE,
        "size = 2",
        "size = 2\noccupation = 0.05",
        &["at least one rotor"],
    );
    tells(
        LATTICE,
        "size = 2",
        "size = 2\noccupation = 1.1",
        &["above zero, at most one"],
    );
}

#[test]
fn couplings_are_numbers_above_zero_none_twice() {
    for (list, words) in [
        ("[]", "1 to 1000 numbers"),
        ("[1, 0]", "above zero"),
        ("[1, nan]", "above zero"),
        ("[1, 2, 1.0]", "1 stands there twice"),
        ("1.0", "a list"),
        ("[1e-320]", "[coupling] x0"),
    ] {
        tells(
            RANDOM,
            "x0 = [1.0]",
            &format!("x0 = {list}"),
            &["line 7", words],
        );
    }
    // Neighbours exchange their rotors: they are neighbours in the file too.
    let told = plan(&with(RANDOM, "[1.0]", "[3, 1, 2]")).unwrap_err();
    assert!(told.to_string().contains("couplings in order"), "{told}");
    assert!(plan(&with(RANDOM, "[1.0]", "[3, 2, 1]")).is_ok());
    let alone = with(RANDOM, "[1.0]", "[3, 1, 2]") + "\n[sampler]\nexchange = false\n";
    assert!(plan(&alone).is_ok(), "without exchange in any order");
    tells(RANDOM, "x0 = [1.0]", "", &["line 6", "expected x0"]);
    tells(
        RANDOM,
        "x0 = [1.0]",
        "temperatures_k = [300]",
        &["needs [units]"],
    );
}

#[test]
fn dipoles_that_do_not_turn_are_refused() {
    for (tensor, words) in [
        ("[1, 1, 1, 0, 0, 0]", "the same however it turns"),
        ("[1, 1]", "six numbers"),
        ("[inf, 0, 0, 0, 0, 0]", "six finite numbers"),
    ] {
        let message = message(&format!("[dipole]\ntensor = {tensor}\n{RANDOM}"));
        assert!(
            message.contains("line 2: [dipole] tensor") && message.contains(words),
            "{message}"
        );
    }
    let message = message(&format!("[medium]\nlambda = -1\n{RANDOM}"));
    assert!(
        message.contains("line 2: [medium] lambda = -1: expected 3 lambda + 2 mu"),
        "{message}"
    );
}

#[test]
fn options_outside_their_domain_are_refused() {
    for (table, words) in [
        (
            "[field]\nmethod = \"lattice\"",
            "needs [sites] kind = \"lattice\"",
        ),
        ("[field]\naccuracy = 0", "from 1e-14 to 0.01"),
        (
            "[field]\ncore = \"smeared\"",
            "\"point\", or a smearing length",
        ),
        ("[field]\ncore = -0.1", "above zero"),
        ("[look]\nradii = [100]", "half of the shortest side"),
        ("[look]\nwaves = 65", "at most 64"),
        ("[look]\nframes = 3", "multiple of [run] every, 2"),
        ("[sampler]\nacceptance = 1.0", "below one"),
        (
            "[dynamics]\nkind = \"inertial\"\ntime_step = 0.1\nduration = 0.01",
            "time steps",
        ),
        (
            "[dynamics]\nkind = \"inertial\"\ntime_step = 0.1",
            "missing key `duration`",
        ),
        ("[population]\ny0 = 0", "above zero"),
        ("[boundary]\nhold = \"pressure\"", "stress"),
    ] {
        let message = message(&format!("{RANDOM}\n{table}\n"));
        assert!(
            message.starts_with("run.toml, line ") && message.contains(words),
            "{table}\n{message}"
        );
    }
    tells(RANDOM, "every = 2", "every = 6", &["1 to 5"]);
    tells(RANDOM, "every = 2", "samples = 0", &["1 to 100000 samples"]);
    tells(
        RANDOM,
        "every = 2",
        "checkpoint_seconds = -1",
        &["zero or larger"],
    );
}

fn from_file(folder: &Path, name: &str, content: &str, rest: &str) -> Result<RunPlan, String> {
    std::fs::write(folder.join(name), content).unwrap();
    let text = format!(
        "[sites]\nkind = \"file\"\nfile = \"{name}\"\n{rest}\n[coupling]\nx0 = [1]\n[run]\nthermalize = 1\nmeasure = 1\n"
    );
    let plan = RunPlan::of(
        &Document::new("run.toml", text),
        &PlacesAt::Beside(folder.into()),
    );
    plan.map_err(|error| error.to_string())
}

#[test]
fn places_come_from_csv_and_extended_xyz_alike() {
    let scratch = tempfile::tempdir().unwrap();
    let csv = "id,x,y,z\n1,0.5,1,2\n2, 3.0 ,-1e0,2.5\n";
    let table = from_file(scratch.path(), "places.csv", csv, "cell = [5, 6, 7]").unwrap();
    let xyz = "2\nLattice=\"5 0 0 0 6.0 0 0 0 7\" Properties=species:S:1:id:I:1:pos:R:3 pbc=\"T T T\"\nX 1 0.5 1 2\nX 2 3.0 -1e0 2.5\n";
    let frame = from_file(scratch.path(), "places.extxyz", xyz, "").unwrap();
    assert_eq!(table.places(0).unwrap(), frame.places(3).unwrap());
    assert_eq!(table.cell(), frame.cell());
}

#[test]
fn files_of_places_that_cannot_be_meant_name_their_line() {
    let scratch = tempfile::tempdir().unwrap();
    let cell = "cell = [5, 6, 7]";
    let xyz = "Lattice=\"5 0 0 0 6 0 0 0 7\" Properties=species:S:1:pos:R:3";
    for (name, content, rest, words) in [
        ("p.csv", "x,y,z\n0,0,0\n", "", "needs cell = [x, y, z]"),
        ("p.csv", "x,y\n0,0\n", cell, "p.csv, line 1: no column z"),
        (
            "p.csv",
            "x,y,z\n0,0,0\n0,q,0\n",
            cell,
            "p.csv, line 3: `0 q 0` are no three",
        ),
        (
            "p.csv",
            "x,y,z\n0,0,0\n4.5,0,0\n",
            cell,
            "p.csv, line 3: this place is 0.5 from that of line 2",
        ),
        ("p.csv", "x,y,z\n", cell, "no places"),
        (
            "p.csv",
            "x,y,z\n0,0,0\n",
            "cell = [5, 0, 7]",
            "[sites] cell",
        ),
        ("p.txt", "", "", "ends in .csv or .extxyz"),
        ("p.xyz", "2\n\nX 0 0 0\n", "", "line 2: expected Lattice"),
        (
            "p.xyz",
            &format!("2\n{xyz}\nX 0 0 0\n"),
            "",
            "line 1: 2 places are announced, 1 follow",
        ),
        ("p.xyz", &format!("1\n{xyz}\nX 0 nan 0\n"), "", "line 3"),
        (
            "p.xyz",
            &format!("1\n{xyz}\nX 0 0 0\n"),
            cell,
            "has its own Lattice",
        ),
    ] {
        let message = from_file(scratch.path(), name, content, rest).unwrap_err();
        assert!(message.contains(words), "{message}\nlacks {words}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_mutated_run_file_is_a_plan_or_an_error_with_words(
        at in 0_usize..400, length in 0_usize..20, piece in 0_usize..12, which in 0_usize..2,
    ) {
        const PIECES: [&str; 12] =
            ["", "nan", "-1", "1e999", "\"", "[", "{}", "\n", "é", "9223372036854775807", "0", "'''"];
        let characters: Vec<char> = [LATTICE, RANDOM][which].chars().collect();
        let at = at % (characters.len() + 1);
        let end = (at + length).min(characters.len());
        let start: String = characters[..at].iter().collect();
        let rest: String = characters[end..].iter().collect();
        if let Err(error) = plan(&format!("{start}{}{rest}", PIECES[piece])) {
            prop_assert!(error.to_string().contains("run.toml"), "{error}");
        }
    }
}
