//! The folder of a run: one run, one writer, all that is needed to repeat it.

mod common;

use std::path::Path;

use common::{LATTICE, RANDOM, document, folder, plan};
use glassmelt_runs::{
    Ending, Nobody, PlacesAt, RunError, RunFolder, RunPlan, Simulation, drive, look,
};
use glassmelt_study::Document;
use serde_json::Value;

fn create(path: &Path, text: &str) -> Result<RunFolder, RunError> {
    RunFolder::create(path, &document(text), plan(text).unwrap())
}

#[test]
fn the_run_file_is_kept_as_it_was_given() {
    let scratch = tempfile::tempdir().unwrap();
    let text = format!("# a comment, kept\r\n{RANDOM}\n\n");
    let path = scratch.path().join("a/b");
    drop(folder(&path, &text));
    assert_eq!(
        std::fs::read_to_string(path.join("run.toml")).unwrap(),
        text
    );
    assert_eq!(look(&path).unwrap().plan, plan(&text).unwrap());
}

#[test]
fn what_the_folder_says_of_a_run_is_the_same_in_every_folder() {
    let meta = || {
        let scratch = tempfile::tempdir().unwrap();
        drop(folder(scratch.path(), LATTICE));
        std::fs::read(scratch.path().join("meta.json")).unwrap()
    };
    let once = meta();
    assert_eq!(once, meta());
    let value: Value = serde_json::from_slice(&once).unwrap();
    assert_eq!(value["glassmelt"], glassmelt_runs::VERSION);
    assert_eq!((&value["seed"], &value["rotors"]), (&1.into(), &8.into()));
    assert_eq!(value["couplings"].as_array().unwrap().len(), 2);
    let digest = blake3::hash(LATTICE.as_bytes()).to_hex();
    assert_eq!(value["run_file_blake3"], digest.as_str());
}

#[test]
fn a_folder_with_anything_of_a_run_is_not_taken() {
    for name in [
        "run.toml",
        "checkpoint.glassmelt",
        "results.json",
        "report.html",
        "series",
    ] {
        let scratch = tempfile::tempdir().unwrap();
        std::fs::write(scratch.path().join(name), "mine").unwrap();
        let error = create(scratch.path(), RANDOM).unwrap_err();
        assert!(
            matches!(error, RunError::Occupied { found, .. } if found == name),
            "{error}"
        );
        assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 1);
        assert_eq!(
            std::fs::read_to_string(scratch.path().join(name)).unwrap(),
            "mine"
        );
    }
    let scratch = tempfile::tempdir().unwrap();
    std::fs::write(scratch.path().join("notes.txt"), "mine").unwrap();
    assert!(
        create(scratch.path(), RANDOM).is_ok(),
        "other files may stand there"
    );
}

#[test]
fn a_folder_has_one_writer_and_any_number_of_readers() {
    let scratch = tempfile::tempdir().unwrap();
    let held = folder(scratch.path(), RANDOM);
    let error = RunFolder::open(scratch.path()).unwrap_err();
    assert!(matches!(error, RunError::Locked { .. }), "{error}");
    assert!(look(scratch.path()).unwrap().results.is_none());
    drop(held);
    assert!(RunFolder::open(scratch.path()).is_ok());
}

#[test]
fn places_go_with_the_run_and_are_read_from_its_folder() {
    let scratch = tempfile::tempdir().unwrap();
    let given = scratch.path().join("mine.csv");
    std::fs::write(&given, "x,y,z\n0,0,0\n1.5,0,0\n0,1.5,0\n").unwrap();
    let sites = "[sites]\nkind = \"file\"\nfile = \"mine.csv\"\ncell = [4, 4, 4]\n";
    let (_, rest) = RANDOM.split_once("\n\n").unwrap();
    let document = Document::new("run.toml", format!("{sites}\n{rest}"));
    let plan = RunPlan::of(&document, &PlacesAt::Beside(scratch.path().into())).unwrap();
    let path = scratch.path().join("run");
    drop(RunFolder::create(&path, &document, plan.clone()).unwrap());
    std::fs::remove_file(&given).unwrap();
    let run = RunFolder::open(&path).unwrap();
    assert_eq!(run.plan().places(0).unwrap(), plan.places(0).unwrap());
    let mut engine = Simulation::new(run.plan()).unwrap();
    assert_eq!(drive(&mut engine, &run, &Nobody).unwrap(), Ending::Finished);
}

#[test]
fn a_checkpoint_of_another_run_is_not_gone_on_with() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (scratch, text) in [(&one, RANDOM), (&other, LATTICE)] {
        let run = folder(scratch.path(), text);
        let mut engine = Simulation::new(run.plan()).unwrap();
        drive(&mut engine, &run, &Nobody).unwrap();
    }
    let name = "checkpoint.glassmelt";
    std::fs::copy(one.path().join(name), other.path().join(name)).unwrap();
    let words = look(other.path()).unwrap_err().to_string();
    assert!(words.contains("belongs to another run"), "{words}");
    let run = RunFolder::open(other.path()).unwrap();
    let mut engine = Simulation::new(run.plan()).unwrap();
    assert!(drive(&mut engine, &run, &Nobody).is_err());
}

/// As an earlier version would have left it, and not even JSON.
#[test]
fn results_of_another_version_are_refused_with_the_command_that_writes_them_anew() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path();
    let run = folder(path, RANDOM);
    let go = || drive(&mut Simulation::new(run.plan()).unwrap(), &run, &Nobody).unwrap();
    go();
    let file = path.join("results.json");
    let whole = std::fs::read_to_string(&file).unwrap();
    for (found, word) in [
        (
            whole.replacen("\"sides\"", "\"box\"", 1),
            "missing field `sides`",
        ),
        ("{".to_owned(), "EOF"),
    ] {
        std::fs::write(&file, found).unwrap();
        let refused = look(path).and_then(|seen| seen.answer(path)).unwrap_err();
        let words = refused.to_string();
        let command = format!("glassmelt rotors resume {}", path.display());
        assert!(words.contains(word) && words.contains(&command), "{words}");
        assert_eq!(go(), Ending::Finished);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), whole);
        look(path).unwrap().answer(path).unwrap().unwrap();
    }
}
